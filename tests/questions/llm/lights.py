"""Proposals on the article about Harbour Lights, as a good language model would make them."""

from functools import cache
from typing import Any

from questions.endpoint import Endpoint
from questions.facts import Facts
from questions.pipeline import Generation, generate
from questions.records import Article
from questions.writing.llm.proposals import Proposal
from tests.questions.llm.service import Service
from tests.questions.prose import article, facts

LIGHTHOUSE = """\
The lighthouse of Tornvik was designed by the engineer Marta Velasquez in 1897. Karl Brandt built the \
lamp of the lighthouse in Hamburg. Marta Velasquez drew 340 plans for the tower before the council \
of Tornvik accepted one.

The tower was painted red by the keeper Olaf Strand, who lived in it for 41 years. The Tornvik Festival \
is sponsored by the brewery Olvo. The shipyard Mekanor also sponsors the Tornvik Festival.

“A lighthouse is a promise made of glass,” said Marta Velasquez. The painter Ida Holm and the baker Nils \
Aune met Olaf Strand in Tornvik. Ida Holm painted 60 views of Tornvik, and Nils Aune baked its bread. Nils \
Aune was born in Bergen. Ida Holm was born in Oslo."""
TITLE = "The tower above the fjord"


def lighthouse() -> Article:
    """Give the article about the lighthouse."""
    return article(LIGHTHOUSE, title=TITLE)


@cache
def lighthouse_facts() -> Facts:
    """Find what the rules find in it."""
    return facts(LIGHTHOUSE, title=TITLE)


DESIGNED: dict[str, Any] = {
    "format": "wh",
    "quote": "The lighthouse of Tornvik was designed by the engineer Marta Velasquez in 1897.",
    "answer": "Marta Velasquez",
    "kind": "person",
    "question": "Who designed the lighthouse of Tornvik?",
    "wrong": ["Elena Duarte", "Sofia Lindgren", "Clara Whitmore"],
}
PAINTED: dict[str, Any] = {
    "format": "missing_words",
    "quote": "The tower was painted red by the keeper Olaf Strand, who lived in it for 41 years.",
    "answer": "Olaf Strand",
    "kind": "person",
    "wrong": ["Peder Lund", "Jens Moen", "Erik Dahl"],
}
PLANS: dict[str, Any] = {
    "format": "closest_number",
    "quote": "Marta Velasquez drew 340 plans for the tower before the council of Tornvik accepted one.",
    "answer": "340 plans",
    "kind": "number",
}
VIEWS: dict[str, Any] = {
    "format": "true_false",
    "quote": "Ida Holm painted 60 views of Tornvik, and Nils Aune baked its bread.",
    "answer": "60",
    "kind": "number",
}
PROMISE: dict[str, Any] = {
    "format": "who_said",
    "quote": "“A lighthouse is a promise made of glass,” said Marta Velasquez.",
    "answer": "Marta Velasquez",
    "kind": "person",
    "said": "A lighthouse is a promise made of glass",
}


def proposal(base: dict[str, Any], **changes: object) -> Proposal:
    """Make a proposal, changed where the test says so."""
    return Proposal.model_validate({**base, **changes})


def endpoint_of(service: Service, **more: Any) -> Endpoint:  # noqa: ANN401 - whatever an endpoint takes
    """Point at a service."""
    return Endpoint("stub", **{"base_url": service.url, **more})


def generated(service: Service, source: Article | None = None, **more: Any) -> Generation:  # noqa: ANN401 - the same
    """Write an article's questions with a service's help."""
    return generate(source or lighthouse(), endpoint=endpoint_of(service, **more))
