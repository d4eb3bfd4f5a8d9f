"""``who_said``: a quote, word for word, and who is named beside it."""

from collections.abc import Iterator

from questions.distractors import Pool
from questions.distractors.options import dice, shuffled
from questions.distractors.people import wrong_speakers
from questions.facts import Facts, Speech
from questions.facts.values import Slot
from questions.records import Format, Kind, Question, Rejected
from questions.writing import surface

_FEWEST = 2


def write(facts: Facts, *, pool: Pool, seed: int) -> Iterator[Question | Rejected]:  # noqa: ARG001 - every writer's shape
    """Give one question for each speech whose article names two others who could have said it."""
    for speech in facts.speeches:
        yield _question(facts, speech, seed)


def _question(facts: Facts, speech: Speech, seed: int) -> Question | Rejected:
    document = facts.document
    said = _said(facts, speech)
    prompt = f"Who said: “{said}”?" if said[-1] not in "?!" else f"Who said: “{said}”"
    wrong = wrong_speakers(document, speech.speaker, said)
    if len(wrong) < _FEWEST:
        return Rejected(prompt, "no peers: speakers", Format.WHO_SAID)
    rng = dice(seed, f"{Format.WHO_SAID}{speech.key}")
    slot = Slot(
        Kind.PERSON, "", speech.tag_start, speech.tag_end, speech.speaker.form, 1.0, name=speech.speaker
    )
    answer = surface.answer_of(document, slot)
    wrong = tuple(surface.shown_name(document, form) for form in wrong)
    return Question(
        id=surface.question_id(document.article, Format.WHO_SAID, prompt, answer),
        format=Format.WHO_SAID,
        prompt=prompt,
        answer=answer,
        kind=Kind.PERSON,
        fact=speech.key,
        evidence=surface.spanned(document, speech.start, speech.end, speech.tag_start, speech.tag_end),
        article=surface.source_of(document.article),
        accepted=tuple(f for f in surface.spellings(slot) if f != answer),
        options=shuffled(answer, wrong, rng),
        topic=document.article.topic,
        score=speech.worth,
    )


def _said(facts: Facts, speech: Speech) -> str:
    """Give the quoted words as printed, without the comma that led to the tag."""
    at = facts.document.clean.text.find(speech.words, speech.start)
    said = facts.document.clean.shown(at, at + len(speech.words)) if at >= 0 else speech.words
    return said.rstrip(",.")
