"""The points of a right answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.game.rules import Rules
from bot.game.scoring import points

CASES = [
    (0.0, 0, 1000),
    (0.49, 0, 1000),
    (10.0, 0, 750),
    (20.0, 0, 500),
    (99.0, 0, 500),
    (20.0, 9, 750),
    (0.0, 5, 1500),
]


@pytest.mark.parametrize(("seconds", "streak", "earned"), CASES)
def test_points(seconds: float, streak: int, earned: int) -> None:
    """Speed is worth up to half, a streak up to half as much again."""
    assert points(Rules(seconds=20), seconds=seconds, streak=streak) == earned


@given(st.floats(0, 100), st.floats(0, 100), st.integers(0, 50))
def test_the_faster_never_earns_less(one: float, other: float, streak: int) -> None:
    """Points fall with time and never rise."""
    fast, slow = sorted((one, other))
    assert points(Rules(), seconds=fast, streak=streak) >= points(Rules(), seconds=slow, streak=streak)


@given(st.floats(0, 100), st.integers(0, 50))
def test_a_server_may_switch_speed_and_streak_off(seconds: float, streak: int) -> None:
    """Then every right answer is worth the same."""
    assert points(Rules(speed=False, streak=False), seconds=seconds, streak=streak) == 1000
