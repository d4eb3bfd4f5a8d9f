from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.language.normalise import clean, paragraphs

WILD = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("“”’ \n\t\u200b\u00a0[12]<b>\x00")), max_size=120
)


@pytest.mark.parametrize(
    ("original", "plain"),
    [
        ("“Curly” isn’t", '"Curly" isn\'t'),
        ("a\u00a0b\u2009c", "a b c"),
        ("fact.[12] Next[update] one", "fact. Next one"),
        ("zero\u200bwidth\u202e", "zerowidth"),
        ("null\x00byte", "null byte"),
        ("<b>bold</b> text", "bold text"),
        ("2 < 3 > 1", "2 < 3 > 1"),
    ],
)
def test_clean_makes_plain(original: str, plain: str) -> None:
    """Quotes are straightened, spaces plain, marks and invisible characters gone."""
    assert clean(original).text == plain


@given(WILD)
def test_every_plain_character_knows_where_it_stood(original: str) -> None:
    """The origins rise strictly, lie in the original, and are as many as the characters."""
    plain = clean(original)
    assert len(plain.origin) == len(plain.text)
    assert all(a < b for a, b in pairwise(plain.origin))
    assert all(0 <= at < len(original) for at in plain.origin)


@given(WILD)
def test_paragraphs_are_parts_of_the_text_in_order(original: str) -> None:
    """Paragraphs do not overlap, are not blank, and between them only line ends are left out."""
    text = clean(original).text
    spans = paragraphs(text)
    assert all(text[a:b].strip() for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))
    kept = "".join(text[a:b] for a, b in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    """Lines of even width make one paragraph, long lines one each."""
    wrapped = "\n".join(["word " * 14] * 3)
    assert len(paragraphs(wrapped)) == 1
    assert len(paragraphs("\n".join(["word " * 40] * 3))) == 3


def test_shown_gives_the_authors_letters() -> None:
    """What is shown has the original's curly quotes, without the marks."""
    plain = clean("“Yes,”[3] she said")
    assert plain.shown(0, len(plain.text)) == "“Yes,” she said"
