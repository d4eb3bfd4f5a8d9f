"""Introductions: a reader of an excerpt has to know who "Tilbury" or "Inga" is.

A surname gets the given name the article introduced it with, in brackets: "[Aaron] Tilbury". A first name
alone, which no reader can know, leaves the excerpt unexplained.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Span

from questions.facts.values import Gloss, Slot
from questions.language import Document, Name, Sentence
from questions.language.gazetteer import cities, countries, key_of, notables, states, things
from questions.lexicons import given_names
from questions.records import Kind


def introduced(
    document: Document, read: Sequence[tuple[Sentence, Span]], slot: Slot
) -> tuple[str, tuple[Gloss, ...]]:
    """Give the given names that an excerpt lacks, or name who is not introduced in it."""
    glosses: list[Gloss] = []
    met: set[str] = set(document.topic.keys) if document.topic else set()
    for sentence, piece in read:
        for mention, name in document.mentions(sentence):
            if not piece.start <= mention.start < piece.end or name.key in met:
                continue
            span = sentence.span.doc[mention.start : mention.end]
            start = sentence.offset + span.start_char
            is_slot = start < slot.end and slot.start < sentence.offset + span.end_char
            if is_slot or len(span) > 1 or _is_known(name, document):
                met.add(name.key)
                continue
            if _is_firms(span):
                return f"unintroduced: {span.text}", ()
            if _is_surname(span.text, name):
                met.add(name.key)
                glosses.append(Gloss(start, f"[{_given(span.text, name)}] ", name.key))
            elif _is_first_name(span):
                return f"unintroduced: {span.text}", ()
    return "", tuple(glosses)


def _is_known(name: Name, document: Document) -> bool:
    tables = (notables(), countries(), cities(), states(), things())
    return any(name.key in table for table in tables) or set(name.key.split()) <= document.title_words


def _is_surname(text: str, name: Name) -> bool:
    parts = name.form.split()
    is_full = name.kind is Kind.PERSON and len(parts) > 1 and (parts[0] in given_names() or name.is_human)
    return is_full and key_of(text) in key_of(parts[-1]).split()


# "Halvorsen's employees": the firm's, which bears its founder's name.
_FIRMS = frozenset(
    "employee staff sale revenue share shop store customer turnover profit factory brand range".split()
)


_FIRM_DOES = re.compile(
    r"^(?:, (?:founded|established|set up|listed|headquartered)\b"
    r"|(?:supplies|manufactures|employs|exports|sells|posted|reported (?:revenue|sales|a (?:profit|loss)))\b)"
)


def _is_firms(span: Span) -> bool:
    """Say whether a lone name owns what only a firm has."""
    if span.doc[max(span.start - 2, 0) : span.start].text.lower() in {"shares in", "stake in"}:
        return True
    if _FIRM_DOES.match(span.doc[span.end : span.end + 4].text):
        return True
    following = span.doc[span.end : span.end + 2]
    owned = following[1].lemma_.lower() if len(following) == 2 else ""  # noqa: PLR2004 - the 's, and what is owned
    return len(following) > 0 and following[0].text in {"'s", "'"} and owned in _FIRMS


def _given(text: str, name: Name) -> str:
    return " ".join(part for part in name.form.split() if key_of(part) != key_of(text)) or name.form


def _is_first_name(span: Span) -> bool:
    return span.text.removesuffix("'s") in given_names()
