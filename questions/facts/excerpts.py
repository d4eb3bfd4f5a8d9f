"""Gaps: which stretch of the author's own words is shown around a slot.

A window ends with the slot's sentence, or with the clause of it that holds the slot, and takes in up to two
sentences before it where a pronoun or a definite phrase needs them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from questions.facts import anchors, guards
from questions.facts.introductions import introduced
from questions.facts.leaks import leak
from questions.facts.pronouns import HE, SHE
from questions.facts.salience import LEAST, TELLING, dull, worth_of
from questions.facts.values import Gap, Gloss, Slot, fact_key
from questions.language import Document, Sentence
from questions.records import Kind

EXCERPT_LIMIT = 300  # characters shown; beyond it the rated prototype's readers lost the thread
_SUPERLATIVE = re.compile(r"\b(?:first|only|oldest|most|named|[a-z]{3,}est)\b")
_DOZEN = 12  # words below which "NAME … verb" does not read as a sentence
_CONTEXT = 2  # sentences before the slot's that may be shown


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the slot's sentence that reads as a clause."""

    span: Span
    is_cut_left: bool = False
    is_cut_right: bool = False
    elided: tuple[int, int] | None = None

    @property
    def kept(self) -> list[tuple[int, int]]:
        """The token ranges that are shown."""
        if self.elided is None:
            return [(self.span.start, self.span.end)]
        return [(self.span.start, self.elided[0]), (self.elided[1], self.span.end)]


def gap_for(document: Document, sentences: Sequence[Sentence], sentence: Sentence, slot: Slot) -> Gap | str:
    """Give the best excerpt around a slot, or the reason why none stands."""
    reasons: list[str] = []
    best: Gap | None = None
    for piece in pieces(document, sentence, slot):
        found = _window(document, sentences, sentence, slot, piece)
        if isinstance(found, str):
            reasons.append(found)
        elif best is None or found.worth > best.worth:
            best = found
    return best if best is not None else reasons[0]


def pieces(document: Document, sentence: Sentence, slot: Slot) -> Iterator[Piece]:
    """Give the sentence whole, then the clauses of it that hold the slot."""
    whole = sentence.span
    yield Piece(whole)
    doc = whole.doc
    token = next(
        (t for t in whole if sentence.offset + t.idx <= slot.start < sentence.offset + t.idx + len(t)), None
    )
    if token is None:
        return
    slot_end = slot.end - sentence.offset
    part = _between_semicolons(whole, token) or _conjoined(whole, token)
    if part is not None:
        yield Piece(part, part.start > whole.start, part.end < whole.end)
    right = _right_cut(part or whole, slot_end)
    if right is not None:
        left = (part or whole).start
        yield Piece(doc[left:right], left > whole.start, True)
    yield from _relatives(document, sentence, token, slot_end)


def _between_semicolons(whole: Span, token: Token) -> Span | None:
    marks = [t.i for t in whole if t.text == ";"]
    if not marks:
        return None
    start = max((i + 1 for i in marks if i < token.i), default=whole.start)
    end = min((i for i in marks if i > token.i), default=whole.end)
    return _clause(whole.doc[start:end])


def _conjoined(whole: Span, token: Token) -> Span | None:
    """Give the second of two clauses joined by a comma and a conjunction, if it holds the slot."""
    for verb in whole:
        if verb.dep_ != "conj" or not (guards.is_finite(verb) and guards.has_subject(verb)):
            continue
        inside = [t.i for t in verb.subtree]
        start = min(inside)
        joint = whole.doc[start - 2 : start].text if start - whole.start > _JOINT else ""
        if joint in {", and", ", but", ", while"} and start <= token.i <= max(inside):
            return _clause(whole.doc[start : max(inside) + 1])
    return None


_JOINT = 5  # words before the joint, at least: less is no clause


