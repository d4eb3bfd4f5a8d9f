"""The real bot on a simulated Discord: its own store in a temporary file, its own play, simulated time."""

import shutil
from collections.abc import AsyncIterator, Iterator, MutableMapping
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
import structlog

from bot.client import create_bot
from bot.game.rules import SHARED_LIBRARY
from bot.settings import Settings
from bot.store import Store
from bot.store.migrate import upgrade
from bot.store.values import ArticleState
from questions.records import Article
from tests.bot.simulated import FakeAuthor, SimClock, Table
from tests.builders import NOON, question

STOCK = 12


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate one empty database for all tests to copy."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    upgrade(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture
def settings(migrated: Path, tmp_path: Path) -> Settings:
    """Point the bot at a database of its own."""
    path = tmp_path / "trivia.db"
    shutil.copy(migrated, path)
    return Settings(database_url=f"sqlite+aiosqlite:///{path}", reveal_seconds=8)


@pytest.fixture
def author() -> FakeAuthor:
    """Write without a model."""
    return FakeAuthor()


@pytest.fixture
async def env(settings: Settings, author: FakeAuthor) -> AsyncIterator[simcord.Env]:
    """Give a simulated Discord with the bot online; what went wrong is looked for in the log."""
    await _stock(settings)
    clock = SimClock()
    made = simcord.Env(create_bot(settings, clock=clock, author=author), check_errors=False)
    clock.env = made
    await made.start()
    yield made
    await made.bot.close()
    await made.shutdown()


@pytest.fixture
def table(env: simcord.Env, settings: Settings, author: FakeAuthor) -> Table:
    """Seat three people in a server."""
    guild = env.create_guild("Reading Room")
    mods = guild.create_role("Mods", permissions=discord.Permissions(manage_guild=True))
    return Table(
        env=env,
        guild=guild,
        channel=guild.create_text_channel("trivia"),
        ana=guild.add_member(env.create_user("ana", global_name="Ana")),
        ben=guild.add_member(env.create_user("ben", global_name="Ben")),
        mo=guild.add_member(env.create_user("mo", global_name="Mo"), roles=[mods]),
        author=author,
        settings=settings,
    )


@pytest.fixture(autouse=True)
def log_lines() -> Iterator[list[MutableMapping[str, Any]]]:
    """Fail a test in which something went wrong on our side, unless it takes the lines out of the log."""
    with structlog.testing.capture_logs() as lines:
        yield lines
    assert [line for line in lines if line["log_level"] in {"error", "critical"}] == []


async def _stock(settings: Settings) -> None:
    """Give the shared library one article with twelve questions; the right answer is always Paris."""
    store = await Store.open(settings.database_url)
    article = Article("Towers", "Towers of the world.", topic="Buildings", tags=("Landmarks", "tall things"))
    questions = [question(n) for n in range(1, STOCK + 1)]
    async with store.transaction() as tx:
        await tx.articles.add(
            SHARED_LIBRARY, article, questions, added_by=None, at=NOON, state=ArticleState.PUBLISHED
        )
    await store.close()
