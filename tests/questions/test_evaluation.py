"""Figures, human answers, intervals and the rating sheet."""

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.evaluation import (
    COLUMNS,
    Effort,
    HumanAnswer,
    Rating,
    covered,
    figures_of,
    read_sheet,
    read_squad,
    tallies,
    total,
    wilson,
    write_sheet,
)
from questions.evaluation.reasons import split
from questions.pipeline import Generation, Report
from questions.records import Article, Evidence, Format, Kind, Question, Rejected, Source, SourceError
from tests.builders import question

TEXT = "The tower was built by Gustave Eiffel in 1889. It stands in Paris.\n\nEiffel was born in Dijon."
DECK = tuple(question(number) for number in range(1, 31))


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_is_wilsons(hits: int, trials: int, low: float, high: float) -> None:
    """The values are those of Newcombe's comparison of 1998, method 3, and their mirror images."""
    assert wilson(hits, trials) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 500), st.data())
def test_an_interval_holds_its_share(trials: int, data: st.DataObject) -> None:
    """The share lies within, and both ends are shares."""
    hits = data.draw(st.integers(0, trials))
    low, high = wilson(hits, trials)
    assert 0 <= low <= hits / trials + 1e-12
    assert hits / trials - 1e-12 <= high <= 1


def made(*, words: int, kept: int, reasons: tuple[str, ...] = (), facts: int | None = None) -> Generation:
    """Make an outcome with so many questions on so many facts."""
    count = kept if facts is None else facts
    questions = tuple(
        Question(f"q{n}", Format.WH, "Who?", "A", Kind.PERSON, f"f{n % count}", DECK[0].evidence, Source("T"))
        for n in range(kept)
    )
    rejected = tuple(Rejected("text", reason) for reason in reasons)
    return Generation(questions, Report(words, 10, kept, {}, rejected, 0.3, {"wh": kept}, ""))


def test_figures_count_facts_once_and_drops_by_reason() -> None:
    """Two questions on a fact are one fact; reasons lose the words that set them off and keep the stage."""
    reasons = (
        "opinion: lovely",
        "opinion: grand",
        "statement: too long",
        "statement: opinion: grand",
        "dull",
    )
    one = figures_of("T", made(words=500, kept=4, facts=3, reasons=reasons), effort=Effort(2.0, 1.0, 0.5))
    assert (one.questions, one.facts, one.per_thousand, one.coverage) == (4, 3, 6.0, 0.3)
    assert one.dropped == {"opinion": 2, "dull": 1, "statement: opinion": 1, "statement: too long": 1}
    assert (one.words_per_second, one.words_per_wall_second, one.parse_ratio) == (500, 250, 2)
    assert split("statement: opinion: grand") == ("statement: opinion", "grand")


def test_a_sum_weighs_by_size() -> None:
    """Yield, coverage and speed of the whole are those of one long article, not means of ratios."""
    one = figures_of(
        "A", made(words=900, kept=9, reasons=("dull",)), effort=Effort(1, 1, 1), human=10, covered=1
    )
    other = figures_of("B", made(words=100, kept=6, reasons=("dull", "short")), effort=Effort(3, 3, 1))
    whole = total([one, other])
    assert (whole.words, whole.facts, whole.per_thousand, whole.coverage) == (1000, 15, 15.0, 0.3)
    assert (whole.words_per_second, whole.parse_ratio, whole.human_share) == (250, 2, 0.1)
    assert list(whole.dropped.items()) == [("dull", 2), ("short", 1)]
    assert whole.formats == {"wh": 15}


def test_nothing_divides_by_nothing() -> None:
    """An empty folder's sum is all zeros, and what was not measured is null."""
    whole = total([]).to_json()
    assert whole["facts_per_1000_words"] == 0
    assert whole["ratio_to_bare_parse"] is None
    assert whole["human_answers_covered"] is None


