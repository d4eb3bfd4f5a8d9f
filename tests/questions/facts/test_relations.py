import pytest

from questions.facts.relations import relations
from questions.facts.values import Relation
from questions.lexicons import table
from tests.questions.prose import read

PATTERNS = table("relations")["pattern"]
POSITIVE = [(row["rule"], *example) for row in PATTERNS for example in row["positive"]]
NEGATIVE = [(row["rule"], example) for row in PATTERNS for example in row["negative"]]


def prompts(text: str, *, title: str = "Harbour Lights", rule: str = "") -> dict[str, str]:
    """Give the prompts that a text's relations ask, with their answers' full forms."""
    found = [made for made in relations(read(text, title=title)) if isinstance(made, Relation)]
    return {r.prompt: r.slot.name.form for r in found if r.slot.name is not None and rule in r.rule}


@pytest.mark.parametrize(("rule", "text", "prompt", "answer"), POSITIVE)
def test_positive_examples_of_the_table(rule: str, text: str, prompt: str, answer: str) -> None:
    """Each pattern asks what its examples say."""
    assert prompts(text, rule=rule) == {prompt: answer}


@pytest.mark.parametrize(("rule", "text"), NEGATIVE)
def test_negative_examples_of_the_table(rule: str, text: str) -> None:
    """Each pattern is silent on what is not its relation."""
    assert prompts(text, rule=rule) == {}


PARSED = [
    ("The Kestrel engine was designed by Anna Holm.", "Who designed the Kestrel engine?", "Anna Holm"),
    ("In 1931 Anna Holm designed the Kestrel engine.", "Who designed the Kestrel engine?", "Anna Holm"),
    ("Anna Holm was the first woman to fly over the Alps.", "Who was the first woman to fly over the Alps?",
     "Anna Holm"),
    ("Canada is the largest country of North America by area.",
     "What is the largest country of North America by area?", "Canada"),
    ("Anna Holm opened a school for divers in 1931.", "Who opened a school for divers in 1931?", "Anna Holm"),
    ("Kenya joined the new union in 1963 after a vote in Nairobi.",
     "Which country joined the new union in 1963 after a vote in Nairobi?", "Kenya"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "prompt", "answer"), PARSED)
def test_deeds_and_superlatives_are_asked_plainly(text: str, prompt: str, answer: str) -> None:
    """A deed of the table, a superlative, or a sentence opening with its subject becomes a plain question."""
    assert prompts(text, title="Old engines").get(prompt) == answer


SILENT = [
    "Oxygen was discovered independently by Anna Holm in Oslo, and Lars Berg in Leeds.",
    "Anna Holm identified the lake as the source of the river in 1931.",
    "Anna Holm did not design the Kestrel engine of 1931.",
    "Anna Holm and Lars Berg designed the Kestrel engine in 1931.",
    "Anna Holm often painted the harbour of Oslo before dawn.",
    "She designed the Kestrel engine in 1931 with a friend.",
    "Anna Holm designed a small engine.",
    "Anna Holm painted it in Oslo in 1931.",
]


@pytest.mark.parametrize("text", SILENT)
def test_doubtful_deeds_are_not_asked(text: str) -> None:
    """Shared, denied, habitual, vague and unresolved deeds make no plain question."""
    assert prompts(text, title="Old engines") == {}
