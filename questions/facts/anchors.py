"""Whether an excerpt stands under its title alone: nothing in it may point to what the reader cannot see.

The rules follow what two throw-away prototypes measured: a definite phrase stands if it holds a name, a year
or a modifier that pins it down, or if its noun was seen before it; a pronoun needs what fits before it.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token
from wordfreq import zipf_frequency

from questions.language import Document, Name, Sentence
from questions.language.gazetteer import key_of
from questions.lexicons import finder, lower_words, rows, words
from questions.records import Kind

# Turns of phrase that hold a backward word and yet lean on nothing.
_ALLOWED = finder("standing_phrases")


def opening(text: str) -> str:
    """Name the opening that leans on the sentence before."""
    first = re.match(r"[\"'(]*([\w'-]+)(?:\W+([\w'-]+))?(?:\W+([\w'-]+))?", text)
    if first is None:
        return ""
    low = [word.lower() for word in first.groups() if word]
    for size in range(len(low), 0, -1):
        if (phrase := " ".join(low[:size])) in lower_words("connectives"):
            return f"leans on what came before: {phrase}"
    return ""


def backward(text: str) -> str:
    """Name the words that point back out of a text, wherever they stand."""
    low = text.lower()
    while phrase := _ALLOWED(low):
        low = low.replace(phrase, " ")
    low = re.sub(r"\bboth\b(?=.*\band\b)", "", low)
    low = re.sub(rf"\bthis (?:{_CALENDAR})\b", "", low)  # the article's date tells which
    found = finder("backward")(low)
    return f"points back: {found}" if found else ""


def unresolved(document: Document, pieces: Sequence[tuple[Sentence, Span]], *, whole_start: bool) -> str:
    """Name the first thing in an excerpt that only the text around it explains, or give nothing.

    ``pieces`` are the sentences shown, in order, each with the part of it that is shown.
    """
    first = pieces[0][1]
    if reason := (opening(first.text) if whole_start else "") or backward(first.text):
        return reason
    view = _View(document)
    for sentence, piece in pieces:
        view.number = sentence.index - pieces[0][0].index
        for token in piece:
            if reason := _reason(view, token):
                return reason
            view.seen.append((sentence, token))
    return ""


class _View:
    """What a reader has read of an excerpt so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.seen: list[tuple[Sentence, Token]] = []
        self.number = 0

    def name(self, sentence: Sentence, token: Token) -> Name | None:
        return self.document.names.over(sentence.text, token.i)

    def nouns(self) -> list[Token]:
        return [token for _, token in self.seen if token.pos_ in {"NOUN", "PROPN"}]


def _reason(view: _View, token: Token) -> str:
    low = token.lower_
    if _leads(view, token):
        return f"pronoun: {low}"
    if low in _HE or low in _SHE:
        return "" if _has_person(view, token, "m" if low in _HE else "f") else f"pronoun: {low}"
    if low in _IT:
        return "" if _has_thing(view, token) else f"pronoun: {low}"
    if low in _THEY:
        return "" if _has_plural(view, token) else f"pronoun: {low}"
    if low == "there" and token.dep_ == "advmod" and not view.number:
        return "points back: there"
    if low in {"that", "this", "these", "those"}:
        return _demonstrative(view, token)
    if (
        token.tag_ in {"JJR", "RBR"}
        and token.head.dep_ == "ROOT"
        and token.dep_ != "amod"
        and not _has_than(token)
    ):
        return f"bare comparative: {low}"
    if low == "the" and token.dep_ == "det":
        return _definite(view, token, token.head)
    return ""


def _leads(view: _View, token: Token) -> bool:
    """Say whether a pronoun is the main subject of a first sentence that names no subject before it."""
    if token.lower_ not in _SUBJECTS or token.dep_ != "nsubj" or token.head.dep_ != "ROOT" or view.number:
        return False
    title = view.document.names.get(key_of(view.document.article.title))
    is_titled = title is not None and title.kind is Kind.PERSON and token.lower_ in _HE | _SHE
    named = any(t.dep_ in {"nsubj", "nsubjpass"} and t.pos_ in {"NOUN", "PROPN"} for _, t in view.seen)
    return not (is_titled or named or _is_expletive(token))


def _demonstrative(view: _View, token: Token) -> str:
    if token.lower_ == "this" and token.head.lower_ in _CALENDAR.split("|"):
        return ""
    if token.dep_ == "mark" or token.tag_ in {"WDT", "IN"} or token.head.dep_ in {"relcl", "ccomp", "acl"}:
        return ""
    if token.lower_ == "that" and any(c.dep_ in {"prep", "relcl", "acl"} for c in token.children):
        return ""
    return "" if view.number else f"points back: {token.lower_}"


def _has_than(token: Token) -> bool:
    return any(t.lower_ in {"than", "the"} for t in token.sent)


def _candidates(view: _View, pronoun: Token) -> list[tuple[Sentence, Token]]:
    """Give what a pronoun may stand for: an object never stands for the subject of its own clause."""
    if pronoun.dep_ not in {"dobj", "pobj", "dative"}:
        return view.seen
    verb = pronoun.head if pronoun.dep_ != "pobj" else pronoun.head.head
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    barred = {t.i for t in subject.subtree} if subject is not None else set()
    return [(s, t) for s, t in view.seen if not (t.doc is pronoun.doc and t.i in barred)]


