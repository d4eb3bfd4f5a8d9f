"""A language model's service on loopback: it answers what the test laid down and keeps what it was sent."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from aiohttp import web

Reply = Callable[["Service"], web.Response]


class Service:
    """One service; replies are given in order, the last one again and again."""

    def __init__(self, replies: Sequence[Reply]) -> None:
        self._replies = list(replies)
        self.sent: list[dict[str, Any]] = []
        self.headers: list[Mapping[str, str]] = []
        self.paths: list[str] = []
        self.url = ""
        self.closing = asyncio.Event()

    @property
    def told(self) -> list[str]:
        """What each request said in the user's name, all messages joined."""
        return ["\n".join(_texts(body["messages"])) for body in self.sent]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Keep what was sent and give the next reply."""
        self.sent.append(await request.json())
        self.headers.append({name.lower(): value for name, value in request.headers.items()})
        self.paths.append(request.path)
        reply = self._replies[min(len(self.sent), len(self._replies)) - 1]
        if reply is hang:
            await self.closing.wait()
        return reply(self)


def _texts(messages: list[dict[str, Any]]) -> Iterator[str]:
    for sent in messages:
        if sent["role"] != "user":
            continue
        content = sent["content"]
        yield content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


@contextmanager
def serving(*replies: Reply) -> Iterator[Service]:
    """Run a service in a thread of its own."""
    service = Service(replies)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    runner = asyncio.run_coroutine_threadsafe(_start(service), loop).result()
    try:
        yield service
    finally:
        asyncio.run_coroutine_threadsafe(_stop(service, runner), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _start(service: Service) -> web.AppRunner:
    app = web.Application(client_max_size=4_000_000)
    app.router.add_post("/{path:.*}", service.answer)
    runner = web.AppRunner(app, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    service.url = f"http://{host}:{port}/v1"
    return runner


async def _stop(service: Service, runner: web.AppRunner) -> None:
    service.closing.set()
    await runner.cleanup()


def proposing(*questions: object) -> Reply:
    """Answer with a tool call that hands in questions."""
    return calling(json.dumps({"questions": questions}))


def calling(arguments: str, *, name: str = "propose") -> Reply:
    """Answer with a tool call, its arguments word for word."""
    call = {"id": "call-1", "type": "function", "function": {"name": name, "arguments": arguments}}
    return completing({"role": "assistant", "content": None, "tool_calls": [call]}, "tool_calls")


def saying(text: str) -> Reply:
    """Answer in plain words."""
    return completing({"role": "assistant", "content": text}, "stop")


def completing(message: object, reason: str, *, tokens: int = 100) -> Reply:
    """Answer with a chat completion."""
    body = {
        "id": "answer-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "stub",
        "choices": [{"index": 0, "message": message, "finish_reason": reason}],
        "usage": {"prompt_tokens": tokens, "completion_tokens": tokens, "total_tokens": 2 * tokens},
    }
    return lambda _: web.json_response(body)


def proposing_as_anthropic(*questions: object) -> Reply:
    """Answer with a tool use, in Anthropic's protocol."""
    body = {
        "id": "msg-1",
        "type": "message",
        "role": "assistant",
        "model": "stub",
        "content": [
            {"type": "tool_use", "id": "use-1", "name": "propose", "input": {"questions": list(questions)}}
        ],
        "stop_reason": "tool_use",
        "stop_sequence": None,
        "usage": {"input_tokens": 100, "output_tokens": 100},
    }
    return lambda _: web.json_response(body)


def raw(body: str | bytes, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """Answer with any bytes at all."""
    data = body.encode() if isinstance(body, str) else body
    return lambda _: web.Response(
        body=data, status=status, headers={"Content-Type": "application/json", **(headers or {})}
    )


def hang(_: Service) -> web.Response:
    """Answer nothing until the test is over."""
    return web.Response(status=503)
