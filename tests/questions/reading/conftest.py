import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from questions.reading import Policy

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Handler], Awaitable["Site"]]


@dataclass(frozen=True, slots=True)
class Site:
    """A web site on the loopback address, what it was asked, and a policy that lets it be read."""

    port: int
    asked: list[web.Request]

    def url(self, path: str = "/", *, host: str = "127.0.0.1") -> str:
        """Give the link to a path, by the address or by a name for it."""
        return f"http://{host}:{self.port}{path}"

    @property
    def exempt(self) -> frozenset[tuple[str, int]]:
        """The one address and port that the policy opens."""
        return frozenset({("127.0.0.1", self.port)})

    @property
    def policy(self) -> Policy:
        """Production's policy, with this site let through."""
        return Policy(exempt=self.exempt)


@dataclass(frozen=True, slots=True)
class Names(AbstractResolver):
    """A resolver that knows the names it is given and no others."""

    known: dict[str, str]

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        """Answer from what is known, as the system's resolver would."""
        if host not in self.known:
            raise OSError(-2, "name not known")
        address = self.known[host]
        of_address = socket.AF_INET6 if ":" in address else socket.AF_INET
        assert family in {socket.AF_UNSPEC, of_address}
        return [ResolveResult(hostname=host, host=address, port=port, family=of_address, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Start sites that answer by a handler; they close with the test."""
    servers: list[TestServer] = []

    async def start(handler: Handler) -> Site:
        asked: list[web.Request] = []

        async def answer(request: web.Request) -> web.StreamResponse:
            asked.append(request)
            return await handler(request)

        app = web.Application()
        app.router.add_get("/{path:.*}", answer)
        server = TestServer(app)
        servers.append(server)
        await server.start_server(shutdown_timeout=0)
        assert server.port
        return Site(server.port, asked)

    yield start
    for server in servers:
        await server.close()