def _right_cut(part: Span, slot_end: int) -> int | None:
    """Find the first comma after the slot that closes a clause and is followed by a new one."""
    for token in part:
        if token.text not in {",", "—", "–"} or token.idx < slot_end or token.i + 1 >= part.end:
            continue
        following = part.doc[token.i + 1]
        opens = following.tag_ in {"WDT", "WP", "VBG", "CC"} or following.lower_ in {
            "while",
            "although",
            "whereas",
            "with",
        }
        if following.tag_ == "CC" and not any(
            guards.has_subject(t) and guards.is_finite(t) for t in part.doc[token.i : part.end]
        ):
            opens = False
        if opens and _clause(part.doc[part.start : token.i]) is not None:
            return int(token.i)
    return None


def _relatives(document: Document, sentence: Sentence, token: Token, slot_end: int) -> Iterator[Piece]:
    """Give "NAME, which ..." around a token as "NAME … ...", which reads as a sentence of its own."""
    doc = sentence.span.doc
    for verb in sentence.span:
        if verb.dep_ != "relcl" or not guards.is_finite(verb):
            continue
        pronoun = doc[min(t.i for t in verb.subtree)]
        is_subject = pronoun.dep_ in {"nsubj", "nsubjpass"} and pronoun.lower_ in {"who", "which"}
        start = _named_before(document, sentence, pronoun.i - 1)
        if not is_subject or start is None or token.i < pronoun.i or doc[pronoun.i - 1].text != ",":
            continue
        end = max(t.i for t in verb.subtree) + 1
        if not pronoun.i <= token.i < end:
            end = _participle_end(doc, end, token)
        end += end < sentence.span.end and doc[end].text == "."
        elided = (pronoun.i - 1, pronoun.i + 1)
        whole = doc[start:end]
        goes_on = any(t.lower_ in {"who", "which", "whose"} for t in doc[pronoun.i + 1 : end])
        if not start <= token.i < end or goes_on:  # "NAME … who": a second pronoun has lost the first
            continue
        is_cut_left = start > sentence.span.start
        if _clause(whole) is not None:
            yield Piece(whole, is_cut_left, end < sentence.span.end, elided)
        shorter = _right_cut(doc[start:end], slot_end)
        if shorter is not None and shorter > pronoun.i:
            yield Piece(doc[start:shorter], is_cut_left, True, elided)


def _participle_end(doc: Doc, end: int, token: Token) -> int:
    """Give where a participle that trails a clause ends, if it holds a token; else where the clause ends."""
    if end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].tag_ == "VBG":
        tail = max(t.i for t in doc[end + 1].subtree) + 1
        if end < token.i < tail:
            return tail
    return end


def _named_before(document: Document, sentence: Sentence, end: int) -> int | None:
    """Find where a phrase starts that ends in a name right before a token.

    There is none behind a preposition, as in "the hall of Leeds, which opened": the hall did.
    """
    for mention, name in document.mentions(sentence):
        if mention.end == end:
            start = mention.start
            while start > sentence.span.start and sentence.span.doc[start - 1].pos_ in {
                "DET",
                "ADJ",
                "ADV",
                "NOUN",
            }:
                start -= 1
            if start > sentence.span.start and sentence.span.doc[start - 1].text == "-":
                return None  # "19-year-old Ann Hale": cut in two, it would say she is old
            lead = sentence.span.doc[start - 1].lower_ if start > sentence.span.start else ""
            # "a yard of Anna Holm, who", "episodes of the series Reacher, which": those are no part of it.
            is_own = name.kind is Kind.PERSON or any(
                t.pos_ == "NOUN" for t in sentence.span.doc[start : mention.start]
            )
            return None if lead in {"and", "or"} or (lead in _OWNING and not is_own) else start
    return None


# "The clock on the Corn Exchange, which stopped": what stopped is the clock.
_OWNING = frozenset({"of", "on", "at", "in", "for", "from", "with", "to", "near", "under", "over", "by"})


