"""Reasons of drops as they are counted: the stage that refused and why, without the words that did it."""

from collections import Counter
from collections.abc import Iterable

from questions.records import Rejected

_STAGES = frozenset({"excerpt", "quote", "statement"})  # these say who refused; what comes next says why


def split(reason: str) -> tuple[str, str]:
    """Part a reason into what it is counted under and its particulars, which may be empty."""
    parts = [part.strip() for part in reason.split(":")]
    kept = 2 if parts[0] in _STAGES else 1
    return ": ".join(parts[:kept]), ": ".join(parts[kept:])


def count(rejected: Iterable[Rejected]) -> dict[str, int]:
    """Count drops by reason, the commonest first."""
    return commonest_first(Counter(split(one.reason)[0] for one in rejected))


def commonest_first(counts: Counter[str]) -> dict[str, int]:
    """Order counts from high to low, and equal ones by name."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
