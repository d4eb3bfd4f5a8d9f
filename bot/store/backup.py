"""A copy of the whole database in one file, taken while the bot runs."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.errors import UserError


def backup(url: str, target: Path) -> None:
    """Copy the SQLite database behind ``url`` into ``target`` through SQLite's own online backup.

    Raises:
        UserError: the database is none of SQLite's or not there yet, or the target can't be written.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        raise UserError("Only SQLite is backed up here; for PostgreSQL use pg_dump.")
    source = Path(address.database or "")
    if not source.is_file():
        raise UserError(f"There is no database at {source} yet.")
    if target.exists():
        raise UserError(f"{target} exists already: choose another name.")
    try:
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)
    except sqlite3.Error as error:
        raise UserError(f"The copy could not be written to {target}: {error}.") from None
