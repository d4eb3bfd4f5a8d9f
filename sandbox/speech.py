"""What is said in channels: posting, editing, deleting, reacting and typing, by the bot and by people."""

from dataclasses import replace

from sandbox import errors
from sandbox.compose import Body, composed
from sandbox.events import (
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionChanged,
    ReactionsCleared,
    TypingStarted,
)
from sandbox.guilds import Channel, Guild
from sandbox.messages import Flag, Kind, Message, with_reaction, without_reactions
from sandbox.people import APPLICATION_ID, BOT, User
from sandbox.permissions import Permission
from sandbox.world import World, channel_and_guild

_LOCKED = Flag.LOADING


def blank(world: World, user: User, channel: Channel, guild: Guild) -> Message:
    """Start a message with nothing in it."""
    member = guild.member(user.id)
    return Message(
        world.snowflakes.mint(),
        channel.id,
        guild.id,
        user,
        application_id=APPLICATION_ID if user == BOT else None,
        member=member.payload(with_user=False) if member else {},
    )


def require(user: User, channel: Channel, guild: Guild, needed: Permission) -> None:
    """Raise unless somebody may see a channel and do something in it."""
    held = guild.permissions(user.id, channel)
    if not held & Permission.VIEW_CHANNEL:
        raise errors.missing_access()
    if held & needed != needed:
        raise errors.missing_permissions()


def post(world: World, user: User, channel_id: str, body: Body) -> Message:
    """Post a message; one with the nonce of an earlier one, to be enforced, is that earlier one."""
    channel, guild = channel_and_guild(channel_id)
    require(user, channel, guild, Permission.SEND_MESSAGES)
    nonce = body.fields.get("nonce")
    if nonce is not None and body.fields.get("enforce_nonce"):
        earlier = world.messages.by_nonce(channel.id, str(nonce))
        if earlier is not None and earlier.author == user:
            return earlier
    message = composed(world, _addressed(world, blank(world, user, channel, guild), body), body, guild)
    if nonce is not None:
        message = replace(message, nonce=str(nonce))
    return publish(world, message)


def publish(world: World, message: Message) -> Message:
    """Keep a new message and tell everybody who may see it."""
    world.messages.put(message)
    world.publish(MessagePosted(message))
    return message


def change(world: World, message: Message) -> Message:
    """Keep a changed message and tell everybody who may see it."""
    world.messages.put(message)
    world.publish(MessageEdited(message))
    return message


def edit(world: World, channel_id: str, message_id: str, body: Body) -> Message:
    """Edit a message of the bot's."""
    channel, guild = channel_and_guild(channel_id)
    require(BOT, channel, guild, Permission.VIEW_CHANNEL)
    message = find(world, channel_id, message_id)
    if message.author != BOT:
        raise errors.not_the_author()
    return change(world, edited(world, message, body, guild))


def edited(world: World, message: Message, body: Body, guild: Guild) -> Message:
    """Return a message with an edit applied."""
    done = composed(world, replace(message, flags=message.flags & ~_LOCKED), body, guild)
    return replace(done, edited_at=world.clock())


def delete(world: World, channel_id: str, message_id: str) -> None:
    """Delete a message: the bot's own, or anybody's with Manage Messages."""
    channel, guild = channel_and_guild(channel_id)
    message = find(world, channel_id, message_id)
    needed = Permission.VIEW_CHANNEL if message.author == BOT else Permission.MANAGE_MESSAGES
    require(BOT, channel, guild, needed)
    remove(world, message)


def remove(world: World, message: Message) -> None:
    """Forget a message and tell everybody who saw it."""
    world.messages.remove(message)
    world.publish(MessageDeleted(message))


def dismiss(world: World, message: Message) -> None:
    """Hide an ephemeral message from its owner; to the bot it is still there."""
    world.messages.put(replace(message, is_dismissed=True))
    world.publish(MessageDeleted(message))


def find(world: World, channel_id: str, message_id: str) -> Message:
    """Return a message the bot may see through its channel: never an ephemeral one."""
    message = world.messages.find(channel_id, message_id)
    if message is None or message.owner_id is not None:
        raise errors.unknown_message()
    return message


def react(world: World, user: User, channel_id: str, message_id: str, emoji: str) -> None:
    """Add a reaction."""
    channel, guild = channel_and_guild(channel_id)
    require(user, channel, guild, Permission.ADD_REACTIONS | Permission.READ_MESSAGE_HISTORY)
    before = find(world, channel_id, message_id)
    after = with_reaction(before, emoji, user.id)
    if after is not before:
        world.messages.put(after)
        world.publish(ReactionChanged(after, user, emoji, added=True))


def unreact(world: World, user: User, channel_id: str, message_id: str, emoji: str) -> None:
    """Take one person's reaction back."""
    before = find(world, channel_id, message_id)
    after = without_reactions(before, emoji=emoji, user_id=user.id)
    if after != before:
        world.messages.put(after)
        world.publish(ReactionChanged(after, user, emoji, added=False))


def clear_reactions(world: World, channel_id: str, message_id: str, emoji: str | None = None) -> None:
    """Take all reactions away, or all of one emoji."""
    channel, guild = channel_and_guild(channel_id)
    require(BOT, channel, guild, Permission.MANAGE_MESSAGES)
    after = without_reactions(find(world, channel_id, message_id), emoji=emoji)
    world.messages.put(after)
    world.publish(ReactionsCleared(after, emoji))


def type_in(world: World, user: User, channel_id: str) -> None:
    """Show that somebody is typing."""
    channel, guild = channel_and_guild(channel_id)
    require(user, channel, guild, Permission.SEND_MESSAGES)
    world.publish(TypingStarted(user, channel.id, guild.id))


def _addressed(world: World, message: Message, body: Body) -> Message:
    """Make a message a reply where its body refers to another."""
    reference = body.fields.get("message_reference")
    if not isinstance(reference, dict):
        return message
    target = world.messages.find(message.channel_id, str(reference.get("message_id")))
    if target is None or target.owner_id is not None:
        if reference.get("fail_if_not_exists") is False:
            return message
        problem = {"code": "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "message": "Unknown message"}
        tree = {"message_reference": {"_errors": [problem]}}
        raise errors.ApiError(400, 50035, "Invalid Form Body", errors=tree)
    return replace(message, kind=Kind.REPLY, reference=reference_to(target))


def reference_to(target: Message) -> dict[str, str | int]:
    """Return what a reply says of the message it answers."""
    return {
        "type": 0,
        "message_id": target.id,
        "channel_id": target.channel_id,
        "guild_id": target.guild_id,
    }
