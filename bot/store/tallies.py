"""What lines of the ledger add up to: the one rule by which totals grow, and by which they are rebuilt."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.game.rules import PlayerId
from bot.store.periods import starts_on
from bot.store.values import Period


@dataclass(frozen=True, slots=True)
class Line:
    """What counts of one line of the ledger; ``streak`` is the row of right answers that it ends."""

    player_id: PlayerId
    topic: str
    points: int
    is_right: bool
    milliseconds: int
    streak: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """A sum; ``milliseconds`` is the time taken by right answers."""

    points: int = 0
    right: int = 0
    answered: int = 0
    games: int = 0
    milliseconds: int = 0
    best_streak: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """Add two sums up."""
        return Tally(
            points=self.points + other.points,
            right=self.right + other.right,
            answered=self.answered + other.answered,
            games=self.games + other.games,
            milliseconds=self.milliseconds + other.milliseconds,
            best_streak=max(self.best_streak, other.best_streak),
        )


Totals = dict[tuple[Period, date, PlayerId], Tally]
TopicTotals = dict[tuple[PlayerId, str], tuple[int, int]]


def by_period(lines: Iterable[Line], *, played: Iterable[tuple[PlayerId, datetime]] = ()) -> Totals:
    """Add up answers, and games ``played`` to their end at a moment, for every period they lie in."""
    totals: Totals = defaultdict(Tally)
    for line in lines:
        _add(totals, line.player_id, line.at, _tally(line))
    for player_id, at in played:
        _add(totals, player_id, at, Tally(games=1))
    return totals


def by_topic(lines: Iterable[Line]) -> TopicTotals:
    """Count right and all answers by topic; questions without one count for none."""
    topics: TopicTotals = defaultdict(lambda: (0, 0))
    for line in lines:
        if line.topic:
            right, answered = topics[line.player_id, line.topic]
            topics[line.player_id, line.topic] = (right + line.is_right, answered + 1)
    return topics


def _add(totals: Totals, player_id: PlayerId, at: datetime, tally: Tally) -> None:
    for period in Period:
        key = (period, starts_on(period, at), player_id)
        totals[key] = totals[key].plus(tally)


def _tally(line: Line) -> Tally:
    return Tally(
        points=line.points,
        right=int(line.is_right),
        answered=1,
        milliseconds=line.milliseconds if line.is_right else 0,
        best_streak=line.streak,
    )
