"""Questions may wait for a moderator: a flag on each, and an index of those that do."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INDEX = "ix_questions_waiting"


def upgrade() -> None:
    """Let questions wait; none of those that are there does."""
    op.add_column(
        "questions", sa.Column("is_waiting", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_index(
        INDEX,
        "questions",
        ["guild_id", "article_id"],
        sqlite_where=sa.text("is_waiting = 1"),
        postgresql_where=sa.text("is_waiting"),
    )


def downgrade() -> None:
    """Retire what still waits: an older bot would ask it, and nobody has approved it."""
    questions = sa.table(
        "questions", sa.column("is_retired", sa.Boolean), sa.column("is_waiting", sa.Boolean)
    )
    op.execute(sa.update(questions).where(questions.c.is_waiting).values(is_retired=True))
    op.drop_index(INDEX, "questions")
    op.drop_column("questions", "is_waiting")