def _clause(span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and (span.doc[start].is_space or span.doc[start].text in {",", ";"}):
        start += 1
    while end > start and span.doc[end - 1].text in {",", ";", "—", "–"}:
        end -= 1
    part = span.doc[start:end]
    if part and part[-1].dep_ == "cc":
        return None  # "a leaking roof, and": a list that goes on
    if any(t.tag_ in {"WDT", "WP", "WP$", "WRB"} for t in part[:3]):
        return None  # "during which ...": no sentence of its own
    if len(part.text.split()) < guards.SHORTEST:
        return None
    if not any(guards.is_finite(t) and guards.has_subject(t) for t in part):
        return None
    return part if part.text.count('"') % 2 == 0 and part.text.count("(") == part.text.count(")") else None


def _window(
    document: Document, sentences: Sequence[Sentence], sentence: Sentence, slot: Slot, piece: Piece
) -> Gap | str:
    at = slot.start - sentence.offset
    if reason := guards.excerpt_wording(piece.span, at, published=document.article.published):
        return reason
    if reason := guards.denied(piece.span, at):
        return reason
    bare = _in_context(document, sentences, sentence, slot, piece)
    if not isinstance(bare, str):
        return bare
    start, end = sentence.offset + piece.span.start_char, sentence.offset + piece.span.end_char
    read = [(sentence, piece.span)]
    reason, glosses = _explained(document, read, slot, end - start, is_whole=not piece.is_cut_left)
    if reason or not glosses:
        return bare
    return _gap(document, sentence, slot, piece, (start, end), 0, glosses)


def _in_context(
    document: Document, sentences: Sequence[Sentence], sentence: Sentence, slot: Slot, piece: Piece
) -> Gap | str:
    """Give the excerpt with as many sentences before it as explain it, or the reason why none do."""
    reason, first = "", sentence.index
    for context in range(_CONTEXT + 1):
        shown = sentences[first - context : first] if first >= context else ()
        if len(shown) < context or not _are_adjacent(document, shown, sentence):
            return f"excerpt: {reason}"
        if context and piece.is_cut_left:
            return f"excerpt: {reason}"
        if context and (bad := guards.context_wording(shown[0].span.text)):
            return f"excerpt: {reason}; before it {bad}"
        start = shown[0].start if shown else sentence.offset + piece.span.start_char
        end = sentence.offset + piece.span.end_char
        if end - start > EXCERPT_LIMIT - 4:
            return f"excerpt: {reason}" if context else "excerpt too long"
        read = [*((s, s.span) for s in shown), (sentence, piece.span)]
        reason = anchors.unresolved(document, read, whole_start=not piece.is_cut_left)
        if context and not reason and not anchors.are_linked(document, read):
            return "excerpt: the sentence before adds nothing"
        if not reason:
            unknown, named = introduced(document, read, slot)
            unknown = unknown or _names_nothing(document, read, slot)
            if unknown:
                return f"excerpt: {unknown}"
            return _gap(document, sentence, slot, piece, (start, end), context, named)
    return f"excerpt: {reason}"


_STOPS = frozenset(".!?\"')")


def _explained(
    document: Document, read: list[tuple[Sentence, Span]], slot: Slot, length: int, *, is_whole: bool
) -> tuple[str, tuple[Gloss, ...]]:
    """Explain an excerpt's pronouns by glosses that fit its limit and don't name the answer."""
    reason, glosses = anchors.resolved(document, read, whole_start=is_whole)
    unknown, named = introduced(document, read, slot)
    unknown = unknown or ("" if glosses else _names_nothing(document, read, slot))
    reason, glosses = (
        reason or unknown,
        (*glosses, *(g for g in named if g.key not in {o.key for o in glosses})),
    )
    if slot.name is not None and any(gloss.key == slot.name.key for gloss in glosses):
        return "leak: a gloss", ()
    if length + sum(len(gloss.text) for gloss in glosses) > EXCERPT_LIMIT - 4:
        reason = reason or "too long with its glosses"
    return reason, glosses


def _names_nothing(document: Document, read: Sequence[tuple[Sentence, Span]], slot: Slot) -> str:
    """Name an excerpt of a figure that says nothing of whom it tells: no name, no word of the title."""
    if slot.name is not None or document.topic is not None:
        return ""  # a name is asked for, or the title tells whom the article is about
    for sentence, piece in read:
        for mention, _ in document.mentions(sentence):
            span = sentence.span.doc[mention.start : mention.end]
            is_slot = (
                sentence.offset + span.start_char < slot.end and slot.start < sentence.offset + span.end_char
            )
            if piece.start <= mention.start < piece.end and not is_slot:
                return ""
        if any(t.lower_ in document.title_words and len(t) >= _TELLING for t in piece):
            return ""
        if any(t.lemma_.lower() in document.central_nouns for t in piece):
            return ""
        if any(t.lower_ in HE | SHE for t in piece):
            return ""  # the title's person, or whom the excerpt introduced
    return "names nothing"


_TELLING = 4  # letters from which a word of the title tells something


def _are_adjacent(document: Document, shown: Sequence[Sentence], sentence: Sentence) -> bool:
    """Say whether only white space lies between sentences, within a paragraph or across one break."""
    read = [*shown, sentence]
    if sentence.paragraph - read[0].paragraph > 1 or any(s.span.text[-1] not in _STOPS for s in shown):
        return False  # too far, or a heading
    text = document.clean.text
    return all(not text[a.end : b.start].strip() for a, b in pairwise(read))


def _gap(
    document: Document,
    sentence: Sentence,
    slot: Slot,
    piece: Piece,
    shown: tuple[int, int],
    context: int,
    glosses: tuple[Gloss, ...],
) -> Gap | str:
    start, end = shown
    rest = document.clean.text[start : slot.start] + " ▇ " + document.clean.text[slot.end : end]
    slot_rest = sentence_rest(document, sentence, slot, piece)
    if reason := leak(document, slot, rest + "".join(gloss.text for gloss in glosses)):
        return reason
    names = names_beside(document, sentence, slot)
    if reason := _unspecific(slot, slot_rest, names, sentence.span.root):
        return reason
    if reason := dull(sentence, slot, slot_rest):
        return reason
    length = len(document.clean.text[start:end].split())
    worth = worth_of(document, sentence, slot, slot_rest, names=names)
    worth -= (
        0.08 * context
        + 0.04 * len(glosses)
        + 0.012 * max(length - 26, 0)
        + 0.05 * (piece.is_cut_left + piece.is_cut_right)
    )
    worth -= 0.15 if piece.elided is not None and length < _DOZEN else 0.0
    if worth < LEAST:
        return "dull"
    key = fact_key(document, sentence, slot.text)
    doc = piece.span.doc
    elided = None
    if piece.elided is not None:
        first, last = doc[piece.elided[0]], doc[piece.elided[1] - 1]
        elided = sentence.offset + first.idx, sentence.offset + last.idx + len(last)
    return Gap(
        slot,
        sentence,
        start,
        end,
        piece.is_cut_left,
        piece.is_cut_right,
        elided,
        glosses,
        context,
        worth,
        key,
    )


def sentence_rest(document: Document, sentence: Sentence, slot: Slot, piece: Piece) -> str:
    """Give the slot's clause without the slot."""
    start, end = sentence.offset + piece.span.start_char, sentence.offset + piece.span.end_char
    return document.clean.text[start : slot.start] + " ▇ " + document.clean.text[slot.end : end]


def names_beside(document: Document, sentence: Sentence, slot: Slot) -> int:
    """Count the names in the slot's sentence, the slot aside."""
    found = 0
    for mention, _ in document.mentions(sentence):
        span = sentence.span.doc[mention.start : mention.end]
        at = sentence.offset + span.start_char
        found += not (at < slot.end and slot.start < sentence.offset + span.end_char)
    return found


def _unspecific(slot: Slot, rest: str, names: int, root: Token) -> str:
    """Only a sentence that pins its fact down by something else can be asked."""
    has_number = re.search(r"\d\d", rest) is not None
    telling = TELLING.search(rest) is not None
    if slot.name is None and slot.subkind in {"count", "quantity"} and not (has_number or names or telling):
        return "unspecific"
    if (
        slot.kind is Kind.PLACE
        and root.tag_ in {"VBZ", "VBP"}
        and not (has_number or names or _SUPERLATIVE.search(rest))
    ):
        return "may hold elsewhere"
    if slot.name is not None and not (has_number or names or telling):
        return "unspecific"
    return ""
