"""The machine: what one answer costs in a game of many players, against a game of few."""

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.measure import Result, at_most, seconds
from bot.game.events import Answered, Started
from bot.game.machine import step
from bot.game.rules import Game, PlayerId, Rules
from tests.builders import game, later

ANSWERS = 200


def measure() -> Iterator[Result]:
    """Time an answer with 200 players on the scoreboard against one with 2."""
    few, many = _asking(2), _asking(200)
    yield at_most(
        "game: an answer among 200 players",
        value=seconds(lambda: _answer(many)) / ANSWERS * 1e6,
        baseline=seconds(lambda: _answer(few)) / ANSWERS * 1e6,
        unit="µs",
        ratio=4,
    )


def _asking(players: int) -> Game:
    asking, _ = step(game(rules=Rules(seconds=60)), Started(later(0)))
    audience = tuple(PlayerId(number) for number in range(players))
    return replace(asking, audience=(audience,))


def _answer(asking: Game) -> None:
    for _ in range(ANSWERS):
        step(asking, Answered(later(1), 1, PlayerId(9999), "x", choice=0))
