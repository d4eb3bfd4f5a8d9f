"""No pattern gives the right option away: not its place, its length, its rank or its roundness.

Two thousand questions of the starter articles are written under fixed seeds, so that each share is a figure
that stays; its bound lies well beyond chance and well below what a player could live on.
"""

from collections import Counter
from functools import cache

from questions import gates
from questions.distractors import EMPTY
from questions.facts import find_facts
from questions.facts.numbers import number_value
from questions.language import read_document
from questions.library import articles
from questions.records import Format, Kind, Question
from questions.writing import WRITERS
from tests.questions.prose import MODEL

SEEDS = range(2)
FIGURES = frozenset({Kind.NUMBER, Kind.DATE, Kind.MONEY, Kind.PERCENT})
CHI_SQUARE = 11.34  # one even draw in a hundred lies beyond it, at three degrees of freedom


@cache
def written() -> tuple[Question, ...]:
    """Write the starter articles' questions under some seeds; each article is read once."""
    found = [(one, find_facts(read_document(one, model=MODEL))) for one in articles()]
    made = (
        (source, question)
        for seed in SEEDS
        for source, facts in found
        for write in WRITERS.values()
        for question in write(facts, pool=EMPTY, seed=seed)
    )
    return tuple(q for source, q in made if isinstance(q, Question) and not gates.first_reason(q, source))


def chosen_among(*, figures: bool) -> list[Question]:
    """Give the questions with options of their own, those with figures or those without."""
    return [q for q in written() if len(q.options) > 2 and (q.kind in FIGURES) == figures]


def ranks(questions: list[Question]) -> list[tuple[int, Question]]:
    """Give the answer's rank by value among four different figures."""
    found = []
    for question in questions:
        values = {option: number_value(option) or 0.0 for option in question.options}
        if len(set(values.values())) == 4:
            found.append((sorted(values.values()).index(values[question.answer]), question))
    return found


def is_round(figure: str) -> bool:
    """Say whether a figure's last digit is a nought or a five."""
    digits = [char for char in figure if char.isdigit()]
    return bool(digits) and digits[-1] in "05"


def test_a_thousand_questions_with_options_are_looked_at() -> None:
    """The shares below rest on at least a thousand questions, names and figures by the hundred."""
    assert len(chosen_among(figures=True)) + len(chosen_among(figures=False)) >= 1000
    assert min(len(chosen_among(figures=True)), len(chosen_among(figures=False))) >= 400


def test_the_answer_stands_anywhere_among_the_options() -> None:
    """The answer's place among four options is even by the chi-square test."""
    four = [q for q in written() if len(q.options) == 4]
    places = Counter(q.options.index(q.answer) for q in four)
    even = len(four) / 4
    assert sum((places[place] - even) ** 2 / even for place in range(4)) < CHI_SQUARE


def test_the_answers_length_tells_nothing() -> None:
    """The answer is the one longest, or the one shortest, in less than 45 of 100 questions about names."""
    named = chosen_among(figures=False)
    others = [([len(o) for o in q.options if o != q.answer], len(q.answer)) for q in named]
    assert sum(length > max(rest) for rest, length in others) < 0.45 * len(named)
    assert sum(length < min(rest) for rest, length in others) < 0.45 * len(named)


def test_the_answers_rank_by_value_is_even() -> None:
    """The right figure is the smallest, and the largest, in 12 to 40 of 100 questions about figures."""
    ranked = ranks(chosen_among(figures=True))
    places = Counter(rank for rank, _ in ranked)
    assert all(0.12 * len(ranked) < places[rank] < 0.4 * len(ranked) for rank in range(4))


def test_the_middle_of_the_figures_is_no_safe_guess() -> None:
    """Years and other figures alike have their answer between the others in less than 65 of 100 questions."""
    for dated in (True, False):
        ranked = ranks([q for q in chosen_among(figures=True) if (q.kind is Kind.DATE) == dated])
        assert len(ranked) >= 80
        assert sum(rank in {1, 2} for rank, _ in ranked) < 0.65 * len(ranked)


def test_the_answer_is_seldom_the_only_round_or_unround_figure() -> None:
    """Of 100 figures asked for, less than 18 are the only round one and less than 5 the only other one."""
    figures = chosen_among(figures=True)
    told = [([is_round(o) for o in q.options if o != q.answer], is_round(q.answer)) for q in figures]
    assert sum(mine and not any(rest) for rest, mine in told) < 0.18 * len(told)
    assert sum(not mine and all(rest) for rest, mine in told) < 0.05 * len(told)


def test_true_is_about_as_frequent_as_false() -> None:
    """Between 42 and 58 of 100 statements are true."""
    answers = Counter(q.answer for q in written() if q.format is Format.TRUE_FALSE)
    assert 0.42 < answers["True"] / answers.total() < 0.58
