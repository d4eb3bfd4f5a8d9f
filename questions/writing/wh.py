"""``wh``: a plain question, from a relation the library recognises or a portrait of somebody in the story."""

import re
from collections.abc import Iterator

from questions.distractors import Pool, wrong_options
from questions.distractors.options import FEWEST, dice, shuffled
from questions.distractors.people import others_of_story
from questions.distractors.profiles import profiles
from questions.facts import Facts, Relation
from questions.language import Document
from questions.language.gazetteer import key_of
from questions.records import Evidence, Format, Question, Rejected
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
    wrong = (
        _of_story(facts, relation, prompt)
        if relation.is_of_story
        else wrong_options(document, relation.slot, around, pool=pool, rng=rng)
    )
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
        evidence=_proof(document, relation),
        article=surface.source_of(document.article),
        accepted=surface.spellings(relation.slot),
        options=shuffled(answer, wrong, rng),
        topic=document.article.topic,
        score=relation.worth,
    )


def _proof(document: Document, relation: Relation) -> Evidence:
    """Give the evidence: one stretch, or where somebody is named and where it is told of them."""
    around = relation.start, relation.end
    named = surface.evidence_of(document, relation.sentence, relation.slot, around=around)
    return surface.proof_in_two(named, document, relation.also)


def _of_story(facts: Facts, relation: Relation, prompt: str) -> tuple[str, ...]:
    """Give others of the article whom readers have met as well as the right one, or none."""
    name = relation.slot.name
    if name is None:
        return ()
    met = {speech.speaker.key for speech in facts.speeches}
    met |= {other.slot.name.key for other in facts.relations if other.is_of_story and other.slot.name}
    sex = next((sex for word, sex in _SEXES.items() if re.search(rf"\b{word}\b", prompt)), "")
    sex = name.sex if _SEXED.search(prompt) else sex
    barred = facts.document.topic.keys if facts.document.topic else frozenset()  # never the right one
    if re.search(r"\b(?:is|was|as) an? ", prompt):
        barred |= _alike(facts.document, prompt)
    wrong = others_of_story(facts.document, name, prompt, frozenset(met), sex=sex, barred=barred)
    return wrong if len(wrong) >= FEWEST else ()


def _alike(document: Document, prompt: str) -> frozenset[str]:
    """Give the keys of the people who are what a prompt asks for: each of two farmers is "a farmer"."""
    asked = set(key_of(prompt).split())
    return frozenset(key for key, profile in profiles(document).items() if asked & set(profile.nouns))


_SEXED = re.compile(
    r"\b(?:wom[ae]n's|wom[ae]n|man|brother|sister|husband|wife|mother|father|son|daughter|widow|widower|niece|nephew|"
    r"aunt|uncle|grand(?:mother|father|son|daughter)|actress|businesswoman|spokeswoman|girl|boy)\b"
)
_SEXES = {"his": "m", "her": "f", "he": "m", "she": "f", "him": "m", "himself": "m", "herself": "f"}
