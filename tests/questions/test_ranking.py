from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.ranking import choose, score_of
from questions.records import Evidence, Format, Kind, Question
from tests.questions.test_gates import GOOD


def made(number: int, *, score: float = 1.0, **changes: object) -> Question:
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
    kept, refused = choose([made(1, score=1.5), replace(question, score=question.score)], limit=None)
    assert [q.id for q in kept] == ["q1"]
    assert [r.reason for r in refused] == [reason]


def test_an_answer_is_asked_twice_at_most() -> None:
    """A third question with the same answer stays out."""
    kept, refused = choose([made(i, answer="Same") for i in range(3)], limit=None)
    assert len(kept) == 2
    assert {r.reason for r in refused} == {"its answer is asked twice already"}


@given(st.integers(min_value=0, max_value=30), st.integers(min_value=0, max_value=30))
def test_years_are_one_in_six_at_most(years: int, others: int) -> None:
    """However many years an article states, at most one question in six asks one, or one in all."""
    questions = [made(i, kind=Kind.DATE, score=1.4) for i in range(years)]
    questions += [made(100 + i) for i in range(others)]
    kept, _ = choose(questions, limit=None)
    dated = sum(q.kind is Kind.DATE for q in kept)
    assert dated <= max(1, len(kept) / 6)


@given(st.lists(st.floats(min_value=0, max_value=2), max_size=12), st.integers(min_value=0, max_value=12))
def test_the_limit_keeps_the_best(scores: list[float], limit: int) -> None:
    """Under a limit the kept are never worse than the refused, and their order is the article's."""
    questions = [made(i, score=score) for i, score in enumerate(scores)]
    kept, _ = choose(questions, limit=limit)
    assert len(kept) <= limit
    left = [score_of(q) for q in questions if q.id not in {k.id for k in kept}]
    good = [score for score in left if score >= 0.5]
    assert all(k.score >= max(good, default=0.0) for k in kept)
    assert [k.evidence.start for k in kept] == sorted(k.evidence.start for k in kept)


@given(st.floats(min_value=-5, max_value=5), st.sampled_from(list(Format)))
def test_scores_lie_between_none_and_one(worth: float, format_: Format) -> None:
    """Whatever its worth, a score is a share."""
    assert 0.0 <= score_of(replace(GOOD, score=worth, format=format_)) <= 1.0
