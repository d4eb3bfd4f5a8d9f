"""The values that travel the writing line: Article in, Question out; frozen, JSON in and out.

Invariants:
    * ``article.text[evidence.start:evidence.end] == evidence.quote``;
    * ``evidence.answer`` is the part of the quote that proves the answer, and is never empty;
    * ``question.options`` holds the answer exactly once, or is empty (typed answers only).
"""

import hashlib
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self

_CUT = " … "


class SourceError(Exception):
    """A source that cannot become an article; its text is one sentence that a reader may see."""


class Format(StrEnum):
    """How a fact is asked."""

    MISSING_WORDS = "missing_words"
    WHO_SAID = "who_said"
    TRUE_FALSE = "true_false"
    CLOSEST_NUMBER = "closest_number"
    WH = "wh"


class Kind(StrEnum):
    """What sort of thing the answer is."""

    PERSON = "person"
    ORG = "org"
    PLACE = "place"
    WORK = "work"
    EVENT = "event"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    QUOTE = "quote"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: its main text, paragraphs parted by blank lines, and where it came from."""

    title: str
    text: str
    url: str = ""
    site: str = ""
    author: str = ""
    published: date | None = None
    topic: str = ""
    tags: tuple[str, ...] = ()

    @property
    def content_hash(self) -> str:
        """Sixty-four hex digits that stay the same however the text's white space is laid out."""
        return hashlib.sha256(" ".join(self.text.split()).encode(errors="backslashreplace")).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """Give the object that ``trivia read --format json`` prints."""
        return {
            "title": self.title,
            "url": self.url,
            "site": self.site,
            "author": self.author,
            "published": _iso(self.published),
            "topic": self.topic,
            "tags": list(self.tags),
            "text": self.text,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Read what ``to_json`` gave."""
        return cls(**{**data, "published": _date(data.get("published")), "tags": tuple(data.get("tags", ()))})


@dataclass(frozen=True, slots=True)
class Source:
    """What players see of an article: enough to name it and to read on."""

    title: str
    url: str = ""
    site: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of the article that prove an answer.

    ``start`` and ``end`` are character offsets into the article's text; ``answer_start`` and
    ``answer_end`` are offsets into ``quote``. Where the proof stands in two places, as when one sentence
    names the speaker and a later one has "she said", ``also`` is the other's words and ``also_start`` where
    they begin; else it is empty.
    """

    quote: str
    start: int
    end: int
    answer_start: int
    answer_end: int
    also: str = ""
    also_start: int = 0

    @property
    def answer(self) -> str:
        """The part of the quote that is the answer."""
        return self.quote[self.answer_start : self.answer_end]

    @property
    def before(self) -> str:
        """What is shown before the answer, with what lies between two places left out."""
        lead = f"{self.also}{_CUT}" if self.also and self.also_start < self.start else ""
        return lead + self.quote[: self.answer_start]

    @property
    def after(self) -> str:
        """What is shown behind the answer, with what lies between two places left out."""
        tail = f"{_CUT}{self.also}" if self.also and self.also_start >= self.start else ""
        return self.quote[self.answer_end :] + tail

    @property
    def shown(self) -> str:
        """The whole proof as a reader sees it."""
        return self.before + self.answer + self.after

    def locates_in(self, text: str) -> bool:
        """Say whether the proof still stands where it was found."""
        also_end = self.also_start + len(self.also)
        is_there = bool(self.quote) and text[self.start : self.end] == self.quote
        return is_there and text[self.also_start : also_end] == self.also


@dataclass(frozen=True, slots=True)
class Question:
    """One question, ready to be asked, with the proof of its answer.

    ``fact`` is the key of the fact behind it: two questions with one key ask the same thing.
    ``accepted`` are other spellings that count as right; ``correction`` is the true statement behind
    a false one. ``difficulty`` and ``score`` lie between 0 and 1. ``asked_until`` is the last day on which
    its answer is taken for true; none where it does not go stale.
    """

    id: str
    format: Format
    prompt: str
    answer: str
    kind: Kind
    fact: str
    evidence: Evidence
    article: Source
    accepted: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    topic: str = ""
    difficulty: float = 0.5
    score: float = 0.0
    correction: str = field(default="")
    asked_until: date | None = None

    def to_json(self) -> dict[str, Any]:
        """Give the object that one line of ``trivia generate --format jsonl`` holds."""
        data = asdict(self)
        data["accepted"], data["options"] = list(self.accepted), list(self.options)
        data["article"]["published"] = _iso(self.article.published)
        data["asked_until"] = _iso(self.asked_until)
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Read what ``to_json`` gave."""
        source = {**data["article"], "published": _date(data["article"].get("published"))}
        known = {
            **data,
            "format": Format(data["format"]),
            "kind": Kind(data["kind"]),
            "evidence": Evidence(**data["evidence"]),
            "article": Source(**source),
            "accepted": tuple(data.get("accepted", ())),
            "options": tuple(data.get("options", ())),
            "asked_until": _date(data.get("asked_until")),
        }
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that became no question: its text, a named reason, and the format it was tried in, if any."""

    text: str
    reason: str
    format: str = ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
