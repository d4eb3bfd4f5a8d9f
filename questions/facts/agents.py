"""Relations read off the parse: who did one of the table's deeds, and what was the first or the largest."""

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from questions.facts import anchors, guards
from questions.facts.asked import SUBJECT_WORTH, asked
from questions.facts.named import named_slot
from questions.facts.subjects import subject_phrase
from questions.facts.values import Drop, Relation, Slot
from questions.language import Document, Name, Sentence
from questions.language.gazetteer import key_of
from questions.language.kinds import SURE
from questions.lexicons import table
from questions.records import Kind

_SUPERLATIVE = re.compile(
    r"^the (?:[a-z]+ )?(?:first|only|last|largest|longest|tallest|highest|oldest|smallest|deepest|fastest|"
    r"heaviest|"
    r"youngest|biggest|busiest|most [a-z]+|earliest|best-selling|most-watched)\b"
)
_SHARED = re.compile(r"\b(?:independently|jointly|together|others?)\b")
_WHICH = frozenset({"country", "city", "US state", "continent"})


def subject_questions(document: Document, sentence: Sentence) -> Iterator[Relation | Drop]:
    """Give "Who ...?" where a person opens the sentence and does the one thing it tells."""
    found = subject_phrase(document, sentence)
    if isinstance(found, str):
        return
    word, rest, slot = found
    yield asked(document, sentence, "subject", f"{word} {rest}?", slot, worth=SUBJECT_WORTH)


def parsed_relations(document: Document, sentence: Sentence) -> Iterator[Relation | Drop]:
    """Give the relations that a sentence's parse shows."""
    agents = table("relations")["agents"]
    for token in sentence.span:
        if token.dep_ not in {"ROOT", "conj", "relcl"} or token.pos_ not in {"VERB", "AUX"}:
            continue
        if token.lemma_ in agents and token.pos_ == "VERB":
            yield from _agent(document, sentence, token, agents[token.lemma_])
        elif token.lemma_ in {"be", "become"} and token.dep_ == "ROOT":
            yield from _superlative(document, sentence, token)


def _child(token: Token, *deps: str) -> Token | None:
    return next((c for c in token.children if c.dep_ in deps), None)


def _agent(document: Document, sentence: Sentence, verb: Token, past: str) -> Iterator[Relation | Drop]:
    if any(c.dep_ in {"aux", "neg"} and c.tag_ in {"MD", "RB"} for c in verb.children):
        return
    if any(c.dep_ in {"oprd", "xcomp"} or c.lower_ in {"as", "with", "for"} for c in verb.children):
        return  # "identified it as the source": the rest is the point
    if guards.is_generic(sentence.span.text):
        return
    passive = _child(verb, "nsubjpass")
    if passive is not None and verb.tag_ == "VBN":
        by = _child(verb, "agent")
        who: Token | None = _child(by, "pobj") if by is not None else None
        thing: Token | None = passive
    elif verb.tag_ == "VBD" and verb.dep_ == "ROOT":
        who, thing = _child(verb, "nsubj"), _child(verb, "dobj")
    else:
        return
    if who is None or thing is None or _SHARED.search(sentence.span.text):
        return
    slot = _agent_slot(document, sentence, who)
    phrase = _phrase(document, sentence, thing)
    if slot is None or phrase is None:
        return
    year = (
        _year_of(verb)
        if past in {"won", "led", "opened", "published", "directed", "defeated", "beat"}
        else ""
    )
    if past == "won" and not re.search(r"\b(?:Prize|Award|Medal|Oscar|Emmy|Grammy|Tony|Booker)", phrase):
        return  # a team's win is nobody's alone
    if past in {"won", "led", "scored", "defeated", "beat"} and not year and not re.search(r"\d{4}", phrase):
        return
    yield asked(document, sentence, f"agent: {past}", f"Who {past} {phrase}{year}?", slot)


def _agent_slot(document: Document, sentence: Sentence, who: Token) -> Slot | None:
    name = document.names.over(sentence.text, who.i)
    if name is None or name.kind is not Kind.PERSON or not name.is_human or name.confidence < SURE:
        return None
    if any(c.dep_ in {"conj", "cc"} for c in who.children) or who.dep_ == "conj":
        return None
    if _shares(document, sentence, who, name):
        return None
    mention = next(m for m in document.names.at(sentence.text) if m.start <= who.i < m.end)
    return named_slot(sentence, mention, name)


