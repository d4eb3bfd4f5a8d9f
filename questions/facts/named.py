"""Name slots: names of a sure kind that one sentence makes a single answer of, and closed-class terms."""

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from questions.facts.values import Slot
from questions.language import Document, Mention, Name, Sentence
from questions.language.gazetteer import key_of
from questions.language.names import SURE
from questions.lexicons import lower_words, rows, words
from questions.records import Kind

# From the prototypes' ratings: how often readers found a gap of this kind worth playing.
PRIORS = {Kind.PERSON: 0.6, Kind.PLACE: 0.5, Kind.ORG: 0.45, Kind.WORK: 0.6, Kind.EVENT: 0.45, Kind.OTHER: 0.4}
_TERM_PRIOR = 0.35
_AMONG = frozenset({"including", "include", "includes", "included", "like", "as", "among", "either", "e.g."})
_PLACE_LEADS = frozenset({"into", "in", "at", "near", "across", "through", "throughout"})
_EXACT_PLACES = frozenset({"city", "country", "US state", "continent", "river", "island", "mountain", "lake", "sea"})
_NO_PEERS = frozenset({"street", "county", "law", "treaty", "edict"})


def name_slots(document: Document, sentence: Sentence) -> Iterator[Slot | str]:
    """Give the name slots of a sentence; a string is the reason why a name is none."""
    for mention, name in document.mentions(sentence):
        span = sentence.span.doc[mention.start : mention.end]
        if _is_untyped(name):
            continue
        reason = _unfit(document, sentence, span, mention, name)
        yield reason if reason else _slot(sentence, span, name)


def _is_untyped(name: Name) -> bool:
    if name.kind is None or name.confidence < SURE:
        return True
    return not name.subkind and name.kind is not Kind.PERSON


def _slot(sentence: Sentence, span: Span, name: Name) -> Slot:
    start, end = span.start_char, span.end_char
    text = span.text
    if text.endswith(("'s", "s'")):
        end -= 2 if text.endswith("'s") else 1
        text = sentence.span.doc.text[start:end]
    kind = name.kind or Kind.OTHER
    return Slot(kind, name.subkind, sentence.offset + start, sentence.offset + end, text, PRIORS[kind], name=name)


def _unfit(document: Document, sentence: Sentence, span: Span, mention: Mention, name: Name) -> str:
    title = key_of(document.article.title)
    if name.key in title or title in name.key or _is_acronym(span.text, document.article.title):
        return "slot is the article's topic"
    if name.kind is Kind.PERSON and not name.is_human:
        return "person without human evidence"
    if name.subkind in _NO_PEERS:
        return "slot of a kind without peers"
    return _placed(sentence, span, name) or _listed(span)


def _is_acronym(short: str, full: str) -> bool:
    return short.isupper() and "".join(w[0] for w in full.split() if w[0].isupper()) == short


def _placed(sentence: Sentence, span: Span, name: Name) -> str:
    doc = span.doc
    before = doc[span.start - 1] if span.start > sentence.span.start else None
    after = doc[span.end] if span.end < sentence.span.end else None
    if after is not None and not after.is_punct and not span[-1].whitespace_ and after.text != "'s":
        return "slot is part of a longer word"
    if (after is not None and after.text in {"-", "/"}) or (before is not None and before.text in {"-", "/"}):
        return "slot is part of a longer word"
    if after is not None and (after.text == "'" or (after.text == "'s" and name.kind is not Kind.PERSON)):
        return "slot is possessive"
    if before is not None and before.lower_ in {"a", "an"}:
        return "slot after a/an"
    if before is not None and before.text in words("royal_titles"):
        return "slot in a series of names"
    if span.root.dep_ in {"compound", "amod", "nmod"} and span.root.head.i >= span.end:
        return "slot is a modifier"
    if after is not None and (after.text[:1].isupper() or after.text[:1].isdigit()) and after.text != "I":
        return "slot is part of a longer name"
    if after is not None and after.pos_ == "NOUN" and after.tag_ != "NNS":
        return "slot is a modifier"
    if re.match(r" the [A-Z]|, (?:Jr|Sr)\b", doc[span.end - 1 : span.end + 3].text[len(span[-1].text) :]):
        return "slot is part of a longer name"
    if name.kind is Kind.PERSON and before is not None and before.lower_ in _PLACE_LEADS:
        return "person where a place stands"
    if name.kind is Kind.PLACE and name.subkind not in _EXACT_PLACES and span.root.dep_ == "nsubj":
        return "" if span.root.head.lemma_ not in {"say", "tell"} else "place that speaks"
    if after is not None and after.text == "(" and before is not None and before.text == ",":
        return "slot in an aside"
    return ""


