import pytest

from questions.facts.named import name_slots, term_slots
from questions.facts.values import Slot
from questions.records import Kind
from tests.questions.prose import read

SLOTS = [
    ("The chemist Anna Holm moved from Leeds to Kenya in 1901.", "Anna Holm", ""),
    ("In 1901 the chemist Anna Holm moved to Kenya with a friend.", "Kenya", ""),
    ("The treaty was signed in France and Spain in 1901.", "France", "slot in a list"),
    ("The treaty was signed in France and Spain in 1901.", "Spain", "slot in a list"),
    ("Countries such as Kenya joined the union in 1901.", "Kenya", "slot is an example"),
    ("The trade with Kenya, including Nairobi, grew in 1901.", "Nairobi", "slot is an example"),
    ("The flag of Kenya's navy was sewn in 1901.", "Kenya", "slot is possessive"),
    ("The trains run from Paris to Lyon in two hours.", "Paris", "slot in a range"),
    ("The ship was built for King Harald Dahl in 1901.", "Harald Dahl", "slot in a series of names"),
    ("Players of the Vienna orchestra met in Leeds in 1901.", "Vienna", "slot is a modifier"),
]


@pytest.mark.parametrize(("text", "name", "reason"), SLOTS)
def test_a_name_is_a_slot_or_the_reason_is_told(text: str, name: str, reason: str) -> None:
    """Names in lists, examples, ranges, titles and compounds are no single answer."""
    document = read(text)
    found = list(name_slots(document, document.sentences[0]))
    slots = {slot.text for slot in found if isinstance(slot, Slot)}
    if reason:
        assert name not in slots
        assert reason in found
    else:
        assert name in slots


def test_the_topic_of_the_article_is_never_its_answer() -> None:
    """What the title names cannot be a gap."""
    document = read("The flag of Kenya was sewn in Leeds in 1901.", title="Kenya and its flag")
    assert "slot is the article's topic" in list(name_slots(document, document.sentences[0]))


def test_a_slot_leaves_out_the_article_of_its_sentence() -> None:
    """A "The" that only opens the sentence stays outside the slot."""
    document = read("The Atlantic Ocean freezes near Greenland in 1901. They crossed the Atlantic Ocean.")
    slots = [slot for slot in name_slots(document, document.sentences[0]) if isinstance(slot, Slot)]
    assert slots[0].text == "Atlantic Ocean"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The symbol of gold comes from Latin, a dead tongue.", {("gold", "metal"), ("Latin", "language")}),
        ("The chain was made of gold and silver in 1901.", set()),
        ("The old gold coins were found in 1901.", set()),
        ("Lightning struck the rocket of Apollo 12 in 1969.", set()),
    ],
)
def test_terms_of_closed_classes(text: str, terms: set[tuple[str, str]]) -> None:
    """A lone member of a closed class is a slot; lists, modifiers and many-sided words are none."""
    document = read(text)
    found = term_slots(document, document.sentences[0])
    assert {(slot.text, slot.subkind) for slot in found} == terms
    assert all(slot.kind is Kind.OTHER for slot in term_slots(document, document.sentences[0]))
