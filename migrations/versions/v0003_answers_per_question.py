"""Questions count their answers, and how many were right; what the ledger knows already is counted."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PRIOR = 8.0  # answers that the predicted difficulty counts for


def upgrade() -> None:
    """Add the counts, and correct the difficulty of what has been played."""
    for name in ("answered", "right"):
        op.add_column("questions", sa.Column(name, sa.BigInteger(), server_default="0", nullable=False))
    questions = sa.table(
        "questions",
        sa.column("id", sa.BigInteger),
        sa.column("format", sa.String),
        sa.column("difficulty", sa.Float),
        sa.column("answered", sa.BigInteger),
        sa.column("right", sa.BigInteger),
    )
    answers = sa.table("answers", sa.column("question_id", sa.BigInteger), sa.column("is_right", sa.Boolean))
    counts = op.get_bind().execute(
        sa.select(
            answers.c.question_id,
            sa.func.count().label("answered"),
            sa.func.sum(sa.case((answers.c.is_right, 1), else_=0)).label("right"),
        ).group_by(answers.c.question_id)
    )
    for count in counts.all():
        op.execute(
            sa.update(questions)
            .where(questions.c.id == count.question_id, questions.c.format != "closest_number")
            .values(
                answered=count.answered,
                right=count.right,
                difficulty=(questions.c.difficulty * PRIOR + (count.answered - count.right))
                / (PRIOR + count.answered),
            )
        )


def downgrade() -> None:
    """Forget the counts; the difficulty stays as it was learnt."""
    for name in ("right", "answered"):
        op.drop_column("questions", name)
