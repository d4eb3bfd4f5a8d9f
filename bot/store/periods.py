"""When the windows of a leaderboard begin and end: midnight UTC, Mondays, firsts of months and quarters."""

from datetime import UTC, date, datetime, time, timedelta
from typing import assert_never

from bot.store.values import Period

BEGINNING = date(1970, 1, 1)
"""The day under which the totals of all time are kept."""
_MONTHS_OF_A_SEASON = 3


def starts_on(period: Period, at: datetime) -> date:
    """Give the first day of the period that ``at`` lies in."""
    day = at.astimezone(UTC).date()
    match period:
        case Period.DAY:
            return day
        case Period.WEEK:
            return day - timedelta(days=day.weekday())
        case Period.MONTH:
            return day.replace(day=1)
        case Period.SEASON:
            return day.replace(month=day.month - (day.month - 1) % _MONTHS_OF_A_SEASON, day=1)
        case Period.ALL:
            return BEGINNING
        case _:
            assert_never(period)


def bounds(period: Period, at: datetime) -> tuple[datetime, datetime] | tuple[None, None]:
    """Give the period's first moment and the first after it; None for all time."""
    first = starts_on(period, at)
    match period:
        case Period.DAY:
            after = first + timedelta(days=1)
        case Period.WEEK:
            after = first + timedelta(days=7)
        case Period.MONTH:
            after = _months_later(first, 1)
        case Period.SEASON:
            after = _months_later(first, _MONTHS_OF_A_SEASON)
        case Period.ALL:
            return None, None
        case _:
            assert_never(period)
    return _midnight(first), _midnight(after)


def _months_later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
