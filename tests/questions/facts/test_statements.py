import pytest

from tests.questions.prose import facts

STATEMENTS = [
    (
        "Anna Holm, who was born in Leeds, sold 300 wooden boats in 1931.",
        "300",
        "Anna Holm sold 300 wooden boats in 1931.",
    ),
    ("Anna Holm (a diver) sold 300 wooden boats in 1931.", "300", "Anna Holm sold 300 wooden boats in 1931."),
    (
        "Anna Holm sold 300 wooden boats in 1931, leaving the yard empty.",
        "300",
        "Anna Holm sold 300 wooden boats in 1931.",
    ),
    ("Anna Holm sold 300 wooden boats in 1931.", "300", "Anna Holm sold 300 wooden boats in 1931."),
]


@pytest.mark.parametrize(("text", "answer", "statement"), STATEMENTS)
def test_a_statement_is_the_sentence_without_its_trailers(text: str, answer: str, statement: str) -> None:
    """Brackets, comma-bounded relatives and participles go unless the slot stands in them."""
    found = [s for s in facts(text, title="Old boats").statements if s.slot.text == answer]
    assert [s.text for s in found] == [statement]
    assert found[0].with_slot("440") == statement.replace(answer, "440")


NONE = [
    ("They sold 300 wooden boats in 1931 at Leeds.", "statement: leans on what came before: they"),
    ("Anna Holm never sold 300 wooden boats in 1931.", "statement: negated or general"),
    ("Anna Holm said: 300 boats were sold in 1931.", "statement: punctuation"),
]


@pytest.mark.parametrize(("text", "reason"), NONE)
def test_what_does_not_stand_alone_is_no_statement(text: str, reason: str) -> None:
    """The reason is told."""
    found = facts(text, title="Old boats")
    assert not [s for s in found.statements if s.slot.text == "300"]
    assert reason in {drop.reason for drop in found.drops}
