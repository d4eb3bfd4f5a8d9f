"""Portraits: what an article says of somebody right beside the name, as reporters introduce people.

"Gwen Arkwright, who drove the bus for 16 years, asked ..." makes "Who drove the bus for 16 years?"; "the
hospital's chief executive, Karen Lindquist" makes "Who is the hospital's chief executive?". Such an aside is
written to be remembered: nothing in it moves, and the others of the story are its fair wrong options.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from questions.facts import guards, speakers
from questions.facts.introductions import introduced
from questions.facts.portrait_guards import ARTICLES, BE, unfit
from questions.facts.values import Drop, Gloss, Relation, Slot, fact_key
from questions.language import Document, Name, Sentence
from questions.lexicons import lower_words, words
from questions.records import Kind

RULE = "portrait"
_BARE = 2  # words of "the manager", who is told apart by nothing else
_WORTH = 0.9  # no pattern of the library vouches for it: it waits for a moderator
_INSIDE = r"(?:[^,.;:\"()—–\n]|(?<=\w)–(?=\w)|(?<=\d)[,.](?=\d)|(?<=\b[A-Z])\.|\.(?=[A-Z]\.))"
_OF = r"(?: (?:of|from|at) (?:the )?[A-Z\u00c0-\u00de][^,.;:\"()—–\n]{2,50}(?=, (?:who|whose) ))?"
_AGE = r"(?:(?:aged |now |then )?\d{1,3}, )?"
_BEHIND = re.compile(rf"^{_OF}, {_AGE}(?P<told>{_INSIDE}{{3,170}})(?=[,.;—]| –|$)")
# "who is 36 and has run the firm": an age is no more than a rider.
_RIDER = re.compile(r"^(?P<word>who) (?:is|was|turned|turns) \d{1,3} and |^(?:now |currently )(?=an? |the )")
_OPENS = frozenset({"VERB", "AUX", "ADV"})
_PARTICIPLES = frozenset({"VBN", "VBD", "VBG"})
_POSTS = (
    "er", "or", "ist", "man", "woman", "ian", "ent", "ee", "ant", "ess", "eur", "smith", "chief", "chair",
    "executive", "head", "cook", "nurse", "clerk", "veteran", "graduate", "pastor", "coach", "wife", "widow",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of somebody, and the question word before it, or "is" or "was" of what they are."""

    word: str
    said: Span


def portraits(document: Document) -> Iterator[Relation | Drop]:
    """Give what a document says of its people beside their names."""
    found = list(_found(document))
    for sentence, span, name, told in found:
        noun = told.said.root.lemma_.lower()
        others = (other for _, _, whose, other in found if whose.key != name.key and other.word in BE)
        if len(told.said) <= _BARE and any(other.said.root.lemma_.lower() == noun for other in others):
            yield Drop(told.said.text, f"{RULE}: another is one too")
        else:
            yield _portrait(document, sentence, span, name, told)
    for sentence in document.sentences:
        deed = _deed(document, sentence)
        if deed is not None:
            yield deed


def _is_asked_for(document: Document, name: Name) -> bool:
    return speakers.can_speak(name) and not speakers.is_of_story(document, name)


def _found(document: Document) -> Iterator[tuple[Sentence, Span, Name, _Told]]:
    for sentence in document.sentences:
        for mention, name in document.mentions(sentence):
            if not _is_asked_for(document, name):
                continue
            span = sentence.span.doc[mention.start : mention.end]
            told = None if guards.is_quoted(span[0]) else _told(sentence, span)
            if told is not None:
                yield sentence, span, name, told


def _told(sentence: Sentence, span: Span) -> _Told | None:
    aside = _behind(sentence, span) or _before(sentence, span) or _beside(span)
    return aside or _predicate(sentence, span)


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
    if word == "who" and (said[0].tag_ in {"VBP", "VBG"} or said[0].pos_ not in _OPENS):
        return None  # "who account for most of it" are several
    if word in {"who", "whose"}:
        return _Told(word, said)
    is_aside = said.root.dep_ == "appos" or said[0].lower_ in ARTICLES
    is_role = said.root.tag_ == "NN" and said[0].tag_ not in _PARTICIPLES and is_aside and _is_post(said.root)
    return _Told("is", said) if is_role else None