def _listed(span: Span) -> str:
    """Name what makes a slot one of several right answers."""
    doc = span.doc
    root = span.root
    if root.dep_ == "conj" or any(child.dep_ == "conj" and child.i >= span.end for child in root.children):
        return "slot in a list"
    left = doc[max(span.start - 3, 0) : span.start].text
    right = doc[span.end : span.end + 4].text
    if re.search(r"(?:\b(?:and|or|nor)|,)\s*(?:the )?$", left) and re.search(r"[A-Z][\w.]+,? (?:and |or )?(?:the )?$", left):
        if not re.match(r"\s*,", right) or re.search(r"\b(?:and|or)\b", left):
            return "slot in a list"
    if re.match(r",? (?:and|or) (?:the )?[A-Z]", right) or re.match(r", (?:the )?[A-Z][\w ]+(?:,| and| or)", right):
        return "slot in a list"
    before = doc[span.start - 1] if span.start else None
    if before is not None and before.lower_ in _AMONG and before.nbor(-1 if before.i else 0).lower_ in {"such", ",", "including", before.lower_}:
        return "slot is an example"
    if before is not None and before.lower_ in {"including", "among", "include", "includes", "included"}:
        return "slot is an example"
    if root.dep_ == "appos":
        return "" if _is_role(root.head) else "slot is an aside"
    return ""


def _is_role(head: Token) -> bool:
    return head.pos_ == "NOUN"


_TERMS = {member.lower(): (cls, member) for cls, members in rows("taxonomy") for member in members.split("|")}
_MANY = re.compile(
    r"(?<![\w-])(" + "|".join(map(re.escape, sorted(_TERMS, key=len, reverse=True))) + r")(?![\w-])", re.IGNORECASE
)


def term_slots(document: Document, sentence: Sentence) -> Iterator[Slot]:
    """Give the members of closed classes (planets, metals, languages ...) that stand alone in a sentence."""
    text = sentence.span.text
    found = [m for m in _MANY.finditer(text)]
    classes = [_TERMS[m[1].lower()][0] for m in found]
    for match, cls in zip(found, classes, strict=True):
        if classes.count(cls) > 1 or _TERMS[match[1].lower()][0] in document.title_words:
            continue
        token = sentence.span.char_span(match.start(), match.end())
        if _needs_class(document, sentence, cls) or re.match(r" \d", text[match.end() :]):
            continue
        if token is None or not _is_term(token) or key_of(match[1]) in key_of(document.article.title):
            continue
        if token[0].text[0].isupper() != _TERMS[match[1].lower()][1][0].isupper():
            continue
        start = sentence.start + match.start()
        yield Slot(Kind.OTHER, cls, start, start + len(match[1]), match[1], _TERM_PRIOR)


def _needs_class(document: Document, sentence: Sentence, cls: str) -> bool:
    """Say whether a class of many-sided words (Apollo, Mercury) lacks its own noun beside them."""
    if cls not in {"god", "Roman god", "planet", "season", "organ", "animal", "bird", "tree", "fruit"}:
        return False
    noun = cls.split()[-1]
    return noun not in sentence.span.text.lower() and noun not in document.title_words


def _is_term(span: Span) -> bool:
    root = span.root
    if root.dep_ not in {"pobj", "dobj", "attr", "nsubj", "nsubjpass", "oprd"} or _listed(span):
        return False
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and (before.lower_ in {"a", "an", "-"} or before.pos_ in {"ADJ", "NOUN"}):
        return False
    return root.tag_ != "NNS" or span.text.lower() in lower_words("units")
