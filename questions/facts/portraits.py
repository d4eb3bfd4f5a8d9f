"""Portraits: what an article says of somebody right beside the name, as reporters introduce people.

"Gwen Arkwright, who drove the bus for 16 years, asked ..." makes "Who drove the bus for 16 years?"; "the
hospital's chief executive, Karen Lindquist" makes "Who is the hospital's chief executive?". Such an aside is
written to be remembered: nothing in it moves, and the others of the story are its fair wrong options.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span

from questions.facts import anchors, guards, speakers
from questions.facts.introductions import introduced
from questions.facts.pronouns import HE, SHE, is_the_titles
from questions.facts.values import Drop, Gloss, Relation, Slot, fact_key
from questions.language import Document, Name, Sentence
from questions.language.gazetteer import key_of
from questions.lexicons import lower_words
from questions.records import Kind

RULE = "portrait"
_LONGEST = 24  # words of a portrait; a host reads it in one breath
_SHORTEST = 3  # "a postman", "runs it": too little to know somebody by
_BARE = 2  # words of "the manager", who is told apart by nothing else
_WORTH = 1.2
_INSIDE = r"(?:[^,.;:\"()—–\n]|(?<=\d)[,.](?=\d)|(?<=\b[A-Z])\.|\.(?=[A-Z]\.))"
_OF = r"(?: (?:of|from|at) (?:the )?[A-Z\u00c0-\u00de][^,.;:\"()—–\n]{2,50}(?=, (?:who|whose) ))?"
_AGE = r"(?:(?:aged |now |then )?\d{1,3}, )?"
_BEHIND = re.compile(rf"^{_OF}, {_AGE}(?P<told>{_INSIDE}{{3,170}})(?=[,.;—–]|$)")
# "who is 36 and has run the firm": an age is no more than a rider.
_RIDER = re.compile(r"^(?P<word>who) (?:is|was|turned|turns) \d{1,3} and |^(?:now |currently )(?=an? |the )")
_NAMELESS = re.compile(
    r"^(?:one|two|three|both|some|many|all|part|another|other|each|among)\b", re.IGNORECASE
)
_OPEN = re.compile(
    r"\b(?:and|or|but|at|in|of|on|to|with|for|from|by|that|is|was|were|has|had|been|an?|the(?: (?:first|second|third|fourth|last))?)$"
)
_STRANGER = re.compile(r"^(?:is|was) not (?:involved|part|connected)\b(?!.* and )")
_LEAN = re.compile(
    r"\b(?:these|those|this|here|such|there|then|also|both|either|another|afterwards|later|itself|so|too|again|"
    r"meanwhile|instead|yesterday|today|tomorrow|tonight|the (?:same|other|others|two|three|latter|former)|"
    r"fellow|and who|that (?:day|night|week|month|year|time)|of them|do(?:ne)? (?:that|so))\b",
    re.IGNORECASE,
)
# Nouns that say nothing by themselves: which matter, which job? Of councils and buses an article has one.
_ADRIFT = frozenset(
    "matter job work word words idea decision problem question case one thing group pair trio event incident "
    "role post position move change issue point remark story sentence result answer agreement deal offer "
    "request task process effort row dispute trip visit other first second third former latter".split()
)
_IT = frozenset({"it", "its"})
_THEY = frozenset({"they", "them", "their"})
_ARTICLES = frozenset({"a", "an", "the"})
_PLURALS = frozenset({"NNS", "NNPS"})
_NOUNS = _PLURALS | {"NN", "NNP"}
_OPENS = frozenset({"VERB", "AUX", "ADV"})
_PARTICIPLES = frozenset({"VBN", "VBD", "VBG"})
_POSTS = ("er", "or", "ist", "man", "woman", "ian", "chief", "chair", "executive", "head", "president")


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of somebody, and the question word before it; "is" where it says what they are."""

    word: str
    said: Span


