"""``closest_number``: an excerpt with its figure blacked out; no options, the nearest guess wins."""

from collections.abc import Iterator

from questions.distractors import Pool
from questions.facts import Facts, Gap
from questions.records import Format, Kind, Question, Rejected
from questions.writing import surface

_SMALLEST = 10  # below it a guess is a die
_KINDS = frozenset({"count", "quantity", "money", "percent"})


def write(facts: Facts, *, pool: Pool, seed: int) -> Iterator[Question | Rejected]:  # noqa: ARG001 - every writer's shape
    """Give one question for each gap whose figure is worth guessing at."""
    for gap in facts.gaps:
        if gap.slot.subkind in _KINDS and gap.slot.value is not None and gap.slot.value >= _SMALLEST:
            yield _question(facts, gap)


def _question(facts: Facts, gap: Gap) -> Question | Rejected:
    document = facts.document
    prompt = f"Closest guess wins: {surface.gapped(document, gap)}"
    answer = surface.answer_of(document, gap.slot)
    if gap.slot.kind is Kind.MONEY and not any(c.isdigit() for c in answer):
        return Rejected(prompt, "sum without digits", Format.CLOSEST_NUMBER)
    is_long = gap.sentence.end - gap.sentence.start > surface.QUOTE_LIMIT
    part = max(gap.start, gap.sentence.start), gap.end
    whole = gap.sentence.start, gap.sentence.end
    return Question(
        id=surface.question_id(document.article, Format.CLOSEST_NUMBER, prompt, answer),
        format=Format.CLOSEST_NUMBER,
        prompt=prompt,
        answer=answer,
        kind=gap.slot.kind,
        fact=gap.key,
        evidence=surface.evidence_of(document, gap.sentence, gap.slot, around=part if is_long else whole),
        article=surface.source_of(document.article),
        accepted=surface.spellings(gap.slot),
        topic=document.article.topic,
        score=gap.worth - 0.02,
    )
