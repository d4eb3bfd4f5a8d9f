"""The optional writer that is a language model: it proposes, we check, locate and build.

Light to import: what talks to the model is loaded only when an endpoint is asked.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from questions.distractors import Pool
from questions.endpoint import Endpoint
from questions.facts import Facts
from questions.records import Question, Rejected
from questions.writing.llm.building import build

if TYPE_CHECKING:
    from questions.writing.llm.asking import Asked

_NOT_INSTALLED = "it needs the extra llm (run pip install '.[llm]' in the bot's folder)"
_NO_KEY = "it has no key"


@dataclass(frozen=True, slots=True)
class Written:
    """What a language model wrote of one article; ``notice`` tells a person what failed, if anything."""

    made: tuple[Question | Rejected, ...] = ()
    notice: str = ""


def write(facts: Facts, *, endpoint: Endpoint, pool: Pool, seed: int) -> Written:
    """Write an article's questions with the model at an endpoint; a failure is told, never raised."""
    if not facts.document.sentences:
        return Written()
    if not (endpoint.key or endpoint.base_url):
        return Written(notice=_notice(_NO_KEY, has_some=False))
    try:
        from questions.writing.llm.asking import ask  # noqa: PLC0415 - heavy, and an extra
    except ImportError:
        return Written(notice=_notice(_NOT_INSTALLED, has_some=False))
    asked = ask(facts.document, endpoint)
    made = [build(facts, found, pool=pool, seed=seed) for found in asked.found]
    return Written((*made, *asked.refused), _told(asked, made))


def _told(asked: "Asked", made: list[Question | Rejected]) -> str:
    if asked.failure:
        return _notice(asked.failure, has_some=any(isinstance(question, Question) for question in made))
    return "The language model read only the first part of the article." if asked.is_cut else ""


def _notice(failure: str, *, has_some: bool) -> str:
    if has_some:
        return f"The language model read only a part of the article: {failure}."
    return f"The rules wrote alone, without the language model: {failure}."
