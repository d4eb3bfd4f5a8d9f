"""Discord's ids: 64-bit numbers that carry the millisecond they were made in, sent as strings."""

from datetime import UTC, datetime

from sandbox.payloads import Clock

EPOCH_MILLISECONDS = 1_420_070_400_000
_TIME_SHIFT = 22


class Snowflakes:
    """A mint of ids that only grow, however often it is asked within a millisecond."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def mint(self) -> str:
        """Return the next id."""
        milliseconds = int(self._clock() * 1000) - EPOCH_MILLISECONDS
        self._last = max(milliseconds << _TIME_SHIFT, self._last + 1)
        return str(self._last)


def seconds_of(snowflake: str) -> float:
    """Return when an id was made, in seconds since 1970."""
    return ((int(snowflake) >> _TIME_SHIFT) + EPOCH_MILLISECONDS) / 1000


def timestamp(seconds: float) -> str:
    """Write a moment as Discord does: ISO 8601 in UTC with microseconds."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")