def asked(answer: str, *, at: str = "", form: Format = Format.WH, marked: str = "") -> Question:
    """Make a question on TEXT; ``at`` is a stretch that its answer's first occurrence must lie in."""
    shown = marked or answer
    start = TEXT.index(shown, TEXT.index(at) if at else 0)
    evidence = Evidence(shown, start, start + len(shown), 0, len(shown))
    return Question("q", form, "Who?", answer, Kind.PERSON, "f", evidence, Source("T"))


@pytest.mark.parametrize(
    ("ours", "theirs", "is_covered"),
    [
        (asked("Gustave Eiffel"), "Gustave Eiffel", True),
        (asked("1889"), "in 1889", True),
        (asked("Gustave Eiffel"), "Eiffel", False),
        (asked("Eiffel", at="Eiffel was"), "Gustave Eiffel", False),
        (asked("Paris"), "Gustave Eiffel", False),
        (asked("889"), "1889", False),
        (asked("True", form=Format.TRUE_FALSE, marked="1889"), "1889", True),
        (asked("Alexandre Gustave Eiffel", marked="Gustave Eiffel"), "by Gustave Eiffel", True),
    ],
)
def test_a_human_answer_is_met_in_its_own_sentence(ours: Question, theirs: str, is_covered: bool) -> None:  # noqa: FBT001
    """Theirs equals or contains ours by whole words, in the same sentence."""
    human = HumanAnswer(theirs, TEXT.index(theirs))
    assert covered([ours], TEXT, [human]) == int(is_covered)


def test_paragraphs_are_joined_and_answers_moved() -> None:
    """Offsets that were into a paragraph point into the article's text; both spellings of them are read."""
    first, second = TEXT.split("\n\n")
    qas = [{"question": "?", "answers": [{"text": "Paris", "start": first.index("Paris")}]}]
    more = [{"question": "?", "answers": [{"text": "Dijon", "answer_start": second.index("Dijon")}]}]
    data = {
        "data": [
            {
                "title": "The_tower",
                "paragraphs": [{"context": first, "qas": qas}, {"context": second, "qas": more}],
            }
        ]
    }
    ((article, human),) = read_squad(data)
    assert article == Article("The tower", TEXT)
    assert [TEXT[a.start :][: len(a.text)] for a in human] == ["Paris", "Dijon"]


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        {"data": {}},
        {"data": [{"title": 3, "paragraphs": []}]},
        {"data": [{"title": "T", "paragraphs": [{"context": "x"}]}]},
        {"data": [{"title": "T", "paragraphs": [{"context": 1, "qas": []}]}]},
        {"data": [{"title": "T", "paragraphs": [{"context": "x", "qas": [{"answers": [{"text": "x"}]}]}]}]},
        {
            "data": [
                {
                    "title": "T",
                    "paragraphs": [{"context": "x", "qas": [{"answers": [{"text": "y", "start": 0}]}]}],
                }
            ]
        },
        {
            "data": [
                {
                    "title": "T",
                    "paragraphs": [{"context": "x", "qas": [{"answers": [{"text": "x", "start": "0"}]}]}],
                }
            ]
        },
    ],
)
def test_another_shape_is_refused(data: object) -> None:
    """What is not of SQuAD's shape, or points beside its answer, is told in one line."""
    with pytest.raises(SourceError) as refused:
        read_squad(data)
    assert "\n" not in str(refused.value)


def rows(sheet: str) -> list[dict[str, str]]:
    """Read a sheet as a spreadsheet would."""
    return list(csv.DictReader(io.StringIO(sheet, newline=""), delimiter="\t"))


def filled(change: Callable[[int, dict[str, str]], None] = lambda _, __: None, *, count: int = 4) -> str:
    """Fill a sheet with usable questions, then change rows, counted from 2."""
    cells = rows(write_sheet(DECK, seed=1, sample=count))
    for number, row in enumerate(cells, 2):
        row.update(rating="U", fluent="yes", stands_alone="Y", one_right="1", distractors="yes")
        row.update(worth_asking="no")
        change(number, row)
    written = io.StringIO()
    out = csv.DictWriter(written, COLUMNS, delimiter="\t")
    out.writeheader()
    out.writerows(cells)
    return written.getvalue()


