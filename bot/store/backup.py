"""A copy of the database while it is in use."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.errors import UserError
from bot.store.engine import parse


def backup(url: str, file: Path) -> None:
    """Write a consistent copy of a SQLite database to a new file; others may read and write meanwhile.

    Raises:
        UserError: the copy cannot be made; PostgreSQL brings its own tool for that.
    """
    parsed = parse(url)
    if parsed.get_backend_name() != "sqlite":
        raise UserError(
            "PostgreSQL is copied with its own tool: pg_dump --format=custom --file=FILE DATABASE"
        )
    source = Path(parsed.database or "")
    if not source.is_file():
        raise UserError(f"There is no database at {source}. Check DATABASE_URL.")
    if file.exists():
        raise UserError(f"{file} exists already. Choose another name, so that no copy is lost.")
    try:
        with closing(sqlite3.connect(source)) as connection:
            connection.execute("VACUUM INTO ?", (str(file),))
    except sqlite3.Error as error:
        raise UserError(f"The database could not be copied to {file}: {error}.") from error
