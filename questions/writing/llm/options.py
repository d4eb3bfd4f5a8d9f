"""The wrong options of a proposal: the model's own where they are fair, our figures where it is a figure."""

import re
from random import Random

from questions.distractors import Pool, wrong_options
from questions.distractors.people import same_person
from questions.facts.values import Slot
from questions.language import Document
from questions.language.gazetteer import countries, key_of
from questions.language.kinds import SURE
from questions.lexicons import words
from questions.records import Kind
from questions.writing.llm.plain import is_plain, stems

FIGURES = frozenset({Kind.DATE, Kind.NUMBER, Kind.MONEY, Kind.PERCENT})
_MOST, _FEWEST = 3, 2
_LONGEST = 80
_LONGER = 3  # times the answer's length from which an option stands out
_ALSO = 0.6  # share of what is asked about that a sentence holds which may make an option right too


def wrong_for(
    document: Document, slot: Slot, offered: list[str], *, about: str, proof: str, pool: Pool, rng: Random
) -> tuple[str, ...]:
    """Give two or three fair wrong options or none, for a prompt and the sentence that proves its answer."""
    if slot.kind in FIGURES:
        return wrong_options(document, slot, f"{about} {proof}", pool=pool, rng=rng)
    fair: list[str] = []
    for option in (" ".join(text.split()) for text in offered[: _MOST * 3]):
        is_fair = _is_fair(slot, option, f"{about} {proof}") and _is_alike(document, slot, option)
        if not is_fair or _may_be_right(document, slot, option, about):
            continue
        if all(not _same(option, other) for other in fair):
            fair.append(option)
    return tuple(fair[:_MOST]) if len(fair) >= _FEWEST else ()


def _is_fair(slot: Slot, option: str, shown: str) -> bool:
    """Say whether an option is plain, formed like the answer, another thing, and not shown already."""
    answer = slot.text
    if not is_plain(option) or len(option) > min(_LONGEST, _LONGER * max(len(answer), 8)):
        return False
    if option[0].isupper() != answer[0].isupper() or any(map(str.isdigit, option)) != any(
        map(str.isdigit, answer)
    ):
        return False
    return not _stands_in(option, shown) and all(not _same(option, form) for form in _forms(slot))


def _forms(slot: Slot) -> tuple[str, ...]:
    return (slot.text, slot.name.form, *slot.name.short_forms) if slot.name else (slot.text,)


def _same(one: str, other: str) -> bool:
    """Say whether two answers may be one thing: equal, one inside the other, or two names of it."""
    a, b = frozenset(key_of(one).split()), frozenset(key_of(other).split())
    if a <= b or b <= a or same_person(one, other):
        return True
    first, second = countries().get(key_of(one)), countries().get(key_of(other))
    return first is not None and second is not None and first.group == second.group


def _is_alike(document: Document, slot: Slot, option: str) -> bool:
    """Say whether what the article tells of an option allows it to stand beside the answer."""
    if slot.kind is Kind.PERSON and not _is_like_person(slot, option):
        return False
    known = document.names.get(key_of(option))
    if known is None or known.kind is None or known.confidence < SURE:
        return True
    if slot.name is not None and known.key == slot.name.key:
        return False
    return known.kind is slot.kind and not (slot.subkind and known.subkind and known.subkind != slot.subkind)


def _is_like_person(slot: Slot, option: str) -> bool:
    """Say whether a person is named as fully as the right one and, as far as names tell, of one sex."""
    first = option.split(maxsplit=1)[0]
    sex = "m" if first in words("male_names") else "f" if first in words("female_names") else ""
    told = slot.name.sex if slot.name else ""
    is_as_full = (len(option.split()) == 1) == (len(slot.text.split()) == 1)
    return is_as_full and not (sex and told and sex != told)


def _may_be_right(document: Document, slot: Slot, option: str, about: str) -> bool:
    """Say whether a sentence of the article tells of the option what is asked of the answer."""
    asked = stems(about) - stems(slot.text)
    texts = (s.span.text for s in document.sentences if _stands_in(option, s.span.text))
    return any(len(asked & stems(text)) >= _ALSO * len(asked) for text in texts) if asked else False


def _stands_in(option: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(key_of(option))}(?!\w)", key_of(text)) is not None
