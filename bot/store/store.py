"""The store as the rest of the bot sees it: opened once, and used in transactions."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Self

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.errors import UserError
from bot.store import migrate
from bot.store.articles import Articles
from bot.store.engine import Engines, connect, opened
from bot.store.games import Games
from bot.store.guilds import Guilds
from bot.store.ledger import Ledger
from bot.store.players import Players
from bot.store.questions import Questions
from bot.store.reviews import Reviews
from bot.store.standings import Standings


class Transaction:
    """The repositories, all within one transaction; none of them commits."""

    __slots__ = ("articles", "games", "guilds", "ledger", "players", "questions", "reviews", "standings")

    def __init__(self, session: AsyncSession) -> None:
        self.articles = Articles(session)
        self.games = Games(session)
        self.guilds = Guilds(session)
        self.ledger = Ledger(session)
        self.players = Players(session)
        self.questions = Questions(session)
        self.reviews = Reviews(session)
        self.standings = Standings(session)


class Store:
    """Owns the connections to the database."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._write = async_sessionmaker(engines.writing, expire_on_commit=False)
        self._read = async_sessionmaker(engines.reading, expire_on_commit=False)

    @classmethod
    async def open(cls, url: str) -> Self:
        """Connect to a database whose schema is that of this version.

        Raises:
            UserError: it cannot be reached, or its schema is missing, older or newer.
        """
        engines = connect(url)
        async with AsyncExitStack() as undo:
            undo.push_async_callback(engines.close)
            await _check(engines)
            undo.pop_all()
        return cls(engines)

    async def close(self) -> None:
        """Close all connections."""
        await self._engines.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Read and write: committed at the end, undone if an error leaves the block."""
        async with self._write.begin() as session:
            yield Transaction(session)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """Read only; the database refuses writes."""
        async with self._read() as session:
            yield Transaction(session)


async def _check(engines: Engines) -> None:
    async with opened(engines.reading) as connection:
        found = await connection.run_sync(migrate.revision_of)
    if found == migrate.newest():
        return
    if found is None or found in migrate.known():
        raise UserError("The database is not ready for this version. Run: trivia db upgrade")
    raise UserError(migrate.MADE_BY_NEWER)
