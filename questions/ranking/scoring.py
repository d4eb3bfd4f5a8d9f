"""Scoring: the learned model that tells how likely a reader finds a question usable.

A logistic regression, trained by ``python -m training`` on questions that readers rated one by one; its
figures stand in docs/ranking.md. The weights are data, one a feature, so that any score can be explained.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from questions.language import Document
from questions.ranking.difficulty import predicted
from questions.ranking.doubts import waits
from questions.ranking.features import features_of
from questions.records import Format, Question


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, and the scores from which a question is published, or waits for review.

    A feature that has no weight counts for nothing.
    """

    bias: float
    weights: Mapping[str, float]
    publish_from: float
    review_from: float

    def probability(self, features: Mapping[str, float]) -> float:
        """Give the chance, 0 to 1, that a reader rates a question usable."""
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))

    def reasons(self, features: Mapping[str, float], *, most: int = 5) -> list[tuple[str, float]]:
        """Give the features that moved a score the most, with what each added to the log-odds."""
        moved = [(name, self.weights.get(name, 0.0) * value) for name, value in features.items()]
        return sorted(moved, key=lambda one: (-abs(one[1]), one[0]))[:most]


@cache
def shipped() -> Model:
    """Read the model that ships with the package."""
    data = json.loads(resources.files(__package__).joinpath("model.json").read_text(encoding="utf-8"))
    return Model(data["bias"], data["weights"], data["publish_from"], data["review_from"])


def scored(document: Document, questions: Iterable[Question]) -> list[Question]:
    """Give the questions of a document with the chance that a reader finds each usable as its score."""
    model = shipped()
    found: list[Question] = []
    for question in questions:
        score = model.probability(features_of(question, document))
        if question.format in _VOUCHED:
            score = max(score, model.publish_from)
        if waits(question, document, score):
            score = min(score, model.publish_from - _JUST_BELOW)
        found.append(replace(question, score=round(score, 3), difficulty=predicted(question, document)))
    return found


# Formats whose questions the model orders no better than chance, and readers like more than the others.
_VOUCHED = frozenset({Format.WH, Format.WHO_SAID, Format.CLOSEST_NUMBER})
_JUST_BELOW = 0.01
