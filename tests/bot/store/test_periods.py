from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.periods import bounds, starts_on
from bot.store.values import Period

moments = st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
windows = st.sampled_from([period for period in Period if period is not Period.ALL])


@pytest.mark.parametrize(
    ("at", "day", "week", "month", "season"),
    [
        ("2026-01-01T00:00:00", "2026-01-01", "2025-12-29", "2026-01-01", "2026-01-01"),
        ("2025-12-31T23:59:59.999999", "2025-12-31", "2025-12-29", "2025-12-01", "2025-10-01"),
        ("2026-03-15T23:59:59", "2026-03-15", "2026-03-09", "2026-03-01", "2026-01-01"),
        ("2026-03-16T00:00:00", "2026-03-16", "2026-03-16", "2026-03-01", "2026-01-01"),
        ("2024-02-29T12:00:00", "2024-02-29", "2024-02-26", "2024-02-01", "2024-01-01"),
        ("2026-06-30T12:00:00", "2026-06-30", "2026-06-29", "2026-06-01", "2026-04-01"),
        ("2026-07-01T00:00:00", "2026-07-01", "2026-06-29", "2026-07-01", "2026-07-01"),
    ],
)
def test_first_days(at: str, day: str, week: str, month: str, season: str) -> None:
    """Days, weeks, months and seasons begin at midnight UTC: on Mondays, on firsts, in quarters."""
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    firsts = [starts_on(period, moment) for period in (Period.DAY, Period.WEEK, Period.MONTH, Period.SEASON)]
    assert firsts == [date.fromisoformat(one) for one in (day, week, month, season)]


@given(moments, windows)
def test_a_moment_lies_in_its_period(at: datetime, period: Period) -> None:
    """A period holds the moment it was asked for, and begins on its first day."""
    first, after = bounds(period, at)
    assert first
    assert after
    assert first <= at < after
    assert first.date() == starts_on(period, at)


@given(moments, windows)
def test_periods_follow_each_other(at: datetime, period: Period) -> None:
    """The end of a period is the beginning of the next, and its last moment still belongs to it."""
    first, after = bounds(period, at)
    assert after
    assert bounds(period, after)[0] == after
    assert bounds(period, after - timedelta(microseconds=1)) == (first, after)


@given(moments, st.sampled_from(Period), st.integers(-12, 14))
def test_time_zones_do_not_matter(at: datetime, period: Period, hours: int) -> None:
    """One moment lies in one period, in whatever time zone it is written."""
    assert bounds(period, at.astimezone(timezone(timedelta(hours=hours)))) == bounds(period, at)


def test_all_time_has_no_bounds() -> None:
    """All time has neither beginning nor end."""
    assert bounds(Period.ALL, datetime(2026, 1, 1, tzinfo=UTC)) == (None, None)
