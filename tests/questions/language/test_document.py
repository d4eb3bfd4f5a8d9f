import pytest

from questions.language import ModelError, read_document
from questions.language.document import TEXT_LIMIT
from tests.questions.prose import HARBOUR, article, read


def test_sentences_know_where_they_stand() -> None:
    """Each sentence's offsets give its text back from the plain text."""
    document = read(HARBOUR)
    for sentence in document.sentences:
        assert document.clean.text[sentence.start : sentence.end].replace("\n", " ") == sentence.span.text


def test_an_unknown_model_is_one_clear_sentence() -> None:
    """A pipeline that is not installed is named in the error."""
    with pytest.raises(ModelError, match="no_such_model"):
        read_document(article("The end is near."), model="no_such_model")


@pytest.mark.parametrize(
    ("text", "is_english"),
    [
        (HARBOUR, True),
        ("Le chat est sur la table et il regarde par la fenêtre. " * 8, False),
        ("Der Hund schläft unter dem Tisch, während draußen Regen fällt. " * 8, False),
        ("猫はテーブルの上にいます。" * 20, False),
        ("", False),
    ],
)
def test_only_english_is_read(text: str, is_english: bool) -> None:  # noqa: FBT001 - a table's column
    """English prose is told from other tongues by its function words."""
    assert read(text).is_english is is_english


def test_a_very_long_text_is_read_in_part() -> None:
    """Beyond the limit nothing is parsed, and the document says so."""
    document = read("Le chat dort. " * (TEXT_LIMIT // 10))
    assert document.is_cut
    assert len(document.clean.text) == TEXT_LIMIT


@pytest.mark.parametrize("line", ["OSLO - ", "OSLO — ", "LEEDS, England (AP) — "])
def test_a_dateline_is_no_part_of_the_first_sentence(line: str) -> None:
    """Where a report was written is left out of its first sentence, and of no other."""
    document = read(
        f"{line}The yard of Oslo opened in the spring. NASA - the agency of space - closed in the fall."
    )
    assert [sentence.span.text for sentence in document.sentences] == [
        "The yard of Oslo opened in the spring.",
        "NASA - the agency of space - closed in the fall.",
    ]
