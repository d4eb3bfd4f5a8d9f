import pytest

from questions.facts.partial_quotes import speeches
from questions.facts.values import Speech
from tests.questions.prose import read

WHO = "The diver Anna Holm lives in Oslo with Lars Berg. "


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "Anna Holm called the new season “cold, wet and rather honest”.",
            ("called the new season", "cold, wet and rather honest"),
        ),
        (
            "Anna Holm went home to what she described as “a quick and honest winter on the ice”.",
            ("used the words", "a quick and honest winter on the ice"),
        ),
        (
            "Anna Holm warned that the lake was “no place for a tired dog”.",
            ("warned that the lake was", "no place for a tired dog"),
        ),
    ],
)
def test_a_turn_of_phrase_is_led_by_the_words_before_it(text: str, asked: tuple[str, str]) -> None:
    """The article's own words lead up to it where they stand alone; else plain ones do."""
    found = [speech for speech in speeches(read(WHO + text)) if isinstance(speech, Speech)]
    assert [(speech.lead, speech.words) for speech in found] == [asked]


@pytest.mark.parametrize(
    "text",
    [
        "“Winter,” said Anna Holm, “is the only honest season of the year.”",
        "A label on the tin said “river, gift of a clergyman”.",
        "Anna Holm went to see the “long and honest winter of Oslo”.",
        "Anna Holm called it “cold and wet”.",
    ],
)
def test_what_is_no_turn_of_phrase_of_a_person_is_not_asked(text: str) -> None:
    """Half a quote, a label, a title and a scrap have no speaker to ask for."""
    found = [speech for speech in speeches(read(WHO + text)) if isinstance(speech, Speech)]
    assert [speech.words for speech in found if speech.lead] == []
