"""``who_said``: a quote, word for word, and who is named as its speaker."""

from collections.abc import Iterator

from questions.distractors import Pool
from questions.distractors.options import FEWEST, dice, shuffled
from questions.distractors.people import others_of_story
from questions.facts import Facts, Speech
from questions.facts.values import Slot
from questions.language import Document
from questions.records import Evidence, Format, Kind, Question, Rejected
from questions.writing import surface


def write(facts: Facts, *, pool: Pool, seed: int) -> Iterator[Question | Rejected]:  # noqa: ARG001 - every writer's shape
    """Give one question for each speech whose article names two others who could have said it."""
    for speech in facts.speeches:
        yield _question(facts, speech, seed)


def _question(facts: Facts, speech: Speech, seed: int) -> Question | Rejected:
    document = facts.document
    prompt = _prompt(document, speech)
    wrong = other_speakers(facts, speech)
    if len(wrong) < FEWEST:
        return Rejected(prompt, "no peers: speakers", Format.WHO_SAID)
    rng = dice(seed, f"{Format.WHO_SAID}{speech.key}")
    slot = Slot(
        Kind.PERSON, "", speech.name_start, speech.name_end, speech.speaker.form, 1.0, name=speech.speaker
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
        evidence=proof_of(document, speech),
        article=surface.source_of(document.article),
        accepted=tuple(f for f in surface.spellings(slot) if f != answer),
        options=shuffled(answer, wrong, rng),
        topic=document.article.topic,
        score=speech.worth,
    )


def other_speakers(facts: Facts, speech: Speech) -> tuple[str, ...]:
    """Give up to three others of the article who could have said it."""
    quoted = frozenset(other.speaker.key for other in facts.speeches)
    return others_of_story(facts.document, speech.speaker, speech.words, quoted)


def said_in(document: Document, speech: Speech) -> str:
    """Give the quoted words as printed, without the comma that led to the tag."""
    at = document.clean.text.find(speech.words, (speech.also or (speech.start, speech.end))[0])
    said = document.clean.shown(at, at + len(speech.words)) if at >= 0 else speech.words
    return said.rstrip(",.")


def _prompt(document: Document, speech: Speech) -> str:
    said = said_in(document, speech)
    if speech.lead:
        return f"Who {speech.lead} “{said}”?"
    return f"Who said: “{said}”" if said[-1] in "?!" else f"Who said: “{said}”?"


def proof_of(document: Document, speech: Speech) -> Evidence:
    """Give the evidence: one stretch, or where the speaker is named and where they speak."""
    named = surface.spanned(document, speech.start, speech.end, speech.name_start, speech.name_end)
    return surface.proof_in_two(named, document, speech.also)
