"""How the store talks to its database: connections, how transactions begin, and the portable upsert.

SQLite has one connection that writes, so that writers queue in order instead of polling for the lock, and
several that can only read. Another process may write too: BEGIN IMMEDIATE and the busy timeout are for that.
"""

import sqlite3
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, ColumnElement, Connection, Row, Table, case, event, make_url, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine

from bot.errors import UserError

BUSY_MILLISECONDS = 30_000
READERS = 4
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}

Rows = Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Engines:
    """Where transactions that write and those that only read get their connections."""

    writing: AsyncEngine
    reading: AsyncEngine

    async def close(self) -> None:
        """Close every connection."""
        await self.writing.dispose()
        await self.reading.dispose()


def parse(url: str) -> URL:
    """Read a database URL; the driver may be left out.

    Raises:
        UserError: it is not one of a SQLite file or PostgreSQL database.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UserError("DATABASE_URL is not a database URL. See .env.example.") from None
    driver = _DRIVERS.get(parsed.drivername, parsed.drivername)
    if driver not in _DRIVERS.values():
        raise UserError(
            "DATABASE_URL must begin with sqlite+aiosqlite:/// or postgresql+asyncpg://. See .env.example."
        )
    if driver == _DRIVERS["sqlite"] and parsed.database in {None, "", ":memory:"}:
        raise UserError("DATABASE_URL must name a file, as in sqlite+aiosqlite:///trivia.db.")
    return parsed.set(drivername=driver)


def connect(url: str) -> Engines:
    """Make the engines of a database; nothing is opened yet.

    Raises:
        UserError: the URL is not one of a SQLite file or PostgreSQL database.
    """
    parsed = parse(url)
    if parsed.get_backend_name() == "sqlite":
        return Engines(sqlite_engine(parsed, size=1), sqlite_engine(parsed, size=READERS, is_read_only=True))
    engine = _created(parsed, pool_pre_ping=True)
    return Engines(engine, engine.execution_options(postgresql_readonly=True))


def connect_to_migrate(url: str) -> AsyncEngine:
    """Make an engine for changing the schema: SQLite rebuilds tables, so its foreign keys must not act."""
    parsed = parse(url)
    if parsed.get_backend_name() == "sqlite":
        return sqlite_engine(parsed, size=1, foreign_keys=False)
    return _created(parsed)


def sqlite_engine(
    url: URL, *, size: int, is_read_only: bool = False, foreign_keys: bool = True
) -> AsyncEngine:
    """Make an engine of ``size`` connections to a SQLite file."""
    engine = _created(url, pool_size=size, max_overflow=0, pool_timeout=BUSY_MILLISECONDS / 1000)
    pragmas = [
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        # In WAL mode this may lose the last commits in a power cut, but never the file's consistency.
        "synchronous = NORMAL",
        f"foreign_keys = {int(foreign_keys)}",
        f"query_only = {int(is_read_only)}",
    ]
    begin = "BEGIN" if is_read_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: DBAPIConnection, _record: object) -> None:
        # The driver's own BEGIN comes too late, before the first write: ours stands before the first read.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@asynccontextmanager
async def opened(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Open a connection, and close it in the end.

    Raises:
        UserError: the database cannot be reached.
    """
    try:
        _probe(engine.url)
        connection = await engine.connect()
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        url = engine.url.set(query={}).render_as_string(hide_password=True)
        reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        raise UserError(f"The database {url} cannot be opened: {reason}. Check DATABASE_URL.") from error
    try:
        yield connection
    finally:
        await connection.close()


async def insert_new(
    session: AsyncSession, table: Table, rows: Rows, *returning: ColumnElement[Any]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Insert the rows that break no unique constraint; give ``returning`` of those that were stored."""
    if not rows:
        return ()
    statement = _insert(session, table).on_conflict_do_nothing().returning(*returning)
    return (await session.execute(statement, rows)).all()


async def upsert(
    session: AsyncSession,
    table: Table,
    rows: Rows,
    *,
    add: Collection[str] = (),
    raise_to: Collection[str] = (),
    replace: Collection[str] = (),
    key: Sequence[str] = (),
) -> None:
    """Insert rows; where one with the same key is there already, change the named columns of it.

    Args:
        session: whose transaction it is part of.
        table: where to.
        rows: all with the same names; sorted by key, so that two transactions cannot lock each other out.
        add: columns to which the new value is added.
        raise_to: columns that take the new value if it is higher.
        replace: columns that take the new value.
        key: columns of a unique constraint; the primary key by default.
    """
    if not rows:
        return
    statement = _insert(session, table)
    new = statement.excluded
    changes: dict[str, ColumnElement[Any]] = {name: table.c[name] + new[name] for name in add}
    changes |= {name: case((new[name] > table.c[name], new[name]), else_=table.c[name]) for name in raise_to}
    changes |= {name: new[name] for name in replace}
    target = key or [column.name for column in table.primary_key]
    await session.execute(statement.on_conflict_do_update(index_elements=target, set_=changes), rows)


async def lock_out_writers(session: AsyncSession, *tables: Table) -> None:
    """Keep others from writing to tables until the transaction ends; on SQLite nobody else can anyway."""
    if session.get_bind().dialect.name == "postgresql":
        names = ", ".join(table.name for table in tables)
        await session.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))


def _probe(url: URL) -> None:
    """Open a SQLite file without aiosqlite first: its thread outlives a failed connection, and complains."""
    if url.get_backend_name() != "sqlite":
        return
    with closing(sqlite3.connect(url.database or "", timeout=BUSY_MILLISECONDS / 1000)) as connection:
        connection.execute("PRAGMA schema_version")


def _insert(session: AsyncSession, table: Table) -> postgresql.Insert | sqlite_dialect.Insert:
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite_dialect.insert(table)


def _created(url: URL, **options: object) -> AsyncEngine:
    try:
        return create_async_engine(url, **options)
    except ModuleNotFoundError as error:
        raise UserError(
            f"PostgreSQL needs the package {error.name}: install article-trivia[postgres]."
        ) from None
