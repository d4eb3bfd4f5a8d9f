"""A running sandbox, people at it, and the real discord.py client connected to it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager

import discord
import pytest

from sandbox.person import Person
from sandbox.server import Sandbox
from tests.sandbox.quizbot import QuizBot, point_at

Joining = Callable[[str], AbstractAsyncContextManager[Person]]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Run a sandbox on a free port."""
    running = Sandbox(answer_seconds=1.0)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
def pointed(sandbox: Sandbox) -> Iterator[None]:
    """Let discord.py talk to the sandbox, and to Discord again afterwards."""
    before = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    point_at(sandbox.api_base, sandbox.gateway_url)
    yield
    discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = before


@contextlib.asynccontextmanager
async def connected(bot: QuizBot) -> AsyncIterator[QuizBot]:
    """Connect a bot and wait until it is ready."""
    task = asyncio.create_task(bot.start("sandbox.test"))
    ready = asyncio.create_task(bot.is_set.wait())
    done, _ = await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
    if task in done:
        ready.cancel()
        await task
    yield bot
    await bot.close()
    await task


@pytest.fixture
async def bot(pointed: None) -> AsyncIterator[QuizBot]:
    """Connect the quiz bot."""
    async with connected(QuizBot()) as ready:
        yield ready


@pytest.fixture
async def ana(sandbox: Sandbox, bot: QuizBot) -> AsyncIterator[Person]:
    """Be Ana, who moderates; the bot is there."""
    async with Person(sandbox.url, "ana") as person:
        yield person


@pytest.fixture
async def ben(sandbox: Sandbox, bot: QuizBot) -> AsyncIterator[Person]:
    """Be Ben, a member; the bot is there."""
    async with Person(sandbox.url, "ben") as person:
        yield person
