"""Running the sandbox: bound to loopback, started and stopped from code."""

import socket
import time

from aiohttp import web

from sandbox.app import create_app
from sandbox.faults import Faults
from sandbox.gateway import HEARTBEAT_SECONDS, Gateway
from sandbox.interactions import ANSWER_SECONDS
from sandbox.payloads import Clock
from sandbox.world import World

HOST = "127.0.0.1"


class Sandbox:
    """A local Discord that runs inside the caller's event loop.

    Any non-empty bot token is taken. What was said stays while the bot comes and goes, and is gone with the
    sandbox.

    Args:
        clock: Seconds since 1970.
        answer_seconds: How long the bot has to answer an interaction; Discord gives three seconds.
        heartbeat_seconds: How often the bot is asked to beat.
        privileged_intents: Whether the bot may ask for message content, members and presences.
        rate_limits: Whether requests are counted as Discord counts them; off, tests run as fast as they can.
    """

    def __init__(
        self,
        *,
        clock: Clock = time.time,  # noqa: TID251 - the edge, where the real clock comes in
        answer_seconds: float = ANSWER_SECONDS,
        heartbeat_seconds: float = HEARTBEAT_SECONDS,
        privileged_intents: bool = True,
        rate_limits: bool = True,
    ) -> None:
        self.faults = Faults()
        self._clock = clock
        self._answer_seconds = answer_seconds
        self._heartbeat_seconds = heartbeat_seconds
        self._privileged_intents = privileged_intents
        self._rate_limits = rate_limits
        self._runner: web.AppRunner | None = None
        self._world: World | None = None
        self._gateway: Gateway | None = None

    async def start(self, port: int = 0) -> int:
        """Listen on loopback; port 0 takes a free one. Returns the port."""
        site_socket = _listen(port)
        found: int = site_socket.getsockname()[1]
        self._world = World(f"http://{HOST}:{found}", clock=self._clock, answer_seconds=self._answer_seconds)
        self._gateway = Gateway(
            self._world,
            heartbeat_seconds=self._heartbeat_seconds,
            privileged_intents=self._privileged_intents,
        )
        app = create_app(
            self._world, gateway=self._gateway, faults=self.faults, rate_limits=self._rate_limits
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
        await self._runner.setup()
        await web.SockSite(self._runner, site_socket).start()
        return found

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def world(self) -> World:
        """The state, while the sandbox runs."""
        if self._world is None:
            raise RuntimeError("The sandbox has not been started.")
        return self._world

    @property
    def gateway(self) -> Gateway:
        """The bot's gateway, while the sandbox runs."""
        if self._gateway is None:
            raise RuntimeError("The sandbox has not been started.")
        return self._gateway

    @property
    def url(self) -> str:
        """Where it is reached, e.g. `http://127.0.0.1:8080`."""
        return self.world.base_url

    @property
    def api_base(self) -> str:
        """What discord.py's `Route.BASE` must be."""
        return f"{self.url}/api/v10"

    @property
    def gateway_url(self) -> str:
        """What discord.py's `DEFAULT_GATEWAY` must be."""
        return f"{self.url.replace('http', 'ws', 1)}/gateway/"


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
    except OSError:
        listening.close()
        raise
    return listening
