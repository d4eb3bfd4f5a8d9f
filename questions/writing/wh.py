"""``wh``: a plain question, only from a relation the table of relations recognises."""

from collections.abc import Iterator

from questions.distractors import Pool, wrong_options
from questions.distractors.options import dice, shuffled
from questions.facts import Facts, Relation
from questions.records import Format, Question, Rejected
from questions.writing import surface


def write(facts: Facts, *, pool: Pool, seed: int) -> Iterator[Question | Rejected]:
    """Give one question for each relation that has fair peers."""
    for relation in facts.relations:
        yield _question(facts, relation, pool, seed)


def _question(facts: Facts, relation: Relation, pool: Pool, seed: int) -> Question | Rejected:
    document = facts.document
    rng = dice(seed, f"{Format.WH}{relation.key}")
    prompt = dice(seed, f"phrasing {relation.key}").choice(relation.prompts)
    around = prompt if relation.is_sole else f"{prompt} {relation.sentence.span.text}"
    wrong = wrong_options(document, relation.slot, around, pool=pool, rng=rng)
    if not wrong:
        return Rejected(prompt, f"no peers: {relation.slot.kind} {relation.slot.subkind}".strip(), Format.WH)
    answer = surface.answer_of(document, relation.slot)
    wrong = tuple(surface.shown_name(document, form) for form in wrong)
    return Question(
        id=surface.question_id(document.article, Format.WH, prompt, answer),
        format=Format.WH,
        prompt=prompt,
        answer=answer,
        kind=relation.slot.kind,
        fact=relation.key,
        evidence=surface.evidence_of(document, relation.sentence, relation.slot),
        article=surface.source_of(document.article),
        accepted=surface.spellings(relation.slot),
        options=shuffled(answer, wrong, rng),
        topic=document.article.topic,
        score=relation.worth,
    )
