import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.facts.numbers import number_slots, number_value
from tests.questions.prose import read

CASES = [
    ("The bridge cost $4.5 million and opened in 1932.", {("$4.5 million", "money"), ("1932", "year")}),
    ("About 62% of the voters in Norway chose the new flag.", {("62%", "percent")}),
    ("Seven in ten readers of The Times own a bicycle.", {("Seven in ten", "ratio")}),
    ("The tower stands 324 metres (1,063 ft) tall.", set()),
    ("The tower stands 324 metres above the river Seine.", {("324", "quantity")}),
    ("The winds reached 110 mph (180 km/h) near the coast of Florida.", set()),
    (
        "The museum holds 54.6 million objects from 1753 onwards.",
        {("54.6 million", "count"), ("1753", "year")},
    ),
    ("Apollo 11 carried three astronauts to the Moon.", {("three", "count")}),
    ("The match ended 4-2 in front of 93,000 spectators.", {("93,000", "count")}),
    ("Between 1914 and 1918 the factory made 200 tractors.", {("200", "count")}),
    ("The treaty was signed on 28 June 1919 in Versailles.", {("1919", "year")}),
    ("The press was invented in the fifteenth century in Mainz.", {("fifteenth century", "century")}),
    ("In the 1920s the firm opened shops in Leeds and York.", {("1920s", "decade")}),
    ("The law has 12 sections and was passed in 1832.", {("1832", "year")}),
    ("He was born in 1809 and went to school in 1815.", set()),
    ("About three quarters of the copies were printed on paper.", set()),
    ("The twelve jurors sat for nineteen days in Boston.", {("nineteen", "quantity")}),
    ("For fourteen hundred years nobody could read the walls.", {("fourteen hundred", "quantity")}),
    ("The 42-year-old singer sold 12 albums in 1999.", {("12", "count"), ("1999", "year")}),
    ("Route 66 is 2,448 miles long.", {("2,448", "quantity")}),
    ("The city had a population of 1,234,567 in 2011.", {("1,234,567", "count"), ("2011", "year")}),
    ("The plane flew at 10 to 12 kilometres over Denver.", set()),
    ("Two partners founded the company in 1919.", {("1919", "year")}),
    ("The show won the first of 22 Emmys in 2018.", {("22", "count"), ("2018", "year")}),
]


@pytest.mark.parametrize(("text", "slots"), CASES)
def test_numbers_are_classified_before_they_are_asked(text: str, slots: set[tuple[str, str]]) -> None:
    """Years, sums, shares and counts are told apart; ranges, names, fractions and conversions are none."""
    found = number_slots(read(text).sentences[0])
    assert {(slot.text, slot.subkind) for slot in found} == slots


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("54.6 million", 54_600_000), ("twenty-two", 22), ("1,500", 1500), ("fourteen hundred", 1400),
        ("$3 billion", 3e9), ("nineteen", 19), ("7 in 10", 7), ("62%", 62),
    ],
)  # fmt: skip
def test_numbers_have_a_value(text: str, value: float) -> None:
    """Digits, words and scales give one number."""
    assert number_value(text) == value


@given(st.integers(min_value=0, max_value=10**9))
def test_written_integers_keep_their_value(number: int) -> None:
    """An integer reads the same with and without commas."""
    assert number_value(f"{number:,}") == number_value(str(number)) == number


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Any text has a value or none."""
    value = number_value(text)
    assert value is None or value >= 0
