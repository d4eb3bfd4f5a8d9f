"""The starter articles and their questions, which somebody has read one by one: a new server plays at once.

``NAME.md`` is an article; ``NAME.jsonl`` holds those of its questions that a reader rated usable. Every
rating stands in ``ratings.tsv``: the question's id, U (usable), A (awkward) or W (wrong), and the cause.
"""

import json
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from questions.reading import read_bytes
from questions.records import Article, Question

_FOLDER = files(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """A starter article with the questions that are asked from it."""

    name: str
    article: Article
    questions: tuple[Question, ...]


def articles() -> tuple[Article, ...]:
    """Give the starter articles, in the order of their names."""
    return tuple(_article(path) for path in _paths())


def entries() -> tuple[Entry, ...]:
    """Give the starter articles with their questions, in the order of their names."""
    return tuple(Entry(path.name.removesuffix(".md"), _article(path), _questions(path)) for path in _paths())


def ratings() -> dict[str, str]:
    """Give the rating, U, A or W, of every question that somebody has read, by its id."""
    lines = _FOLDER.joinpath("ratings.tsv").read_text(encoding="utf-8").splitlines()
    return {key: rating for key, rating, *_ in (line.split("\t") for line in lines)}


def _paths() -> list[Traversable]:
    found = (path for path in _FOLDER.iterdir() if path.name.endswith(".md"))
    return sorted(found, key=lambda path: path.name)


def _article(path: Traversable) -> Article:
    return read_bytes(path.read_bytes(), name=path.name)


def _questions(path: Traversable) -> tuple[Question, ...]:
    written = _FOLDER.joinpath(path.name.removesuffix(".md") + ".jsonl")
    lines = written.read_text(encoding="utf-8").splitlines() if written.is_file() else []
    return tuple(Question.from_json(json.loads(line)) for line in lines)
