"""Locating: a quote is found where it stands in the article, or it is refused."""

import pytest

from questions.facts import Facts
from questions.writing.llm.locating import Found, find
from tests.questions.llm.lights import DESIGNED, LIGHTHOUSE, lighthouse_facts, proposal
from tests.questions.prose import facts


def located(quote: str, *, answer: str = "Marta Velasquez", found: Facts | None = None) -> Found | str:
    """Locate a quote and an answer in the article about the lighthouse, or in another one."""
    return find((found or lighthouse_facts()).document, proposal(DESIGNED, quote=quote, answer=answer))


COPIES = [
    "The lighthouse of Tornvik was designed by the engineer Marta Velasquez in 1897.",
    "  The lighthouse of Tornvik was designed by the engineer Marta Velasquez in 1897.\n",
    "The lighthouse of Tornvik was designed\nby the  engineer\u00a0Marta Velasquez in 1897.",
    '"The lighthouse of Tornvik was designed by the engineer Marta Velasquez in 1897."',
    "The lighthouse of Tornvik was designed by the engineer Marta\u200b Velasquez in 1897.",
    '"A lighthouse is a promise made of glass," said Marta Velasquez.',
]


@pytest.mark.parametrize("quote", COPIES, ids=range(len(COPIES)))
def test_a_copy_is_found_whatever_its_spaces_and_quotation_marks(quote: str) -> None:
    """White space, quotation marks and invisible characters aside, a letter-for-letter copy is found."""
    span = located(quote)
    assert isinstance(span, Found)
    low, high = lighthouse_facts().document.clean.span(span.answer_start, span.answer_end)
    assert LIGHTHOUSE[low:high] == "Marta Velasquez"


REFUSED = [
    ("The lighthouse of Tornvik was built by the engineer Marta Velasquez in 1897.", "not in the article"),
    ("The lighthouse of Tornvik was designed … by Marta Velasquez in 1897.", "not in the article"),
    ("the lighthouse of tornvik was designed by the engineer marta velasquez", "not in the article"),
    ("ighthouse of Tornvik was designed by the engineer Marta Velasquez in 1897.", "not in the article"),
    ("", "too short"),
    ("Marta Velasquez", "too short"),
    ("x " * 5_000, "not in the article"),
    ("Ida Holm was born in Oslo.", "the answer is not in the quote"),
]


@pytest.mark.parametrize(("quote", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_copy_is_refused(quote: str, reason: str) -> None:
    """A changed, shortened, invented or empty quote is refused, and so is one without the answer."""
    refusal = located(quote)
    assert isinstance(refusal, str)
    assert reason in refusal


def test_a_part_of_a_word_is_no_answer() -> None:
    """The answer stands in the quote as whole words."""
    assert located(COPIES[0], answer="Marta Velas") == "the answer is not in the quote"


def test_an_answer_that_stands_twice_in_its_quote_is_refused() -> None:
    """Nobody could tell which of the two is asked for."""
    quote = "In the tower Marta Velasquez told the council that Marta Velasquez was the engineer."
    assert located(quote, found=facts(quote)) == "the answer stands twice in the quote"


TWICE = "Ida Holm won the Golden Lantern in Oslo. Nils Aune said that {} in Oslo."


def test_a_quote_in_two_different_sentences_is_refused() -> None:
    """Where the rest of the sentence differs, the words alone prove nothing."""
    found = facts(TWICE.format("nobody believed that Ida Holm won the Golden Lantern"))
    refusal = located("Ida Holm won the Golden Lantern", answer="Ida Holm", found=found)
    assert refusal == "the quote stands in several sentences"


def test_a_sentence_printed_twice_proves_by_its_first_place() -> None:
    """A caption or pull-quote that repeats a sentence takes nothing from it."""
    sentence = "Ida Holm won the Golden Lantern in Oslo."
    text = f"{sentence} The painter lives in Bergen with her dog.\n\n{sentence}"
    span = located(sentence, answer="Ida Holm", found=facts(text))
    assert isinstance(span, Found)
    assert span.start == 0


def test_reference_marks_and_tags_do_not_hide_a_quote() -> None:
    """What the language stage drops from the article need not be in the copy."""
    found = facts("The tower of Tornvik[3] was painted <b>red</b> by Olaf Strand in the spring of 1911.")
    quote = "The tower of Tornvik was painted red by Olaf Strand in the spring of 1911."
    assert isinstance(located(quote, answer="Olaf Strand", found=found), Found)
