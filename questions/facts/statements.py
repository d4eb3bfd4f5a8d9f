"""Statements: sentences of the article that stand alone, shortened where a whole clause can go."""

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from questions.facts import anchors, guards
from questions.facts.excerpts import names_beside, pieces
from questions.facts.leaks import leak
from questions.facts.salience import dull, worth_of
from questions.facts.values import Slot, Statement, fact_key
from questions.language import Document, Sentence
from questions.lexicons import finder
from questions.records import Kind

SHORTEST, LONGEST = 7, 32  # words
_CHARACTERS = 230
_MESSY = re.compile(r"[\[\]{}<>=+*^~|\\/:;?!\"]|\d–\d|—|,\s*[.,]|\s,")
_TAGGED = re.compile(r", (?:said|says|according to)\b|\b(?:said|says) that\b|^According to\b")
_COMMAS = 3
_PASSING = frozenset({"relcl", "acl", "advcl", "appos", "amod", "poss", "ccomp", "csubj"})
_LESS = {Kind.DATE: 0.2, Kind.PERSON: 0.1, Kind.PLACE: 0.1}  # a swapped name or year tempts few players


def statement_for(document: Document, sentence: Sentence, slot: Slot) -> Statement | str:
    """Give the sentence as a statement that stands alone around a slot, or the reason why it cannot."""
    reason = "statement: does not stand alone"
    for kept in _variants(document, sentence, slot):
        found = _assembled(document, sentence, slot, kept)
        if isinstance(found, Statement):
            return found
        reason = found
    return reason


def _variants(document: Document, sentence: Sentence, slot: Slot) -> Iterator[list[tuple[int, int]]]:
    """Give the token ranges to keep: the sentence less what trails it, then the clauses that hold the slot.

    What is bracketed or trails goes unless the slot stands in it; "NAME, which VERB" becomes "NAME VERB".
    """
    whole = sentence.span
    doc = whole.doc
    cuts = [*_brackets(whole), *_trailers(whole)]
    at = slot.start - sentence.offset
    cuts = [(a, b) for a, b in cuts if not doc[a].idx <= at < doc[b - 1].idx + len(doc[b - 1])]
    if cuts:
        yield _without(whole.start, whole.end, cuts)
    yield [(whole.start, whole.end)]
    for piece in list(pieces(document, sentence, slot))[1:]:
        yield [
            part
            for a, b in piece.kept
            for part in _without(a, b, [c for c in cuts if a <= c[0] and c[1] <= b])
        ]


def _brackets(span: Span) -> Iterator[tuple[int, int]]:
    opened = None
    for token in span:
        if token.text == "(":
            opened = token.i
        elif token.text == ")" and opened is not None:
            yield opened, token.i + 1
            opened = None


def _trailers(span: Span) -> Iterator[tuple[int, int]]:
    """Give comma-bounded relative clauses and participles, with their commas."""
    tokens = list(span)
    last = tokens[-1].i
    for token in tokens:
        if token.dep_ not in {"relcl", "advcl"} or (token.dep_ == "advcl" and token.tag_ != "VBG"):
            continue
        left, right = min(t.i for t in token.subtree), max(t.i for t in token.subtree)
        if left <= tokens[0].i or token.doc[left - 1].text != "," or right > last:
            continue
        if token.dep_ == "advcl" and left < token.head.i:
            continue
        following = token.doc[right + 1].text if right < last else "."
        if right >= last - 1:
            yield left - 1, last
        elif following == "," and right < span.root.i:  # behind the verb, what follows may be part of it
            ahead = token.doc[right + 2].lower_ if right + 2 <= last else ""
            if ahead not in {"and", "or", "but", "while"}:
                yield left - 1, right + 2


