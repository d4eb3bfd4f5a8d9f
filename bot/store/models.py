"""The tables. Whatever belongs to a server has ``guild_id`` leading its keys and indexes.

Only the counted ids (articles, questions, games) stand alone; rows that refer to them carry the guild too,
and the foreign key holds both, so that no row of one server hangs on another's. There are no relationships:
joins are written out where they are needed, and nothing is loaded unseen.
"""

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.store.columns import Key, Moment, OwnKey, Words

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Base(DeclarativeBase):
    """The schema."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own hook
        int: BigInteger,
        str: Words(),
        float: Double,
        bool: Boolean,
        date: Date,
        datetime: Moment,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


def table(model: type[Base]) -> Table:
    """Give a model's table, for statements that speak of rows by the dozen."""
    return cast("Table", model.__table__)


def _guild() -> ForeignKey:
    return ForeignKey("guilds.guild_id", ondelete="CASCADE")


def _of(parent: str) -> ForeignKeyConstraint:
    """Tie a row to its article or game within the same guild."""
    columns = ["guild_id", f"{parent}_id"]
    return ForeignKeyConstraint(columns, [f"{parent}s.guild_id", f"{parent}s.id"], ondelete="CASCADE")


class GuildRow(Base):
    """A server; number 0 owns the shared library."""

    __tablename__ = "guilds"

    guild_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Words(100))
    seen_at: Mapped[datetime | None]


class PlayerRow(Base):
    """A person in a server."""

    __tablename__ = "players"

    guild_id: Mapped[int] = mapped_column(_guild(), primary_key=True)
    player_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Words(100))
    is_hidden: Mapped[bool]
    seen_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "ix_players_hidden",
            "guild_id",
            "player_id",
            sqlite_where=text("is_hidden = 1"),
            postgresql_where=text("is_hidden"),
        ),
    )


class ArticleRow(Base):
    """An article; its text stands last, so that lists need not read past it."""

    __tablename__ = "articles"

    id: Mapped[int] = mapped_column(OwnKey, primary_key=True)
    guild_id: Mapped[int] = mapped_column(_guild())
    state: Mapped[str] = mapped_column(Words(20))
    added_by: Mapped[int | None]
    added_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    content_hash: Mapped[str] = mapped_column(Key())
    title: Mapped[str] = mapped_column(Words(500))
    topic: Mapped[str] = mapped_column(Words(100))
    site: Mapped[str] = mapped_column(Words(200))
    author: Mapped[str] = mapped_column(Words(200))
    url: Mapped[str] = mapped_column(Words(4000))
    published: Mapped[date | None]
    tags: Mapped[list[Any]]
    text: Mapped[str]

    __table_args__ = (
        UniqueConstraint("guild_id", "id"),
        UniqueConstraint("guild_id", "content_hash"),
        Index(None, "guild_id", "state", "added_at", "id"),
        {"sqlite_autoincrement": True},
    )


class TermRow(Base):
    """A name by which players find an article's questions: its title, topic or a tag."""

    __tablename__ = "terms"

    guild_id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(primary_key=True)
    folded: Mapped[str] = mapped_column(primary_key=True)
    term: Mapped[str]

    __table_args__ = (_of("article"), Index(None, "guild_id", "folded"))


class QuestionRow(Base):
    """A question whole in ``body``, and what choosing needs beside it.

    ``shuffle`` orders questions by chance, but always alike. One that an article no longer brings is retired,
    not deleted: games remember it by its id. One that waits is asked when a moderator
    has accepted it, and then waits no more; one that they dropped is retired and still says that it waited.
    ``difficulty`` is the predicted one, corrected by the answers counted in ``answered`` and ``right``.
    """

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(OwnKey, primary_key=True)
    guild_id: Mapped[int]
    article_id: Mapped[int]
    key: Mapped[str] = mapped_column(Key())
    fact: Mapped[str] = mapped_column(Key())
    shuffle: Mapped[str] = mapped_column(Key())
    format: Mapped[str] = mapped_column(Words(20))
    kind: Mapped[str] = mapped_column(Words(20))
    difficulty: Mapped[float]
    score: Mapped[float]
    is_retired: Mapped[bool]
    body: Mapped[dict[str, Any]]
    is_waiting: Mapped[bool] = mapped_column(server_default=false())
    answered: Mapped[int] = mapped_column(server_default="0")
    right: Mapped[int] = mapped_column(server_default="0")

    __table_args__ = (
        _of("article"),
        UniqueConstraint("guild_id", "article_id", "key"),
        Index(None, "guild_id", "shuffle"),
        Index(None, "guild_id", "fact"),
        Index(
            "ix_questions_waiting",
            "guild_id",
            "article_id",
            sqlite_where=text("is_waiting = 1"),
            postgresql_where=text("is_waiting"),
        ),
        {"sqlite_autoincrement": True},
    )


