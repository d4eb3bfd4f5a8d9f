"""Which questions a game asks: fresh facts first, the server's own among the library's, well mixed.

Laws, each a property in the tests:
    * no fact twice in a game;
    * a fact asked before in this server comes only when those never asked are used up, oldest first;
    * while both are fresh, the server's own give every other question, or all where it has many articles;
    * with enough to choose from, no format, kind or article follows itself more than it must.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.game.rules import Difficulty, QuestionId
from questions.records import Format, Kind

EASY_BELOW = 0.4
HARD_FROM = 0.6
"""Bounds of predicted difficulty; the writing line spreads its questions about 0.5."""

_MIX_WEIGHTS = {"format": 1.0, "kind": 1.0, "article": 1.5}
"""An article seen already weighs most: ten questions from ten articles make the best game."""
_JITTER = 0.75
"""Dice worth less than one repetition, so that two games from one stock differ."""
_QUESTIONS_AN_OWN_ARTICLE = 2
"""A server with fewer articles than half of a game's questions shares the game with the library."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What choosing needs to know of a question; ``asked_at`` is when this server last got its fact."""

    question_id: QuestionId
    article_id: int
    fact: str
    format: Format
    kind: Kind
    is_own: bool
    asked_at: datetime | None
    score: float
    difficulty: float


def suits(difficulty: float, level: Difficulty) -> bool:
    """Say whether a predicted difficulty belongs to the level asked for."""
    match level:
        case Difficulty.EASY:
            return difficulty < EASY_BELOW
        case Difficulty.HARD:
            return difficulty >= HARD_FROM
        case Difficulty.MEDIUM:
            return EASY_BELOW <= difficulty < HARD_FROM
        case Difficulty.ANY:
            return True


def choose(candidates: Sequence[Candidate], *, count: int, dice: Random) -> tuple[QuestionId, ...]:
    """Choose up to ``count`` questions in the order to ask them."""
    waiting = list(candidates)
    chosen: list[Candidate] = []
    are_many = _own_articles(waiting) * _QUESTIONS_AN_OWN_ARTICLE >= count
    while waiting and len(chosen) < count:
        first = _freshest(waiting, own_first=are_many or _is_turn_of_own(chosen))
        best = min(first, key=lambda one: _repetition(one, chosen) + _JITTER * dice.random())
        chosen.append(best)
        waiting = [one for one in waiting if one.fact != best.fact]
    return tuple(one.question_id for one in chosen)


def _own_articles(waiting: Sequence[Candidate]) -> int:
    """Count the server's articles that have something never asked."""
    return len({one.article_id for one in waiting if one.is_own and one.asked_at is None})


def _is_turn_of_own(chosen: Sequence[Candidate]) -> bool:
    return 2 * sum(one.is_own for one in chosen) <= len(chosen)


def _freshest(waiting: Sequence[Candidate], *, own_first: bool) -> list[Candidate]:
    """Keep those that have the first claim: never asked, of these whose turn it is; or asked longest ago."""
    unasked = [one for one in waiting if one.asked_at is None]
    if unasked:
        return [one for one in unasked if one.is_own is own_first] or unasked
    oldest = min(one.asked_at for one in waiting if one.asked_at)
    return [one for one in waiting if one.asked_at == oldest]


def _repetition(one: Candidate, chosen: Sequence[Candidate]) -> float:
    """Weigh how often the game has had this one's format, kind and article, lately most of all."""
    weight = 0.0
    counts = {
        "format": Counter(other.format for other in chosen)[one.format],
        "kind": Counter(other.kind for other in chosen)[one.kind],
        "article": Counter(other.article_id for other in chosen)[one.article_id],
    }
    for name, factor in _MIX_WEIGHTS.items():
        weight += factor * counts[name]
    if chosen and chosen[-1].article_id == one.article_id:
        weight += _MIX_WEIGHTS["article"]
    return weight - one.score