def portraits(document: Document) -> Iterator[Relation | Drop]:
    """Give what a document says of its people beside their names."""
    found = list(_found(document))
    for sentence, span, name, told in found:
        noun = told.said.root.lemma_.lower()
        others = (other for _, _, whose, other in found if whose.key != name.key and other.word == "is")
        if len(told.said) <= _BARE and any(other.said.root.lemma_.lower() == noun for other in others):
            yield Drop(told.said.text, f"{RULE}: another is one too")
        else:
            yield _portrait(document, sentence, span, name, told)


def _found(document: Document) -> Iterator[tuple[Sentence, Span, Name, _Told]]:
    for sentence in document.sentences:
        for mention, name in document.mentions(sentence):
            if not speakers.can_speak(name) or speakers.is_of_story(document, name):
                continue
            span = sentence.span.doc[mention.start : mention.end]
            told = None if guards.is_quoted(span[0]) else _behind(sentence, span) or _before(sentence, span)
            if told is not None:
                yield sentence, span, name, told


def _behind(sentence: Sentence, span: Span) -> _Told | None:
    """Read the aside behind a name: "who keeps bees", "whose sister runs it", "the club's captain"."""
    doc = span.doc
    found = _BEHIND.match(doc.text[span.end_char : sentence.span.end_char])
    if found is None or _is_listed(span):
        return None
    start, end = span.end_char + found.start("told"), span.end_char + found.end("told")
    word = found["told"].split()[0]
    if rider := _RIDER.match(found["told"]):
        start, word = start + rider.end(), rider["word"] or ""
    elif word in {"who", "whose"}:
        start += len(word) + 1
    said = doc.char_span(start, end)
    if said is None:
        return None
    if word == "who" and (said[0].tag_ == "VBP" or said[0].pos_ not in _OPENS):
        return None  # "who account for most of it" are several
    if word in {"who", "whose"}:
        return _Told(word, said)
    head = said.root
    is_role = head.tag_ == "NN" and said[0].tag_ not in _PARTICIPLES and (head.dep_ == "appos" or said[0].lower_ in _ARTICLES)
    return _Told("is", said) if is_role else None


def _before(sentence: Sentence, span: Span) -> _Told | None:
    """Read the role before a name: "the hospital's chief executive, ", "Ashbourne's manager, "."""
    doc, at = span.doc, span.start
    if at < sentence.span.start + 3 or doc[at - 1].text != "," or doc[at - 2].tag_ != "NN":
        return None
    if span.end < len(doc) and doc[span.end].text not in {",", ".", ";"}:
        return None
    head = doc[at - 2]
    roles = lower_words("professions") | lower_words("role_nouns")
    if head.lower_ not in roles and not head.lower_.endswith(_POSTS):
        return None
    return _Told("is", doc[min(t.i for t in head.subtree) : at - 1])


def _is_listed(span: Span) -> bool:
    """Say whether a name ends a list, all of which an aside may tell of: "Ann Hale and Tom Reed, who"."""
    return span.start > 0 and span.doc[span.start - 1].lower_ in {"and", "or", "&"}


def _portrait(document: Document, sentence: Sentence, span: Span, name: Name, told: _Told) -> Relation | Drop:
    start = sentence.offset + span.start_char
    end = start + len(span.text)
    slot = Slot(Kind.PERSON, "", start, end, span.text, 1.0, name=name)
    reason, glosses = _unfit(document, sentence, name, told), ()
    if not reason:
        reason, glosses = introduced(document, [(sentence, told.said)], slot)
    text = _shown(document, sentence, told, glosses)
    if reason:
        return Drop(text, f"{RULE}: {reason}")
    low = min(start, sentence.offset + told.said.start_char)
    high = max(end, sentence.offset + told.said.end_char)
    prompts = tuple(f"{opening} {text}?" for opening in _openings(document, name, told))
    key = fact_key(document, sentence, f"{name.form}\n{text}")
    return Relation(RULE, prompts, False, slot, low, high, sentence, _WORTH, key, is_of_story=True)


