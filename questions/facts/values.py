"""What the facts stage hands on: slots, and the four shapes a fact comes in.

Offsets are into the document's plain text. ``key`` names the fact: two of one key state the same thing.
"""

import hashlib
from dataclasses import dataclass

from questions.language import Document, Name, Sentence
from questions.language.gazetteer import key_of
from questions.records import Kind


@dataclass(frozen=True, slots=True)
class Slot:
    """An answerable span; ``noun`` is what a number counts, ``prior`` how well its kind serves (0 to 1)."""

    kind: Kind
    subkind: str
    start: int
    end: int
    text: str
    prior: float
    value: float | None = None
    noun: str = ""
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class Gloss:
    """What is put in brackets at an offset of the plain text, and the key of whom it names."""

    at: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Gap:
    """An excerpt, word for word, that stands under the title, with one slot in its last sentence."""

    slot: Slot
    sentence: Sentence
    start: int
    end: int
    is_cut_left: bool
    is_cut_right: bool
    elided: tuple[int, int] | None
    glosses: tuple[Gloss, ...]
    context: int
    worth: float
    key: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the article, whole or cut, that stands alone; ``slot_start`` tells where its slot is.

    ``is_asserted`` where the slot is what the sentence claims, so that swapping it makes the claim false.
    """

    text: str
    slot: Slot
    slot_start: int
    sentence: Sentence
    is_whole: bool
    is_asserted: bool
    worth: float
    key: str

    def with_slot(self, other: str) -> str:
        """Give the statement with another value in its slot."""
        return self.text[: self.slot_start] + other + self.text[self.slot_start + len(self.slot.text) :]


@dataclass(frozen=True, slots=True)
class Speech:
    """Words somebody is quoted with; ``lead`` leads up to them where they are no whole sentence of their own.

    The span names the speaker. It covers the words as well, unless they stand too far from the name or the
    tag has a pronoun; then ``also`` covers them.
    """

    words: str
    speaker: Name
    start: int
    end: int
    name_start: int
    name_end: int
    also: tuple[int, int] | None
    sentence: Sentence
    worth: float
    key: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A fact one of the relation patterns recognised, asked as the pattern says.

    ``prompts`` are its phrasings, of which the writer takes one; ``is_sole`` where the relation has one
    holder, so that others of the same sentence are fair wrong options; ``is_of_story`` where the people of
    the article alone are. ``also`` covers what is told where the span only names of whom.
    """

    rule: str
    prompts: tuple[str, ...]
    is_sole: bool
    slot: Slot
    start: int
    end: int
    sentence: Sentence
    worth: float
    key: str
    is_of_story: bool = False
    also: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """Something that did not become a fact or a question, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one document."""

    document: Document
    gaps: tuple[Gap, ...]
    statements: tuple[Statement, ...]
    speeches: tuple[Speech, ...]
    relations: tuple[Relation, ...]
    drops: tuple[Drop, ...]


def fact_key(document: Document, sentence: Sentence, answer: str) -> str:
    """Give a stable name for the fact that a sentence proves with an answer."""
    quote = " ".join(document.clean.text[sentence.start : sentence.end].split())
    return hashlib.sha256(f"{key_of(quote)}\n{key_of(answer)}".encode()).hexdigest()[:16]
