"""One figure and how it was taken: the best of several runs, beside its baseline."""

import time
from collections.abc import Callable
from dataclasses import dataclass

RUNS = 5


@dataclass(frozen=True, slots=True)
class Result:
    """One line of ``bench.json``; ``ratio`` is value/baseline, and ``goal`` says what it should be."""

    name: str
    value: float
    unit: str
    baseline: float
    ratio: float
    goal: str
    met: bool


def at_most(name: str, *, value: float, baseline: float, unit: str, ratio: float) -> Result:
    """Make a result whose value should be no more than ``ratio`` times its baseline."""
    found = value / baseline
    return Result(name, value, unit, baseline, found, f"<= {ratio:g} x baseline", found <= ratio)


def seconds(work: Callable[[], object], *, runs: int = RUNS) -> float:
    """Give the shortest of several runs: what disturbs a run only ever makes it longer."""
    best = float("inf")
    for _ in range(runs):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best
