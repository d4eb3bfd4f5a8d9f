"""Changes of the schema: runs Alembic with the migrations that lie beside the ``bot`` package."""

import asyncio
from collections.abc import Callable
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.errors import UserError
from bot.store.engine import connect_to_migrate, opened

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
MADE_BY_NEWER = "The database was made by a newer version of the bot. Install that version, or a newer one."


def upgrade(url: str, revision: str = "head") -> None:
    """Bring a database to the newest schema; a new one is made. Not to be called inside an event loop.

    Raises:
        UserError: the database cannot be reached, or is newer than this version.
    """
    asyncio.run(_run(url, lambda config: command.upgrade(config, revision)))


def downgrade(url: str, revision: str) -> None:
    """Take a database back to an older schema; ``base`` is none. Not to be called inside an event loop."""
    asyncio.run(_run(url, lambda config: command.downgrade(config, revision)))


@cache
def newest() -> str | None:
    """Give the revision that this version of the bot needs."""
    return _scripts().get_current_head()


@cache
def known() -> frozenset[str]:
    """Give all revisions up to the newest."""
    return frozenset(script.revision for script in _scripts().walk_revisions())


def revision_of(connection: Connection) -> str | None:
    """Give the revision of a database; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


async def _run(url: str, change: Callable[[Config], None]) -> None:
    engine = connect_to_migrate(url)
    try:
        async with opened(engine) as connection, connection.begin():
            found = await connection.run_sync(revision_of)
            if found is not None and found not in known():
                raise UserError(MADE_BY_NEWER)
            await connection.run_sync(lambda synchronous: change(_config(synchronous)))
    finally:
        await engine.dispose()


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
