"""The making of a relation: its prompt must be short, silent on the answer, and mean the same at any time."""

import re
from collections.abc import Sequence

from questions.facts.values import Drop, Relation, Slot, fact_key
from questions.language import Document, Sentence
from questions.language.gazetteer import key_of
from questions.lexicons import finder

WORTH = 1.25  # a plain question beats a gap: readers liked it most where it was right
SUBJECT_WORTH = 1.2  # a little less where no pattern vouches for it
# "the first woman on the summit in 1963" reads as the first of that year; a comma sets the year off.
_DATED_FIRST = re.compile(
    r"(?P<rank>\b(?:first|only|last|youngest|oldest)\b[^,?]*[^,? ]) in (?P<year>1\d{3}|20\d\d)(?P<end>\?$|:)"
)
_PROMPT_LIMIT = 200  # characters; what is longer is no question to read aloud


def asked(
    document: Document,
    sentence: Sentence,
    rule: str,
    prompts: Sequence[str],
    slot: Slot,
    *,
    is_sole: bool = False,
    worth: float = WORTH,
) -> Relation | Drop:
    """Give the relation that prompts ask for a slot, without those that cannot be asked, or the reason."""
    form = _telling(slot)
    dated = [_DATED_FIRST.sub(r"\g<rank>, in \g<year>\g<end>", prompt) for prompt in prompts]
    fit = tuple(dict.fromkeys(prompt for prompt in dated if not _unfit(prompt, form)))
    if not fit:
        return Drop(dated[0], f"relation {rule}: {_unfit(dated[0], form)}")
    key = fact_key(
        document, sentence, f"{slot.name.form if slot.name is not None else slot.text}\n{dated[0]}"
    )
    return Relation(rule, fit, is_sole, slot, sentence.start, sentence.end, sentence, worth, key)


def _telling(slot: Slot) -> str:
    """Give an answer without the word for its kind, which every option shares: "river", "company"."""
    form = slot.name.form if slot.name is not None else slot.text
    return re.sub(rf"\b{re.escape(slot.subkind)}\b", "", form, flags=re.IGNORECASE) if slot.subkind else form


def _unfit(prompt: str, form: str) -> str:
    low = f" {key_of(prompt)} "
    if any(re.search(rf"\b{re.escape(part)}\b", low) for part in key_of(form).split() if len(part) > 2):  # noqa: PLR2004
        return "the prompt gives the answer"
    if len(prompt) > _PROMPT_LIMIT:
        return "prompt too long"
    return (finder("deictics")(prompt) or finder("first_person")(prompt)).lower()
