"""A written date → ``date``: ISO and the common English forms, never a guess and never the clock's."""

import re
from datetime import date

EARLIEST_YEAR, LATEST_YEAR = 1700, 2199

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ],
        start=1,
    )
    for name in names
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_ENDS = r"(?!\d)"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_ENDS}",
        rf"(?<!\d){_YEAR}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}}){_ENDS}",
        rf"(?<![\d.])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}(?!\.?\d)",
        rf"\b{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}{_ENDS}",
        rf"(?<!\d){_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}{_ENDS}",
        rf"^\s*{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})(?:T\d+Z?)?\s*$",
    )
)
_SLASHED = re.compile(rf"(?<![\d/])(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}(?![\d/])")

_LINE_LIMIT = 80

# What a date line may hold beside the date: day names, times and the words that introduce it.
_BESIDE = re.compile(
    r"\b(?:first|last|originally|date|published|posted|updated|modified|created|on|at|of|by"
    r"|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    r"|[ap]\.?m|[ecmp][sd]?t|gmt|utc|bst|cest|cet)\b|\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?|T(?=\d)|Z\b|[+-]\d{2}:?\d{2}"
    r"|[\s,.:|·•—–-]",
    re.IGNORECASE,
)


def find_date(text: str) -> date | None:
    """Give the first date written in ``text``, or nothing where it could be read in two ways."""
    found = [match for form in _FORMS if (match := form.search(text))]
    for match in sorted(found, key=lambda match: match.start()):
        if day := _day(match["year"], match["month"], match["day"]):
            return day
    return _slashed(text)


def is_date_line(line: str) -> bool:
    """Say whether a line tells a date and nothing else (day, time and "Published on" may stand beside it)."""
    if len(line) > _LINE_LIMIT or find_date(line) is None:
        return False
    bare = line
    for form in _FORMS:
        bare = form.sub(" ", bare)
    return not _BESIDE.sub("", _SLASHED.sub(" ", bare))


def _slashed(text: str) -> date | None:
    """Read 05/28/2025 or 28/05/2025, but never 05/06/2025: which is the month depends on the country."""
    match = _SLASHED.search(text)
    if match is None:
        return None
    first, second = int(match["first"]), int(match["second"])
    if first <= 12 and second <= 12 and first != second:  # noqa: PLR2004 — months in a year
        return None
    return _day(match["year"], str(min(first, second)), str(max(first, second)))


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdecimal() else _MONTHS[month.lower()]
    if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        return None
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
