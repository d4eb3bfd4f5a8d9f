"""The page's WebSocket: one a tab, who it is stands in its address; requests in, everything visible out."""

import asyncio
import base64
import binascii
import contextlib
import json
import logging
from collections.abc import Callable

from aiohttp import WSCloseCode, WSMsgType, web

from sandbox import asking, speech
from sandbox.attachments import MAX_BYTES, Upload
from sandbox.compose import Body
from sandbox.errors import ApiError, PersonError
from sandbox.events import Event
from sandbox.limits.messages import MOST_CONTENT
from sandbox.page_view import hello, history, told
from sandbox.payloads import Json
from sandbox.people import User, by_key
from sandbox.permissions import Permission
from sandbox.world import World

MAX_FRAME_BYTES = 4 * MAX_BYTES
_UNKNOWN_PERSON = 4404
_UNREADABLE = "The sandbox could not read that request."
_log = logging.getLogger("sandbox.page")


class Tab:
    """One open page."""

    def __init__(self, user: User, socket: web.WebSocketResponse) -> None:
        self.user = user
        self.socket = socket
        self.frames: asyncio.Queue[Json | None] = asyncio.Queue()

    async def write(self) -> None:
        """Send queued frames until told to stop."""
        while (frame := await self.frames.get()) is not None:
            with contextlib.suppress(ConnectionError):
                await self.socket.send_json(frame)


_Action = Callable[[Tab, Json], None]


class Pages:
    """All open pages."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._tabs: set[Tab] = set()
        world.subscribe(self._tell)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Serve one page until it is closed."""
        socket = web.WebSocketResponse(max_msg_size=MAX_FRAME_BYTES, heartbeat=30.0)
        await socket.prepare(request)
        user = by_key(request.query.get("as", ""))
        if user is None:
            await socket.send_json(hello(self._world, None))
            await socket.close(code=_UNKNOWN_PERSON, message=b"Unknown person.")
            return socket
        tab = Tab(user, socket)
        writer = asyncio.create_task(tab.write())
        self._tabs.add(tab)
        tab.frames.put_nowait(hello(self._world, user))
        try:
            async for received in socket:
                if received.type is WSMsgType.TEXT:
                    self._take(tab, received.data)
        finally:
            self._tabs.discard(tab)
            tab.frames.put_nowait(None)
            await writer
        return socket

    def _tell(self, event: Event) -> None:
        """Queue an event for every tab whose person may see it."""
        for tab in tuple(self._tabs):
            frame = told(self._world, event, tab.user)
            if frame is not None:
                tab.frames.put_nowait(frame)

    def _take(self, tab: Tab, text: str) -> None:
        """Do what a page asks; what is refused comes back as a sentence."""
        try:
            asked = json.loads(text)
        except ValueError:
            asked = None
        if not isinstance(asked, dict):
            tab.frames.put_nowait(_refused(_UNREADABLE, {}))
            return
        try:
            self._act(tab, asked)
        except (PersonError, ApiError) as error:
            tab.frames.put_nowait(_refused(str(error), asked))
        except (ValueError, TypeError, KeyError, AttributeError):
            _log.exception("A page sent what cannot be read")
            tab.frames.put_nowait(_refused(_UNREADABLE, asked))

    def _act(self, tab: Tab, asked: Json) -> None:
        actions: dict[str, _Action] = {
            "open": self._open,
            "say": self._say,
            "command": self._command,
            "autocomplete": self._autocomplete,
            "component": self._component,
            "modal_submit": self._modal_submit,
            "dismiss": self._dismiss,
            "react": self._react,
        }
        action = actions.get(asked.get("type", ""))
        if action is None:
            raise PersonError(f"The sandbox knows no request {asked.get('type')!r}.")
        action(tab, asked)

    def _open(self, tab: Tab, asked: Json) -> None:
        where = asking.place(tab.user, str(asked.get("channel_id")))
        tab.frames.put_nowait(history(self._world, where.channel, tab.user))

    def _say(self, tab: Tab, asked: Json) -> None:
        where = asking.place(tab.user, str(asked.get("channel_id")))
        if not where.guild.permissions(tab.user.id, where.channel) & Permission.SEND_MESSAGES:
            raise PersonError("You may not send messages here.")
        content = str(asked.get("content") or "")
        if not content.strip():
            raise PersonError("There is nothing to send.")
        if len(content.strip()) > MOST_CONTENT:
            raise PersonError(f"That is too long: {MOST_CONTENT} characters is the most.")
        speech.post(self._world, tab.user, where.channel.id, Body({"content": content}))

    def _command(self, tab: Tab, asked: Json) -> None:
        asking.command(self._world, _place(tab, asked), asked, _uploads(asked))

    def _autocomplete(self, tab: Tab, asked: Json) -> None:
        asking.autocomplete(self._world, _place(tab, asked), asked)

    def _component(self, tab: Tab, asked: Json) -> None:
        asking.component(self._world, _place(tab, asked), asked)

    def _modal_submit(self, tab: Tab, asked: Json) -> None:
        asking.modal_submit(self._world, _place(tab, asked), asked, _uploads(asked))

    def _dismiss(self, tab: Tab, asked: Json) -> None:
        message = self._world.messages.find(str(asked.get("channel_id")), str(asked.get("message_id")))
        if message is None or message.owner_id != tab.user.id:
            raise PersonError("Only your own private messages can be dismissed.")
        speech.dismiss(self._world, message)

    def _react(self, tab: Tab, asked: Json) -> None:
        act = speech.unreact if asked.get("remove") else speech.react
        act(self._world, tab.user, str(asked["channel_id"]), str(asked["message_id"]), str(asked["emoji"]))

    async def close(self) -> None:
        """Close every page's socket, when the sandbox stops."""
        for tab in tuple(self._tabs):
            await tab.socket.close(code=WSCloseCode.GOING_AWAY, message=b"The sandbox stops.")


def _place(tab: Tab, asked: Json) -> asking.Place:
    return asking.place(tab.user, str(asked.get("channel_id")), str(asked.get("nonce") or ""))


def _refused(sentence: str, asked: Json) -> Json:
    """Tell a page why not; the nonce lets it find the question."""
    frame: Json = {"type": "error", "message": sentence}
    return frame | {"nonce": asked["nonce"]} if "nonce" in asked else frame


def _uploads(asked: Json) -> tuple[Upload, ...]:
    files: Json = asked.get("files") or {}
    return tuple(_upload(key, file) for key, file in files.items())


def _upload(key: str, file: Json) -> Upload:
    try:
        data = base64.b64decode(file["base64"], validate=True)
    except binascii.Error:
        raise PersonError("That file could not be read.") from None
    kind = str(file.get("content_type") or "application/octet-stream")
    return Upload(key, str(file["filename"]), kind, data)
