"""The judge's table, and the reading of numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.game.answers import Verdict, closest, guess, judge, number, words
from questions.records import Format, Kind
from tests.builders import question

ACCEPT, PROMPT, REJECT = Verdict.ACCEPT, Verdict.PROMPT, Verdict.REJECT
CASES: list[tuple[Kind, str, tuple[str, ...], tuple[str, ...], str, Verdict]] = [
    (Kind.PLACE, "Paris", (), (), "paris", ACCEPT),
    (Kind.PLACE, "Paris", (), (), "  PARIS! ", ACCEPT),
    (Kind.PLACE, "Paris", (), (), "Rome", REJECT),
    (Kind.PLACE, "Paris", (), (), "", REJECT),
    (Kind.PLACE, "Paris", (), (), "?!", REJECT),
    (Kind.WORK, "Étoile", (), (), "etoile", ACCEPT),
    (Kind.WORK, "The Marvelous Mrs. Maisel", (), (), "marvelous mrs maisel", ACCEPT),
    (Kind.WORK, "The Marvelous Mrs. Maisel", (), (), "the marvellous mrs maisel", ACCEPT),
    (Kind.WORK, "The Marvelous Mrs. Maisel", ("Maisel",), (), "maisel", ACCEPT),
    (Kind.WORK, "The Marvelous Mrs. Maisel", (), (), "Mrs Maisel", PROMPT),
    (Kind.PERSON, "Charlotte Gainsbourg", (), (), "Gainsbourg", ACCEPT),
    (Kind.PERSON, "Charlotte Gainsbourg", (), (), "Charlotte", PROMPT),
    (Kind.PERSON, "Charlotte Gainsbourg", (), (), "Charlotte Gainsborg", ACCEPT),
    (Kind.PERSON, "Charlotte Gainsbourg", (), ("Serge Gainsbourg",), "Gainsbourg", PROMPT),
    (Kind.PERSON, "George Washington", (), ("Denzel Washington",), "washington", PROMPT),
    (Kind.PLACE, "Austria", (), ("Australia",), "Austrlia", REJECT),
    (Kind.PLACE, "Iran", (), ("Iraq",), "iraq", REJECT),
    (Kind.PLACE, "Chair", (), (), "air", REJECT),
    (Kind.PLACE, "Iran", (), (), "iram", REJECT),
    (Kind.NUMBER, "1,200", (), (), "1200", ACCEPT),
    (Kind.NUMBER, "22", ("twenty-two",), (), "twenty two", ACCEPT),
    (Kind.NUMBER, "54.6 million", (), (), "54,600,000", ACCEPT),
    (Kind.NUMBER, "54.6 million", (), (), "54.6", REJECT),
    (Kind.PERCENT, "62%", (), (), "62 percent", ACCEPT),
    (Kind.PERCENT, "62%", (), (), "62", ACCEPT),
    (Kind.MONEY, "$3 million", (), (), "3m", ACCEPT),
    (Kind.DATE, "1958", (), (), "1958", ACCEPT),
    (Kind.DATE, "1958", (), (), "1985", REJECT),
    (Kind.DATE, "24 April 2025", (), (), "24", PROMPT),
    (Kind.DATE, "24 April 2025", (), (), "24 april, 2025", ACCEPT),
    (Kind.NUMBER, "333", (), (), "333 m", ACCEPT),
    (Kind.NUMBER, "333", (), (), "333m", ACCEPT),
    (Kind.NUMBER, "333 metres", (), (), "333m", ACCEPT),
    (Kind.NUMBER, "333 metres", (), (), "334 m", REJECT),
    (Kind.NUMBER, "7,000", (), (), "7,000 m", ACCEPT),
    (Kind.NUMBER, "7,000", (), (), "7k", ACCEPT),
    (Kind.NUMBER, "7,000", (), (), "7 000", ACCEPT),
    (Kind.NUMBER, "7,000", (), (), "7\u202f000", ACCEPT),
    (Kind.NUMBER, "7,000", (), (), "7\u00a0000 people", ACCEPT),
    (Kind.NUMBER, "1,234,567", (), (), "1 234 567", ACCEPT),
    (Kind.NUMBER, "7,000", (), (), "7", REJECT),
    (Kind.NUMBER, "7,000", (), (), "seven thousand", ACCEPT),
    (Kind.NUMBER, "50", (), (), "fifty", ACCEPT),
    (Kind.NUMBER, "50", (), (), "fifteen", REJECT),
    (Kind.NUMBER, "54.6 million", (), (), "54.6 m", ACCEPT),
    (Kind.NUMBER, "2 billion", (), (), "2b", ACCEPT),
    (Kind.PERCENT, "50%", (), (), "fifty percent", ACCEPT),
    (Kind.MONEY, "$3", (), (), "3m", REJECT),
    (Kind.MONEY, "$3m", (), (), "3", REJECT),
    (Kind.DATE, "24 April 2025", (), (), "twenty-four", PROMPT),
    (Kind.ORG, "Tom & Jerry", (), (), "tom and jerry", ACCEPT),
    (Kind.PERSON, "Bach's", (), (), "bach", ACCEPT),
]


@pytest.mark.parametrize(("kind", "answer", "accepted", "others", "text", "verdict"), CASES)
def test_the_judge(
    kind: Kind, answer: str, accepted: tuple[str, ...], others: tuple[str, ...], text: str, verdict: Verdict
) -> None:
    """Each typed answer gets the verdict that a fair host would give."""
    asked = question(answer=answer, accepted=accepted, options=(answer, *others), kind=kind)
    assert judge(asked, text) is verdict


@given(st.text(max_size=60), st.sampled_from(Kind))
def test_the_answer_itself_is_always_right_and_nothing_breaks(text: str, kind: Kind) -> None:
    """Whatever is typed gets a verdict, and the answer as printed is accepted."""
    asked = question(answer="Golden Gate Bridge", kind=kind)
    assert judge(asked, text) in Verdict
    assert judge(asked, "Golden Gate Bridge") is Verdict.ACCEPT


@given(st.integers(0, 10**12), st.sampled_from(" ,\u00a0\u2009\u202f"))
def test_numbers_read_with_and_without_marks_between_thousands(value: int, mark: str) -> None:
    """Commas or spaces between thousands change nothing."""
    assert number(f"{value:,}".replace(",", mark)) == number(str(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three hundred and five", 305),
        ("one thousand nine hundred eighty-four", 1984),
        ("two million", 2e6),
        ("4.5bn", 4.5e9),
        ("none", None),
        ("and", None),
        ("", None),
    ],
)
def test_numbers_in_words(text: str, value: float | None) -> None:
    """Numbers are read as people write them, or not at all."""
    assert number(text) == value


def test_the_closest_guesses_tie() -> None:
    """Two guesses at the same distance are both closest; what is no number never is."""
    asked = question(answer="330", options=(), format=Format.CLOSEST_NUMBER, kind=Kind.NUMBER)
    assert closest(asked, ["320", "340", "1", "no idea"]) == {0, 1}
    assert closest(asked, ["no idea"]) == frozenset()
    assert closest(asked, ["331 m", "350"]) == {0}, "metres, not millions"
    assert guess(asked, "331 m") == 331


def test_words_keep_decimal_numbers_whole() -> None:
    """A decimal point belongs to its number."""
    assert words("The 54.6 million") == ("54.6", "million")
