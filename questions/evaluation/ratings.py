"""What readers said of questions, counted by format, each share with its interval."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from questions.evaluation.intervals import wilson
from questions.records import Format

CHECKS = ("fluent", "stands_alone", "one_right", "distractors", "worth_asking")
ALL = "all"


class Rating(StrEnum):
    """Usable as it is, awkward, or wrong."""

    USABLE = "U"
    AWKWARD = "A"
    WRONG = "W"


@dataclass(frozen=True, slots=True)
class Rated:
    """One question's rating; a check is None where there was nothing to check."""

    id: str
    article: str
    format: Format
    prompt: str
    rating: Rating
    checks: Mapping[str, bool | None]
    cause: str

    @property
    def is_faulty(self) -> bool:
        """Whether it may not be asked as it is."""
        return self.rating is not Rating.USABLE


@dataclass(frozen=True, slots=True)
class Share:
    """A count out of a number of trials, with its 95 % interval."""

    hits: int
    trials: int

    @property
    def value(self) -> float:
        """The share itself; 0 where nothing was counted."""
        return self.hits / self.trials if self.trials else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The Wilson interval of the share."""
        return wilson(self.hits, self.trials)

    def to_json(self) -> dict[str, Any]:
        """Give counts, share and interval."""
        low, high = self.interval
        return {
            "count": self.hits,
            "of": self.trials,
            "share": round(self.value, 4),
            "low": round(low, 4),
            "high": round(high, 4),
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """How the questions of one format, or all, were rated."""

    format: str
    questions: int
    ratings: Mapping[Rating, Share]
    checks: Mapping[str, Share]

    def to_json(self) -> dict[str, Any]:
        """Give the row as ``trivia evaluate --read --format json`` prints it."""
        return {
            "format": self.format,
            "questions": self.questions,
            "ratings": {str(rating): share.to_json() for rating, share in self.ratings.items()},
            "checks": {name: share.to_json() for name, share in self.checks.items()},
        }


def tallies(rated: Iterable[Rated]) -> tuple[Tally, ...]:
    """Count ratings by format, in the formats' own order, and last all of them."""
    every = tuple(rated)
    by_format = ((str(name), [one for one in every if one.format is name]) for name in Format)
    return (*(_tally(name, ones) for name, ones in by_format if ones), _tally(ALL, every))


def _tally(name: str, rated: Iterable[Rated]) -> Tally:
    every = tuple(rated)
    ratings = {rating: Share(sum(one.rating is rating for one in every), len(every)) for rating in Rating}
    checks = {
        check: Share(
            sum(one.checks[check] is True for one in every),
            sum(one.checks[check] is not None for one in every),
        )
        for check in CHECKS
    }
    return Tally(name, len(every), ratings, checks)
