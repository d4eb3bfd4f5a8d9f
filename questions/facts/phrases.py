"""What a prompt says and what it asks for: phrases that tell a host which thing is meant, and typed slots."""

import re
from collections.abc import Collection
from functools import cache

from spacy.tokens import Span, Token

from questions.facts import anchors
from questions.facts.named import PRIORS, is_one_of_several, named_slot
from questions.facts.numbers import number_slots
from questions.facts.patterns import ranked
from questions.facts.values import Slot
from questions.language import Document, Mention, Name, Sentence
from questions.language.gazetteer import key_of
from questions.language.kinds import SURE
from questions.lexicons import rows
from questions.records import Kind

_LONGEST = 12  # words of a phrase in a prompt
_TRAILING = frozenset({"relcl", "acl", "appos"})


def is_of(kind: Kind | None, subkind: str, kinds: Collection[str]) -> bool:
    """Say whether a kind is one of a table's, which writes it "place" or "place/city"."""
    return kind is not None and (kind.value in kinds or f"{kind.value}/{subkind}" in kinds)


def is_sure(name: Name | None, kinds: Collection[str]) -> bool:
    """Say whether a name is surely of one of the kinds, a person being somebody real with a full name."""
    if name is None or name.confidence < SURE or not is_of(name.kind, name.subkind, kinds):
        return False
    return name.kind is not Kind.PERSON or (name.is_human and " " in name.form) or name.confidence >= 1


def slot_within(
    document: Document, sentence: Sentence, start: int, end: int, kinds: Collection[str]
) -> Slot | None:
    """Give the slot of one of the kinds that fills the characters of a sentence's document, or none.

    An article before it may be missing; a name beside its equals is no single answer.
    """
    found = mention_within(document, sentence, start, end)
    if found is not None and is_sure(found[1], kinds):
        mention, name = found
        return None if is_one_of_several(sentence, mention, name) else named_slot(sentence, mention, name)
    text = sentence.span.doc.text[start:end]
    classes = [kind.removeprefix("other/") for kind in kinds if text.lower() in _members().get(kind, ())]
    at = (sentence.offset + start, sentence.offset + end)
    if len(classes) == 1:
        return Slot(Kind.OTHER, classes[0], *at, text, PRIORS[Kind.OTHER])
    if "date/year" not in kinds:
        return None
    return next((s for s in number_slots(sentence) if (s.start, s.end) == at and s.subkind == "year"), None)


@cache
def _members() -> dict[str, frozenset[str]]:
    """Give the closed classes' members in lower case, by the kind a table writes."""
    return {f"other/{cls}": frozenset(all_.lower().split("|")) for cls, all_ in rows("taxonomy")}


def mention_within(
    document: Document, sentence: Sentence, start: int, end: int
) -> tuple[Mention, Name] | None:
    """Give the name that fills the characters of a sentence's document; a "the" may stand before either."""
    doc = sentence.span.doc
    for mention, name in document.mentions(sentence):
        found = doc[mention.start : mention.end]
        if found.end_char in {end, end + 2} and abs(found.start_char - start) <= len("the "):
            return mention, name
    return None


def slot_over(document: Document, sentence: Sentence, token: Token, kinds: Collection[str]) -> Slot | None:
    """Give the slot of one of the kinds that a token heads, or none."""
    span = _named_span(document, sentence, token) or token.doc[token.i : token.i + 1]
    return slot_within(document, sentence, span.start_char, span.end_char, kinds)


def _named_span(document: Document, sentence: Sentence, token: Token) -> Span | None:
    mention = next((m for m, _ in document.mentions(sentence) if m.start <= token.i < m.end), None)
    return token.doc[mention.start : mention.end] if mention is not None else None


