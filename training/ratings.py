"""Ratings: questions that somebody read one by one, each with its article and a verdict.

``ratings.jsonl`` holds one a line; README.md beside it says how they were rated. An article is one of
``articles/`` or, as ``library/NAME``, a starter article.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from questions.language import Document, read_document
from questions.library import entries
from questions.reading import read_bytes
from questions.records import Article, Question

FOLDER = Path(__file__).parent
MODEL = "en_core_web_sm"
LIBRARY = "library/"


@dataclass(frozen=True, slots=True)
class Rated:
    """One question with its verdict: U usable as it is, A awkward, W wrong."""

    article: str
    question: Question
    rating: str
    cause: str

    @property
    def is_usable(self) -> bool:
        """Whether a host would ask it unchanged."""
        return self.rating == "U"


@cache
def articles() -> dict[str, Article]:
    """Give every article that ratings speak of, by name."""
    own = {path.stem: read_bytes(path.read_bytes(), name=path.name) for path in FOLDER.glob("articles/*.md")}
    return own | {f"{LIBRARY}{entry.name}": entry.article for entry in entries()}


@cache
def document(name: str) -> Document:
    """Parse an article, once."""
    return read_document(articles()[name], model=MODEL)


def ratings() -> Iterator[Rated]:
    """Read the ratings; evidence is read from the article, so that a changed article is noticed."""
    for line in (FOLDER / "ratings.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Rated(row["article"], _question(row["question"], row["article"]), row["rating"], row["cause"])


def _question(data: dict[str, Any], name: str) -> Question:
    article = articles()[name]
    proof = data["evidence"]
    quote = article.text[proof["start"] : proof["end"]]
    source = {"title": article.title, "url": "", "site": article.site, "published": None}
    return Question.from_json({**data, "evidence": {**proof, "quote": quote}, "article": source})


def packed(question: Question) -> dict[str, Any]:
    """Give a question as ``ratings.jsonl`` keeps it: without what its article says anyway."""
    data = question.to_json()
    proof = {key: value for key, value in data["evidence"].items() if key != "quote"}
    left_out = {"article", "topic", "accepted", "difficulty", "id"}
    kept = {key: value for key, value in data.items() if key not in left_out}
    return {**kept, "id": question.id, "evidence": proof}
