"""What keeps a sentence from being asked at all: each guard names its reason and the words it rests on."""

import re
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span, Token

from questions.lexicons import finder, words

SHORTEST, LONGEST = 8, 60  # words of a sentence that is asked; below eight there is nothing to reason from
_FORMULA = re.compile(r"[\[\]{}<>=^~|\\±\u00d7∈∞→`#*_]|&\w+;|\w\(\w+\)|https?:|www\.|\.{3}|…$")
_NEGATION = re.compile(
    r"\b(?:not|never|no|nobody|nothing|none|without|hardly|neither|nor|cannot)\b|n't\b", re.IGNORECASE
)
_TURNED = re.compile(r"\b(?:until|till|before|since|only|just|more|less|fewer|but|except)\b", re.IGNORECASE)
_GENERIC = re.compile(
    r"\b(?:often|sometimes|usually|typically|generally|frequently|commonly|rarely)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Guard:
    """One lexicon and the reason its words give."""

    reason: str
    lexicon: str


_GUARDS = (
    Guard("boilerplate", "boilerplate"),
    Guard("first or second person", "first_person"),
    Guard("hedged", "hedges"),
    Guard("opinion", "opinions"),
)


def sensitive(text: str) -> str:
    """Name the sensitive matter in a text, with the words that show it."""
    found = finder("sensitive")(text)
    return f"sensitive: {found.lower()}" if found else ""


def wording(text: str, *, published: date | None) -> str:
    """Name what is wrong with the words of an excerpt, wherever it was cut."""
    for guard in _GUARDS:
        found = finder(guard.lexicon)(without_months(text) if guard.lexicon == "hedges" else text)
        if found and not (guard.reason == "first or second person" and found.isupper() and found != "I"):
            return f"{guard.reason}: {found.lower()}"
    if published is None and (found := finder("deictics")(text)):
        return f"deictic without a date: {found.lower()}"
    return ""


def excerpt_wording(span: Span, slot_start: int, *, published: date | None) -> str:
    """Name what is wrong with the words of an excerpt around a slot, a character offset into the parsed text.

    A hedge counts where it governs the slot: in "the plates that he intended for Paris were sold in London"
    the sale is certain.
    """
    reason = wording(span.text, published=published)
    if not reason.startswith("hedged"):
        return reason
    found = [match for match in _hedges(span.text) if _governs(span, match, slot_start)]
    if found:
        return f"hedged: {found[0][1].lower()}"
    return wording(_blanked(span.text, _hedges(span.text)), published=published)


def _hedges(text: str) -> list[tuple[int, str]]:
    """Give where each hedge stands in a text, with its words."""
    found: list[tuple[int, str]] = []
    rest, at = without_months(text), 0
    while hedge := finder("hedges")(rest[at:]):
        at = rest.index(hedge, at)
        found.append((at, hedge))
        at += len(hedge)
    return found


def _blanked(text: str, hedges: list[tuple[int, str]]) -> str:
    for at, hedge in hedges:
        text = text[:at] + "_" * len(hedge) + text[at + len(hedge) :]
    return text


def _governs(span: Span, hedge: tuple[int, str], slot_start: int) -> bool:
    """Say whether a hedge's clause is the main one, a condition, or holds the slot."""
    start = span.start_char + hedge[0]
    token = next((t for t in span if t.idx <= start < t.idx + len(t)), None)
    if token is None or hedge[1].lower() in {"if", "unless"}:
        return True
    while token.dep_ not in _CLAUSES and token.head.i != token.i:
        token = token.head
    inside = list(token.subtree)
    return token.dep_ == "ROOT" or any(t.idx <= slot_start < t.idx + len(t) for t in inside)


_CLAUSES = frozenset({"relcl", "acl", "advcl", "appos", "ROOT"})


def without_months(text: str) -> str:
    """Give a text without the month and the man whose names are modal verbs."""
    return re.sub(r"\b(?:May|Will)\b", lambda name: "x" * len(name.group()), text)


def denied(span: Span, slot_start: int) -> str:
    """Name the "not" of the clause that holds a slot: of what never was, any value is as true as another.

    "Not until 1931" and the like tell when it was.
    """
    token = next((t for t in span if t.idx <= slot_start < t.idx + len(t)), None)
    while token is not None and token.head.i != token.i:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "xcomp"}:
            break
        token = token.head
    denial = next((c for c in token.children if c.dep_ == "neg"), None) if token is not None else None
    return f"denied: {denial.lower_}" if denial is not None and not _TURNED.search(span.text) else ""


def context_wording(text: str) -> str:
    """Name what keeps a sentence from being shown beside the one that is asked."""
    for reason, lexicon in (
        ("sensitive", "sensitive"),
        ("boilerplate", "boilerplate"),
        ("first person", "first_person"),
    ):
        if found := finder(lexicon)(text):
            return f"{reason}: {found.lower()}"
    return "formula" if _FORMULA.search(text) else ""


def shape(span: Span) -> str:
    """Name what is wrong with how a sentence is built."""
    text = span.text
    count = len(text.split())
    if count < SHORTEST:
        return "too short"
    if count > LONGEST * 2:
        return "too long"
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "\"'"):
        return "no sentence: opens in lower case"
    if not re.search(r"[.!][\"')]*$", text):
        return "no sentence: no full stop" if "?" not in text[-3:] else "question"
    if text.count('"') % 2 or text.count("(") != text.count(")"):
        return "opens or closes inside a quote"
    if _FORMULA.search(text):
        return "formula or mark-up"
    if not any(is_finite(token) and has_subject(token) for token in span):
        return "no finite verb with a subject"
    return ""


def is_finite(token: Token) -> bool:
    """Say whether a verb carries tense, by itself or by its auxiliary."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    if token.tag_ in {"VBZ", "VBP", "VBD", "MD"}:
        return True
    return any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ in {"VBZ", "VBP", "VBD", "MD"}
        for child in token.children
    )


def has_subject(token: Token) -> bool:
    """Say whether a verb has a subject of its own."""
    return any(child.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for child in token.children)


def is_negated(text: str) -> bool:
    """Say whether a text denies something."""
    return _NEGATION.search(text) is not None


def is_quoted(token: Token) -> bool:
    """Say whether a word of a sentence stands in somebody's words."""
    before = token.doc[token.sent.start : token.i].text
    return before.count('"') % 2 == 1


def is_generic(text: str) -> bool:
    """Say whether a text tells only what often happens."""
    return _GENERIC.search(text) is not None


def is_say_tag(text: str) -> bool:
    """Say whether a word tags speech."""
    return text.lower() in words("say_verbs")