def _shares(document: Document, sentence: Sentence, who: Token, name: Name) -> bool:
    """Say whether another person follows an "and" after the agent: perhaps a second agent the parse lost."""
    for mention, other in document.mentions(sentence):
        if other.kind is Kind.PERSON and other.key != name.key and mention.start > who.i:
            between = sentence.span.doc[who.i : mention.start].text
            if re.search(r"\band\b|,", between) and not re.search(
                r"\b(?:for|to|with|of|from|by)\b", between[-12:]
            ):
                return True
    return False


def _phrase(document: Document, sentence: Sentence, noun: Token) -> str | None:
    """Give a noun phrase that says which thing is meant, without what trails behind it."""
    if noun.pos_ == "PRON" or any(
        c.dep_ in {"conj", "cc", "relcl", "acl", "appos", "poss"} for c in noun.children
    ):
        return None
    start = min(t.i for t in noun.subtree)
    end = max(t.i for t in noun.subtree) + 1
    span: Span = noun.doc[start:end]
    text = span.text
    if not 1 <= len(text.split()) <= 12 or re.search(r"[,;:()\"]", text):  # noqa: PLR2004
        return None
    if anchors.unresolved(document, [(sentence, span)], whole_start=False):
        return None
    if not _is_known(document, span, noun):
        return None
    if (
        text.split()[0] in {"The", "A", "An"}
        and span.start == sentence.span.start
        and not _is_title(document, text)
    ):
        return text[0].lower() + text[1:]
    return text


def _is_title(document: Document, text: str) -> bool:
    name = document.names.get(key_of(text))
    return name is not None and name.kind is Kind.WORK


def _is_known(document: Document, span: Span, noun: Token) -> bool:
    """Only a name, a superlative, or the article's own noun tells a host which thing is meant."""
    names = [t for t in span if t.pos_ == "PROPN"]
    if span[0].lower_ in {"a", "an"} or noun.tag_ == "NNS":
        return bool(_SUPERLATIVE.search(span.text.lower()))
    if names and (noun.pos_ == "PROPN" or span[0].lower_ == "the"):
        return True
    if _SUPERLATIVE.search(span.text.lower()) and len(span) > 3:  # noqa: PLR2004
        return True
    makes = noun.head.lemma_ in {
        "design",
        "invent",
        "discover",
        "found",
        "compose",
        "build",
        "patent",
        "decipher",
    }
    return makes and noun.lemma_.lower() in document.title_words and span[0].lower_ == "the"


def _year_of(verb: Token) -> str:
    for prep in verb.children:
        if (
            prep.lower_ == "in"
            and (year := _child(prep, "pobj")) is not None
            and re.fullmatch(r"\d{4}", year.text)
        ):
            return f" in {year.text}"
    return ""


def _superlative(document: Document, sentence: Sentence, verb: Token) -> Iterator[Relation | Drop]:
    subject, attr = _child(verb, "nsubj"), _child(verb, "attr")
    if subject is None or attr is None or verb.tag_ not in {"VBZ", "VBD"} or subject.i > verb.i:
        return
    name = document.names.over(sentence.text, subject.i)
    if (
        name is None
        or name.kind is None
        or name.confidence < SURE
        or (not name.subkind and name.kind is not Kind.PERSON)
    ):
        return
    if any(c.dep_ in {"conj", "cc", "appos"} for c in subject.children):
        return
    mention = next(m for m in document.names.at(sentence.text) if m.start <= subject.i < m.end)
    if name.kind is Kind.PERSON and not name.is_human:
        return
    what = _predicate(document, sentence, attr)
    if what is None:
        return
    slot = named_slot(sentence, mention, name)
    ask = "Who" if name.kind is Kind.PERSON else _ask(name, attr)
    be = "was" if verb.lemma_ == "become" else verb.text
    yield asked(document, sentence, "superlative", f"{ask} {be} {what}?", slot)


def _ask(name: Name, attr: Token) -> str:
    if name.kind is Kind.PLACE and name.subkind in _WHICH and name.subkind not in attr.sent.text.lower():
        return f"Which {name.subkind}"
    return "What"


def _predicate(document: Document, sentence: Sentence, attr: Token) -> str | None:
    start = min(t.i for t in attr.subtree)
    end = max(t.i for t in attr.subtree) + 1
    for token in attr.doc[start:end]:
        if token.text in {",", ";", "(", "—", "–", ":"}:
            end = token.i
            break
    span: Span = attr.doc[start:end]
    text = span.text
    if not _SUPERLATIVE.search(text.lower()) or len(text.split()) < 5 or attr.i >= end:  # noqa: PLR2004
        return None
    if anchors.unresolved(document, [(sentence, span)], whole_start=False) or guards.sensitive(text):
        return None
    return text