def _shown(document: Document, sentence: Sentence, told: _Told, glosses: tuple[Gloss, ...]) -> str:
    """Give a portrait as a question shows it: "her niece" is the niece of whom the title names."""
    text = told.said.text
    for gloss in sorted(glosses, key=lambda g: -g.at):
        at = gloss.at - sentence.offset - told.said.start_char
        text = text[:at] + gloss.text + text[at:]
    if told.word == "is" and told.said[0].lower_ in {"his", "her"} and document.topic is not None:
        text = f"{document.topic.name.form}'s {text.partition(' ')[2]}"
    if told.said[0].lower_ in _ARTICLES:
        text = text[0].lower() + text[1:]
    return " ".join(text.split())


def _openings(document: Document, name: Name, told: _Told) -> tuple[str, ...]:
    if told.word != "is":
        return (told.word.capitalize(),)
    is_present = speakers.speaks(document, name) or any(t.tag_ == "VBZ" for t in told.said)
    verb = "is" if is_present else "was"
    if told.said[0].lower_ in {"a", "an"}:
        return f"Who in the story {verb}", f"Which of the people in the story {verb}"
    return (f"Who {verb}",)


def _unfit(document: Document, sentence: Sentence, name: Name, told: _Told) -> str:
    said, text = told.said, " ".join(told.said.text.split())
    count = len(text.split())
    # "Ashbourne's manager" tells enough, and so does "the caretaker" where there is no other.
    is_post = told.word == "is" and (said[0].lower_ == "the" or any(t.tag_ == "POS" for t in said))
    least = _SHORTEST - is_post
    if not least <= count <= _LONGEST:
        return "too short" if count < least else "too long"
    if document.topic is not None and name.key in document.topic.keys:
        return "of whom the title names"
    if _NAMELESS.match(text):
        return "one of several"
    if _OPEN.search(text):
        return "breaks off"
    if _STRANGER.match(text) or not any(t.pos_ in {"NOUN", "PROPN", "NUM"} for t in said):
        return "tells too little"
    if found := _LEAN.search(text):
        return f"points back: {found.group().lower()}"
    forms = (name.form, *name.short_forms)
    parts = {part for form in forms for part in key_of(form).split() if len(part) > 2}  # noqa: PLR2004
    if parts & set(key_of(text).split()):
        return "names whom it asks for"
    published = document.article.published
    reason = guards.sensitive(text) or guards.wording(text, published=published)
    return reason or _pronoun(document, sentence, name, told) or _adrift(document, sentence, said)


def _pronoun(document: Document, sentence: Sentence, name: Name, told: _Told) -> str:
    """Name a pronoun that may mean another than whom the portrait is of."""
    seen: set[str] = set()
    for token in told.said:
        low = token.lower_
        if low in HE | SHE:
            wanted = "m" if low in HE else "f"
            if told.word == "is" and token.i == told.said.start:
                is_known = is_the_titles(document, sentence, wanted)
            else:
                is_known = name.sex in {"", wanted} and not _has_rival(document, sentence, name, wanted)
            if not is_known:
                return f"pronoun: {low}"
        if (low in _IT and not seen) or (low in _THEY and not seen & _PLURALS):
            return f"pronoun: {low}"
        seen |= {token.tag_} & _NOUNS
    return ""


def _has_rival(document: Document, sentence: Sentence, name: Name, wanted: str) -> bool:
    """Say whether a sentence names another of a sex."""
    others = (other for _, other in document.mentions(sentence) if other.key != name.key)
    return any(other.kind is Kind.PERSON and other.sex in {"", wanted} for other in others)


def _adrift(document: Document, sentence: Sentence, said: Span) -> str:
    reason = anchors.unresolved(document, [(sentence, said)], whole_start=False)
    if reason.startswith("unanchored"):
        return reason if reason.split()[-1] in _ADRIFT else ""
    return reason if reason.startswith(("points back", "bare")) else ""
