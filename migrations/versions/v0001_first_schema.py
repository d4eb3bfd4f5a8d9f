"""First schema: guilds and players, articles and questions, games, the ledger and its totals."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "guilds",
    "players",
    "articles",
    "terms",
    "questions",
    "asked",
    "games",
    "decks",
    "rounds",
    "answers",
    "totals",
    "topic_totals",
)


def upgrade() -> None:
    """Make the tables, and guild 0, which owns the shared library."""
    _make_guilds()
    _make_articles()
    _make_questions()
    _make_games()
    _make_ledger()
    _make_totals()
    guilds = sa.table("guilds", sa.column("guild_id", sa.BigInteger), sa.column("name", sa.Text))
    op.bulk_insert(guilds, [{"guild_id": 0, "name": "Shared library"}])


def downgrade() -> None:
    """Drop all tables."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_guilds() -> None:
    op.create_table(
        "guilds",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        _text("name"),
        _moment("seen_at", nullable=True),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_guilds")),
    )
    op.create_table(
        "players",
        _number("guild_id"),
        _number("player_id"),
        _text("name"),
        _flag("is_hidden"),
        _moment("seen_at", nullable=True),
        sa.PrimaryKeyConstraint("guild_id", "player_id", name=op.f("pk_players")),
        _of_guild("players"),
    )
    op.create_index(
        "ix_players_hidden",
        "players",
        ["guild_id", "player_id"],
        sqlite_where=sa.text("is_hidden = 1"),
        postgresql_where=sa.text("is_hidden"),
    )


def _make_articles() -> None:
    op.create_table(
        "articles",
        _own_key(),
        _number("guild_id"),
        _text("state"),
        _number("added_by", nullable=True),
        _moment("added_at"),
        _moment("changed_at"),
        _text("content_hash"),
        _text("title"),
        _text("topic"),
        _text("site"),
        _text("author"),
        _text("url"),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("tags", sa.JSON(), nullable=False),
        _text("text"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("guild_id", "id", name=op.f("uq_articles_guild_id_id")),
        sa.UniqueConstraint("guild_id", "content_hash", name=op.f("uq_articles_guild_id_content_hash")),
        _of_guild("articles"),
        sqlite_autoincrement=True,
    )
    _index("articles", "guild_id", "state", "added_at", "id")
    op.create_table(
        "terms",
        _number("guild_id"),
        _number("article_id"),
        _text("folded"),
        _text("term"),
        sa.PrimaryKeyConstraint("guild_id", "article_id", "folded", name=op.f("pk_terms")),
        _of("article", "terms"),
    )
    _index("terms", "guild_id", "folded")


def _make_questions() -> None:
    op.create_table(
        "questions",
        _own_key(),
        _number("guild_id"),
        _number("article_id"),
        _text("key"),
        _text("fact"),
        _text("shuffle"),
        _text("format"),
        _text("kind"),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        _flag("is_retired"),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint(
            "guild_id", "article_id", "key", name=op.f("uq_questions_guild_id_article_id_key")
        ),
        _of("article", "questions"),
        sqlite_autoincrement=True,
    )
    _index("questions", "guild_id", "shuffle")
    _index("questions", "guild_id", "fact")
    op.create_table(
        "asked",
        _number("guild_id"),
        _text("fact"),
        _number("times"),
        _moment("asked_at"),
        sa.PrimaryKeyConstraint("guild_id", "fact", name=op.f("pk_asked")),
        _of_guild("asked"),
    )
    _index("asked", "guild_id", "asked_at")


def _make_games() -> None:
    op.create_table(
        "games",
        _own_key(),
        _number("guild_id"),
        _number("channel_id"),
        _number("host_id"),
        _text("phase"),
        _number("message_id", nullable=True),
        _moment("started_at"),
        _moment("ended_at", nullable=True),
        _moment("closed_at", nullable=True),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_games")),
        sa.UniqueConstraint("guild_id", "id", name=op.f("uq_games_guild_id_id")),
        _of_guild("games"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_games_running",
        "games",
        ["guild_id", "channel_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "decks",
        _number("guild_id"),
        _number("game_id"),
        sa.Column("deck", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "game_id", name=op.f("pk_decks")),
        _of("game", "decks"),
    )


def _make_ledger() -> None:
    op.create_table(
        "rounds",
        _number("guild_id"),
        _number("game_id"),
        sa.Column("round", sa.Integer(), nullable=False),
        _number("question_id"),
        _text("fact"),
        _moment("asked_at"),
        sa.PrimaryKeyConstraint("guild_id", "game_id", "round", name=op.f("pk_rounds")),
        _of("game", "rounds"),
    )
    op.create_table(
        "answers",
        _number("guild_id"),
        _number("game_id"),
        sa.Column("round", sa.Integer(), nullable=False),
        _number("player_id"),
        _number("question_id"),
        _text("topic"),
        _text("answer"),
        _flag("is_right"),
        _number("points"),
        _number("milliseconds"),
        sa.Column("streak", sa.Integer(), nullable=False),
        _moment("answered_at"),
        sa.PrimaryKeyConstraint("guild_id", "game_id", "round", "player_id", name=op.f("pk_answers")),
        _of("game", "answers"),
    )


def _make_totals() -> None:
    op.create_table(
        "totals",
        _number("guild_id"),
        _text("period"),
        sa.Column("starts_on", sa.Date(), nullable=False),
        _number("player_id"),
        _number("points"),
        _number("right"),
        _number("answered"),
        _number("games"),
        _number("milliseconds"),
        _number("best_streak"),
        sa.PrimaryKeyConstraint("guild_id", "period", "starts_on", "player_id", name=op.f("pk_totals")),
        _of_guild("totals"),
    )
    _index("totals", "guild_id", "period", "starts_on", "points", "player_id")
    op.create_table(
        "topic_totals",
        _number("guild_id"),
        _number("player_id"),
        _text("topic"),
        _number("right"),
        _number("answered"),
        sa.PrimaryKeyConstraint("guild_id", "player_id", "topic", name=op.f("pk_topic_totals")),
        _of_guild("topic_totals"),
    )


def _own_key() -> sa.Column[Any]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _of_guild(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_guild_id")
    return sa.ForeignKeyConstraint(["guild_id"], ["guilds.guild_id"], name=name, ondelete="CASCADE")


def _of(parent: str, table: str) -> sa.ForeignKeyConstraint:
    columns = ["guild_id", f"{parent}_id"]
    name = op.f(f"fk_{table}_{'_'.join(columns)}")
    targets = [f"{parent}s.guild_id", f"{parent}s.id"]
    return sa.ForeignKeyConstraint(columns, targets, name=name, ondelete="CASCADE")
