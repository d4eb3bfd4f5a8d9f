"""``true_false``: a statement of the article as it stands, or with its slot swapped, and corrected."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from questions.distractors import Pool, wrong_options
from questions.distractors.options import FEWEST, dice
from questions.facts import Facts, Slot, Speech, Statement
from questions.facts.numbers import number_value
from questions.language import Document
from questions.records import Evidence, Format, Kind, Question, Rejected
from questions.writing import surface, who_said

# A name is swapped only where one holder is possible; otherwise the false statement may be true elsewhere.
_ONE_HOLDER = re.compile(
    r"\b(?:was born in|is the capital of|named after|"
    r"(?:is|was|became) the (?:only|first|largest|longest|tallest|highest|oldest|deepest)|"
    r"was (?:invented|designed|discovered|founded|composed|painted|written|directed|built) (?:in \d{4} )?by|"
    r"invented|discovered|founded|plays|stars as)\b"
)
_YEARS_APART = 4
_SHARE_APART = 0.05
_FIGURES = frozenset({"year", "count", "quantity", "percent", "money", "ratio", "century", "decade"})


def write(facts: Facts, *, pool: Pool, seed: int) -> Iterator[Question | Rejected]:
    """Give one question for each statement whose slot can be swapped without doubt."""
    for statement in facts.statements:
        if not statement.is_asserted:
            yield Rejected(statement.text, "slot is told in passing", Format.TRUE_FALSE)
        elif statement.slot.subkind in _FIGURES or _has_one_holder(statement):
            yield _question(facts, statement, pool, seed)
    for speech in facts.speeches:
        others = who_said.other_speakers(facts, speech)
        if 0 < len(others) < FEWEST:
            yield _attributed(facts, speech, others, seed)


def _attributed(facts: Facts, speech: Speech, others: tuple[str, ...], seed: int) -> Question:
    """Ask of a quote whether somebody said it, where there are too few others to ask who did."""
    document = facts.document
    rng = dice(seed, f"{Format.TRUE_FALSE}{speech.key}")
    said = who_said.said_in(document, speech)
    ends = said if said[-1] in "?!" else f"{said}."
    said = f"{speech.lead} “{said}”." if speech.lead else f"said: “{ends}”"
    name = surface.shown_name(document, speech.speaker.form)
    false = [f"{surface.shown_name(document, other)} {said}" for other in others]
    about = Kind.QUOTE, speech.key, who_said.proof_of(document, speech), speech.worth
    return _asked(document, f"{name} {said}", false, rng, about)


def _has_one_holder(statement: Statement) -> bool:
    """Say whether the slot is what a one-holder phrase speaks of: its subject, or right behind it."""
    end = statement.slot_start + len(statement.slot.text)
    opens = statement.slot_start <= len("The ") and _ONE_HOLDER.match(statement.text, end + 1)
    closes = any(
        found.end() + 1 >= statement.slot_start for found in _ONE_HOLDER.finditer(statement.text, 0, end)
    )
    return bool(opens) or closes


def _is_far(slot: Slot, form: str) -> bool:
    """Say whether a wrong value lies so far from the right one that a reader may know them apart."""
    if slot.value is None:
        return True
    other = number_value(form)
    gap = abs((other or 0.0) - slot.value)
    return gap >= _YEARS_APART if slot.subkind == "year" else gap >= _SHARE_APART * slot.value


def _question(facts: Facts, statement: Statement, pool: Pool, seed: int) -> Question | Rejected:
    document = facts.document
    rng = dice(seed, f"{Format.TRUE_FALSE}{statement.key}")
    wrong = wrong_options(document, statement.slot, statement.with_slot(surface.BLANK), pool=pool, rng=rng)
    wrong = tuple(form for form in wrong if _is_far(statement.slot, form))
    if not wrong:
        return Rejected(statement.text, f"no peers: {statement.slot.kind}", Format.TRUE_FALSE)
    proof = surface.evidence_of(document, statement.sentence, statement.slot)
    about = statement.slot.kind, statement.key, proof, statement.worth
    return _asked(document, statement.text, [statement.with_slot(form) for form in wrong], rng, about)


def _asked(
    document: Document, true: str, false: Sequence[str], rng: Random, about: tuple[Kind, str, Evidence, float]
) -> Question:
    """Ask a true statement or a false one, by a coin; ``about`` is its kind, fact, proof and worth."""
    is_true = rng.random() < 0.5  # noqa: PLR2004 - an even coin
    prompt = f"True or false: {true if is_true else false[rng.randrange(len(false))]}"
    answer = "True" if is_true else "False"
    kind, fact, proof, worth = about
    return Question(
        id=surface.question_id(document.article, Format.TRUE_FALSE, prompt, answer),
        format=Format.TRUE_FALSE,
        prompt=prompt,
        answer=answer,
        kind=kind,
        fact=fact,
        evidence=proof,
        article=surface.source_of(document.article),
        options=("True", "False"),
        topic=document.article.topic,
        score=worth,
        correction="" if is_true else true,
    )
