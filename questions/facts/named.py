"""Name slots: names of a sure kind that one sentence makes a single answer of, and closed-class terms."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span

from questions.facts.values import Slot
from questions.language import Document, Mention, Name, Sentence
from questions.language.gazetteer import key_of
from questions.language.kinds import SURE
from questions.lexicons import rows, words
from questions.records import Kind

# From the prototypes' ratings: how often readers found a gap of this kind worth playing.
PRIORS = {
    Kind.PERSON: 0.6,
    Kind.PLACE: 0.5,
    Kind.ORG: 0.45,
    Kind.WORK: 0.6,
    Kind.EVENT: 0.45,
    Kind.OTHER: 0.4,
}
_TERM_PRIOR = 0.35
_CONTINENT_PRIOR = 0.15  # seven options the world over: few such gaps were worth playing
_PLACE_LEADS = frozenset({"into", "in", "at", "near", "across", "through", "throughout"})
_EXACT_PLACES = frozenset(
    {"city", "country", "US state", "continent", "river", "island", "mountain", "lake", "sea"}
)
_NO_PEERS = frozenset({"street", "county", "law", "treaty", "edict"})


def name_slots(document: Document, sentence: Sentence) -> Iterator[Slot | str]:
    """Give the name slots of a sentence; a string is the reason why a name is none."""
    for mention, name in document.mentions(sentence):
        span = sentence.span.doc[mention.start : mention.end]
        if _is_untyped(name):
            continue
        reason = _unfit(document, sentence, span, name)
        yield reason or named_slot(sentence, mention, name)


def _is_untyped(name: Name) -> bool:
    if name.kind is None or name.confidence < SURE:
        return True
    return not name.subkind and name.kind is not Kind.PERSON


def named_slot(sentence: Sentence, mention: Mention, name: Name) -> Slot:
    """Give the slot of a name where it stands, without an article or an 's that is no part of it."""
    span = sentence.span.doc[mention.start : mention.end]
    if span[0].lower_ == "the" and len(span) > 1 and not name.form.startswith("The "):
        span = span[1:]
    start, end = span.start_char, span.end_char
    text = span.text
    if text.endswith(("'s", "s'")):
        end -= 2 if text.endswith("'s") else 1
        text = sentence.span.doc.text[start:end]
    kind = name.kind or Kind.OTHER
    prior = _CONTINENT_PRIOR if name.subkind == "continent" else PRIORS[kind]
    return Slot(kind, name.subkind, sentence.offset + start, sentence.offset + end, text, prior, name=name)


def _unfit(document: Document, sentence: Sentence, span: Span, name: Name) -> str:
    title = key_of(document.article.title)
    if name.key in title or title in name.key or _is_acronym(span.text, document.article.title):
        return "slot is the article's topic"
    if name.kind is Kind.PERSON and not name.is_human:
        return "person without human evidence"
    if name.subkind in _NO_PEERS:
        return "slot of a kind without peers"
    return _misplaced(_place(sentence, span, name))


def _is_acronym(short: str, full: str) -> bool:
    return short.isupper() and "".join(w[0] for w in full.split() if w[0].isupper()) == short


@dataclass(frozen=True, slots=True)
class _Place:
    """A name among its neighbours; a missing neighbour is an empty word."""

    span: Span
    name: Name
    before: str
    after: str
    after_tag: str
    left: str
    right: str


def _place(sentence: Sentence, span: Span, name: Name) -> _Place:
    doc = span.doc
    start, end = max(span.start - 6, sentence.span.start), min(span.end + 5, sentence.span.end)
    before = doc[span.start - 1].text if span.start > sentence.span.start else ""
    after = doc[span.end] if span.end < sentence.span.end else None
    left, right = (
        doc.text[doc[start].idx : span.start_char],
        doc.text[span.end_char : doc[end - 1 : end].end_char],
    )
    return _Place(span, name, before, after.text if after else "", after.tag_ if after else "", left, right)


def is_one_of_several(sentence: Sentence, mention: Mention, name: Name) -> bool:
    """Say whether a name is in a list, an example, or only part of a longer name, and so no single answer."""
    at = _place(sentence, sentence.span.doc[mention.start : mention.end], name)
    if at.before == "(" and at.after in {")", ","}:
        return False
    return any(test(at) for test in (_is_linked, _is_example, _is_joined, _is_longer))


def _is_joined(at: _Place) -> bool:
    glued = bool(at.after) and not at.span[-1].whitespace_ and at.after[0].isalnum()
    return glued or at.after in {"-", "/"} or at.before in {"-", "/"}


def _is_possessive(at: _Place) -> bool:
    return at.after == "'" or (at.after == "'s" and at.name.kind is not Kind.PERSON)


def _is_firm(at: _Place) -> bool:
    return at.after == "'s" and key_of(at.span.text) in map(key_of, at.name.short_forms)


def _is_modifier(at: _Place) -> bool:
    root = at.span.root
    is_attached = root.dep_ in {"compound", "amod", "nmod"} and root.head.i >= at.span.end
    return is_attached or at.after_tag in {"NN", "CD"}


