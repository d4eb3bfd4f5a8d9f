import pytest

from questions.facts import Gap
from questions.facts.excerpts import EXCERPT_LIMIT
from questions.writing.surface import gapped
from tests.questions.prose import HARBOUR, facts


def gaps(text: str, answer: str, *, title: str = "Old engines") -> list[str]:
    """Give the excerpts whose slot is an answer."""
    found = facts(text, title=title)
    return [gapped(found.document, gap) for gap in found.gaps if gap.slot.text == answer]


EXCERPTS = [
    ("The chemist Anna Holm moved from Leeds to Kenya in 1901.", "Kenya",
     "The chemist Anna Holm moved from Leeds to ▇▇▇ in 1901."),
    ("“Curly” engines like Kestrel’s were built by Anna Holm in 1901 in Oslo.", "Oslo",
     "“Curly” engines like Kestrel’s were built by Anna Holm in 1901 in ▇▇▇."),
    ("Anna Holm founded a yard in Leeds.[4] She moved the yard to Kenya in 1901.", "Kenya",
     "Anna Holm founded a yard in Leeds. She moved the yard to ▇▇▇ in 1901."),
    ("They admired much; in 1901 the chemist Anna Holm opened a yard for small boats in Kenya.", "Kenya",
     "In 1901 the chemist Anna Holm opened a yard for small boats in ▇▇▇."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "answer", "excerpt"), EXCERPTS)
def test_excerpts_keep_the_authors_words(text: str, answer: str, excerpt: str) -> None:
    """An excerpt is the author's text with one thing blacked out, as much of it as holds its pronouns."""
    assert gaps(text, answer) == [excerpt]


DROPPED = [
    ("She moved to Kenya in 1901 with Anna Holm.", "Kenya", "excerpt"),
    ("The Kenyan flag was first flown by Anna Holm in Kenya in 1901.", "Kenya", "leak"),
    ("A small house of wood stood for many years in Kenya.", "Kenya", "unspecific"),
]


@pytest.mark.parametrize(("text", "answer", "reason"), DROPPED)
def test_what_cannot_be_shown_is_dropped_by_name(text: str, answer: str, reason: str) -> None:
    """Unresolved, leaking and unspecific sentences give no gap, and say why."""
    found = facts(text, title="Old engines")
    assert answer not in {gap.slot.text for gap in found.gaps}
    assert any(drop.reason.startswith(reason) for drop in found.drops)


def test_no_excerpt_is_longer_than_its_limit() -> None:
    """Whatever is shown fits its limit and holds its slot once."""
    found = facts(HARBOUR)
    assert found.gaps
    for gap in found.gaps:
        assert isinstance(gap, Gap)
        shown = gapped(found.document, gap)
        assert len(shown) <= EXCERPT_LIMIT
        assert shown.count("▇▇▇") == 1
