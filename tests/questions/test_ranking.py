from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.language import read_document
from questions.ranking import Chosen, scored
from questions.ranking import choose as choose_by
from questions.ranking.doubts import further, unvouched
from questions.ranking.features import features_of
from questions.ranking.scoring import Model, shipped
from questions.records import Article, Evidence, Format, Kind, Question
from tests.questions.prose import MODEL, article
from tests.questions.test_gates import GOOD

PUBLISH_FROM, REVIEW_FROM = 0.5, 0.3


def choose(questions: list[Question], *, limit: int | None = None) -> Chosen:
    """Choose by thresholds of the test's own."""
    return choose_by(questions, publish_from=PUBLISH_FROM, review_from=REVIEW_FROM, limit=limit)


def made(number: int, *, score: float = 0.9, **changes: object) -> Question:
    """Make one of many sound questions, each with a sentence, fact and answer of its own."""
    evidence = Evidence(GOOD.evidence.quote, number * 1000, number * 1000 + 43, 29, 34)
    base = replace(
        GOOD, id=f"q{number}", fact=f"f{number}", answer=f"A{number}", evidence=evidence, score=score
    )
    base = replace(base, options=(f"A{number}", "B", "C", "D"), prompt=f"Number {number} ▇▇▇ stands.")
    return replace(base, **changes)  # type: ignore[arg-type]


REFUSED = [
    (made(2, fact="f1"), "the same fact is asked already"),
    (made(2, evidence=made(1).evidence), "its sentence proves another question"),
    (made(2, score=0.1), "score too low"),
    (made(2, prompt=GOOD.evidence.quote + " ▇▇▇ too."), "another question shows its sentence"),
]


