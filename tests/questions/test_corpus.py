"""Minimal pairs: short texts, what must be asked of each, and what must not be, with the reason that is told.

The tables under ``corpus`` hold one theme each. A line with ``#`` states a law; the rows under it, mostly two
that differ in one thing, show it. A row's cells are parted by tabs:

    * ``asked``, a text, a prompt and its answer: the line writes exactly that;
    * ``among``, a text, a prompt and an expression: the prompt is written, and every option matches;
    * ``dropped``, a text, an answer or a prompt, and a reason: it is not written, and a drop's reason opens
      so, or ``no candidate`` where it never came up.

A title and a date of publication may follow. All is read before ranking, so that no threshold hides a fault.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from questions import gates
from questions.distractors import EMPTY
from questions.facts import find_facts
from questions.language import read_document
from questions.records import Format, Question, Rejected
from questions.writing import WRITERS
from tests.questions.prose import MODEL, article

TABLES = sorted((Path(__file__).parent / "corpus").glob("*.tsv"))
NEVER = "no candidate"
TITLE = "A short history"
SEEDS = range(4)  # enough for both sides of a coin and the phrasings that the rows name


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the corpus, under the law it shows."""

    theme: str
    law: str
    verdict: str
    text: str
    what: str
    why: str
    title: str = TITLE
    published: date | None = None


def _read(path: Path) -> Iterator[Row]:
    law = ""
    for line in filter(None, path.read_text(encoding="utf-8").splitlines()):
        if line.startswith("# "):
            law = line[2:]
            continue
        verdict, text, what, why, *more = line.split("\t")
        title, day = (*more, "", "")[:2]
        yield Row(
            path.stem,
            law,
            verdict,
            text,
            what,
            why,
            title or TITLE,
            date.fromisoformat(day) if day else None,
        )


ROWS = [row for path in TABLES for row in _read(path)]


@dataclass(frozen=True, slots=True)
class Line:
    """What the writing line made of a text: its questions under some seeds, and every reason for a drop."""

    questions: tuple[Question, ...]
    reasons: frozenset[str]

    def options_of(self, prompt: str) -> list[str]:
        """Give the options under which a prompt is asked, of all seeds."""
        return [option for made in self.questions if made.prompt == prompt for option in made.options]


@cache
def line(text: str, title: str, published: date | None) -> Line:
    """Run facts, writers and gates over a text, without choice and ranking."""
    source = article(text, title=title, published=published)
    found = find_facts(read_document(source, model=MODEL))
    made = [
        made for seed in SEEDS for write in WRITERS.values() for made in write(found, pool=EMPTY, seed=seed)
    ]
    written = [(one, gates.first_reason(one, source)) for one in made if isinstance(one, Question)]
    reasons = {drop.reason for drop in found.drops} | {
        one.reason for one in made if isinstance(one, Rejected)
    }
    passed = tuple(one for one, reason in written if not reason)
    return Line(passed, frozenset(reasons | {reason for _, reason in written if reason}))


def answers(question: Question) -> set[str]:
    """Give what a question asks for: of a true or false one, the value that is true or swapped."""
    return {question.answer, question.evidence.answer} - {"True", "False"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.theme}: {row.law}"[:70])
def test_each_row_of_the_corpus_holds(row: Row) -> None:
    """A text is asked as its row says, or dropped for the reason it gives."""
    made = line(row.text, row.title, row.published)
    asked = {(one.prompt, one.answer) for one in made.questions}
    if row.verdict == "asked":
        assert (row.what, row.why) in asked
    elif row.verdict == "among":
        options = made.options_of(row.what)
        assert options
        assert [one for one in options if not re.fullmatch(row.why, one)] == []
    else:
        assert not [one.prompt for one in made.questions if row.what in {one.prompt, *answers(one)}]
        assert row.why == NEVER or any(reason.startswith(row.why) for reason in made.reasons), made.reasons


def test_the_corpus_is_large_and_repeats_nothing() -> None:
    """There are 260 entries or more, each its own, and every one shows a law."""
    assert len(ROWS) >= 260
    assert len({(row.verdict, row.text, row.what, row.title) for row in ROWS}) == len(ROWS)
    assert {row.verdict for row in ROWS} == {"asked", "among", "dropped"}
    assert all(row.law and row.text and row.what and row.why for row in ROWS)


def test_a_hundred_laws_are_shown_from_both_sides() -> None:
    """At least a hundred laws have a row that is asked and a row that is dropped."""
    sides = Counter(
        (theme, law) for theme, law, _ in {(r.theme, r.law, r.verdict == "dropped") for r in ROWS}
    )
    assert sum(count > 1 for count in sides.values()) >= 100


def test_every_format_is_in_the_corpus() -> None:
    """What is asked covers all five formats."""
    prompts = {(row.text, row.what) for row in ROWS if row.verdict == "asked"}
    made = {one.format for row in ROWS for one in line(row.text, row.title, row.published).questions
            if (row.text, one.prompt) in prompts}  # fmt: skip
    assert made == set(Format)
