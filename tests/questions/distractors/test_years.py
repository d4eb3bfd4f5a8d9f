from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.distractors.years import wrong_years

SEEDS = st.integers(min_value=0, max_value=9999)


@given(SEEDS)
def test_a_recurring_event_is_offered_in_its_own_years(seed: int) -> None:
    """Wrong years for a World Cup are years of World Cups."""
    found = wrong_years(1966, "In ▇▇▇ England won the World Cup.", Random(seed))
    assert found
    assert all((int(year) - 1930) % 4 == 0 and year not in {"1942", "1946"} for year in found)


@given(SEEDS)
def test_nothing_is_older_than_what_it_needs(seed: int) -> None:
    """No wrong year for a film lies before there was film."""
    found = wrong_years(1902, "In ▇▇▇ the film was shown in a tent.", Random(seed))
    assert all(int(year) >= 1888 for year in found)


@pytest.mark.parametrize("year", [1066, 1799, 1905, 1999, 2024])
@pytest.mark.parametrize("seed", range(5))
def test_three_distinct_years_none_of_them_to_come(year: int, seed: int) -> None:
    """Any year has three wrong ones, and none lies in the future."""
    found = wrong_years(year, "It stood there in ▇▇▇.", Random(seed))
    assert len({*found, str(year)}) == 4
    assert all(int(other) <= 2025 for other in found)