def shown(document: Document, sentence: Sentence, span: Span) -> str:
    """Give a phrase as a prompt shows it: a person's short form in full, no capital left from an opening."""
    name = document.names.over(sentence.text, span.root.i)
    held = _named_span(document, sentence, span.root)
    text = span.text.removesuffix("'s")
    if name is not None and name.kind is Kind.PERSON and held is not None and held.text == text:
        return name.form
    opens = span.start == sentence.span.start
    if opens and text.split()[0] in {"The", "A", "An"} and not _is_title(document, text):
        return text[0].lower() + text[1:]
    return text


def _is_title(document: Document, text: str) -> bool:
    name = document.names.get(key_of(text))
    return name is not None and name.kind is Kind.WORK and name.form.startswith("The ")


def names_kind(document: Document, sentence: Sentence, noun: Token, kinds: Collection[str]) -> bool:
    """Say whether a noun is part of a sure name of one of the kinds, or stands right before one."""
    after = noun.i + 1 if noun.pos_ == "NOUN" and noun.i + 1 < sentence.span.end else noun.i
    return any(is_sure(document.names.over(sentence.text, at), kinds) for at in {noun.i, after})


def name_phrase(document: Document, sentence: Sentence, token: Token) -> str | None:
    """Give the name a token is part of, with the article before it, or nothing where it is no name."""
    span = _named_span(document, sentence, token)
    if span is None:
        return None
    if span.start > sentence.span.start and span[0].nbor(-1).lower_ == "the":
        span = span.doc[span.start - 1 : span.end]
    return shown(document, sentence, span)


def thing_phrase(document: Document, sentence: Sentence, noun: Token, *, is_made: bool) -> str | None:
    """Give a noun phrase that says which thing is meant, without what trails behind a comma.

    ``is_made`` where the article's own noun after "the" tells enough: "Who designed the tower?".
    """
    if noun.pos_ == "PRON" or any(c.dep_ in {"conj", "cc", "poss"} for c in noun.children):
        return None
    start = min(t.i for t in noun.subtree)
    end = _cut(noun)
    if end is None or end <= noun.i:
        return None
    span = _whole(document, sentence, noun.doc[start:end])
    if not 1 <= len(span.text.split()) <= _LONGEST or re.search(r"[,;:()\"]", span.text):
        return None
    if anchors.unresolved(document, [(sentence, span)], whole_start=False):
        return None
    if not _is_known(document, span, noun, is_made=is_made):
        return None
    return shown(document, sentence, span)


def _whole(document: Document, sentence: Sentence, span: Span) -> Span:
    """Give a phrase with the "the" before it and the name right behind it, where the parse lost them."""
    start, end = span.start, span.end
    if start > sentence.span.start and span[0].nbor(-1).lower_ == "the":
        start -= 1
    behind = (m.end for m, _ in document.mentions(sentence) if m.start == end and span[-1].pos_ == "NOUN")
    return span.doc[start : next(behind, end)]


def _cut(noun: Token) -> int | None:
    """Give where a phrase ends: before an aside set off by a comma; nothing where a tail belongs to it."""
    for child in noun.children:
        if child.dep_ in _TRAILING and child.i > noun.i:
            opens = min(t.i for t in child.subtree)
            if child.dep_ == "appos" and child.pos_ == "PROPN" and opens == noun.i + 1:
                continue  # "the film Harbour Lights"
            return opens - 1 if noun.doc[opens - 1].text == "," else None
    end = max(t.i for t in noun.subtree) + 1
    while end > noun.i + 1 and noun.doc[end - 1].text in {",", "-"}:
        end -= 1
    return end


def _is_known(document: Document, span: Span, noun: Token, *, is_made: bool) -> bool:
    """Only a name, a superlative, or the article's own noun tells a host which thing is meant."""
    ranks = ranked().match(span.text) is not None
    if span[0].lower_ in {"a", "an"} or noun.tag_ == "NNS":
        return ranks
    has_name = any(t.pos_ == "PROPN" for t in span)
    if has_name and (noun.pos_ == "PROPN" or span[0].lower_ == "the"):
        return True
    if ranks and len(span) > 3:  # noqa: PLR2004
        return True
    return is_made and noun.lemma_.lower() in document.title_words and span[0].lower_ == "the"
