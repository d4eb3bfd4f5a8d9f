from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.reading.dates import find_date, is_date_line

DAY = date(2025, 5, 28)


@pytest.mark.parametrize(
    "text",
    [
        *[
            "2025-05-28",
            "2025-05-28T10:11:12.345+02:00",
            "2025/05/28",
            "20250528",
            "20250528T101112Z",
            "28.05.2025",
        ],
        *[
            "May 28, 2025",
            "May 28th, 2025",
            "may 28 2025",
            "MAY 28, 2025",
            "28 May 2025",
            "28th of May, 2025",
        ],
        *[
            "Wed, 28 May 2025 10:00:00 GMT",
            "05/28/2025",
            "28/05/2025",
            "Published 28. 5. 2025",
            "28 May, 2025",
        ],
    ],
)
def test_forms_of_a_date(text: str) -> None:
    """ISO and the common English forms are read."""
    assert find_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sept. 5, 2024", date(2024, 9, 5)),
        ("Sep 5, 2024", date(2024, 9, 5)),
        ("1 Jan 1700", date(1700, 1, 1)),
        ("06/06/2024", date(2024, 6, 6)),
        ("First seen May 1, 2001, updated 2002-02-02", date(2001, 5, 1)),
        ("31.02.2024 and 2024-03-01", date(2024, 3, 1)),
    ],
)
def test_more_dates(text: str, day: date) -> None:
    """Short month names are read, and the first true date counts."""
    assert find_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        *[
            "",
            "yesterday",
            "May 2025",
            "2025",
            "05/06/2025",
            "13/13/2025",
            "31 April 2025",
            "2025-13-01",
            "1699-12-31",
        ],
        *[
            "28 May 1066",
            "2200-01-01",
            "120250528",
            "12345-05-281",
            "v1.2.2025.3",
            "Maybe 28, 2025",
            "May 28, 20250",
        ],
    ],
)
def test_no_guessing(text: str) -> None:
    """What is no full date, could be read in two ways, or lies in no plausible year gives none."""
    assert find_date(text) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("May 28, 2025", True),
        ("Published: Wednesday, May 28, 2025 at 10:00 a.m. EDT", True),
        ("Last updated on 2025-05-28T10:00:00Z", True),
        ("28 May 2025 · 10:00", True),
        ("On May 28, 2025 the lamp was lit.", False),
        ("May 28, 2025 in pictures", False),
        ("Updated", False),
        ("05/06/2025", False),
    ],
)
def test_date_lines(line: str, *, expected: bool) -> None:
    """A date line tells a date and nothing else."""
    assert is_date_line(line) is expected


@given(st.dates(min_value=date(1700, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    """Every day in range is read from each form it can be written in."""
    forms = [
        "%Y-%m-%d",
        "%B %d, %Y",
        "%b. %d, %Y",
        "%d %B %Y",
        "%a, %d %b %Y 00:00:00 GMT",
        "%d.%m.%Y",
        "%Y%m%d",
    ]
    assert {find_date(day.strftime(form)) for form in forms} == {day}
