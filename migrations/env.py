"""What Alembic runs first; it works in the transaction that ``bot.store.migrate`` opened."""

from alembic import context
from sqlalchemy import Connection, text

from bot.store.models import Base

LOCK = 7_251_630_419
"""Names the lock under which one process at a time changes a PostgreSQL schema."""


def migrate(connection: Connection) -> None:
    """Run the migrations; all of them take effect, or none."""
    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=is_sqlite,
    )
    with context.begin_transaction():
        context.run_migrations()
    if is_sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise RuntimeError("a migration left rows that refer to nothing; nothing was changed")


migrate(context.config.attributes["connection"])
