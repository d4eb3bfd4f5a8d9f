"""Predicted difficulty goes the way players would expect."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from questions.language import Document, read_document
from questions.ranking.difficulty import predicted
from questions.records import Format, Kind, Question
from tests.builders import question
from tests.questions.prose import MODEL, article

DOCUMENT: Document = read_document(
    article("Paris built a tower. Many came to Paris by train, and Paris fed them all."), model=MODEL
)
FIGURE = question(answer="300", options=("300", "310", "290", "320"), kind=Kind.NUMBER)


def of(asked: Question, **changes: object) -> float:
    """Predict for a question, changed where the test says so."""
    return predicted(replace(asked, **changes), DOCUMENT)  # type: ignore[arg-type]


@given(
    st.sampled_from(Format),
    st.sampled_from(Kind),
    st.text(max_size=12),
    st.lists(st.text(max_size=8), max_size=4),
)
def test_it_is_a_share(format_: Format, kind: Kind, answer: str, options: list[str]) -> None:
    """Whatever is asked, the prediction lies between known to all and known to nobody."""
    assert 0 < of(question(), format=format_, kind=kind, answer=answer, options=tuple(options)) < 1


def test_two_choices_are_easier_than_four_and_four_than_none() -> None:
    """The fewer guesses win, the harder."""
    typed = of(FIGURE, format=Format.CLOSEST_NUMBER, options=())
    said = of(FIGURE, format=Format.TRUE_FALSE, answer="True", options=("True", "False"))
    assert said < of(FIGURE) < typed


def test_near_figures_are_harder_than_far_ones() -> None:
    """Options close to the answer leave less to reason from, years as well as sums."""
    assert of(FIGURE) > of(FIGURE, options=("300", "900", "100", "2700"))
    years = question(answer="1931", options=("1931", "1932", "1930", "1933"), kind=Kind.DATE)
    assert of(years) > of(years, options=("1931", "1850", "1790", "1999"))


def test_large_figures_are_harder_to_come_close_to() -> None:
    """A guess at a dozen strays less than one at millions."""
    few, many = (of(FIGURE, format=Format.CLOSEST_NUMBER, options=(), answer=a) for a in ("12", "4 million"))
    assert few < many


def test_what_everybody_speaks_of_is_easier() -> None:
    """A name met in the article and in the language is easier than one met nowhere."""
    strange = ("Xqwzil", "Rome", "Oslo", "Bern")
    assert of(question()) < of(question(), answer="Xqwzil", options=strange)