@pytest.mark.parametrize(("question", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
def test_a_second_question_is_refused_by_name(question: Question, reason: str) -> None:
    """What repeats or reveals the better question stays out, and why is told."""
    chosen = choose([made(1, score=0.95), question])
    assert [q.id for q in chosen.kept] == ["q1"]
    assert [r.reason for r in chosen.refused] == [reason]


def test_an_answer_is_asked_four_times_at_most() -> None:
    """A fifth question with the same answer stays out."""
    chosen = choose([made(i, answer="Same") for i in range(5)])
    assert len(chosen.kept) == 4
    assert {r.reason for r in chosen.refused} == {"its answer is asked often enough"}


@given(st.integers(min_value=0, max_value=30), st.integers(min_value=0, max_value=30))
def test_years_are_one_in_six_at_most(years: int, others: int) -> None:
    """However many years an article states, at most one question in six asks one, or one in all."""
    questions = [made(i, kind=Kind.DATE, score=0.95) for i in range(years)]
    questions += [made(100 + i) for i in range(others)]
    kept = choose(questions).kept
    dated = sum(q.kind is Kind.DATE for q in kept)
    assert dated <= max(1, len(kept) / 6)


@given(st.lists(st.floats(min_value=0, max_value=1), max_size=12), st.integers(min_value=0, max_value=12))
def test_the_limit_keeps_the_best(scores: list[float], limit: int) -> None:
    """Under a limit the kept are never worse than the refused, and their order is the article's."""
    questions = [made(i, score=score) for i, score in enumerate(scores)]
    kept = choose(questions, limit=limit).kept
    assert len(kept) <= limit
    left = [q.score for q in questions if q.id not in {k.id for k in kept}]
    good = [score for score in left if score >= PUBLISH_FROM]
    assert all(k.score >= max(good, default=0.0) for k in kept)
    assert [k.evidence.start for k in kept] == sorted(k.evidence.start for k in kept)


@given(st.lists(st.floats(min_value=0, max_value=1), max_size=12))
def test_the_score_decides_who_reads_first(scores: list[float]) -> None:
    """What scores enough is published, what scores less waits for review, what scores least is refused."""
    questions = [made(i, score=score) for i, score in enumerate(scores)]
    chosen = choose(questions)
    assert all(q.score >= PUBLISH_FROM for q in chosen.kept)
    assert all(REVIEW_FROM <= q.score < PUBLISH_FROM for q in chosen.waiting)
    assert len(chosen.kept) + len(chosen.waiting) + len(chosen.refused) == len(questions)


def test_the_doubtful_repeat_nothing_of_the_kept() -> None:
    """A fact that is published does not wait for review as well."""
    chosen = choose([made(1), made(2, fact="f1", score=PUBLISH_FROM - 0.01)])
    assert (len(chosen.kept), chosen.waiting) == (1, ())


@given(st.floats(min_value=-50, max_value=50), st.sampled_from(list(Format)))
def test_scores_are_chances(worth: float, format_: Format) -> None:
    """Whatever the rules thought it worth, a score lies between 0 and 1."""
    document = read_document(Article(title="A tower", text=GOOD.evidence.quote), model=MODEL)
    (question,) = scored(document, [replace(GOOD, score=worth, format=format_)])
    assert 0.0 <= question.score <= 1.0


def test_a_score_can_be_explained() -> None:
    """The features that moved it most are named, the strongest first."""
    model = Model(0.0, {"a": 2.0, "b": -3.0, "c": 0.1}, 0.5, 0.3)
    assert model.reasons({"a": 1.0, "b": 1.0, "c": 1.0}, most=2) == [("b", -3.0), ("a", 2.0)]


def test_the_shipped_model_knows_the_features_it_weighs() -> None:
    """No weight is left over from a feature that is measured no more."""
    document = read_document(Article(title="A tower", text=GOOD.evidence.quote), model=MODEL)
    assert set(shipped().weights) <= set(features_of(GOOD, document))


LEFT: dict[str, dict[str, object]] = {
    "a figure that needs a sentence before it": {
        "format": Format.CLOSEST_NUMBER,
        "kind": Kind.NUMBER,
        "prompt": "Closest guess wins: The hall burned down. It had held ▇▇▇ people.",
        "answer": "640",
        "options": (),
    },
    "a small number of things": {
        "format": Format.CLOSEST_NUMBER,
        "kind": Kind.NUMBER,
        "prompt": "Closest guess wins: Ana Ruiz sold ▇▇▇ boats to the city of Leeds.",
        "answer": "14",
        "options": (),
    },
    "what somebody has in the barn": {
        "format": Format.CLOSEST_NUMBER,
        "kind": Kind.NUMBER,
        "prompt": "Closest guess wins: Ana Ruiz milks ▇▇▇ cows near Leeds.",
        "answer": "280",
        "options": (),
    },
    "a statement that turns on a count": {
        "format": Format.TRUE_FALSE,
        "kind": Kind.NUMBER,
        "prompt": "True or false: The Corran tower has three bells.",
        "answer": "True",
        "options": ("True", "False"),
    },
    "a year in a private life": {
        "format": Format.TRUE_FALSE,
        "kind": Kind.DATE,
        "prompt": "True or false: Albert Einstein first married in 1903.",
        "answer": "True",
        "options": ("True", "False"),
    },
    "how long somebody did something": {
        "format": Format.CLOSEST_NUMBER,
        "kind": Kind.NUMBER,
        "prompt": "Closest guess wins: Ana Ruiz taught in Leeds for ▇▇▇ years.",
        "answer": "26",
        "options": (),
    },
    "a stranger among the famous": {
        "kind": Kind.PERSON,
        "prompt": "The bridge was painted by ▇▇▇.",
        "answer": "Ana Ruiz",
        "options": ("Ana Ruiz", "Albert Einstein", "Marie Curie"),
    },
}


@pytest.mark.parametrize("case", LEFT)
def test_what_readers_seldom_liked_waits(case: str) -> None:
    """Whatever else speaks for it, a moderator decides."""
    document = read_document(Article(title="A tower", text=GOOD.evidence.quote), model=MODEL)
    (question,) = scored(document, [replace(GOOD, score=5.0, **LEFT[case])])  # type: ignore[arg-type]
    assert question.score < shipped().publish_from


def test_years_ago_are_no_span_of_a_life() -> None:
    """How old something is may be guessed at."""
    document = read_document(Article(title="A tower", text=GOOD.evidence.quote), model=MODEL)
    changes = {
        **LEFT["how long somebody did something"],
        "prompt": "Closest guess wins: It rose ▇▇▇ years ago.",
    }
    (question,) = scored(document, [replace(GOOD, **changes)])  # type: ignore[arg-type]
    assert question.score >= shipped().publish_from


def test_a_figure_is_asked_as_a_guess_where_it_can_be() -> None:
    """A gap and a statement of the same figure give way to the closest guess, however they score."""
    guess = made(1, format=Format.CLOSEST_NUMBER, kind=Kind.NUMBER, options=(), score=0.6)
    gap = made(2, fact="f1", evidence=guess.evidence, kind=Kind.NUMBER, score=0.9)
    chosen = choose([guess, gap])
    assert [q.id for q in chosen.kept] == ["q1"]
    assert [r.reason for r in chosen.refused] == ["asked as the closest guess"]


def test_two_quotes_of_one_speech_are_two_questions() -> None:
    """Unless the proof of one shows the other, as where both were said in one breath."""
    first = made(1, format=Format.WHO_SAID, prompt="Who said: “Winter is the only honest season”?")
    second = made(2, format=Format.WHO_SAID, prompt="Who said: “Dogs love the snow in Oslo”?", answer="A1")
    proof = replace(first.evidence, quote="“Winter is the only honest season,” said Ana Ruiz")
    other = replace(proof, also="“Dogs love the snow in Oslo.”", also_start=proof.start + 60)
    apart = [replace(first, evidence=proof), replace(second, evidence=other)]
    assert (
        len(choose([apart[0], replace(apart[1], evidence=replace(other, quote="said Ana Ruiz"))]).kept) == 2
    )
    refused = choose(apart).refused
    assert [one.reason for one in refused] == ["its sentence proves another question"]


@pytest.mark.parametrize(
    ("changes", "is_doubted"),
    [
        ({"format": Format.WH, "score": 0.9}, True),
        ({"format": Format.WH, "score": 1.2}, False),
        ({"format": Format.CLOSEST_NUMBER, "prompt": "Closest guess wins: A further ▇▇▇ was lost."}, True),
        ({"format": Format.CLOSEST_NUMBER, "prompt": "Closest guess wins: A ship lost ▇▇▇ men."}, False),
    ],
)
def test_what_readers_differ_on_waits(changes: dict[str, Any], *, is_doubted: bool) -> None:
    """A portrait that no pattern vouches for, and a figure on top of one that is not shown."""
    one = made(1, **changes)
    document = read_document(article("The ship lost 300 men."), model=MODEL)
    assert (unvouched(one, document, 0.9) or further(one, document, 0.9)) == is_doubted
