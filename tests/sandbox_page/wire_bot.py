"""A bot that speaks Discord's wire itself, so that a test decides every byte of its answers."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from sandbox.people import APPLICATION_ID
from sandbox.server import Sandbox

Json = dict[str, Any]
PATIENCE_SECONDS = 12.0
DISPATCH, HEARTBEAT, IDENTIFY, HELLO = 0, 1, 2, 10
MESSAGE, DEFERRED, UPDATE, CHOICES, MODAL = 4, 5, 7, 8, 9
AUTOCOMPLETE = 4
EPHEMERAL = 64
COMPONENTS_V2 = 32768


class WireBot:
    """Connected to the gateway; what people ask of it waits in `asked`, what they are typing in `typed`."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
        self._sandbox = sandbox
        self._http = http
        self.asked: asyncio.Queue[Json] = asyncio.Queue()
        self.typed: asyncio.Queue[Json] = asyncio.Queue()

    async def register(self, *commands: Json) -> None:
        """Set the application's commands."""
        await self._call("PUT", f"/applications/{APPLICATION_ID}/commands", list(commands))

    async def say(self, channel_id: str, **body: object) -> str:
        """Post a message; returns its id."""
        posted = await self._call("POST", f"/channels/{channel_id}/messages", body)
        return str(posted["id"])

    async def show(self, channel_id: str, name: str, data: bytes, **body: object) -> str:
        """Post a message with a file; returns its id."""
        form = aiohttp.FormData()
        form.add_field("payload_json", json.dumps(body), content_type="application/json")
        form.add_field("files[0]", data, filename=name, content_type="image/png")
        posted = await self._call("POST", f"/channels/{channel_id}/messages", form)
        return str(posted["id"])

    async def edit(self, channel_id: str, message_id: str, **body: object) -> None:
        """Change a message."""
        await self._call("PATCH", f"/channels/{channel_id}/messages/{message_id}", body)

    async def next_asked(self) -> Json:
        """Wait for what somebody asks of the bot."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self.asked.get()

    async def next_typed(self) -> Json:
        """Wait for a request to complete what somebody types."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self.typed.get()

    async def answer(self, interaction: Json, kind: int, **data: object) -> None:
        """Answer an interaction."""
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        await self._call("POST", path, {"type": kind, "data": data} if data else {"type": kind})

    async def edit_original(self, interaction: Json, **body: object) -> None:
        """Fill in an answer that was deferred."""
        await self._call(
            "PATCH", f"/webhooks/{APPLICATION_ID}/{interaction['token']}/messages/@original", body
        )

    async def _call(self, method: str, path: str, body: object) -> Any:  # noqa: ANN401 - JSON of any shape
        sent = {"data": body} if isinstance(body, aiohttp.FormData) else {"json": body}
        headers = {"Authorization": "Bot wire.test"}
        async with self._http.request(method, self._sandbox.api_base + path, headers=headers, **sent) as got:
            text = await got.text()
            assert got.status < 300, f"{method} {path}: {got.status} {text}"
            return json.loads(text) if text else None

    async def listen(self, socket: aiohttp.ClientWebSocketResponse, is_ready: asyncio.Event) -> None:
        """Follow the gateway until it closes."""
        async for frame in socket:
            event = json.loads(frame.data)
            if event["op"] == HELLO:
                properties = {"os": "linux", "browser": "wire", "device": "wire"}
                identify = {"token": "wire.test", "intents": 513, "properties": properties}
                await socket.send_json({"op": IDENTIFY, "d": identify})
            elif event["op"] == DISPATCH and event["t"] == "READY":
                is_ready.set()
            elif event["op"] == DISPATCH and event["t"] == "INTERACTION_CREATE":
                waiting = self.typed if event["d"]["type"] == AUTOCOMPLETE else self.asked
                waiting.put_nowait(event["d"])


@asynccontextmanager
async def connected(sandbox: Sandbox) -> AsyncIterator[WireBot]:
    """Connect a bot for as long as the block lasts."""
    is_ready = asyncio.Event()
    async with (
        aiohttp.ClientSession() as http,
        http.ws_connect(f"{sandbox.gateway_url}?v=10&encoding=json") as socket,
    ):
        bot = WireBot(sandbox, http)
        listening = asyncio.create_task(bot.listen(socket, is_ready))
        async with asyncio.timeout(PATIENCE_SECONDS):
            await is_ready.wait()
        yield bot
        await socket.close()
        await listening


def command(name: str, *options: Json, **more: object) -> Json:
    """Describe a slash command."""
    return {"type": 1, "name": name, "description": f"About {name}", "options": list(options), **more}


def option(kind: int, name: str, **more: object) -> Json:
    """Describe an option of a command."""
    return {"type": kind, "name": name, "description": f"The {name}", **more}


def button(custom_id: str, label: str, **more: object) -> Json:
    """Describe a button."""
    return {"type": 2, "style": 1, "custom_id": custom_id, "label": label, **more}


def row(*components: Json) -> Json:
    """Put components into a row."""
    return {"type": 1, "components": list(components)}


def question(labels: Sequence[str] = ("A", "B", "C", "D"), *, closed: bool = False) -> Json:
    """Make a row of lettered answers."""
    return row(*(button(f"q:{label[0]}", label, disabled=closed) for label in labels))
