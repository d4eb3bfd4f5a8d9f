import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questions import gates
from questions.distractors import EMPTY
from questions.facts import find_facts
from questions.language import read_document
from questions.pipeline import generate, pool_of
from questions.records import Format, Kind, Question
from questions.writing import true_false
from tests.questions.prose import HARBOUR, MODEL, article, facts, harbour, harbour_article

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_every_question_of_the_article_passes_every_gate() -> None:
    """What is published is sound by each gate, under several seeds."""
    for seed in range(4):
        for question in harbour(seed=seed).questions:
            assert gates.first_reason(question, harbour_article()) == ""


def test_the_same_seed_gives_the_same_questions() -> None:
    """Generation is a function of article and seed."""
    assert harbour(seed=3) == harbour(seed=3)


def test_another_seed_shuffles_the_options() -> None:
    """The seed moves the answer's place."""
    orders = {tuple(q.options for q in harbour(seed=seed).questions) for seed in range(4)}
    assert len(orders) > 1


def test_no_two_questions_share_a_fact() -> None:
    """Each fact is asked once, and ids are unique."""
    questions = harbour().questions
    assert len({q.fact for q in questions}) == len({q.id for q in questions}) == len(questions)


def test_the_limit_is_kept() -> None:
    """No more questions than wanted."""
    assert len(harbour(limit=3).questions) == 3


EXPECTED = [
    ("Who plays Martha Quill in Harbour Lights?", "Anna Lindqvist"),
    ("Which actor plays Josef Brandt in Harbour Lights?", "Peter Holm"),
    ("Who said: “Winter is the only honest season”?", "Anna Lindqvist"),
    ("Who said: “Nobody in Norway owns a warmer coat than mine”?", "Peter Holm"),
]


@pytest.mark.parametrize(("prompt", "answer"), EXPECTED)
def test_the_articles_facts_are_asked(prompt: str, answer: str) -> None:
    """The best facts of the article become questions with their right answers."""
    assert answer in [q.answer for q in harbour().questions if q.prompt == prompt]


def test_sensitive_matter_is_dropped_and_named() -> None:
    """A death is not asked, and the report names the word it was seen by."""
    report = harbour().report
    assert "sensitive: died" in {reject.reason for reject in report.rejected}
    assert not any("harbour master" in q.prompt for q in harbour().questions)


def test_the_report_counts_what_became_of_the_article() -> None:
    """Words, formats and drops add up, and every drop has a reason."""
    made = harbour()
    report = made.report
    assert report.words == len(HARBOUR.split())
    assert report.kept == len(made.questions) == sum(report.formats.values())
    assert sum(report.dropped.values()) == len(report.rejected)
    assert all(reject.reason and reject.text for reject in report.rejected)
    assert 0 < report.coverage <= 1
    assert report.notice == ""


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("", "no text"),
        (" \n\n\t", "no text"),
        ("The cat sat on the mat.", "it is short"),
        ("Der Hund schläft unter dem Tisch, während es draußen regnet. " * 20, "English"),
        (
            "They went home and it was good, because that is how such things are for them there. " * 30,
            "few facts",
        ),
    ],
)
def test_a_poor_article_is_told_plainly(text: str, notice: str) -> None:
    """When nothing comes out a person reads why."""
    made = generate(article(text))
    assert made.questions == ()
    assert notice in made.report.notice


def test_a_huge_article_is_read_in_part_and_says_so() -> None:
    """Ten million characters cost no more than the first part of them."""
    made = generate(article("Xy, z. " * 1_430_000))
    assert "200,000 characters" in made.report.notice


HOSTILE = [
    "\x00\x01 null \x00 bytes. " * 30,
    "\u202eright to left\u202c The \u200fengine\u200e was sold in Kenya in 1931. " * 10,
    "😀 The 🚀 engine 🎉 was sold in Kenya 🇰🇪 by Anna 👩‍🚀 Holm in 1931! " * 10,
    "word " * 5_000,
    "A" * 20_000,
    "- item one\n- item two\n* item three\n1. item four\n" * 50,
    "def f(x):\n    return {x: [1, 2, 3]}\n" * 50,
    "<div class='x'><p>The engine was sold in <b>Kenya</b> in 1931.</p></div>" * 10,
    "((((" * 500 + "))))" * 500,
    '"' * 999 + "The engine was sold in Kenya in 1931." + "'" * 999,
    "The engine was sold. " * 400,
    "It cost $5, $6, 7%, 8 in 9, 10-12, 1/2, 3:4, 1999-2001 and 3.5.2. " * 20,
    "\ud800 lone surrogate in the text of the engine.",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_breaks_nothing(text: str) -> None:
    """Whatever the text, there is a report, and what is asked is proved."""
    _check(text)


RUBBISH = [
    "\n\n",
    "“",
    "”",
    "(",
    ")",
    "\x00",
    "🚀",
    "\u202e",
    "<br>",
    "[12]",
    "1931",
    "…",
    "Kenya",
    ", ",
    ";",
    "It ",
]
PIECES = st.sampled_from([*re.split(r"(?<=[.!?”]) ", HARBOUR), *RUBBISH])


@SLOW
@given(st.lists(PIECES, max_size=30).map(" ".join), st.integers(min_value=0, max_value=9))
def test_shuffled_prose_breaks_no_law(text: str, seed: int) -> None:
    """Prose cut up and mixed with rubbish still gives only questions that hold every law."""
    _check(text, seed=seed)


@SLOW
@given(st.text(max_size=300))
def test_any_text_breaks_nothing(text: str) -> None:
    """Any string is an article."""
    _check(text)


def _check(text: str, *, seed: int = 0) -> None:
    source = article(text, title="Old engines")
    made = generate(source, seed=seed)
    for question in made.questions:
        assert gates.first_reason(question, source) == ""
        assert Question.from_json(question.to_json()) == question
    assert made.report.kept == len(made.questions)


def test_excerpts_are_the_articles_own_words() -> None:
    """Around the gap of an excerpt stands the article, letter for letter."""
    flat = " ".join(HARBOUR.split())
    asked = [q for q in harbour().questions if q.format in {Format.MISSING_WORDS, Format.CLOSEST_NUMBER}]
    assert asked
    for question in asked:
        body = question.prompt.removeprefix("Closest guess wins: ")
        parts = [part.strip() for part in re.split(r"▇▇▇|…|\[[^]]*\]", body)]
        assert all(part[1:] in flat for part in parts)  # a clause cut out of its sentence gets a capital


def test_about_half_the_statements_are_false() -> None:
    """Over many seeds a statement is true about as often as false, and a false one is corrected."""
    text = "The Kestrel yard in Leeds sold 300 wooden boats to fishermen in 1931."
    found = facts(text)
    told = [made for seed in range(60) for made in true_false.write(found, pool=EMPTY, seed=seed)]
    statements = [made for made in told if isinstance(made, Question)]
    false = [question for question in statements if question.answer == "False"]
    assert 0.3 < len(false) / len(statements) < 0.7
    assert all(question.correction == text for question in false)
    assert all(question.prompt != f"True or false: {text}" for question in false)


def test_documents_lend_each_other_names() -> None:
    """The pool of a document holds its sure names by kind and sub-kind."""
    document = read_document(article("The ship sailed up the River Tweed and the River Tay."), model=MODEL)
    assert set(pool_of([find_facts(document)]).like(Kind.PLACE, "river")) == {"River Tweed", "River Tay"}
