import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.language.sentences import sentence_spans


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("One came. Two went.", ["One came.", "Two went."]),
        ("Dr. Gray met Mr. Low. They spoke.", ["Dr. Gray met Mr. Low.", "They spoke."]),
        ("J. K. Bell wrote it. It sold.", ["J. K. Bell wrote it.", "It sold."]),
        ("It was in the U.S. Army then. He left.", ["It was in the U.S. Army then.", "He left."]),
        ("He lived in the U.S. He liked it.", ["He lived in the U.S.", "He liked it."]),
        ('"Is it?" asked Ann. "It is."', ['"Is it?" asked Ann.', '"It is."']),
        ('"Go!" Ann said. He went.', ['"Go!" Ann said.', "He went."]),
        ('"It rains." Then he left.', ['"It rains."', "Then he left."]),
        ("It rose 3.5 percent. It fell.", ["It rose 3.5 percent.", "It fell."]),
        ("No. 5 won. All cheered.", ["No. 5 won.", "All cheered."]),
        ("St. Paul is a city. It is old.", ["St. Paul is a city.", "It is old."]),
        ("no end", ["no end"]),
    ],
)
def test_sentences_end_where_prose_says(paragraph: str, sentences: list[str]) -> None:
    """Abbreviations, initials, figures and tags end nothing; full stops before a capital do."""
    assert [paragraph[a:b] for a, b in sentence_spans(paragraph)] == sentences


@given(st.text(max_size=200))
def test_no_letter_is_lost(paragraph: str) -> None:
    """The sentences hold every visible character of the paragraph, in order."""
    kept = "".join(paragraph[a:b] for a, b in sentence_spans(paragraph))
    assert "".join(kept.split()) == "".join(paragraph.split())
