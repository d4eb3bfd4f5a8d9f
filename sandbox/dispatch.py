"""What the bot's gateway is told: the world's events as Discord dispatches them, within its intents."""

from dataclasses import dataclass
from typing import assert_never

from sandbox import events
from sandbox.guilds import GUILDS, Guild, guild_by_id
from sandbox.messages import Message
from sandbox.payloads import Json
from sandbox.people import APPLICATION_ID, BOT
from sandbox.permissions import Permission
from sandbox.sessions import Intent, Session
from sandbox.world import World

_NEEDS_CONTENT: Json = {"content": "", "embeds": [], "attachments": [], "components": []}
_NO_INTENT = Intent(0)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """An event's name and data, the guild it belongs to and the intent it needs."""

    name: str
    data: Json
    guild_id: str
    intent: Intent = _NO_INTENT


def dispatch(event: events.Event) -> Dispatch | None:
    """Return what the gateway sends of an event, or None for what a bot is not told."""
    match event:
        case events.MessagePosted(message):
            return _message("MESSAGE_CREATE", message)
        case events.MessageEdited(message):
            return _message("MESSAGE_UPDATE", message)
        case events.MessageDeleted(message):
            if message.owner_id is not None:
                return None
            return Dispatch("MESSAGE_DELETE", _place(message), message.guild_id, Intent.GUILD_MESSAGES)
        case events.ReactionChanged() | events.ReactionsCleared():
            return _reaction(event)
        case events.TypingStarted(user, channel_id, guild_id):
            return _typing(user.id, channel_id, guild_id)
        case events.InteractionOpened(interaction, body):
            return Dispatch("INTERACTION_CREATE", body, interaction.guild_id)
        case (
            events.CommandsChanged()
            | events.BotChanged()
            | events.InteractionAcknowledged()
            | events.InteractionFailed()
            | events.ModalShown()
            | events.ChoicesOffered()
        ):
            return None
        case _:
            assert_never(event)


def within(told: Dispatch, session: Session) -> Json | None:
    """Return an event's data as one session may see it, or None if it may not."""
    if not session.shard.owns(told.guild_id) or (told.intent and not session.intents & told.intent):
        return None
    hides = told.name in {"MESSAGE_CREATE", "MESSAGE_UPDATE"} and not session.intents & Intent.MESSAGE_CONTENT
    if not hides or told.data["author"]["id"] == BOT.id:
        return told.data
    mentioned = any(each["id"] == BOT.id for each in told.data["mentions"])
    return told.data if mentioned else told.data | _NEEDS_CONTENT


def ready(world: World, session: Session) -> Json:
    """Return READY: who the bot is and which guilds will follow."""
    guilds = [{"id": guild.id, "unavailable": True} for guild in shards_guilds(session)]
    return {
        "v": 10,
        "user": BOT.payload() | {"verified": True, "mfa_enabled": True, "email": None},
        "guilds": guilds,
        "session_id": session.id,
        "resume_gateway_url": world.base_url.replace("http", "ws", 1) + "/gateway/",
        "shard": [session.shard.index, session.shard.count],
        "application": {"id": APPLICATION_ID, "flags": 0},
        "private_channels": [],
        "relationships": [],
        "presences": [],
        "user_settings": {},
        "geo_ordered_rtc_regions": [],
        "session_type": "normal",
        "_trace": [],
    }


def shards_guilds(session: Session) -> list[Guild]:
    """List the guilds a session serves."""
    return [guild for guild in GUILDS if session.shard.owns(guild.id)]


def guild_create(world: World, guild: Guild, session: Session) -> Json:
    """Return GUILD_CREATE: a guild whole; without the members intent the bot is its only member."""
    shows_all = bool(session.intents & Intent.GUILD_MEMBERS)
    members = [each for each in guild.members if shows_all or each.user == BOT]
    channels = [
        channel.payload(last_message_id=world.messages.last_id(channel.id))
        for channel in guild.channels
        if guild.permissions(BOT.id, channel) & Permission.VIEW_CHANNEL
    ]
    return guild.payload() | {
        "joined_at": members[-1].payload()["joined_at"],
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "voice_states": [],
        "members": [each.payload() for each in members],
        "channels": channels,
        "threads": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def members_chunk(guild: Guild, asked: Json) -> Json:
    """Return GUILD_MEMBERS_CHUNK for a request by ids or by the start of a name."""
    wanted = asked.get("user_ids")
    ids = {str(each) for each in ([wanted] if isinstance(wanted, str | int) else wanted or ())}
    start = str(asked.get("query") or "").lower()
    found = [
        member
        for member in guild.members
        if (member.user.id in ids if wanted else member.user.username.lower().startswith(start))
    ]
    limit = asked.get("limit") or len(found)
    chunk: Json = {
        "guild_id": guild.id,
        "members": [each.payload() for each in found[:limit]],
        "chunk_index": 0,
        "chunk_count": 1,
        "not_found": sorted(ids - {each.user.id for each in found}),
    }
    return chunk | {"nonce": asked["nonce"]} if "nonce" in asked else chunk


def _message(name: str, message: Message) -> Dispatch | None:
    if message.owner_id is not None:
        return None
    return Dispatch(name, message.payload(BOT.id), message.guild_id, Intent.GUILD_MESSAGES)


def _place(message: Message) -> Json:
    return {"id": message.id, "channel_id": message.channel_id, "guild_id": message.guild_id}


def _reaction(event: events.ReactionChanged | events.ReactionsCleared) -> Dispatch:
    message = event.message
    data: Json = {
        "message_id": message.id,
        "channel_id": message.channel_id,
        "guild_id": message.guild_id,
    }
    if event.emoji is not None:
        data["emoji"] = {"id": None, "name": event.emoji}
    if isinstance(event, events.ReactionsCleared):
        name = "MESSAGE_REACTION_REMOVE_ALL" if event.emoji is None else "MESSAGE_REACTION_REMOVE_EMOJI"
    else:
        name = "MESSAGE_REACTION_ADD" if event.added else "MESSAGE_REACTION_REMOVE"
        data |= {"user_id": event.user.id, "type": 0, "burst": False}
        guild = guild_by_id(message.guild_id)
        member = guild.member(event.user.id) if guild else None
        if event.added and member:
            data |= {"member": member.payload(), "message_author_id": message.author.id}
    return Dispatch(name, data, message.guild_id, Intent.GUILD_MESSAGE_REACTIONS)


def _typing(user_id: str, channel_id: str, guild_id: str) -> Dispatch:
    data: Json = {"channel_id": channel_id, "guild_id": guild_id, "user_id": user_id, "timestamp": 0}
    guild = guild_by_id(guild_id)
    member = guild.member(user_id) if guild else None
    if member:
        data["member"] = member.payload()
    return Dispatch("TYPING_START", data, guild_id, Intent.GUILD_MESSAGE_TYPING)
