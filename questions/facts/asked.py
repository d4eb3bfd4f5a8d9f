"""The making of a relation: its prompt must be short, silent on the answer, and mean the same at any time."""

import re

from questions.facts.values import Drop, Relation, Slot, fact_key
from questions.language import Document, Sentence
from questions.language.gazetteer import key_of
from questions.lexicons import finder

WORTH = 1.25  # a plain question beats a gap: readers liked it most where it was right
SUBJECT_WORTH = 1.2  # a little less where no pattern vouches for it
# "the first woman on the summit in 1963" reads as the first of that year; a comma sets the year off.
_DATED_FIRST = re.compile(
    r"(?P<rank>\b(?:first|only|last|youngest|oldest)\b[^,?]*[^,? ]) in (?P<year>1\d{3}|20\d\d)\?$"
)
_PROMPT_LIMIT = 200  # characters; what is longer is no question to read aloud


def asked(
    document: Document, sentence: Sentence, rule: str, prompt: str, slot: Slot, *, worth: float = WORTH
) -> Relation | Drop:
    """Give the relation that a prompt asks for a slot, or the reason why it cannot be asked."""
    form = slot.name.form if slot.name is not None else slot.text
    prompt = _DATED_FIRST.sub(r"\g<rank>, in \g<year>?", prompt)
    low = f" {key_of(prompt)} "
    if any(re.search(rf"\b{re.escape(part)}\b", low) for part in key_of(form).split() if len(part) > 2):  # noqa: PLR2004
        return Drop(prompt, f"relation {rule}: the prompt gives the answer")
    if len(prompt) > _PROMPT_LIMIT:
        return Drop(prompt, f"relation {rule}: prompt too long")
    if (found := finder("deictics")(prompt)) or (found := finder("first_person")(prompt)):
        return Drop(prompt, f"relation {rule}: {found.lower()}")
    key = fact_key(document, sentence, f"{form}\n{prompt}")
    is_sole = not rule.startswith(("agent", "subject", "superlative"))
    return Relation(rule, prompt, is_sole, slot, sentence.start, sentence.end, sentence, worth, key)
