"""What the store takes and gives: articles and their states, reviews, periods, standings, what was missed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.game.rules import GameId, GuildId, PlayerId
from questions.records import Article, Question

ArticleId = NewType("ArticleId", int)


class ArticleState(StrEnum):
    """Whether an article's questions are asked: only those of a published one are."""

    DRAFT = "draft"
    PUBLISHED = "published"
    REMOVED = "removed"


class Review(StrEnum):
    """Where a question stands that is not asked without a moderator's word."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DROPPED = "dropped"


class Period(StrEnum):
    """A window of a leaderboard, in UTC; weeks start on Monday, a season is a quarter of the year."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article whole; ``questions`` counts those that can be asked, ``waiting`` those to be reviewed."""

    id: ArticleId
    guild_id: GuildId
    article: Article
    state: ArticleState
    added_by: PlayerId | None
    added_at: datetime
    questions: int
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """A line in a list of articles; it counts as ``StoredArticle`` does."""

    id: ArticleId
    guild_id: GuildId
    title: str
    site: str
    topic: str
    published: date | None
    state: ArticleState
    added_at: datetime
    questions: int
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A player's line on a leaderboard."""

    rank: int
    player_id: PlayerId
    name: str
    points: int
    right: int
    answered: int
    games: int


@dataclass(frozen=True, slots=True)
class StandingsPage:
    """One page of a leaderboard; ``page`` counts from 1, ``own`` is the line of who asked for it.

    ``starts_at`` and ``ends_at`` bound the period (the end is not in it); both are None for all time.
    """

    period: Period
    starts_at: datetime | None
    ends_at: datetime | None
    standings: tuple[Standing, ...]
    page: int
    pages: int
    players: int
    own: Standing | None


@dataclass(frozen=True, slots=True)
class Stats:
    """A player's record of all time in one server; ``by_topic`` is (topic, right, answered), best first.

    ``average_seconds`` is over right answers; ``rank`` is None for a hidden player.
    """

    player_id: PlayerId
    name: str
    points: int
    right: int
    answered: int
    games: int
    best_streak: int
    average_seconds: float | None
    rank: int | None
    by_topic: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that a player answered wrong, or not at all: then ``answer_given`` is empty."""

    question: Question
    answer_given: str


class ChannelBusy(Exception):
    """A game is running in the channel already; ``game_id`` is None if it ended just now."""

    def __init__(self, game_id: GameId | None) -> None:
        super().__init__(f"game {game_id} is running in this channel")
        self.game_id = game_id