def _is_longer(at: _Place) -> bool:
    runs_on = at.after != "I" and (at.after[:1].isupper() or at.after[:1].isdigit())
    return runs_on or re.match(r" the [A-Z]|, (?:Jr|Sr)\b", at.right) is not None


def _speaks(at: _Place) -> bool:
    root = at.span.root
    return (
        at.name.kind is Kind.PLACE
        and root.dep_ == "nsubj"
        and root.head.lemma_ in {"say", "tell", "announce"}
    )


def _is_listed(at: _Place) -> bool:
    """Say whether a name is one of several right answers, or follows another behind a comma."""
    follows = re.search(r"[A-Z][\w.]+\)?, (?:the )?$", at.left)
    return _is_linked(at) or (follows is not None and not at.right.startswith(","))


def _is_linked(at: _Place) -> bool:
    """Say whether "and" or the like links a name to another."""
    root = at.span.root
    if root.dep_ == "conj" or any(child.dep_ == "conj" and child.i >= at.span.end for child in root.children):
        return True
    if re.match(r",? (?:and|or) (?:the )?[A-Z]|, (?:the )?[A-Z][\w ]+(?:,| and| or)", at.right):
        return True
    if re.search(r"[A-Z][\w.]+\)?,? (?:and|or) (?:the )?$", at.left):
        return True
    return re.search(r"\b(?:along|together|as well) (?:with|as) (?:[a-z]+ ){0,3}$", at.left) is not None


def _is_example(at: _Place) -> bool:
    named = (
        r"\b(?:including|includes?|included|among(?: them| others)?|notably|for example,?|e\.g\.|such as|"
        r"(?:,|either) like) (?:the )?$"
    )
    return re.search(named, at.left) is not None


def _is_aside(at: _Place) -> bool:
    """An appositive is an answer only behind the role it fills: "the chemist X", not "X, the founder"."""
    return at.span.root.dep_ == "appos" and at.span.root.head.pos_ != "NOUN"


_MISPLACED: tuple[tuple[Callable[[_Place], bool], str], ...] = (
    (_is_joined, "slot is part of a longer word"),
    (_is_possessive, "slot is possessive"),
    (_is_firm, "possessive surname: the firm or the person"),
    (lambda at: at.before.lower() in {"a", "an"}, "slot after a/an"),
    (lambda at: at.before in words("royal_titles"), "slot in a series of names"),
    (_is_longer, "slot is part of a longer name"),
    (_is_modifier, "slot is a modifier"),
    (lambda at: at.before.lower() == "from" and at.after == "to", "slot in a range"),
    (lambda at: at.name.kind is Kind.PERSON and at.before in _PLACE_LEADS, "person where a place stands"),
    (_speaks, "place that speaks"),
    (_is_listed, "slot in a list"),
    (_is_example, "slot is an example"),
    (_is_aside, "slot is an aside"),
)


def _misplaced(at: _Place) -> str:
    return next((reason for test, reason in _MISPLACED if test(at)), "")


_TERMS = {member.lower(): (cls, member) for cls, members in rows("taxonomy") for member in members.split("|")}
_MANY = re.compile(
    r"(?<![\w-])(" + "|".join(map(re.escape, sorted(_TERMS, key=len, reverse=True))) + r")(?![\w-])",
    re.IGNORECASE,
)


def term_slots(document: Document, sentence: Sentence) -> Iterator[Slot]:
    """Give the members of closed classes (planets, metals, languages ...) that stand alone in a sentence."""
    text = sentence.span.text
    found = list(_MANY.finditer(text))
    classes = [_TERMS[m[1].lower()][0] for m in found]
    for match, cls in zip(found, classes, strict=True):
        if classes.count(cls) > 1 or _TERMS[match[1].lower()][0] in document.title_words:
            continue
        span: Span | None = sentence.span.char_span(match.start(), match.end())
        if _needs_class(document, sentence, cls) or re.match(r" \d", text[match.end() :]):
            continue
        if span is None or not _is_term(span) or key_of(match[1]) in key_of(document.article.title):
            continue
        if span[0].text[0].isupper() != _TERMS[match[1].lower()][1][0].isupper():
            continue
        start = sentence.start + match.start()
        yield Slot(Kind.OTHER, cls, start, start + len(match[1]), match[1], _TERM_PRIOR)


def _needs_class(document: Document, sentence: Sentence, cls: str) -> bool:
    """Say whether a class of many-sided words (Apollo, Mercury) lacks its own noun beside them."""
    if cls not in {"god", "Roman god", "planet", "season", "organ", "animal", "bird", "tree", "fruit"}:
        return False
    noun = cls.rsplit(maxsplit=1)[-1]
    return noun not in sentence.span.text.lower() and noun not in document.title_words


_MODIFYING = frozenset({"ADJ", "NOUN", "PROPN"})


def _is_term(span: Span) -> bool:
    root = span.root
    if root.dep_ not in {"pobj", "dobj", "attr", "nsubj", "nsubjpass", "oprd"} or root.dep_ == "conj":
        return False
    if any(child.dep_ in {"conj", "cc"} for child in root.children):
        return False
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and (
        before.lower_ in {"a", "an", "-", "the"} or before.pos_ in {"ADJ", "NOUN", "PROPN"}
    ):
        return False
    return root.tag_ != "NNS"