def _has_person(view: _View, pronoun: Token, wanted: str) -> bool:
    title = view.document.names.get(key_of(view.document.article.title))
    if title is not None and title.kind is Kind.PERSON and title.sex in {"", wanted}:
        return True
    for sentence, token in _candidates(view, pronoun):
        is_title = token.dep_ in {"compound", "nmod"} or (
            token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN"
        )
        if token.lower_ in lower_words("professions") and not is_title:
            return True
        name = view.name(sentence, token)
        if name is not None and name.kind is Kind.PERSON and name.sex in {"", wanted}:
            return True
    return False


def _has_thing(view: _View, token: Token) -> bool:
    if token.lower_ == "it" and _is_expletive(token):
        return True
    for sentence, earlier in _candidates(view, token):
        if (
            earlier.pos_ not in {"NOUN", "PROPN"}
            or earlier.tag_ in {"NNS", "NNPS"}
            or earlier.ent_type_ in _TIMES
        ):
            continue
        name = view.name(sentence, earlier)
        if name is not None and name.kind is Kind.PERSON:
            continue
        if token.lower_ == "its" and _is_coordinated(earlier):
            continue
        if token.lower_ == "its" or earlier.dep_ in {
            "nsubj",
            "nsubjpass",
            "dobj",
            "attr",
            "conj",
            "appos",
            "pobj",
        }:
            return True
    return False


def _is_coordinated(noun: Token) -> bool:
    """Say whether a noun is one of several, as in "Nepal and China": "its" cannot be theirs."""
    return noun.dep_ == "conj" or any(child.dep_ == "conj" for child in noun.children)


def _is_expletive(token: Token) -> bool:
    if token.dep_ == "expl":
        return True
    verb = token.head
    return verb.lemma_ in {"be", "take", "seem"} and any(
        c.dep_ in {"ccomp", "xcomp", "advcl", "csubj"} for c in verb.children
    )


def _has_plural(view: _View, pronoun: Token) -> bool:
    for sentence, token in _candidates(view, pronoun):
        if token.tag_ in {"NNS", "NNPS"} or (token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN"}):
            return True
        name = view.name(sentence, token)
        if name is not None and name.kind is Kind.ORG:
            return True
        if token.lower_ in {
            "people",
            "crew",
            "team",
            "group",
            "family",
            "band",
            "everyone",
            "company",
            "couple",
        }:
            return True
    return False


def _definite(view: _View, the: Token, noun: Token) -> str:
    phrase = list(noun.subtree)
    inner = [t for t in phrase if the.i <= t.i <= noun.i]
    if noun.pos_ == "PROPN" or any(t.text[:1].isupper() or t.text[:1].isdigit() for t in inner[1:]):
        return ""
    if noun.pos_ in {"ADJ", "NUM"} and noun.lower_ in {"former", "latter"}:
        return f"points back: the {noun.lower_}"
    if _is_pinned(noun) or _is_superlative(inner, noun) or noun.lower_ in lower_words("group_subjects"):
        return ""
    lemma = noun.lemma_.lower()
    if noun.lower_ in view.document.title_forms:
        return ""
    if any(earlier.lemma_.lower() == lemma for earlier in view.nouns()) or _is_licensed(view, lemma):
        return ""
    if lemma in words("anaphoric_nouns") or noun.lower_ in words("anaphoric_nouns"):
        return f"unanchored: the {noun.lower_}"
    is_first_object = noun.dep_ not in {"nsubj", "nsubjpass"}
    has_modifier = any(t.dep_ in {"amod", "compound", "nummod", "poss"} for t in inner)
    if view.number or (is_first_object and (has_modifier or zipf_frequency(lemma, "en") >= _PLAIN_NOUN)):
        return ""
    return f"unanchored: the {noun.lower_}"


def _is_pinned(noun: Token) -> bool:
    if noun.i + 1 < len(noun.doc) and noun.nbor().pos_ == "PROPN":
        return True  # "the chemist X": the name stands right beside its noun
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in {"relcl", "acl", "appos"}:
            return True
        if child.dep_ == "prep":
            inside = list(child.subtree)
            has_name = any(t.pos_ == "PROPN" or t.text[:1].isdigit() or t.text[:1].isupper() for t in inside)
            if child.lower_ in {"of", "between"} or has_name:
                return True
    return False


def _is_superlative(inner: Sequence[Token], noun: Token) -> bool:
    has = any(t.tag_ in {"JJS", "RBS"} or t.lower_ in {"first", "only", "last", "same"} for t in inner)
    return has and (any(c.dep_ in {"prep", "relcl", "acl"} for c in noun.children) or noun.dep_ == "attr")


def _is_licensed(view: _View, lemma: str) -> bool:
    """A name of the right kind earlier in the excerpt licenses "the company", "the series", "the chemist"."""
    kind = _CUES.get(lemma)
    for sentence, token in view.seen:
        name = view.name(sentence, token)
        if name is None:
            continue
        if name.kind is Kind.PERSON and lemma in lower_words("professions"):
            return True
        if kind is not None and (name.kind, name.subkind or kind[1]) == kind:
            return True
    return False


_SEASONS = {"year", "month", "week", "season", "spring", "summer", "autumn", "fall", "winter"}
_CALENDAR = "|".join(sorted(_SEASONS | lower_words("months")))
_SUBJECTS = frozenset({"he", "she", "it", "they"})
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY"})
_CUES = {noun: (Kind(kind), subkind) for noun, kind, subkind in rows("cue_nouns")}
_PLAIN_NOUN = 4.0  # Zipf: about ten in a million words; such an object noun needs no introduction
