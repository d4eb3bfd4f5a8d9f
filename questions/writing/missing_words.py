"""``missing_words``: an excerpt of the article, word for word, with one thing blacked out."""

from collections.abc import Iterator

from questions.distractors import Pool, wrong_options
from questions.distractors.options import dice, shuffled
from questions.facts import Facts, Gap
from questions.records import Format, Question, Rejected
from questions.writing import surface


def write(facts: Facts, *, pool: Pool, seed: int) -> Iterator[Question | Rejected]:
    """Give one question for each gap that has fair peers."""
    for gap in facts.gaps:
        yield _question(facts, gap, pool, seed)


def _question(facts: Facts, gap: Gap, pool: Pool, seed: int) -> Question | Rejected:
    document = facts.document
    prompt = surface.gapped(document, gap)
    rng = dice(seed, f"{Format.MISSING_WORDS}{gap.key}")
    around = prompt if gap.slot.name is None else f"{prompt} {gap.sentence.span.text}"
    wrong = wrong_options(document, gap.slot, around, pool=pool, rng=rng)
    if not wrong:
        return Rejected(prompt, f"no peers: {gap.slot.kind} {gap.slot.subkind}".strip(), Format.MISSING_WORDS)
    answer = surface.answer_of(document, gap.slot)
    wrong = tuple(surface.shown_name(document, form) for form in wrong)
    whole = gap.sentence.start, gap.sentence.end
    part = max(gap.start, gap.sentence.start), gap.end
    is_long = whole[1] - whole[0] > surface.QUOTE_LIMIT
    return Question(
        id=surface.question_id(document.article, Format.MISSING_WORDS, prompt, answer),
        format=Format.MISSING_WORDS,
        prompt=prompt,
        answer=answer,
        kind=gap.slot.kind,
        fact=gap.key,
        evidence=surface.evidence_of(document, gap.sentence, gap.slot, around=part if is_long else whole),
        article=surface.source_of(document.article),
        accepted=surface.spellings(gap.slot),
        options=shuffled(answer, wrong, rng),
        topic=document.article.topic,
        score=gap.worth,
    )
