"""All state of the sandbox in one place, and the one way to tell others that it changed."""

from collections.abc import Callable

from sandbox import errors
from sandbox.attachments import Attachments
from sandbox.commands import Commands
from sandbox.events import Event
from sandbox.guilds import Channel, Guild, channel_by_id, guild_by_id
from sandbox.interactions import ANSWER_SECONDS, Interactions
from sandbox.messages import Messages
from sandbox.payloads import Clock
from sandbox.snowflakes import Snowflakes

Listener = Callable[[Event], None]


class World:
    """The servers' messages, commands, files and open interactions.

    Attributes:
        base_url: Where the sandbox is reached, without a slash at the end.
        clock: Seconds since 1970.
    """

    def __init__(self, base_url: str, *, clock: Clock, answer_seconds: float = ANSWER_SECONDS) -> None:
        self.base_url = base_url
        self.clock = clock
        self.snowflakes = Snowflakes(clock)
        self.messages = Messages()
        self.commands = Commands(self.snowflakes)
        self.attachments = Attachments(base_url)
        self.interactions = Interactions(clock, answer_seconds=answer_seconds)
        self.bot_is_online = False
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell a listener of every event from now on; returns how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, event: Event) -> None:
        """Tell all listeners what happened, in the order they came."""
        for listener in tuple(self._listeners):
            listener(event)


def channel_and_guild(channel_id: str) -> tuple[Channel, Guild]:
    """Return a channel with its guild, or raise that there is none."""
    channel = channel_by_id(channel_id)
    if channel is None:
        raise errors.unknown_channel()
    return channel, guild_of(channel)


def guild_of(channel: Channel) -> Guild:
    """Return the guild a channel is in."""
    guild = guild_by_id(channel.guild_id)
    if guild is None:
        raise errors.unknown_guild()
    return guild
