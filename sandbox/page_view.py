"""What a person's page is shown: the first greeting, a channel's history, and events as they happen."""

from typing import assert_never

from sandbox import events
from sandbox.commands import may_use
from sandbox.guilds import GUILDS, Channel, Guild, guild_by_id
from sandbox.interactions import Interaction
from sandbox.messages import Message
from sandbox.payloads import Json
from sandbox.people import BOT, PEOPLE, User
from sandbox.permissions import Permission
from sandbox.world import World

_MOST_HISTORY = 200


def hello(world: World, user: User | None) -> Json:
    """Return what a page needs at first; without a person only the list of people."""
    people = [{"key": each.key, "user": each.payload(), "title": each.title} for each in PEOPLE]
    if user is None:
        return {
            "type": "hello",
            "me": None,
            "people": people,
            "guilds": [],
            "commands": [],
            "bot": _bot(world),
        }
    return {
        "type": "hello",
        "me": user.payload(),
        "people": people,
        "guilds": [_guild(guild, user) for guild in GUILDS],
        "commands": commands_for(world, user),
        "bot": _bot(world),
    }


def _bot(world: World) -> Json:
    return {"online": world.bot_is_online, "user": BOT.payload()}


def _guild(guild: Guild, user: User) -> Json:
    return {
        "id": guild.id,
        "name": guild.name,
        "icon_color": guild.icon_color,
        "roles": [role.payload() for role in guild.roles],
        "members": [
            {
                "user": member.user.payload(),
                "roles": list(member.role_ids),
                "can_manage": bool(guild.permissions(member.user.id) & Permission.MANAGE_GUILD),
            }
            for member in guild.members
        ],
        "channels": [_channel(guild, channel, user) for channel in guild.channels],
    }


def _channel(guild: Guild, channel: Channel, user: User) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "topic": channel.topic,
        "can_send_bot": bool(guild.permissions(BOT.id, channel) & Permission.SEND_MESSAGES),
        "can_send": bool(guild.permissions(user.id, channel) & Permission.SEND_MESSAGES),
    }


def commands_for(world: World, user: User) -> list[Json]:
    """List the commands a person may use somewhere."""
    return [command for command in world.commands.everywhere() if _is_shown(command, user)]


def _is_shown(command: Json, user: User) -> bool:
    own = guild_by_id(command["guild_id"]) if "guild_id" in command else None
    guilds = (own,) if own else GUILDS
    return any(may_use(command, guild.permissions(user.id)) for guild in guilds)


def history(world: World, channel: Channel, user: User) -> Json:
    """Return the latest messages of a channel that somebody may see, oldest first."""
    seen = list(world.messages.seen_by(user.id, channel.id))[-_MOST_HISTORY:]
    return {
        "type": "history",
        "channel_id": channel.id,
        "messages": [message.payload(user.id) for message in seen],
    }


def told(world: World, event: events.Event, user: User) -> Json | None:
    """Return what a person's page is told of an event, or None."""
    match event:
        case events.MessagePosted(message):
            return _message("message_create", message, user)
        case events.MessageEdited(message):
            return _message("message_update", message, user)
        case events.ReactionChanged(message) | events.ReactionsCleared(message):
            return _message("message_update", message, user)
        case events.MessageDeleted(message):
            gone = {"type": "message_delete", "channel_id": message.channel_id, "id": message.id}
            return gone if message.visible_to(user.id) else None
        case events.TypingStarted(typist, channel_id):
            typing = {"type": "typing", "channel_id": channel_id, "user": typist.payload()}
            return None if typist == user else typing
        case events.CommandsChanged():
            return {"type": "commands", "commands": commands_for(world, user)}
        case events.BotChanged(online):
            return {"type": "bot", "online": online, "user": BOT.payload()}
        case events.InteractionOpened():
            return None
        case (
            events.InteractionAcknowledged(interaction)
            | events.InteractionFailed(interaction)
            | events.ModalShown(interaction)
            | events.ChoicesOffered(interaction)
        ):
            return _interaction(event, interaction) if interaction.user == user else None
        case _:
            assert_never(event)


def _message(kind: str, message: Message, user: User) -> Json | None:
    if not message.visible_to(user.id):
        return None
    return {"type": kind, "message": message.payload(user.id)}


def _interaction(
    event: events.InteractionAcknowledged
    | events.InteractionFailed
    | events.ModalShown
    | events.ChoicesOffered,
    interaction: Interaction,
) -> Json:
    nonce = interaction.nonce
    match event:
        case events.InteractionAcknowledged():
            return {"type": "interaction", "nonce": nonce, "state": "acknowledged"}
        case events.InteractionFailed(_, reason):
            return {"type": "interaction", "nonce": nonce, "state": "failed", "error": reason}
        case events.ModalShown(_, modal):
            return {"type": "modal", "nonce": nonce, "interaction_id": interaction.id, "modal": modal}
        case events.ChoicesOffered(_, choices):
            return {"type": "choices", "nonce": nonce, "choices": choices}
