import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.reading.typeset import Line, paragraphs_of

FULL = "It was dug by four hundred men with spades and barrows, who were paid in"


def lines(*texts: str, page: int = 0, size: float = 10, x: float = 50) -> list[Line]:
    """Set lines below one another; an empty one leaves a gap, spaces before one indent it."""
    return [
        Line(text.strip(), page, x + 6 * (len(text) - len(text.lstrip())), 700 - 12 * place, size)
        for place, text in enumerate(texts)
        if text
    ]


def texts(set_lines: list[Line]) -> list[str]:
    """Give the paragraphs' texts."""
    return [paragraph.text for paragraph in paragraphs_of(set_lines)]


def test_lines_are_joined_and_parted() -> None:
    """A gap, a short last line and an indent after a full stop part paragraphs; nothing else does."""
    assert texts(lines(FULL, "herring and beer.", FULL, "", FULL, f"{FULL}.", f"   {FULL}", FULL)) == [
        f"{FULL} herring and beer.",
        FULL,
        f"{FULL} {FULL}.",
        f"{FULL} {FULL}",
    ]


def test_a_size_of_its_own_parts() -> None:
    """A heading in larger type is a paragraph of its own, and keeps its size."""
    heading = Line("The harbour", 0, 50, 712, 14)
    found = paragraphs_of([heading, *lines(FULL, FULL)])
    assert [(p.text, p.size) for p in found] == [("The harbour", 14), (f"{FULL} {FULL}", 10)]


def test_bullets_part() -> None:
    """Each bullet begins a paragraph."""
    assert texts(lines("It holds", "• herring", "• salt", FULL)) == [
        "It holds",
        "• herring",
        f"• salt {FULL}",
    ]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    """A sentence that a column or page breaks off goes on; one that ended there doesn't."""
    left, right = lines(f"1 {FULL}", f"2 {FULL}"), lines("herring.", f"3 {FULL}", f"4 {FULL}.", x=300)
    over = lines(f"Five {FULL}", page=1)
    assert texts([*left, *right, *over]) == [
        f"1 {FULL} 2 {FULL} herring.",
        f"3 {FULL} 4 {FULL}.",
        f"Five {FULL}",
    ]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("the govern-", "ment paid", "the government paid"),
        ("the Veld-", "haven fleet", "the Veldhaven fleet"),
        ("the govern\u2010", "ment paid", "the government paid"),
        ("a well-", "known man", "a well-known man"),
        ("a state-of-the-", "art pump", "a state-of-the-art pump"),
        ("a Franco-", "Belgian firm", "a Franco- Belgian firm"),
        ("in 1939-", "45 they left", "in 1939- 45 they left"),
        ("the dark -", "or so it was", "the dark - or so it was"),
    ],
)
def test_broken_words(above: str, below: str, joined: str) -> None:
    """A word broken at a line's end is whole again; a hyphen that belongs to it stays."""
    assert texts(lines(FULL, above, below)) == [f"{FULL} {joined}"]


def test_the_document_knows_its_own_words() -> None:
    """How the document writes a word elsewhere decides over any word list."""
    assert texts(lines("every sea-gate opens, the sea-", "gate too")) == [
        "every sea-gate opens, the sea-gate too"
    ]
    assert texts(lines("our longterm plan, a long-", "term plan")) == ["our longterm plan, a longterm plan"]


def test_margins_go() -> None:
    """Running heads and feet, alike but for their figures, and page numbers are no text."""
    pages = [
        line
        for page, name in enumerate(("Ann", "Bo", "Cy"))
        for line in lines(
            f"Harbour Post {page + 7}", "", f"{name} {FULL}", f"{FULL} {name}", f"– {page + 1} –", page=page
        )
    ]
    assert texts(pages) == [" ".join(f"{name} {FULL} {FULL} {name}" for name in ("Ann", "Bo", "Cy"))]


def test_a_title_that_later_pages_repeat_stays() -> None:
    """The running head repeats the title in small type; the title itself is no running head."""
    pages = [Line("Harbour life", 0, 50, 760, 20), *lines(FULL, FULL, FULL)]
    pages += [
        line for page in (1, 2) for line in lines("Harbour life", "", "• salt", "• beer", FULL, page=page)
    ]
    assert texts(pages)[0] == "Harbour life"
    assert " ".join(texts(pages)).count("Harbour life") == 1


def test_a_number_inside_the_text_stays() -> None:
    """Only the outermost line of a page can be its number."""
    assert "1869" in " ".join(texts(lines(FULL, FULL, "1869", FULL, FULL)))


NUMBERS = st.floats(-1e6, 1e6)


@given(
    st.lists(
        st.builds(
            Line,
            st.text("ab-. 1•", min_size=1).filter(str.strip),
            st.integers(0, 3),
            NUMBERS,
            NUMBERS,
            NUMBERS,
        ),
        max_size=12,
    )
)
def test_no_letter_is_lost_or_made(any_lines: list[Line]) -> None:
    """However lines lie, the paragraphs hold letters of theirs in their order, and nothing else."""
    letters = "".join(filter(str.isalpha, "".join(line.text for line in any_lines)))
    found = iter(letters)
    assert all(letter in found for letter in filter(str.isalpha, "".join(texts(any_lines))))