def _before(sentence: Sentence, span: Span) -> _Told | None:
    """Read the role before a name: "the hospital's chief executive, ", "Ashbourne's manager, "."""
    doc, at = span.doc, span.start
    if at < sentence.span.start + 3 or doc[at - 1].text != "," or doc[at - 2].tag_ != "NN":
        return None
    if span.end < len(doc) and doc[span.end].text not in {",", ".", ";"}:
        return None
    head = doc[at - 2]
    return _Told("is", doc[min(t.i for t in head.subtree) : at - 1]) if _is_post(head) else None


def _is_post(noun: Token) -> bool:
    is_listed = noun.lower_ in lower_words("professions") | lower_words("role_nouns")
    return is_listed or noun.lower_.endswith(_POSTS)


def _beside(span: Span) -> _Told | None:
    """Read the role right before a name: "the painter Douglas Iremonger", "Dr Lovell's colleague"."""
    doc, at = span.doc, span.start
    if at == 0 or doc[at - 1].tag_ != "NN" or not _is_post(doc[at - 1]) or span[0].dep_ == "poss":
        return None
    phrase = {t.i for t in doc[at - 1].subtree} | {t.i for t in span.root.subtree}
    low = at - 1
    while low > 0 and low - 1 in phrase and doc[low - 1].pos_ in _OF_A_PHRASE:
        low -= 1
    opens = doc[low].lower_ == "the" or doc[low].tag_ == "PRP$" or any(t.tag_ == "POS" for t in doc[low:at])
    return _Told("is", doc[low:at]) if opens else None


_OF_A_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "PART"})
_PREDICATE = re.compile(rf"^ (?P<verb>is|was) (?P<told>(?:an?|the) {_INSIDE}{{3,170}})(?=[,.;—]| –|$)")


def _predicate(sentence: Sentence, span: Span) -> _Told | None:
    """Read what a sentence says somebody is: "Tunde Bakare is a retired wheat farmer who"."""
    doc = span.doc
    found = _PREDICATE.match(doc.text[span.end_char : sentence.span.end_char])
    if found is None or _is_listed(span):
        return None
    said = doc.char_span(span.end_char + found.start("told"), span.end_char + found.end("told"))
    if said is None or said.root.tag_ != "NN" or said.root.head != sentence.span.root:
        return None
    return _Told(found["verb"], said)


# What somebody does year in, year out; what they do in a scene is told in the present as well.
_LASTING = frozenset(
    "run own keep chair lead manage live work teach represent farm breed rear grow make sell play sing coach "
    "captain head belong serve drive collect restore repair build employ write edit raise milk".split()
)
_TELLING, _NOUNS = 5, 2  # words of a deed, and nouns, names and figures among them: "holds up a finger"
_DEED = re.compile(rf"^ (?P<told>{_INSIDE}{{12,170}})(?=[,.;—]| –|$)")
_BETWEEN = frozenset({"aux", "auxpass", "advmod", "neg"})