def test_the_sheet_is_blind_and_its_order_the_seeds() -> None:
    """It shows no score, its order is not the article's, and the same seed gives the same sheet."""
    sheet = write_sheet(DECK, seed=3)
    assert tuple(sheet.splitlines()[0].split("\t")) == COLUMNS
    assert "score" not in COLUMNS
    ids = [row["id"] for row in rows(sheet)]
    assert sorted(ids) == sorted(q.id for q in DECK)
    assert ids not in (sorted(ids), [q.id for q in DECK])
    assert sheet == write_sheet(tuple(reversed(DECK)), seed=3) != write_sheet(DECK, seed=4)
    assert len(rows(write_sheet(DECK, seed=3, sample=7))) == 7
    first = rows(sheet)[0]
    assert (first["article"], first["date"], first["options"]) == (
        "Towers",
        "2026-01-02",
        "Paris | Rome | Oslo | Bern",
    )
    assert all(first[name] == "" for name in COLUMNS[8:])


@given(st.text(max_size=40))
def test_no_cell_breaks_out_of_the_sheet(answer: str) -> None:
    """Whatever an article says, a question stays one row, and no spreadsheet reckons with a cell."""
    hostile = Question(
        "q", Format.WH, answer, answer, Kind.PERSON, "f", Evidence(answer, 0, 1, 0, 1), Source(answer)
    )
    (row,) = rows(write_sheet([hostile], seed=0))
    assert row["id"] == "q"
    assert set(row) == set(COLUMNS)
    assert not row["prompt"].startswith(("=", "@"))
    assert "\n" not in row["prompt"]
    assert row["rating"] == ""


def test_a_filled_sheet_becomes_a_table() -> None:
    """Counts by format and in sum; a check that was not asked for is not counted."""

    def change(number: int, row: dict[str, str]) -> None:
        if number == 3:
            row.update(rating="w", cause="two right", one_right="NO")
        if number == 4:
            row.update(format="closest_number", rating="A", distractors="-")

    gaps, close, every = tallies(read_sheet("\ufeff" + filled(change)))
    assert [tally.format for tally in (gaps, close, every)] == ["missing_words", "closest_number", "all"]
    assert [every.ratings[rating].hits for rating in Rating] == [2, 1, 1]
    assert every.ratings[Rating.USABLE].interval == wilson(2, 4)
    assert (every.checks["one_right"].hits, every.checks["one_right"].trials) == (3, 4)
    assert (every.checks["distractors"].trials, close.checks["distractors"].trials) == (3, 0)
    assert every.checks["worth_asking"].value == 0
    assert gaps.to_json()["ratings"]["W"]["count"] == 1


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("", "empty"),
        ("id\tformat\n", "Row 1"),
        (filled().splitlines()[0] + "\n", "no row"),
        (filled(lambda n, row: row.update(rating="" if n == 3 else "U")), "Row 3: rating"),
        (filled(lambda n, row: row.update(rating="B" if n == 5 else "U")), "Row 5: rating"),
        (filled(lambda n, row: row.update(fluent="maybe" if n == 2 else "yes")), "Row 2: fluent"),
        (filled(lambda _, row: row.update(distractors="-")), "Row 2: distractors"),
        (filled(lambda n, row: row.update(rating="W" if n == 4 else "U")), "Row 4 is rated W"),
        (filled(lambda _, row: row.update(id="same")), "Row 3 rates same again"),
        (filled(lambda _, row: row.update(id=" ")), "Row 2 has no id"),
        (filled(lambda _, row: row.update(format="riddle")), "Row 2: “riddle”"),
        (filled().replace("\tyes", "", 1), "Row 2 has 14 cells"),
        (filled() + '"open', "tab-separated"),
    ],
)
def test_a_malformed_sheet_is_refused_with_its_row(sheet: str, told: str) -> None:
    """One clear line names the row and what to write there."""
    with pytest.raises(SourceError) as refused:
        read_sheet(sheet)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)
