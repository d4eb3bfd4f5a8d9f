"""Relations: the few turns of phrase that make a plain question every time; the table is data, with examples."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Span, Token

from questions.facts import anchors, guards
from questions.facts.subjects import subject_phrase
from questions.facts.values import Drop, Relation, Slot, fact_key
from questions.language import Document, Name, Sentence
from questions.language.gazetteer import key_of
from questions.language.names import SURE
from questions.lexicons import finder, table
from questions.records import Kind

_WORTH = 1.25  # a plain question beats a gap: readers liked it most where it was right
_NAME = (
    r"(?:(?:The )?[A-Z\u00c0-\u00de][\w.\u2019'-]*(?:(?: (?:of|the|de|da|van|von|der|la|le|del))* "
    r"[A-Z\u00c0-\u00de][\w.-]*){0,5})"
)
_SUPERLATIVE = re.compile(
    r"^the (?:[a-z]+ )?(?:first|only|last|largest|longest|tallest|highest|oldest|smallest|deepest|fastest|heaviest|"
    r"youngest|biggest|busiest|most [a-z]+|earliest|best-selling|most-watched)\b"
)
_SUBJECT_WORTH = 0.95
_PROMPT_LIMIT = 200


@dataclass(frozen=True, slots=True)
class _Pattern:
    rule: str
    match: re.Pattern[str]
    answer: str
    kinds: dict[str, list[str]]
    prompt: str
    needs_work: bool


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            row["rule"],
            re.compile(row["match"].replace("NAME", _NAME)),
            row["answer"],
            row["kinds"],
            row["prompt"],
            bool(row.get("needs_work")),
        )
        for row in table("relations")["pattern"]
    )


def topic_work(document: Document) -> Name | None:
    """Give the work an article is about: the only one its title names, or the one it names most."""
    title = key_of(document.article.title)
    works = [n for n in document.names.all() if n.kind is Kind.WORK and n.confidence >= SURE]
    titled = [n for n in works if re.search(rf"\b{re.escape(n.key)}\b", title)]
    return titled[0] if len(titled) == 1 else None


def relations(document: Document) -> Iterator[Relation | Drop]:
    """Give the relations a document states."""
    work = topic_work(document)
    for sentence in document.sentences:
        text = sentence.span.text
        if reason := guards.sensitive(text):
            yield Drop(text, reason)
            continue
        for pattern in _patterns():
            yield from _by_pattern(document, sentence, pattern, work)
        if not guards.is_negated(text) and text.count('"') == 0:
            yield from _by_parse(document, sentence)
            yield from subject_questions(document, sentence)


# --- patterns over the text ---------------------------------------------------------------------------------


def _by_pattern(document: Document, sentence: Sentence, pattern: _Pattern, work: Name | None) -> Iterator[Relation | Drop]:
    for match in pattern.match.finditer(sentence.span.text):
        if pattern.needs_work and work is None:
            yield Drop(match.group(), f"relation {pattern.rule}: no work to name")
            continue
        names = {group: _name_at(document, sentence, match, group) for group in pattern.kinds}
        if any(not _fits(names[group], kinds) for group, kinds in pattern.kinds.items()):
            continue
        answer = names[pattern.answer]
        if answer is None or (answer.kind is Kind.PERSON and not answer.is_human):
            continue
        prompt = _filled(pattern, match, names, work, answer)
        slot = _slot(sentence, match, pattern.answer, answer)
        yield _relation(document, sentence, pattern.rule, prompt, slot)


def _name_at(document: Document, sentence: Sentence, match: re.Match[str], group: str) -> Name | None:
    start, end = match.span(group)
    span = sentence.span.char_span(start, end)
    if span is None:
        return None
    for mention, name in document.mentions(sentence):
        if mention.end == span.end and abs(mention.start - span.start) <= 1:
            return name
    return None


def _fits(name: Name | None, kinds: list[str]) -> bool:
    return name is not None and name.kind is not None and name.kind.value in kinds and name.confidence >= SURE


def _filled(
    pattern: _Pattern, match: re.Match[str], names: dict[str, Name | None], work: Name | None, answer: Name
) -> str:
    values: dict[str, Any] = {group: text or "" for group, text in match.groupdict().items()}
    values |= {group: name.form for group, name in names.items() if name is not None}
    if values.get("thing", "").startswith("The "):
        values["thing"] = "the " + values["thing"][4:]
    values["work"] = work.form if work is not None else ""
    values["in_work"] = f" in {work.form}" if work is not None else ""
    values["What"] = "Who" if answer.kind is Kind.PERSON else "What"
    return pattern.prompt.format(**values)


def _slot(sentence: Sentence, match: re.Match[str], group: str, name: Name) -> Slot:
    start, end = match.span(group)
    base = sentence.start
    return Slot(name.kind or Kind.OTHER, name.subkind, base + start, base + end, match[group], 1.0, name=name)


def _relation(document: Document, sentence: Sentence, rule: str, prompt: str, slot: Slot, *, worth: float = _WORTH) -> Relation | Drop:
    form = slot.name.form if slot.name is not None else slot.text
    low = f" {key_of(prompt)} "
    if any(re.search(rf"\b{re.escape(part)}\b", low) for part in key_of(form).split() if len(part) > 2):  # noqa: PLR2004
        return Drop(prompt, f"relation {rule}: the prompt gives the answer")
    if len(prompt) > _PROMPT_LIMIT:
        return Drop(prompt, f"relation {rule}: prompt too long")
    if (found := finder("deictics")(prompt)) or (found := finder("first_person")(prompt)):
        return Drop(prompt, f"relation {rule}: {found.lower()}")
    key = fact_key(document, sentence, f"{form}\n{prompt}")
    return Relation(rule, prompt, slot, sentence.start, sentence.end, sentence, worth, key)


def subject_questions(document: Document, sentence: Sentence) -> Iterator[Relation | Drop]:
    """Give "Who ...?" where a person opens the sentence and does the one thing it tells."""
    found = subject_phrase(document, sentence)
    if isinstance(found, str):
        return
    word, rest, slot = found
    yield _relation(document, sentence, "subject", f"{word} {rest}?", slot, worth=_SUBJECT_WORTH)


# --- patterns over the parse --------------------------------------------------------------------------------


def _by_parse(document: Document, sentence: Sentence) -> Iterator[Relation | Drop]:
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
    passive = _child(verb, "nsubjpass")
    if passive is not None and verb.tag_ == "VBN":
        by = _child(verb, "agent")
        who, thing = (_child(by, "pobj") if by is not None else None), passive
    elif verb.tag_ == "VBD" and verb.dep_ == "ROOT":
        who, thing = _child(verb, "nsubj"), _child(verb, "dobj")
    else:
        return
    if who is None or thing is None:
        return
    slot = _agent_slot(document, sentence, who)
    phrase = _phrase(document, sentence, thing)
    if slot is None or phrase is None:
        return
    year = _year_of(verb) if past in {"won", "led", "opened", "published", "directed", "defeated", "beat"} else ""
    if past in {"won", "led", "scored", "defeated", "beat"} and not year and not re.search(r"\d{4}", phrase):
        return
    yield _relation(document, sentence, f"agent: {past}", f"Who {past} {phrase}{year}?", slot)


def _agent_slot(document: Document, sentence: Sentence, who: Token) -> Slot | None:
    name = document.names.over(sentence.text, who.i)
    if name is None or name.kind is not Kind.PERSON or not name.is_human or name.confidence < SURE:
        return None
    if any(c.dep_ in {"conj", "cc"} for c in who.children) or who.dep_ == "conj":
        return None
    mention = next(m for m in document.names.at(sentence.text) if m.start <= who.i < m.end)
    span = sentence.span.doc[mention.start : mention.end]
    start, end = sentence.offset + span.start_char, sentence.offset + span.end_char
    return Slot(Kind.PERSON, name.subkind, start, end, span.text, 1.0, name=name)


def _phrase(document: Document, sentence: Sentence, noun: Token) -> str | None:
    """Give a noun phrase that says which thing is meant, without what trails behind it."""
    if noun.pos_ == "PRON" or any(c.dep_ in {"conj", "cc", "relcl", "acl", "appos", "poss"} for c in noun.children):
        return None
    start = min(t.i for t in noun.subtree)
    end = max(t.i for t in noun.subtree) + 1
    span: Span = noun.doc[start:end]
    text = span.text
    if not 1 <= len(text.split()) <= 12 or re.search(r"[,;:()\"]", text):  # noqa: PLR2004
        return None
    if anchors.unresolved(document, [(sentence, span)], whole_start=False):
        return None
    if not _is_known(document, sentence, span, noun):
        return None
    opens = text.split()[0]
    return text[0].lower() + text[1:] if opens in {"The", "A", "An"} else text


def _is_known(document: Document, sentence: Sentence, span: Span, noun: Token) -> bool:
    """Only a name, a superlative, or the article's own noun tells a host which thing is meant."""
    names = [t for t in span if t.pos_ == "PROPN"]
    if span[0].lower_ in {"a", "an"} or noun.tag_ == "NNS":
        return bool(_SUPERLATIVE.search(span.text.lower()))
    if names and (noun.pos_ == "PROPN" or span[0].lower_ == "the"):
        return True
    if _SUPERLATIVE.search(span.text.lower()) and len(span) > 3:  # noqa: PLR2004
        return True
    return noun.lemma_.lower() in document.title_words and span[0].lower_ == "the"


