import re
from datetime import date
from functools import cache
from typing import Any

import pytest

from questions.distractors import EMPTY
from questions.facts.patterns import deeds, superlatives, turns
from questions.facts.relations import relations
from questions.facts.values import Relation
from questions.language import read_document
from questions.lexicons import tables
from questions.records import Question
from questions.writing.wh import write
from tests.questions.prose import MODEL, article, facts

SHAPES = ("deed", "turn", "role", "superlative")
PATTERNS: list[dict[str, Any]] = [
    row for table in tables("relations") for shape in SHAPES for row in table.get(shape, [])
]
POSITIVE = [(row["rule"], *example) for row in PATTERNS for example in row["positive"]]
NEGATIVE = [(row["rule"], example) for row in PATTERNS for example in row["negative"]]


@cache
def found(text: str, title: str) -> tuple[Relation, ...]:
    """Find the relations of a text, dated in May 2025."""
    document = read_document(article(text, title=title, published=date(2025, 5, 1)), model=MODEL)
    return tuple(made for made in relations(document) if isinstance(made, Relation))


def prompts(text: str, *, title: str = "Harbour Lights", rule: str = "") -> dict[str, str]:
    """Give the first prompts that a text's relations ask, with their answers."""
    made = [r for r in found(text, title) if not rule or r.rule.removeprefix("superlative: ") == rule]
    return {r.prompts[0]: r.slot.name.form if r.slot.name else r.slot.text for r in made}


@pytest.mark.parametrize(("rule", "text", "prompt", "answer"), POSITIVE)
def test_positive_examples_of_the_tables(rule: str, text: str, prompt: str, answer: str) -> None:
    """Each pattern asks what its examples say."""
    assert prompts(text, rule=rule) == {prompt: answer}


@pytest.mark.parametrize(("rule", "text"), NEGATIVE)
def test_negative_examples_of_the_tables(rule: str, text: str) -> None:
    """Each pattern is silent on what is not its relation."""
    assert prompts(text, rule=rule) == {}


@pytest.mark.parametrize("row", PATTERNS, ids=lambda row: row["rule"])
def test_each_pattern_has_examples_of_both_sorts(row: dict[str, Any]) -> None:
    """A pattern shows at least once what it asks and at least once what it leaves alone."""
    assert row["positive"]
    assert row["negative"]
    assert 1 <= len(row["prompts"]) <= 3


def test_the_library_is_large_and_its_rules_have_names_of_their_own() -> None:
    """There are 120 patterns or more, no two of one name, and all of them are loaded."""
    names = [row["rule"] for row in PATTERNS]
    loaded = {deed.rule for group in deeds().values() for deed in group}
    loaded |= {turn.rule for turn in turns()} | {row.rule for row in superlatives()}
    assert len(names) >= 120
    assert sorted(names) == sorted(loaded)


@pytest.mark.parametrize(("rule", "text", "prompt", "answer"), POSITIVE)
def test_every_phrasing_renders(rule: str, text: str, prompt: str, answer: str) -> None:
    """All phrasings of a pattern come out whole, each its own, silent on the answer."""
    row = next(row for row in PATTERNS if row["rule"] == rule)
    made = next(r for r in found(text, "Harbour Lights") if prompt == r.prompts[0])
    assert len(made.prompts) == len(row["prompts"])
    for phrasing in made.prompts:
        assert re.fullmatch(r"[A-Z][^{}]*\?", phrasing)
        assert not re.search(r"\s\s|\s[?,.]|,,", phrasing)
        assert answer not in phrasing


PARSED = [
    ("The Kestrel engine was designed by Anna Holm.", "Who designed the Kestrel engine?", "Anna Holm"),
    ("In 1931 Anna Holm designed the Kestrel engine.", "Who designed the Kestrel engine?", "Anna Holm"),
    ("Anna Holm was the first woman to fly over the Alps.", "Who was the first woman to fly over the Alps?",
     "Anna Holm"),
    ("Canada is the largest country of North America by area.",
     "What is the largest country of North America by area?", "Canada"),
    ('"It took a year," says Anna Holm, who designed the Kestrel engine.', "Who designed the Kestrel engine?",
     "Anna Holm"),
    ("Anna Holm opened a school for divers in 1931.", "Who opened a school for divers in 1931?", "Anna Holm"),
    ("Kenya joined the new union in 1963 after a vote in Nairobi.",
     "Which country joined the new union in 1963 after a vote in Nairobi?", "Kenya"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "prompt", "answer"), PARSED)
def test_deeds_and_superlatives_are_asked_plainly(text: str, prompt: str, answer: str) -> None:
    """A deed of the table, a superlative, or a sentence opening with its subject becomes a plain question."""
    assert prompts(text, title="Old engines").get(prompt) == answer


SILENT = [
    'Lars Berg said: "Anna Holm designed the Kestrel engine in 1931."',
    "Anna Holm was the oldest former pupil at the weekend.",
    "Anna Holm, the first film shot in Oslo, came out in 1931.",
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


def test_the_seed_chooses_the_phrasing() -> None:
    """Seeds take every phrasing of a pattern, and one seed always the same."""
    text = "The Kestrel engine was designed by Anna Holm. Lars Berg, Peter Quill and Erik Moe paid in 1931."
    asked = {seed: _asked(text, seed) for seed in range(12)}
    assert {tuple(_asked(text, seed)) for seed in (3, 3)} == {tuple(asked[3])}
    assert len({prompt for prompts_ in asked.values() for prompt in prompts_}) == 3


def _asked(text: str, seed: int) -> list[str]:
    made = write(facts(text), pool=EMPTY, seed=seed)
    return [m.prompt if isinstance(m, Question) else m.text for m in made]
