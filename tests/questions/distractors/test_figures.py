import re
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.distractors.figures import wrong_figures
from questions.facts.numbers import number_value
from questions.facts.values import Slot
from questions.records import Kind


def slot(text: str, subkind: str, kind: Kind = Kind.NUMBER) -> Slot:
    """Make a number slot."""
    return Slot(kind, subkind, 0, len(text), text, 0.4, number_value(text))


FORMS = [
    ("54.6 million", "count", r"\d+\.\d million"),
    ("62%", "percent", r"\d{1,2}%"),
    ("$4.5 million", "money", r"\$\d+\.\d million"),
    ("2,448", "quantity", r"\d{1,3}(,\d{3})?"),
    ("twelve", "count", r"[a-z]+"),
    ("Twelve", "count", r"[A-Z][a-z]+"),
    ("7 in 10", "ratio", r"\d in 10"),
    ("1932", "year", r"\d{4}"),
    ("1920s", "decade", r"\d{3}0s"),
    ("15th century", "century", r"\d+(st|nd|rd|th) century"),
    ("fifteenth century", "century", r"[a-z]+ century"),
]


@pytest.mark.parametrize(("text", "subkind", "form"), FORMS)
@pytest.mark.parametrize("seed", range(6))
def test_wrong_figures_look_like_the_right_one(text: str, subkind: str, form: str, seed: int) -> None:
    """Three distinct values of the right one's form, none of them the right one."""
    dated = subkind in {"year", "decade", "century"}
    kind = Kind.DATE if dated else Kind.PERCENT if subkind == "percent" else Kind.NUMBER
    found = wrong_figures(slot(text, subkind, kind), "", Random(seed))
    assert len({*found, text}) == len(found) + 1
    assert len(found) >= 2
    assert all(re.fullmatch(form, value) for value in found), found


@given(st.integers(min_value=3, max_value=10**9), st.integers(min_value=0, max_value=999))
def test_counts_are_far_enough_apart(value: int, seed: int) -> None:
    """No two of the four values lie within a tenth of each other, once counts are large."""
    found = wrong_figures(slot(f"{value:,}", "count"), "", Random(seed))
    values = sorted([value, *(int(text.replace(",", "")) for text in found)])
    assert len(set(values)) == len(values)
    if value > 100:
        assert all(b > a * 1.1 for a, b in pairwise(values))


@given(st.integers(min_value=1100, max_value=2024), st.integers(min_value=0, max_value=999))
def test_years_keep_their_order_to_the_others_shown(year: int, seed: int) -> None:
    """No wrong year passes a year that stands in the excerpt, and none lies in the future."""
    around = f"It began in {year - 30} and ended in {year + 30}."
    found = wrong_figures(slot(str(year), "year", Kind.DATE), around, Random(seed))
    assert all(year - 30 < int(text) <= year + 30 and int(text) <= 2025 for text in found)
    assert str(year) not in found


def test_the_right_figure_takes_every_rank() -> None:
    """Over many seeds the right value is smallest, largest and between, each often: sorting tells nothing."""
    ranks = [0, 0, 0, 0]
    for seed in range(200):
        found = wrong_figures(slot("1905", "year", Kind.DATE), "", Random(seed))
        ranks[sum(int(text) < 1905 for text in found)] += 1
    assert min(ranks) > 20


def test_percentages_stay_below_a_hundred() -> None:
    """No wrong share is more than all."""
    for seed in range(40):
        found = wrong_figures(slot("91%", "percent", Kind.PERCENT), "", Random(seed))
        assert all(int(text[:-1]) < 100 for text in found)


def test_figures_stay_within_belief() -> None:
    """No wrong height of a mountain passes the highest there is."""
    for seed in range(40):
        height = Slot(Kind.NUMBER, "quantity", 0, 12, "8,611 metres", 0.4, 8611.0, "metres")
        found = wrong_figures(height, "The summit of the mountain stands at ▇▇▇.", Random(seed))
        assert all(int(text.split()[0].replace(",", "")) <= 8849 for text in found)
