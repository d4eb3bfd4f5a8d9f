"""People's own questions as a yardstick: the answers they chose in a text, and which of them ours meet.

The files are of SQuAD's shape: ``data`` holds articles, an article ``title`` and ``paragraphs``, a paragraph
``context`` and ``qas``, a question ``answers`` with ``text`` and ``answer_start`` (or ``start``).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from questions.language.gazetteer import key_of
from questions.language.normalise import paragraphs
from questions.language.sentences import sentence_spans
from questions.records import Article, Format, Question, SourceError

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class HumanAnswer:
    """What a person took for the answer, and where it stands in the article's text."""

    text: str
    start: int


def read_squad(data: object) -> tuple[tuple[Article, tuple[HumanAnswer, ...]], ...]:
    """Read articles, their paragraphs joined, with the answers that people chose in them.

    Raises:
        SourceError: the object is not of that shape, or an answer does not stand where it says.
    """
    try:
        return tuple(_article(entry) for entry in _items(data, "data"))
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            "The JSON file is not of the shape that SQuAD has: data, paragraphs, qas."
        ) from error


def covered(questions: Sequence[Question], text: str, human: Iterable[HumanAnswer]) -> int:
    """Count the human answers that equal or contain an answer of ours in the same sentence."""
    sentences = tuple(_sentences(text))
    ours: dict[int | None, list[str]] = {}
    for question in questions:
        at = question.evidence.start + question.evidence.answer_start
        ours.setdefault(_sentence_at(sentences, at), []).extend(_forms(question))
    ours.pop(None, None)  # what no sentence holds is in no sentence of theirs
    return sum(
        any(_within(form, answer.text) for form in ours.get(_sentence_at(sentences, answer.start), ()))
        for answer in human
    )


def _forms(question: Question) -> tuple[str, ...]:
    marked = (question.evidence.answer,)
    return marked if question.format is Format.TRUE_FALSE else (*marked, question.answer)


def _within(ours: str, theirs: str) -> bool:
    mine = key_of(ours)
    return bool(mine) and re.search(rf"(?<!\w){re.escape(mine)}(?!\w)", key_of(theirs)) is not None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for start, end in paragraphs(text):
        for first, last in sentence_spans(text[start:end].replace("\n", " ")):
            yield start + first, start + last


def _sentence_at(sentences: Sequence[tuple[int, int]], at: int) -> int | None:
    """Give the number of the sentence that holds an offset."""
    number = bisect_right(sentences, at, key=lambda span: span[0]) - 1
    return number if number >= 0 and at < sentences[number][1] else None


def _article(entry: Mapping[str, Any]) -> tuple[Article, tuple[HumanAnswer, ...]]:
    title = entry["title"].replace("_", " ")
    found: list[HumanAnswer] = []
    text = ""
    for paragraph in _items(entry, "paragraphs"):
        text += _GAP if text else ""
        for asked in _items(paragraph, "qas"):
            found += [_answer(chosen, len(text)) for chosen in _items(asked, "answers")[:1]]
        text += paragraph["context"]
    for answer in found:
        if not text.startswith(answer.text, answer.start):
            raise SourceError(f"In “{title}”, the answer “{answer.text}” does not stand where it says.")
    return Article(title, text), tuple(found)


def _answer(chosen: Mapping[str, Any], offset: int) -> HumanAnswer:
    start = chosen["answer_start"] if "answer_start" in chosen else chosen["start"]
    return HumanAnswer(chosen["text"] + "", start + offset)


def _items(holder: Any, name: str) -> list[Any]:  # noqa: ANN401 - parsed JSON is of any shape
    found = holder[name]
    if not isinstance(found, list):
        raise TypeError(name)
    return found
