"""A PostgreSQL server of the tests' own: made in a temporary directory, reached by its socket alone."""

import asyncio
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]

SERVER_USER = "postgres"
"""Whom the server runs as where the tests run as root, which it refuses."""


class ClusterMissingError(Exception):
    """PostgreSQL cannot be run here; the text says why."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server."""

    home: Path

    def url(self, database: str) -> str:
        """Give the DATABASE_URL of one of its databases."""
        return f"postgresql+asyncpg://{SERVER_USER}@/{database}?host={self.home}"

    def create(self, database: str) -> str:
        """Make an empty database; give its URL."""
        self.run("postgres", f"CREATE DATABASE {database}")
        return self.url(database)

    def drop(self, database: str) -> None:
        """Delete a database."""
        self.run("postgres", f"DROP DATABASE {database} WITH (FORCE)")

    def run(self, database: str, sql: str) -> None:
        """Run statements in a database."""

        async def execute() -> None:
            connection = await asyncpg.connect(host=str(self.home), user=SERVER_USER, database=database)
            await connection.execute(sql)
            await connection.close()

        asyncio.run(execute())


@contextmanager
def running() -> Iterator[Cluster]:
    """Start a server, and stop it in the end.

    Raises:
        ClusterMissingError: PostgreSQL is not installed, or there is nobody to run it as.
    """
    binaries = _binaries()
    home = Path(tempfile.mkdtemp(prefix="trivia-postgres-"))
    data = home / "data"
    try:
        if os.geteuid() == 0:
            shutil.chown(home, SERVER_USER)
        _run(
            binaries / "initdb",
            "-D",
            data,
            "-U",
            SERVER_USER,
            "-A",
            "trust",
            "-N",
            "-E",
            "UTF8",
            "--locale=C",
        )
        options = (
            f"-k {home} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c max_connections=60"
        )
        _run(binaries / "pg_ctl", "start", "-w", "-D", data, "-l", home / "log", "-o", options)
        try:
            yield Cluster(home)
        finally:
            _run(binaries / "pg_ctl", "stop", "-w", "-D", data, "-m", "immediate")
    finally:
        shutil.rmtree(home)


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        raise ClusterMissingError("PostgreSQL is not installed: apt-get install postgresql")
    if os.geteuid() == 0 and SERVER_USER not in {user.pw_name for user in pwd.getpwall()}:
        raise ClusterMissingError(f"there is no user {SERVER_USER} to run PostgreSQL as")
    return found[-1]


def _run(program: Path, *arguments: str | Path) -> None:
    is_root = os.geteuid() == 0
    done = subprocess.run(
        [program, *arguments],
        cwd="/",
        user=SERVER_USER if is_root else None,
        group=pwd.getpwnam(SERVER_USER).pw_gid if is_root else None,
        extra_groups=[] if is_root else None,
        # Not a pipe: the server would keep it open.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if program.name == "pg_ctl" else None,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{program.name} {arguments[0]} ended with {done.returncode}")
