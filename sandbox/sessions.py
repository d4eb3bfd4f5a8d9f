"""Gateway sessions: numbered events, the last ones kept so that a connection can be resumed."""

import secrets
from collections import deque
from dataclasses import dataclass
from enum import IntEnum, IntFlag

from sandbox.payloads import Json

KEPT_EVENTS = 2000
_TIME_SHIFT = 22


class Op(IntEnum):
    """Gateway opcodes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE = 4
    RESUME = 6
    RECONNECT = 7
    MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Intent(IntFlag):
    """The intents whose events the sandbox sends."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    MESSAGE_CONTENT = 1 << 15


PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT
KNOWN_INTENTS = (1 << 26) - 1


@dataclass(frozen=True, slots=True)
class Shard:
    """Which part of all guilds a session serves."""

    index: int = 0
    count: int = 1

    def owns(self, guild_id: str) -> bool:
        """Say whether a guild's events go to this shard."""
        return (int(guild_id) >> _TIME_SHIFT) % self.count == self.index


class Session:
    """One identified bot connection's events, numbered from 1."""

    def __init__(self, *, intents: Intent, shard: Shard) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.shard = shard
        self.sequence = 0
        self._events: deque[Json] = deque(maxlen=KEPT_EVENTS)

    def record(self, name: str, data: Json) -> Json:
        """Number an event, keep it for a resume and return its frame."""
        self.sequence += 1
        frame: Json = {"op": int(Op.DISPATCH), "t": name, "s": self.sequence, "d": data}
        self._events.append(frame)
        return frame

    def since(self, sequence: int) -> list[Json] | None:
        """Return what came after a number, or None if some of it is no longer kept or never was."""
        oldest = self._events[0]["s"] if self._events else self.sequence + 1
        if not oldest - 1 <= sequence <= self.sequence:
            return None
        return [frame for frame in self._events if frame["s"] > sequence]
