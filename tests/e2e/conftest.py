"""One bot for the tests that leave it as it was; those that kill it start their own."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from sandbox.server import Sandbox
from tests.e2e.process import BotProcess, running_bot

Running = tuple[Sandbox, BotProcess]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Running]:
    """Give a sandbox and a bot that is online in it, shared by a module's tests."""
    async with running_bot(tmp_path_factory.mktemp("bot")) as found:
        yield found
