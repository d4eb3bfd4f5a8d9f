"""Turns of phrase read off the text: "X, the founder of Y", "named after X", "Martha Quill (Anna Holm)"."""

import re
from collections.abc import Iterator

from questions.facts import anchors, guards
from questions.facts.asked import asked
from questions.facts.patterns import Turn, cue_finder, turns
from questions.facts.phrases import is_sure, mention_within, shown, slot_within
from questions.facts.values import Drop, Relation, Slot
from questions.language import Document, Name, Sentence
from questions.language.gazetteer import key_of
from questions.language.kinds import SURE
from questions.lexicons import finder
from questions.records import Kind

_ANY = frozenset({"any"})


def turn_relations(document: Document, sentence: Sentence, work: Name | None) -> Iterator[Relation | Drop]:
    """Give the relations that the turns of phrase in a sentence state; ``work`` is what the article is of."""
    cues = {found[1] for found in cue_finder().finditer(sentence.span.text)}
    if not cues:
        return
    for turn in turns():
        if not turn.cues & cues:
            continue
        for match in turn.match.finditer(sentence.span.text):
            made = _made(document, sentence, turn, match, work)
            if made is not None:
                yield made


def topic_work(document: Document) -> Name | None:
    """Give the work an article is about: the only one its title names."""
    title = key_of(document.article.title)
    works = [n for n in document.names.all() if n.kind is Kind.WORK and n.confidence >= SURE]
    titled = [n for n in works if re.search(rf"\b{re.escape(n.key)}\b", title)]
    return titled[0] if len(titled) == 1 else None


def _made(
    document: Document, sentence: Sentence, turn: Turn, match: re.Match[str], work: Name | None
) -> Relation | Drop | None:
    if not _is_plain(match, turn):
        return None
    if turn.needs_work and work is None:
        return Drop(match.group(), f"relation {turn.rule}: no work to name")
    if turn.needs_date and document.article.published is None:
        return Drop(match.group(), f"relation {turn.rule}: no date to hold it to")
    values = _values(document, sentence, turn, match)
    slot = _answer(document, sentence, turn, match)
    if values is None or slot is None:
        return None
    values |= _around(document, slot, work)
    prompts = [prompt.format(**values) for prompt in turn.prompts]
    return asked(document, sentence, turn.rule, prompts, slot, is_sole=True)


def _is_plain(match: re.Match[str], turn: Turn) -> bool:
    """Say whether a turn stands outside quotes, and nothing beside it denies or doubts it."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if (
        before.count('"') % 2
        or ('"' in match.group() and not turn.may_quote)
        or guards.is_negated(match.string)
    ):
        return False
    beside = f"{re.split(_BREAK, before)[-1]} | {re.split(_BREAK, after)[0]}"  # of a turn's own clause
    return not finder("hedges")(guards.without_months(beside))


_BREAK = re.compile(r"[,;:()] ?")


def _answer(document: Document, sentence: Sentence, turn: Turn, match: re.Match[str]) -> Slot | None:
    start, end = match.span(turn.answer)
    base = sentence.span.start_char
    return slot_within(document, sentence, base + start, base + end, turn.kinds[turn.answer])


def _values(
    document: Document, sentence: Sentence, turn: Turn, match: re.Match[str]
) -> dict[str, str] | None:
    """Give what each group says in a prompt, or nothing where a name is not of its kind or a phrase leans."""
    values = {}
    for group, text in match.groupdict().items():
        if group == turn.answer or text is None:
            continue
        found = _said(document, sentence, match.span(group), turn.kinds.get(group))
        if found is None:
            return None
        values[group] = found
        values[group.title()] = found[0].upper() + found[1:]
    return values


def _said(
    document: Document, sentence: Sentence, at: tuple[int, int], kinds: frozenset[str] | None
) -> str | None:
    base = sentence.span.start_char
    span = sentence.span.doc.char_span(base + at[0], base + at[1], alignment_mode="contract")
    if span is None:
        return None
    if kinds is None:
        is_lone = anchors.unresolved(document, [(sentence, span)], whole_start=False)
        return None if is_lone else shown(document, sentence, span)
    found = mention_within(document, sentence, span.start_char, span.end_char)
    if found is None or not (kinds == _ANY or is_sure(found[1], kinds)):
        return None
    return shown(document, sentence, span)


def _around(document: Document, slot: Slot, work: Name | None) -> dict[str, str]:
    published = document.article.published
    return {
        "work": work.form if work is not None else "",
        "in_work": f" in {work.form}" if work is not None else "",
        "What": "Who" if slot.kind is Kind.PERSON else "What",
        "as_of": f"As of {published:%B %Y}" if published is not None else "",
    }
