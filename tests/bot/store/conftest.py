"""Every store test runs twice: on a migrated SQLite file, and on a migrated PostgreSQL database."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.store import Store, migrate
from tests.bot.store.cluster import Cluster, ClusterMissingError, running

MIGRATED = "migrated"
EMPTY = """
    TRUNCATE guilds RESTART IDENTITY CASCADE;
    INSERT INTO guilds (guild_id, name) VALUES (0, 'Shared library');
    UPDATE alembic_version SET version_num = 'HEAD';
""".replace("HEAD", migrate.newest() or "")
"""Every table hangs on guilds."""
_NUMBERS = count(1)

sqlite = pytest.param("sqlite")
postgres = pytest.param("postgres", marks=pytest.mark.postgres)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Give a PostgreSQL server; where there is none the test is skipped, but never in CI."""
    try:
        with running() as server:
            yield server
    except ClusterMissingError as error:
        if os.getenv("CI"):
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def migrated_database(cluster: Cluster) -> str:
    """Give the name of a migrated PostgreSQL database; emptying it is ten times faster than making one."""
    migrate.upgrade(cluster.create(MIGRATED))
    return MIGRATED


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("migrated") / "trivia.db"
    migrate.upgrade(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(params=[sqlite, postgres])
def dialect(request: pytest.FixtureRequest) -> str:
    """Say on which database the test runs."""
    return str(request.param)


@pytest.fixture
def empty_url(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database without a schema."""
    if dialect == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    name = f"empty_{next(_NUMBERS)}"
    yield cluster.create(name)
    cluster.drop(name)


@pytest.fixture
def url(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of a migrated database."""
    if dialect == "sqlite":
        path = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "trivia.db")
        return f"sqlite+aiosqlite:///{path}"
    name: str = request.getfixturevalue("migrated_database")
    cluster: Cluster = request.getfixturevalue("cluster")
    cluster.run(name, EMPTY)
    return cluster.url(name)


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """Give an open store on a migrated database."""
    opened = await Store.open(url)
    yield opened
    await opened.close()