def _without(start: int, end: int, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    at = start
    for a, b in sorted(cuts):
        if a < at:
            continue
        kept.append((at, a))
        at = b
    kept.append((at, end))
    return [(a, b) for a, b in kept if a < b]


def _assembled(
    document: Document, sentence: Sentence, slot: Slot, kept: list[tuple[int, int]]
) -> Statement | str:
    doc = sentence.span.doc
    parts: list[str] = []
    slot_at = -1
    length = 0
    for a, b in kept:
        span = doc[a:b]
        glue = " " if parts and not span[0].is_punct else ""
        low, high = sentence.offset + span.start_char, sentence.offset + span.end_char
        if low <= slot.start < high:
            slot_at = length + len(glue) + slot.start - low
        piece = glue + document.clean.text[low:high].replace("\n", " ")
        parts.append(piece)
        length += len(piece)
    text = "".join(parts).rstrip(" ,;")
    text = text if text.endswith((".", "!", "?")) else f"{text}."
    text = text[:1].upper() + text[1:]
    if slot_at < 0 or text[slot_at : slot_at + len(slot.text)] != slot.text:
        return "statement: slot lost"
    if reason := _unfit(document, sentence, text, kept):
        return reason
    rest = f"{text[:slot_at]}▇{text[slot_at + len(slot.text) :]}"
    if reason := dull(sentence, slot, rest):
        return reason
    if slot.value is not None and (reason := leak(document, slot, rest)):
        return f"statement: {reason}"
    if _is_surname_only(document, sentence):
        return "statement: opens with a bare surname"
    worth = worth_of(document, sentence, slot, rest, names=names_beside(document, sentence, slot)) + 0.02
    worth -= 0.01 * max(len(text.split()) - 18, 0)
    worth -= _LESS.get(slot.kind, 0.0)
    key = fact_key(document, sentence, slot.text)
    is_asserted = _is_asserted(sentence, slot, kept)
    return Statement(text, slot, slot_at, sentence, len(kept) == 1, is_asserted, worth, key)


def _is_surname_only(document: Document, sentence: Sentence) -> bool:
    """Say whether the statement's first name is a surname whose owner the title does not name."""
    mention, name = next(iter(document.mentions(sentence)), (None, None))
    if mention is None or name is None or name.kind is not Kind.PERSON or mention.end - mention.start > 1:
        return False
    return len(name.form.split()) > 1 and not document.title_words & set(name.key.split())


def _is_asserted(sentence: Sentence, slot: Slot, kept: list[tuple[int, int]]) -> bool:
    """Say whether a slot belongs to what the sentence asserts, not to a modifier in passing.

    From its word up to the main verb there may be objects, predicates and prepositions of the verb, but no
    relative clause, apposition or adverbial clause; a year hangs on the verb itself.
    """
    at = slot.start - sentence.offset
    token = next((t for t in sentence.span if t.idx <= at < t.idx + len(t)), None)
    root = _main_verb(sentence, kept)
    is_dated = slot.subkind in {"year", "decade", "century"}
    while token is not None and token.i != root.i:
        if token.dep_ in _PASSING or (token.dep_ == "prep" and _is_in_passing(token, is_dated=is_dated)):
            return False
        if token.head.i == token.i:
            return False
        token = token.head
    return token is not None


def _main_verb(sentence: Sentence, kept: list[tuple[int, int]]) -> Token:
    """Give the verb of what is kept: the sentence's, or that of the clause which was cut out of it."""
    root = sentence.span.root
    inside = {i for a, b in kept for i in range(a, b)}
    if root.i in inside:
        return root
    verbs = [t for t in sentence.span if t.i in inside and guards.is_finite(t)]
    return min(verbs, key=lambda t: (len(list(t.ancestors)), t.i), default=root)


def _is_whole(sentence: Sentence, kept: list[tuple[int, int]]) -> bool:
    """Say whether what is kept has a finite verb with its subject, and no subject that lost its verb."""
    inside = {i for a, b in kept for i in range(a, b)}
    main = _main_verb(sentence, kept)
    subjects = [t for t in sentence.span if t.i in inside and t.dep_ in {"nsubj", "nsubjpass"}]
    return guards.is_finite(main) and guards.has_subject(main) and all(t.head.i in inside for t in subjects)


def _is_in_passing(prep: Token, *, is_dated: bool) -> bool:
    """Say whether a preposition hangs on the subject, or for a date on any noun but a predicate."""
    noun = prep.head
    if noun.pos_ in {"VERB", "AUX"}:
        return False
    return noun.dep_ in {"nsubj", "nsubjpass"} or (is_dated and noun.dep_ not in {"attr", "dobj"})


def _unfit(document: Document, sentence: Sentence, text: str, kept: list[tuple[int, int]]) -> str:
    count = len(text.split())
    if not SHORTEST <= count <= LONGEST or len(text) > _CHARACTERS:
        return "statement: too short" if count < SHORTEST else "statement: too long"
    if _MESSY.search(text) or text.count(",") > _COMMAS or "(" in text or not text.endswith("."):
        return "statement: punctuation"
    if _TAGGED.search(text):
        return "statement: somebody says so"
    if guards.is_negated(text) or guards.is_generic(text):
        return "statement: negated or general"
    if reason := guards.wording(text, published=document.article.published):
        return reason
    if found := finder("deictics")(text):
        return f"statement: {found.lower()}"
    if not _is_whole(sentence, kept):
        return "statement: cut in two"
    spans = [(sentence, sentence.span.doc[a:b]) for a, b in kept]
    reason = anchors.unresolved(document, spans, whole_start=True)
    return f"statement: {reason}" if reason else ""
