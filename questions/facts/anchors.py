"""Whether an excerpt stands under its title alone: nothing in it may point to what the reader cannot see.

The rules follow what two throw-away prototypes measured: a definite phrase stands if it holds a name, a year
or a modifier that pins it down, or if its noun was seen before it; a pronoun needs what fits before it.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token
from wordfreq import zipf_frequency

from questions.facts.glosses import MOST, gloss_for
from questions.facts.pronouns import HE, SHE, View, is_it, is_the_titles, is_the_topic, unheld
from questions.facts.values import Gloss
from questions.language import Document, Sentence
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


def _opens(document: Document, sentence: Sentence, first: Span) -> str:
    """Name a leaning opening, unless it is a "he" or "she" whom the title names."""
    if _ADRIFT.match(first.text):
        return f"leans on what came before: {first[0].lower_}"
    reason = opening(first.text)
    word = reason.rpartition(": ")[2]
    sex = {"he": "m", "his": "m", "she": "f", "her": "f"}.get(word, "")
    if word in {"it", "its"} and is_it(document, sentence):
        return ""
    return "" if sex and is_the_titles(document, sentence, sex) else reason


def backward(text: str) -> str:
    """Name the words that point back out of a text, wherever they stand."""
    low = text.lower()
    while phrase := _ALLOWED(low):
        low = low.replace(phrase, " ")
    low = re.sub(r"\bboth\b(?=.*\band\b)", "", low)
    low = re.sub(r"(?<!the )\b(?:above|below) (?!and\b|or\b|in\b)(?=\w)", "", low)  # "above sea level"
    low = re.sub(rf"\bthis (?:{_CALENDAR})\b", "", low)  # the article's date tells which
    if when := _THAT_TIME.search(low):
        return f"points back: {when.group()}"
    found = finder("backward")(low)
    return f"points back: {found}" if found else ""


def unresolved(document: Document, pieces: Sequence[tuple[Sentence, Span]], *, whole_start: bool) -> str:
    """Name the first thing in an excerpt that only the text around it explains, or give nothing.

    ``pieces`` are the sentences shown, in order, each with the part of it that is shown.
    """
    return resolved(document, pieces, whole_start=whole_start, most=0)[0]


def resolved(
    document: Document, pieces: Sequence[tuple[Sentence, Span]], *, whole_start: bool, most: int = MOST
) -> tuple[str, tuple[Gloss, ...]]:
    """Explain what an excerpt leaves open by some glosses, or name the first thing that none explains."""
    glosses: list[Gloss] = []
    sentence, first = pieces[0]
    reason = _opens(document, sentence, first) if whole_start else ""
    if most and reason.rpartition(": ")[2] in HE | SHE | {"it"}:
        reason = ""  # the word itself is looked at below
    if reason := reason or backward(first.text):
        return reason, ()
    view = View(document, sentence)
    for sentence, piece in pieces:
        view.sentence = sentence
        view.number = sentence.index - pieces[0][0].index
        for token in piece:
            if reason := _reason(view, token):
                gloss = gloss_for(view, token) if len(glosses) < most else None
                if gloss is None:
                    return reason, ()
                if gloss.key not in {other.key for other in glosses}:
                    glosses.append(gloss)
            view.seen.append((sentence, token))
    return "", tuple(glosses)


def are_linked(document: Document, pieces: Sequence[tuple[Sentence, Span]]) -> bool:
    """Say whether the last sentence leans on what is shown before it by a word of its own."""
    *_, (last, piece) = pieces
    earlier = {t.lemma_.lower() for _, span in pieces[:-1] for t in span if t.pos_ in {"NOUN", "PROPN"}}
    if any(t.pos_ in {"NOUN", "PROPN"} and t.lemma_.lower() in earlier for t in piece):
        return True
    inside = {t.i for t in piece}
    named = [n for m, n in document.mentions(last) if m.start in inside and n.kind is Kind.PERSON]
    low = {t.lower_ for t in piece}
    if low & {"it", "its", "they", "them", "their", "this", "these", "those", "there", "here"}:
        return True
    if not named and low & (HE | SHE):
        return True
    return any(_leans(t) for t in piece) or not named


def _leans(token: Token) -> bool:
    """Say whether "the" opens a phrase that an earlier noun may hold."""
    return token.lower_ == "the" and token.dep_ == "det" and not _is_pinned(token.head)


def _reason(view: View, token: Token) -> str:
    low = token.lower_
    if reason := unheld(view, token) or _follows(view, token):
        return reason
    if _is_bare_count(token) and not view.number:
        return f"points back: {low}"
    if low == "there" and token.dep_ == "advmod" and not view.number:
        return "points back: there"
    if low in {"that", "this", "these", "those"}:
        return _demonstrative(view, token)
    if token.tag_ in {"JJR", "RBR"} and _is_bare_comparative(view, token):
        return f"bare comparative: {low}"
    if low == "the" and token.dep_ == "det":
        return _definite(view, token, token.head)
    return ""


def _is_bare_count(token: Token) -> bool:
    """Say whether a subject counts what was told before: "Five went", "The fifteenth, a firm in Galway"."""
    if token.dep_ not in {"nsubj", "nsubjpass"} or any(c.dep_ == "prep" for c in token.children):
        return False
    is_count = token.pos_ == "NUM" and token.ent_type_ not in {"DATE", "TIME", "MONEY", "PERCENT"}
    is_rank = token.lower_ in words("ordinals") and not any(c.pos_ in {"NOUN", "PROPN"} for c in token.lefts)
    return (is_count and not any(c.dep_ == "relcl" for c in token.children)) or is_rank


def _follows(view: View, token: Token) -> str:
    """Name a verb that says something came after, or in answer to, what is not shown."""
    if view.number or token.dep_ != "ROOT" or token.lemma_ not in {"follow", "reply", "respond", "agree"}:
        return ""
    is_told = any(
        c.dep_ in {"dobj", "agent"} or (c.dep_ == "prep" and c.lower_ not in {"in", "on", "at", "with"})
        for c in token.children
    )
    return "" if is_told else f"points back: {token.lower_}"


def _demonstrative(view: View, token: Token) -> str:
    if token.lower_ == "this" and token.head.lower_ in _CALENDAR.split("|"):
        return ""
    if token.dep_ == "mark" or token.tag_ in {"WDT", "IN"} or token.head.dep_ in {"relcl", "ccomp", "acl"}:
        return ""
    if token.lower_ == "that" and any(c.dep_ in {"prep", "relcl", "acl"} for c in token.children):
        return ""
    return "" if view.number else f"points back: {token.lower_}"


def _is_bare_comparative(view: View, token: Token) -> bool:
    """Say whether a comparison hides what it compares with: "lies farther from the centre"."""
    if token.lower_ in words("set_comparatives") or finder("standing_phrases")(_around(token)):
        return False
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    if before in {"the", "no", "much", "or"} and token.dep_ != "amod":
        return False  # "the more ... the better", "more or less"
    if any(c.dep_ == "npadvmod" for c in token.children):
        return False  # "400 metres shorter": shorter than before
    if any(t.lower_ in {"than", "to"} for t in token.doc[token.i + 1 : token.sent.end] if _closes(t)):
        return False
    if token.dep_ == "amod":
        return not view.number and before in {"a", "an"}
    return not view.number or token.head.dep_ == "ROOT"


def _closes(token: Token) -> bool:
    """Say whether a word names the other half of a comparison."""
    return token.lower_ == "than" or token.nbor(-1).lower_ in {"prior", "superior", "closer", "nearer"}


def _around(token: Token) -> str:
    start, end = max(token.i - 2, 0), min(token.i + 3, len(token.doc))
    return token.doc[start:end].text.lower()


def _definite(view: View, the: Token, noun: Token) -> str:
    phrase = list(noun.subtree)
    inner = [t for t in phrase if the.i <= t.i <= noun.i]
    if _is_bare_title(view, inner):
        return f"unanchored: the {noun.text}"
    if noun.pos_ == "PROPN" or any(t.text[:1].isupper() or t.text[:1].isdigit() for t in inner[1:]):
        return ""
    is_rank = len(inner) == 2 and noun.lower_ in words("ordinals") and not _is_pinned(noun)  # noqa: PLR2004
    is_rank = is_rank or _is_ordinal_only(inner, noun) or _is_compared(inner, noun)
    if is_rank or noun.lower_ in {"former", "latter"}:
        return f"unanchored: the {inner[1].lower_} {noun.lower_}"
    if _is_pinned(noun) or _is_superlative(inner, noun) or noun.lower_ in lower_words("group_subjects"):
        return ""
    lemma = noun.lemma_.lower()
    if noun.lower_ in view.document.title_forms:
        return ""
    if any(earlier.lemma_.lower() == lemma for earlier in view.nouns()) or _is_licensed(view, lemma):
        return ""
    if is_the_topic(view.document, view.sentence, lemma) or _is_central(view, noun):
        return ""
    if lemma in words("anaphoric_nouns") or noun.lower_ in words("anaphoric_nouns"):
        return f"unanchored: the {noun.lower_}"
    is_first_object = noun.dep_ not in {"nsubj", "nsubjpass"}
    has_modifier = any(t.dep_ in {"amod", "compound", "nummod", "poss"} for t in inner)
    if view.number or (is_first_object and (has_modifier or zipf_frequency(lemma, "en") >= _PLAIN_NOUN)):
        return ""
    return f"unanchored: the {noun.lower_}"


def _is_central(view: View, noun: Token) -> bool:
    """Say whether "the festival" can only be what the article is about: one thing, met again and again."""
    lemma = noun.lemma_.lower()
    if lemma not in view.document.central_nouns:
        return False
    owners = view.document.called.get(lemma, ())
    here = {name.key for _, name in view.document.mentions(view.sentence)}
    return len(owners) < 2 or not any(owner.key in here for owner in owners)  # noqa: PLR2004 - one, or none


def _is_bare_title(view: View, inner: Sequence[Token]) -> bool:
    """Say whether "the Board" is a plain noun with a capital, which only the article explains."""
    if len(inner) != 2 or not inner[1].text[:1].isupper() or inner[1].text.isupper():  # noqa: PLR2004 - "the", a noun
        return False
    low = inner[1].lower_
    is_plain = zipf_frequency(low, "en") >= _PLAIN_NOUN and inner[1].tag_ not in {"NNPS", "NNS"}
    seen = {token.lower_ for token in view.nouns()}
    return is_plain and low in words("capital_nouns") and low not in view.document.title_forms | seen


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


def _is_ordinal_only(inner: Sequence[Token], noun: Token) -> bool:
    """Say whether "the first machine" tells no more of which series it opens than where it stood."""
    if len(inner) != 3 or inner[1].lower_ not in _ORDINALS:  # noqa: PLR2004 - "the", the rank, the noun
        return False
    if noun.lemma_.lower() not in words("anaphoric_nouns") or noun.dep_ == "attr":
        return False
    later = [c for c in noun.children if c.i > noun.i]
    if any(c.dep_ in {"relcl", "acl", "appos"} for c in later):
        return False
    preps = [c for c in later if c.dep_ == "prep"]
    following = noun.doc[noun.i + 1 : noun.i + 3]
    is_purpose = len(following) == 2 and following[0].lower_ == "to" and following[1].tag_ == "VB"  # noqa: PLR2004
    return not is_purpose and all(p.lower_ in _WHEREABOUTS and not _tells_series(p) for p in preps)


def _is_compared(inner: Sequence[Token], noun: Token) -> bool:
    """Say whether "the larger hospital" leaves open than which."""
    return any(t.tag_ == "JJR" for t in inner) and not any(c.dep_ == "prep" for c in noun.children)


def _tells_series(prep: Token) -> bool:
    """Say whether "in World Cup history" and the like name the series."""
    return any(t.lower_ in {"history", "world", "century", "final", "war"} for t in prep.subtree)


def _is_licensed(view: View, lemma: str) -> bool:
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


# "Within, daylight falls": an adverb of place or time whose other end was told before.
_ADRIFT = re.compile(
    r"(?:Within|Inside|Outside|Above|Below|Opposite|Beyond|Nearby|Indoors|Downstairs|Upstairs|"
    r"By the end|In the end|At the end),|(?:Half|An?|[A-Z][a-z]+)(?: an)? (?:hour|mile|minute|kilometre)s? "
    r"(?:north|south|east|west|away|further|later)\b|Opposite (?:stands?|stood|hangs?|hung|lies|lay)\b|"
    r"As (?:to|for) the "
)
_SEASONS = {"year", "month", "week", "season", "spring", "summer", "autumn", "fall", "winter"}
_CALENDAR = "|".join(sorted(_SEASONS | lower_words("months")))
_THAT_TIME = re.compile(rf"\bthat (?:{_CALENDAR}|day|night|evening|morning|afternoon|weekend|decade)\b")
_CUES = {noun: (Kind(kind), subkind) for noun, kind, subkind in rows("cue_nouns")}
_ORDINALS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "last", "next", "final", "only", "winning", "opening"}
)
_WHEREABOUTS = frozenset({"in", "at", "on", "to", "from", "with", "against"})
_PLAIN_NOUN = 4.0  # Zipf: about ten in a million words; such an object noun needs no introduction
