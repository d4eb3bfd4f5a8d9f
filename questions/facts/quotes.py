"""Speeches: sentences somebody is quoted with, where a tag beside this very quote names the speaker."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from questions.facts import anchors, guards
from questions.facts.values import Drop, Speech, fact_key
from questions.language import Document, Name, Sentence
from questions.language.gazetteer import key_of
from questions.language.kinds import SURE
from questions.language.sentences import sentence_spans
from questions.lexicons import words
from questions.records import Kind

SHORTEST, LONGEST = 4, 25  # words of a quote that is asked
QUOTE_LIMIT = 300  # characters of quote and tag
_SAY = "|".join(sorted(words("say_verbs")))
_NAME = (
    r"(?P<name>[A-Z\u00c0-\u00de](?:[\w'-]*\w|\.)"
    r"(?: (?:(?:de|da|van|von|der|la|le) )?[A-Z\u00c0-\u00de](?:[\w'-]*\w|\.)){0,3})"
)
_ROLE = r"(?:, [^,\"]{3,60},)?"
_AFTER = (re.compile(rf"\s*(?:{_SAY}) {_NAME}"), re.compile(rf"\s*{_NAME}{_ROLE} (?:{_SAY})\b"))
_BEFORE = re.compile(rf"{_NAME}{_ROLE} (?:{_SAY})(?: [a-z]+){{0,3}}[,:] ?")
_QUOTE = re.compile(r'"([^"\n]{12,900})"')
_LEAN = re.compile(r"\b(?:he|him|his|she|her|hers|these|those|here|such)\b", re.IGNORECASE)
_LEAN_IF_SHORT = re.compile(
    r"\b(?:it|its|they|them|their|this|there|that's|then|so|(?:about|of|for|with|like|do|did) that|"
    r"the others?)\b",
    re.IGNORECASE,
)
_TELLING = 10  # words from which a quote says enough of what "it" or "they" is about
_GOES_ON = re.compile(r'[^".?!:]{0,120}\. ')  # the rest of "said X, a farmer." between two quotes of X
_OPENING = re.compile(r"^(?:And|But|So|Or|Because|Which|Also|Then|Well|Yes|No|However|Now)\b")


def speeches(document: Document) -> Iterator[Speech | Drop]:
    """Give the quotes of a document whose speaker a tag beside them names."""
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    for sentences in by_paragraph.values():
        start, end = sentences[0].start, sentences[-1].end
        text = document.clean.text[start:end].replace("\n", " ")
        if text.count('"') % 2 == 0:
            yield from _in_paragraph(document, sentences, text, start)


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A quote in its paragraph, with the tag that names its speaker."""

    text: str
    offset: int
    quote: re.Match[str]
    tag: re.Match[str]
    speaker: Name


def _in_paragraph(
    document: Document, sentences: list[Sentence], text: str, offset: int
) -> Iterator[Speech | Drop]:
    last: re.Match[str] | None = None
    for quote in _QUOTE.finditer(text):
        tag = _tag(text, quote)
        if tag is None and last is not None and _GOES_ON.fullmatch(text, last.end(), quote.start()):
            tag = last
        last = tag
        if tag is None:
            continue
        speaker = document.names.get(key_of(tag["name"]))
        if speaker is None or not _can_speak(speaker):
            yield Drop(quote[1], "quote: the speaker is not surely a person")
            continue
        if speaker.key in document.played or key_of(speaker.form) in _fictional():
            yield Drop(quote[1], "quote: the speaker is of a story")
            continue
        quoted = _Quoted(text, offset, quote, tag, speaker)
        for part in sentence_spans(quote[1]):
            yield _speech(document, sentences, quoted, part)


@cache
def _fictional() -> frozenset[str]:
    return frozenset(map(key_of, words("fictional_people")))


def _can_speak(name: Name) -> bool:
    return name.kind is Kind.PERSON and name.is_human and name.confidence >= SURE


def _tag(text: str, quote: re.Match[str]) -> re.Match[str] | None:
    for pattern in _AFTER:
        after = pattern.match(text, quote.end())
        if after is not None and text[quote.end() - 2] in ",.!?":
            return after
    before = [found for found in _BEFORE.finditer(text, 0, quote.start()) if found.end() == quote.start()]
    return before[-1] if before else None


def _speech(
    document: Document, sentences: list[Sentence], quoted: _Quoted, part: tuple[int, int]
) -> Speech | Drop:
    text, tag, offset = quoted.text, quoted.tag, quoted.offset
    said = quoted.quote[1][part[0] : part[1]]
    start, end = quoted.quote.start(1) + part[0], quoted.quote.start(1) + part[1]
    low, high = min(start, tag.start("name")), max(end, tag.end())
    if reason := _unfit(said, quoted.speaker, high - low):
        return Drop(said, f"quote: {reason}")
    sentence = next((s for s in sentences if s.start <= offset + start < s.end), sentences[0])
    worth = 1.0 + 0.01 * min(len(said.split()), 15) + (0.1 if part[0] == 0 else 0)
    low -= text[low - 1 : low] == '"' and low == start
    return Speech(
        said,
        quoted.speaker,
        offset + low,
        offset + high,
        offset + tag.start("name"),
        offset + tag.end("name"),
        sentence,
        worth,
        fact_key(document, sentence, said),
    )


def _unfit(said: str, speaker: Name, length: int) -> str:
    count = len(said.split())
    if not SHORTEST <= count <= LONGEST:
        return "too short" if count < SHORTEST else "too long"
    if length > QUOTE_LIMIT:
        return "too far from its tag"
    if not said[0].isupper() or said.count("(") != said.count(")"):
        return "not a whole sentence"
    if found := _LEAN.search(said) or (count < _TELLING and _LEAN_IF_SHORT.search(said)):
        return f"points back: {found.group().lower()}"
    if _OPENING.match(said) or anchors.opening(said).endswith((" the other", " the two")):
        return "leans on what came before"
    if reason := guards.sensitive(said):
        return reason
    forms = (speaker.form, *speaker.short_forms)
    if any(part.lower() in said.lower() for form in forms for part in form.split() if len(part) > 2):  # noqa: PLR2004
        return "names its speaker"
    return ""
