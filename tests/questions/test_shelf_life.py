from dataclasses import replace
from datetime import date

import pytest

from questions.pipeline import generate
from questions.records import Format, Kind
from questions.shelf_life import asked_until
from tests.builders import question
from tests.questions.prose import article

DAY = date(2025, 5, 1)
TEXT = (
    "“The ice was thin,” said Lars Berg. “It held all the same,” said Grete Lund. "
    "Anna Holm, who has driven the school bus for 16 years, asked for a bridge. "
    "Anna Holm won the first race across the fjord in 2019."
)


@pytest.mark.parametrize(
    ("format_", "kind", "prompt", "is_stale"),
    [
        (Format.WH, Kind.PERSON, "As of May 2025, who is the council's director?", True),
        (Format.WH, Kind.PERSON, "Who has driven the school bus for 16 years?", True),
        (Format.WH, Kind.PERSON, "Who runs the bakery at the end of the pier?", True),
        (Format.WH, Kind.PERSON, "Who was the council's director?", False),
        (Format.WH, Kind.PERSON, "Who won the race across the fjord?", False),
        (Format.WHO_SAID, Kind.PERSON, "Who said: “It is now a very current affair”?", False),
        (Format.CLOSEST_NUMBER, Kind.NUMBER, "Closest guess wins: The club has now ▇▇▇ members.", True),
        (
            Format.CLOSEST_NUMBER,
            Kind.MONEY,
            "Closest guess wins: A day at the pool costs ▇▇▇ a ticket.",
            True,
        ),
        (Format.CLOSEST_NUMBER, Kind.MONEY, "Closest guess wins: The bridge was sold for ▇▇▇.", False),
        (Format.TRUE_FALSE, Kind.DATE, "True or false: The bridge was built in 1931.", False),
    ],
)
def test_what_is_true_of_its_day_alone_has_an_end(
    format_: Format,
    kind: Kind,
    prompt: str,
    is_stale: bool,  # noqa: FBT001 - a table's cell
) -> None:
    """Posts, habits, prices and "now" go stale; what happened does not."""
    made = replace(question(1), format=format_, kind=kind, prompt=prompt)
    end = asked_until(made, DAY)
    assert (end is not None) == is_stale
    assert end is None or (end - DAY).days > 365


def test_without_a_date_nothing_ends() -> None:
    """Nobody can tell how old an undated article is."""
    assert asked_until(replace(question(1), format=Format.WH, prompt="Who is the mayor?"), None) is None


def test_the_line_dates_its_questions() -> None:
    """A question comes with its end, and keeps it as it is stored."""
    made = generate(article(TEXT, published=DAY))
    ends = {one.prompt: one.asked_until for one in (*made.questions, *made.waiting)}
    assert ends["Who has driven the school bus for 16 years?"] is not None
    assert all(type(one).from_json(one.to_json()) == one for one in made.questions)
