"""Fitting: a logistic regression on the features of rated questions, judged on articles it has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from questions.ranking.features import features_of
from questions.ranking.scoring import Model
from training.ratings import Rated, document

_FOLDS = 10
_STRENGTHS = (0.001, 0.003, 0.01)
_WRONG_WEIGHT = 2.0  # a wrong question costs more than an awkward one
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Table:
    """Rated questions as numbers: rows by feature, verdicts, and the article each row belongs to."""

    names: tuple[str, ...]
    rows: Vector
    usable: NDArray[np.bool_]
    weights: Vector
    groups: NDArray[np.str_]


def table(rated: Sequence[Rated]) -> Table:
    """Measure the rated questions."""
    measured = [features_of(one.question, document(one.article)) for one in rated]
    names = tuple(measured[0])
    return Table(
        names,
        np.array([[features[name] for name in names] for features in measured]),
        np.array([one.is_usable for one in rated]),
        np.array([_WRONG_WEIGHT if one.rating == "W" else 1.0 for one in rated]),
        np.array([one.article for one in rated]),
    )


def out_of_fold(data: Table, strength: float) -> Vector:
    """Give each question's chance by a model that never saw its article."""
    chances = np.zeros(len(data.usable))
    for seen, unseen in GroupKFold(_FOLDS).split(data.rows, data.usable, data.groups):
        fitted = _fit(data.rows[seen], data.usable[seen], data.weights[seen], strength)
        chances[unseen] = fitted.predict_proba(data.rows[unseen])[:, 1]
    return chances


def best_strength(data: Table) -> float:
    """Choose how freely weights may grow, by the area under the curve on unseen articles."""
    return max(_STRENGTHS, key=lambda c: auc(data.usable, out_of_fold(data, c)))


def auc(usable: NDArray[np.bool_], chances: Vector) -> float:
    """Give the chance that a usable question scores above one that is not."""
    return float(roc_auc_score(usable, chances))


def _fit(rows: Vector, usable: NDArray[np.bool_], weights: Vector, strength: float):  # type: ignore[no-untyped-def]  # noqa: ANN202 - the library has no types
    pipeline = make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=2000))
    return pipeline.fit(rows, usable, logisticregression__sample_weight=weights)


def fitted(data: Table, strength: float, *, publish_from: float, review_from: float) -> Model:
    """Fit on everything, and give the weights for features as they are measured."""
    scaler, regression = _fit(data.rows, data.usable, data.weights, strength)
    weights = regression.coef_[0] / scaler.scale_
    bias = float(regression.intercept_[0] - (weights * scaler.mean_).sum())
    kept = {name: round(float(w), 4) for name, w in zip(data.names, weights, strict=True) if abs(w) >= 1e-4}  # noqa: PLR2004
    return Model(round(bias, 4), kept, publish_from, review_from)
