"""`python -m sandbox [--port N]`: the sandbox alone, until interrupted."""

import argparse
import asyncio
import contextlib
import logging
import signal
import sys

from sandbox.server import Sandbox

DEFAULT_PORT = 8080


async def run(port: int) -> None:
    """Serve until SIGINT or SIGTERM."""
    sandbox = Sandbox()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    await sandbox.start(port)
    sys.stdout.write(f"Sandbox ready: {sandbox.url}\n")
    sys.stdout.flush()
    await stop.wait()
    await sandbox.stop()


def main() -> int:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A local stand-in for Discord.")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 takes a free one")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(name)s %(levelname)s %(message)s")
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(run(arguments.port))
    except OSError as error:
        sys.stderr.write(f"The sandbox cannot listen on port {arguments.port}: {error.strerror}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