CAN_BE_ASKED = ~QuestionRow.is_retired & ~QuestionRow.is_waiting
"""Of a question; whether its article is published comes on top."""
WAITS = QuestionRow.is_waiting & ~QuestionRow.is_retired


class AskedRow(Base):
    """How often and when a server was asked a fact."""

    __tablename__ = "asked"

    guild_id: Mapped[int] = mapped_column(_guild(), primary_key=True)
    fact: Mapped[str] = mapped_column(Key(), primary_key=True)
    times: Mapped[int]
    asked_at: Mapped[datetime]

    __table_args__ = (Index(None, "guild_id", "asked_at"),)


class GameRow(Base):
    """A game but for its deck; ``state`` is what every event rewrites.

    ``ended_at`` is set when the game is counted for its players, ``closed_at`` when its channel is free.
    """

    __tablename__ = "games"

    id: Mapped[int] = mapped_column(OwnKey, primary_key=True)
    guild_id: Mapped[int] = mapped_column(_guild())
    channel_id: Mapped[int]
    host_id: Mapped[int]
    phase: Mapped[str] = mapped_column(Words(20))
    message_id: Mapped[int | None]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    state: Mapped[dict[str, Any]]

    __table_args__ = (
        UniqueConstraint("guild_id", "id"),
        Index(
            "uq_games_running",
            "guild_id",
            "channel_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )


class DeckRow(Base):
    """The drawn questions of a game, apart from it: SQLite writes a row whole, and these never change."""

    __tablename__ = "decks"

    guild_id: Mapped[int] = mapped_column(primary_key=True)
    game_id: Mapped[int] = mapped_column(primary_key=True)
    deck: Mapped[list[Any]]

    __table_args__ = (_of("game"),)


class RoundRow(Base):
    """A question as asked."""

    __tablename__ = "rounds"

    guild_id: Mapped[int] = mapped_column(primary_key=True)
    game_id: Mapped[int] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(Integer, primary_key=True)
    question_id: Mapped[int]
    fact: Mapped[str] = mapped_column(Key())
    asked_at: Mapped[datetime]

    __table_args__ = (_of("game"),)


class AnswerRow(Base):
    """A line of the ledger: appended, never changed. ``streak`` is the row of right answers it ends."""

    __tablename__ = "answers"

    guild_id: Mapped[int] = mapped_column(primary_key=True)
    game_id: Mapped[int] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(Integer, primary_key=True)
    player_id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int]
    topic: Mapped[str] = mapped_column(Words(100))
    answer: Mapped[str] = mapped_column(Words(300))
    is_right: Mapped[bool]
    points: Mapped[int]
    milliseconds: Mapped[int]
    streak: Mapped[int] = mapped_column(Integer)
    answered_at: Mapped[datetime]

    __table_args__ = (_of("game"),)


class TotalRow(Base):
    """What a player reached in a period; the sum of the ledger, kept up to date.

    ``milliseconds`` sums the time taken by right answers; it is a whole number so that sums are exact.
    """

    __tablename__ = "totals"

    guild_id: Mapped[int] = mapped_column(_guild(), primary_key=True)
    period: Mapped[str] = mapped_column(Words(20), primary_key=True)
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    player_id: Mapped[int] = mapped_column(primary_key=True)
    points: Mapped[int]
    right: Mapped[int]
    answered: Mapped[int]
    games: Mapped[int]
    milliseconds: Mapped[int]
    best_streak: Mapped[int]

    __table_args__ = (Index(None, "guild_id", "period", "starts_on", "points", "player_id"),)


class TopicTotalRow(Base):
    """How well a player knows a topic, over all time."""

    __tablename__ = "topic_totals"

    guild_id: Mapped[int] = mapped_column(_guild(), primary_key=True)
    player_id: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(Words(100), primary_key=True)
    right: Mapped[int]
    answered: Mapped[int]