def _year_of(verb: Token) -> str:
    for prep in verb.children:
        if prep.lower_ == "in" and (year := _child(prep, "pobj")) is not None and re.fullmatch(r"\d{4}", year.text):
            return f" in {year.text}"
    return ""


def _superlative(document: Document, sentence: Sentence, verb: Token) -> Iterator[Relation | Drop]:
    subject, attr = _child(verb, "nsubj"), _child(verb, "attr")
    if subject is None or attr is None or verb.tag_ not in {"VBZ", "VBD"} or subject.i > verb.i:
        return
    name = document.names.over(sentence.text, subject.i)
    if name is None or name.kind is None or name.confidence < SURE or (not name.subkind and name.kind is not Kind.PERSON):
        return
    if any(c.dep_ in {"conj", "cc", "appos"} for c in subject.children):
        return
    mention = next(m for m in document.names.at(sentence.text) if m.start <= subject.i < m.end)
    if name.kind is Kind.PERSON and not name.is_human:
        return
    what = _predicate(document, sentence, attr)
    if what is None:
        return
    span = sentence.span.doc[mention.start : mention.end]
    start, end = sentence.offset + span.start_char, sentence.offset + span.end_char
    slot = Slot(name.kind, name.subkind, start, end, span.text, 1.0, name=name)
    ask = "Who" if name.kind is Kind.PERSON else _ask(name, attr)
    be = "was" if verb.lemma_ == "become" else verb.text
    yield _relation(document, sentence, "superlative", f"{ask} {be} {what}?", slot)


def _ask(name: Name, attr: Token) -> str:
    if name.kind is Kind.PLACE and name.subkind not in attr.sent.text.lower():
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
