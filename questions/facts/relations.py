"""Relations: the few turns of phrase that make a plain question; the table is data with examples."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from questions.facts import guards, rhetoric
from questions.facts.agents import parsed_relations, subject_questions
from questions.facts.asked import asked
from questions.facts.values import Drop, Relation, Slot
from questions.language import Document, Name, Sentence
from questions.language.gazetteer import key_of
from questions.language.kinds import SURE
from questions.lexicons import table
from questions.records import Kind

_NAME = (
    r"(?:(?:The )?[A-Z\u00c0-\u00de][\w.\u2019'-]*(?:(?: (?:of|the|de|da|van|von|der|la|le|del))* "
    r"[A-Z\u00c0-\u00de][\w.-]*){0,5})"
)


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
        if reason := guards.sensitive(text) or rhetoric.figure(text):
            yield Drop(text, reason)
            continue
        for pattern in _patterns():
            yield from _by_pattern(document, sentence, pattern, work)
        if not guards.is_negated(text) and text.count('"') == 0:
            yield from parsed_relations(document, sentence)
            yield from subject_questions(document, sentence)


# --- patterns over the text ---------------------------------------------------------------------------------


def _by_pattern(
    document: Document, sentence: Sentence, pattern: _Pattern, work: Name | None
) -> Iterator[Relation | Drop]:
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
        yield asked(document, sentence, pattern.rule, prompt, slot)


def _name_at(document: Document, sentence: Sentence, match: re.Match[str], group: str) -> Name | None:
    start, end = match.span(group)
    base, doc = sentence.span.start_char, sentence.span.doc
    for mention, name in document.mentions(sentence):
        found = doc[mention.start : mention.end]
        if found.end_char == base + end and abs(found.start_char - base - start) <= len("the "):
            return name
    return None


def _fits(name: Name | None, kinds: list[str]) -> bool:
    return name is not None and name.kind is not None and name.kind.value in kinds and name.confidence >= SURE


def _filled(
    pattern: _Pattern, match: re.Match[str], names: dict[str, Name | None], work: Name | None, answer: Name
) -> str:
    values: dict[str, str] = {group: text or "" for group, text in match.groupdict().items()}
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
