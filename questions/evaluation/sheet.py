"""The blind rating sheet: questions in random order without their scores, to be rated by hand and read back.

Tab-separated, one question a row. The rater fills ``rating`` (U usable as it is, A awkward, W wrong), answers
yes or no in the five columns after it, and says in ``cause`` what is wrong with a W. ``distractors`` takes a
hyphen where there is nothing to choose from.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from random import Random

from questions.evaluation.ratings import CHECKS, Rated, Rating
from questions.records import Format, Question, SourceError

SHOWN = ("id", "article", "date", "format", "prompt", "options", "answer", "evidence")
COLUMNS = (*SHOWN, "rating", *CHECKS, "cause")

_YES_NO = {
    "yes": True,
    "y": True,
    "1": True,
    "true": True,
    "no": False,
    "n": False,
    "0": False,
    "false": False,
}
_NONE = frozenset({"", "-", "–", "n/a"})
_CHOOSING = frozenset({Format.MISSING_WORDS, Format.WHO_SAID, Format.WH})
_FORMULA = ("=", "@", "+", "-")  # a spreadsheet would reckon with these


def write_sheet(questions: Iterable[Question], *, seed: int, sample: int | None = None) -> str:
    """Give the sheet's text: all questions or a random sample, in an order that the seed alone sets."""
    every = sorted({question.id: question for question in questions}.values(), key=lambda q: q.id)
    dice = Random(seed)  # noqa: S311 - an order to rate in, no secret
    chosen = dice.sample(every, len(every) if sample is None else min(sample, len(every)))
    written = io.StringIO()
    rows = csv.writer(written, delimiter="\t", lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(_row(question) for question in chosen)
    return written.getvalue()


def read_sheet(text: str) -> tuple[Rated, ...]:
    """Read a filled sheet; rows are named as a spreadsheet counts them, the header being row 1.

    Raises:
        SourceError: a column or value is missing, doubled or not one of those asked for.
    """
    try:
        rows = list(
            csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter="\t", strict=True)
        )
    except csv.Error as error:
        raise SourceError(f"The sheet is not tab-separated text: {error}.") from error
    if not rows:
        raise SourceError("The sheet is empty.")
    header = [name.strip().lower() for name in rows[0]]
    missing = [name for name in COLUMNS if header.count(name) != 1]
    if missing:
        raise SourceError(f"Row 1 of the sheet must name each column once; look at: {', '.join(missing)}.")
    rated: dict[str, Rated] = {}
    for number, cells in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise SourceError(f"Row {number} has {len(cells)} cells instead of {len(header)}.")
        one = _rated(number, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
        if one.id in rated:
            raise SourceError(f"Row {number} rates {one.id} again.")
        rated[one.id] = one
    if not rated:
        raise SourceError("The sheet holds no row below its header.")
    return tuple(rated.values())


def _row(question: Question) -> list[str]:
    truth = f" (in truth: {question.correction})" if question.correction else ""
    cells: Sequence[str] = (
        question.id,
        question.article.title,
        question.article.published.isoformat() if question.article.published else "",
        question.format,
        question.prompt,
        " | ".join(question.options),
        question.answer + truth,
        question.evidence.shown,
    )
    return [_cell(cell) for cell in cells] + [""] * (len(COLUMNS) - len(SHOWN))


def _cell(text: str) -> str:
    """Give text on one line that no spreadsheet takes for a formula; a signed figure stays one."""
    line = " ".join(text.encode(errors="replace").decode().replace("\0", "").split())
    is_formula = line.startswith(_FORMULA) and not line[1:2].isdigit()
    return f"'{line}" if is_formula else line


def _rated(number: int, cells: Mapping[str, str]) -> Rated:
    if not cells["id"]:
        raise SourceError(f"Row {number} has no id.")
    if cells["format"] not in set(Format):
        raise SourceError(f"Row {number}: “{cells['format']}” is no format.")
    rating = cells["rating"].upper()
    if rating not in set(Rating):
        raise SourceError(f"Row {number}: rating is “{cells['rating']}”; write U, A or W.")
    if rating == Rating.WRONG and not cells["cause"]:
        raise SourceError(f"Row {number} is rated W: write the cause.")
    chosen = Format(cells["format"])
    checks = {name: _check(number, name, cells[name], chosen) for name in CHECKS}
    return Rated(
        cells["id"], cells["article"], chosen, cells["prompt"], Rating(rating), checks, cells["cause"]
    )


def _check(number: int, name: str, cell: str, asked: Format) -> bool | None:
    if name == "distractors" and cell.lower() in _NONE and asked not in _CHOOSING:
        return None
    if cell.lower() not in _YES_NO:
        raise SourceError(f"Row {number}: {name} is “{cell}”; write yes or no.")
    return _YES_NO[cell.lower()]
