"""The bot's WebSocket: HELLO, IDENTIFY or RESUME, heartbeats, and the events of every session in order.

A session outlives its connection until another IDENTIFY of the same shard: events meanwhile are kept and
replayed on RESUME. The bot counts as online while any session is connected.
"""

import asyncio
import contextlib
import json
from collections.abc import Callable
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from sandbox.dispatch import dispatch, guild_create, members_chunk, ready, shards_guilds, within
from sandbox.events import BotChanged, Event
from sandbox.guilds import guild_by_id
from sandbox.payloads import Json
from sandbox.sessions import KNOWN_INTENTS, PRIVILEGED, Intent, Op, Session, Shard
from sandbox.world import World

HEARTBEAT_SECONDS = 41.25
_PATIENCE = 1.5
_WAY_BACK_SECONDS = 0.05
_UNKNOWN_OP, _UNREADABLE, _NOT_IDENTIFIED, _BAD_TOKEN, _TWICE = 4001, 4002, 4003, 4004, 4005
_BAD_SHARD, _BAD_INTENTS, _REFUSED_INTENTS = 4010, 4013, 4014
_DROPPED = 4000


_Handler = Callable[["Connection", Any], None]


class Closed(Exception):
    """The connection must end, with one of Discord's close codes."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Connection:
    """One socket, written to by one task so that frames keep their order."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self.session: Session | None = None
        self._frames: asyncio.Queue[Json | None] = asyncio.Queue()

    def send(self, frame: Json) -> None:
        """Queue a frame."""
        self._frames.put_nowait(frame)

    async def write(self) -> None:
        """Send queued frames until told to stop."""
        while (frame := await self._frames.get()) is not None:
            with contextlib.suppress(ConnectionError):
                await self.socket.send_json(frame)

    def finish(self) -> None:
        """Let the writer end after what is queued."""
        self._frames.put_nowait(None)


