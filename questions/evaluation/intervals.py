"""How sure a share is, from how few were counted."""

from math import sqrt

_Z = 1.959963984540054  # the normal quantile that leaves 2.5 % on either side


def wilson(hits: int, trials: int, *, z: float = _Z) -> tuple[float, float]:
    """Give the Wilson score interval of a share; (0, 1) where nothing was counted.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
    """
    if not trials:
        return 0.0, 1.0
    share, square = hits / trials, z * z
    middle = (share + square / (2 * trials)) / (1 + square / trials)
    half = z * sqrt(share * (1 - share) / trials + square / (4 * trials * trials)) / (1 + square / trials)
    return max(0.0, middle - half), min(1.0, middle + half)
