import pytest

from questions.distractors.pins import land_of, lands_in, pins_in

PINS = [
    ("The Dutch painter ▇▇▇ slept.", "nations", {"netherlands"}),
    ("▇▇▇ of Cuba slept.", "nations", {"cuba"}),
    ("The cosmonaut ▇▇▇ slept.", "nations", {"russia"}),
    ("▇▇▇ scored for Brazil in the final.", "nations", {"brazil"}),
    ("▇▇▇ scored against Brazil in the final.", "against", {"brazil"}),
    ("▇▇▇ became the first Nepalese on top.", "nations", {"nepal"}),
    ("▇▇▇ slept in Siberia.", "lands", {"russia"}),
    ("▇▇▇ is the tallest peak in Africa.", "continents", {"africa"}),
    ("▇▇▇ slept from 1931 to 1940.", "years", {1931, 1940}),
]


@pytest.mark.parametrize(("around", "field", "expected"), PINS)
def test_words_around_a_gap_pin_it_down(around: str, field: str, expected: set[object]) -> None:
    """Nation, opponent, country, continent and year beside a gap are read."""
    assert set(getattr(pins_in(around), field)) == expected


LANDS = [
    ("Bavaria", "germany"),
    ("Soviet", "russia"),
    ("Lyon", "france"),
    ("Texas", "united states"),
    ("Xyz", ""),
]


@pytest.mark.parametrize(("word", "land"), LANDS)
def test_a_word_stands_for_a_country(word: str, land: str) -> None:
    """Regions, peoples, cities and states lead to their country, other words to none."""
    assert land_of(word) == land


def test_every_country_a_text_speaks_of_is_found() -> None:
    """Names, peoples and regions all count, at the head of a sentence too."""
    assert lands_in("In France a Swedish ship met three from Bavaria.") == {"france", "sweden", "germany"}