class Gateway:
    """All sessions and connections of the bot."""

    def __init__(
        self, world: World, *, heartbeat_seconds: float = HEARTBEAT_SECONDS, privileged_intents: bool = True
    ) -> None:
        self._world = world
        self._heartbeat_seconds = heartbeat_seconds
        self._refused = Intent(0) if privileged_intents else PRIVILEGED
        self._sessions: dict[str, Session] = {}
        self._connections: dict[str, Connection] = {}
        self._sockets: set[web.WebSocketResponse] = set()
        world.subscribe(self._tell)

    @property
    def connections(self) -> int:
        """How many sessions are connected."""
        return len(self._connections)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection until it ends."""
        socket = web.WebSocketResponse(max_msg_size=4096 * 16)
        await socket.prepare(request)
        connection = Connection(socket)
        writer = asyncio.create_task(connection.write())
        self._sockets.add(socket)
        connection.send(
            {"op": int(Op.HELLO), "d": {"heartbeat_interval": int(self._heartbeat_seconds * 1000)}}
        )
        try:
            await self._read(connection)
        except Closed as closed:
            await socket.close(code=closed.code, message=closed.reason.encode())
        finally:
            self._sockets.discard(socket)
            self._leave(connection)
            connection.finish()
            await writer
        return socket

    async def _read(self, connection: Connection) -> None:
        patience = self._heartbeat_seconds * _PATIENCE
        while True:
            try:
                received = await connection.socket.receive(timeout=patience)
            except TimeoutError:
                raise Closed(_DROPPED, "No heartbeat.") from None
            if received.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return
            self._take(connection, _frame(received.data))

    def _take(self, connection: Connection, frame: Json) -> None:
        """Act on one frame of the bot's."""
        handlers: dict[int, _Handler] = {
            Op.HEARTBEAT: self._beat,
            Op.IDENTIFY: self._identify,
            Op.RESUME: self._resume,
            Op.MEMBERS: self._members,
            Op.PRESENCE: _nothing,
            Op.VOICE: _nothing,
        }
        handler = handlers.get(frame.get("op", -1))
        if handler is None:
            raise Closed(_UNKNOWN_OP, "Unknown opcode.")
        if connection.session is None and handler in (self._members, _nothing):
            raise Closed(_NOT_IDENTIFIED, "Not authenticated.")
        data = frame.get("d")
        if handler in (self._identify, self._resume, self._members) and not isinstance(data, dict):
            raise Closed(_UNREADABLE, "Not an object.")
        handler(connection, data)

    def _beat(self, connection: Connection, _sequence: object) -> None:
        # Never at once: a client notes when it sent its beat only after sending, and would take an answer
        # that overtakes the note for one to the beat before.
        acknowledged = {"op": int(Op.HEARTBEAT_ACK), "d": None}
        asyncio.get_running_loop().call_later(_WAY_BACK_SECONDS, connection.send, acknowledged)

    def _identify(self, connection: Connection, data: Json) -> None:
        if connection.session is not None:
            raise Closed(_TWICE, "Already authenticated.")
        _check_token(data)
        session = Session(intents=self._intents(data), shard=_shard(data))
        for old in [each for each in self._sessions.values() if each.shard == session.shard]:
            if old.id not in self._connections:
                del self._sessions[old.id]
        self._sessions[session.id] = session
        connection.session = session
        connection.send(session.record("READY", ready(self._world, session)))
        for guild in shards_guilds(session):
            if session.intents & Intent.GUILDS:
                connection.send(session.record("GUILD_CREATE", guild_create(self._world, guild, session)))
        self._join(connection, session)

    def _intents(self, data: Json) -> Intent:
        asked = data.get("intents")
        if isinstance(asked, bool) or not isinstance(asked, int) or asked & ~KNOWN_INTENTS:
            raise Closed(_BAD_INTENTS, "Invalid intents.")
        intents = Intent(asked)
        if intents & self._refused:
            raise Closed(_REFUSED_INTENTS, "Disallowed intents.")
        return intents

    def _resume(self, connection: Connection, data: Json) -> None:
        _check_token(data)
        session = self._sessions.get(str(data.get("session_id")))
        missed = session.since(int(data.get("seq") or 0)) if session else None
        if session is None or missed is None:
            connection.send({"op": int(Op.INVALID_SESSION), "d": False})
            return
        connection.session = session
        for frame in missed:
            connection.send(frame)
        connection.send(session.record("RESUMED", {"_trace": []}))
        self._join(connection, session)

    def _members(self, connection: Connection, data: Json) -> None:
        guild = guild_by_id(str(data.get("guild_id")))
        if guild is not None and connection.session is not None:
            chunk = members_chunk(guild, data)
            connection.send(connection.session.record("GUILD_MEMBERS_CHUNK", chunk))

    def _join(self, connection: Connection, session: Session) -> None:
        was_online = bool(self._connections)
        self._connections[session.id] = connection
        if not was_online:
            self._world.bot_is_online = True
            self._world.publish(BotChanged(online=True))

    def _leave(self, connection: Connection) -> None:
        session = connection.session
        if session is None or self._connections.get(session.id) is not connection:
            return
        del self._connections[session.id]
        if not self._connections:
            self._world.bot_is_online = False
            self._world.publish(BotChanged(online=False))

    def _tell(self, event: Event) -> None:
        """Send an event to every session that may see it, and keep it for those not connected."""
        told = dispatch(event)
        if told is None:
            return
        for session in self._sessions.values():
            data = within(told, session)
            if data is None:
                continue
            frame = session.record(told.name, data)
            if connection := self._connections.get(session.id):
                connection.send(frame)

    async def drop(self) -> None:
        """Cut every connection; the sessions stay and may be resumed."""
        for socket in tuple(self._sockets):
            await socket.close(code=_DROPPED, message=b"Dropped on request.")

    def ask_to_reconnect(self) -> None:
        """Tell every session to connect anew and resume."""
        for connection in self._connections.values():
            connection.send({"op": int(Op.RECONNECT), "d": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tell every session that it is invalid; without `resumable` it is forgotten as well."""
        connections = list(self._connections.values())
        if not resumable:
            self._sessions.clear()
        for connection in connections:
            connection.send({"op": int(Op.INVALID_SESSION), "d": resumable})

    async def close(self) -> None:
        """End every connection, when the sandbox stops."""
        for socket in tuple(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY, message=b"The sandbox stops.")


def _frame(data: str | bytes) -> Json:
    try:
        frame = json.loads(data)
    except ValueError:
        raise Closed(_UNREADABLE, "Not JSON.") from None
    if not isinstance(frame, dict):
        raise Closed(_UNREADABLE, "Not an object.")
    return frame


def _check_token(data: Json) -> None:
    """Take any token that is not empty: there is nobody to keep out on loopback."""
    if not str(data.get("token") or "").strip():
        raise Closed(_BAD_TOKEN, "Authentication failed.")


def _shard(data: Json) -> Shard:
    match data.get("shard", [0, 1]):
        case [int(index), int(count)] if 0 <= index < count:
            return Shard(index, count)
        case _:
            raise Closed(_BAD_SHARD, "Invalid shard.")


def _nothing(_connection: Connection, _data: object) -> None:
    """Take a frame that changes nothing here: presence and voice."""
