"""The options of one question: the answer among its peers, in an order that tells nothing."""

import hashlib
from collections.abc import Sequence
from random import Random

from questions.distractors.figures import wrong_figures
from questions.distractors.peers import wrong_names
from questions.distractors.pool import Pool
from questions.facts.values import Slot
from questions.language import Document
from questions.records import Kind

FEWEST = 2  # wrong options below which a question is not asked with buttons
_FIGURES = frozenset({Kind.DATE, Kind.NUMBER, Kind.MONEY, Kind.PERCENT})


def dice(seed: int, key: str) -> Random:
    """Give the dice of one fact: the same for the same seed, whatever else the article yields."""
    digest = hashlib.sha256(f"{seed}\n{key}".encode()).digest()
    return Random(int.from_bytes(digest[:8], "big"))  # noqa: S311 - a quiz, not a cipher


def wrong_options(document: Document, slot: Slot, around: str, *, pool: Pool, rng: Random) -> tuple[str, ...]:
    """Give two or three fair wrong options for a slot, or none; ``around`` is what is shown with it."""
    if slot.kind in _FIGURES:
        found = wrong_figures(slot, around, rng)
    else:
        found = wrong_names(document, slot, f"{document.article.title} {around}", pool, rng)
    return found if len(found) >= FEWEST else ()


def shuffled(answer: str, wrong: Sequence[str], rng: Random) -> tuple[str, ...]:
    """Give answer and wrong options in an order drawn evenly."""
    order = [answer, *wrong]
    rng.shuffle(order)
    return tuple(order)