def _deed(document: Document, sentence: Sentence) -> Relation | Drop | None:
    """Read what a sentence says somebody does or did: "Orla Hession has run the firm since 2014"."""
    doc, verb = sentence.span.doc, sentence.span.root
    subject = next((t for t in verb.lefts if t.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or guards.is_quoted(subject) or not _lasts(verb):
        return None
    if any(t.dep_ not in _BETWEEN for t in doc[subject.i + 1 : verb.i]):
        return None
    end = subject.idx + len(subject)
    found = _DEED.match(doc.text[end : sentence.span.end_char])
    said = doc.char_span(end + 1, end + found.end("told")) if found is not None else None
    if said is None or not said.start <= verb.i < said.end:
        return None
    if len(said) < _TELLING or sum(t.pos_ in {"NOUN", "PROPN", "NUM"} for t in said) < _NOUNS:
        return None
    told = _Told("who", said)
    if subject.lower_ in {"he", "she"}:
        return _of_a_pronoun(document, sentence, subject, told)
    for mention, name in document.mentions(sentence):
        if mention.start <= subject.i < mention.end and _is_asked_for(document, name):
            span = doc[mention.start : mention.end]
            return None if _is_listed(span) else _portrait(document, sentence, span, name, told)
    return None


def _lasts(verb: Token) -> bool:
    """Say whether a verb tells what has long been so or is done and over, and tags no speech."""
    if verb.lower_ in words("say_verbs"):
        return False
    before = {t.lower_ for t in verb.lefts if t.dep_ in {"aux", "auxpass"}}
    is_done = verb.tag_ == "VBD" and not before
    return is_done or (verb.tag_ == "VBN" and bool(before & {"has", "was"})) or _is_habit(verb)


def _is_habit(verb: Token) -> bool:
    return verb.tag_ == "VBZ" and verb.lemma_ in _LASTING


def _of_a_pronoun(
    document: Document, sentence: Sentence, subject: Token, told: _Told
) -> Relation | Drop | None:
    """Make the portrait of whom "she" means, proven where she is named and where it is told."""
    spoken = speakers.spoken_of(document, sentence, sentence.offset + subject.idx, subject.lower_)
    if spoken is None or not _is_asked_for(document, spoken.name):
        return None
    made = _portrait(document, sentence, sentence.span.doc[subject.i : subject.i + 1], spoken.name, told)
    if isinstance(made, Drop):
        return made
    slot = replace(made.slot, start=spoken.start, end=spoken.end, text=spoken.name.form)
    start = speakers.opening(spoken.sentence, spoken.start)
    end = speakers.shortened(document, spoken.end, spoken.sentence.end)
    also = sentence.start, sentence.end
    return replace(made, slot=slot, start=start, end=end, sentence=spoken.sentence, also=also)


def _is_listed(span: Span) -> bool:
    """Say whether a name ends a list, all of which an aside may tell of: "Ann Hale and Tom Reed, who"."""
    return span.start > 0 and span.doc[span.start - 1].lower_ in {"and", "or", "&"}


def _portrait(document: Document, sentence: Sentence, span: Span, name: Name, told: _Told) -> Relation | Drop:
    start = sentence.offset + span.start_char
    end = start + len(span.text)
    slot = Slot(Kind.PERSON, "", start, end, span.text, 1.0, name=name)
    reason = unfit(document, sentence, name, told.word, told.said)
    glosses: tuple[Gloss, ...] = ()
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
    if told.word in BE and told.said[0].lower_ in {"his", "her"} and document.topic is not None:
        text = f"{document.topic.name.form}'s {text.partition(' ')[2]}"
    if told.said[0].lower_ in ARTICLES:
        text = text[0].lower() + text[1:]
    return " ".join(text.split())


def _openings(document: Document, name: Name, told: _Told) -> tuple[str, ...]:
    if told.word not in BE:
        return (told.word.capitalize(),)
    if told.said[0].lower_ in {"a", "an"}:
        return ("Who is described as",)
    published = document.article.published
    if told.word == "was" or not _is_of_today(document, name):
        return ("Who was",)
    return (f"As of {published:%B %Y}, who is",) if published is not None else ("Who is",)


def _is_of_today(document: Document, name: Name) -> bool:
    """Say whether somebody holds a post as the article appears: it quotes people, and tells nothing older."""
    year = document.article.published.year if document.article.published is not None else _THIS_CENTURY
    if not any(token.lower_ in words("say_verbs") for s in document.sentences for token in s.span):
        return False
    spoken = speakers.speaks(document, name)
    told = [s.span.text for s in document.sentences if any(n is name for _, n in document.mentions(s))]
    is_past = any(int(found) < year - _LATELY for text in told for found in _YEAR.findall(text))
    is_dead = any(re.search(r"\bthe late \w|\bdied\b|\bformer\b", text) for text in told)
    return not is_dead and (spoken or not is_past)


_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-2][0-9])\b")
_THIS_CENTURY = 2020
_LATELY = 8
