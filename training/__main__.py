"""Fit the ranker anew: ``python -m training`` writes the model and its figures.

Thresholds are read off the scores that each question got from a model which never saw its article. Its scores
order questions better than they part them, so both thresholds cut off a tail: what lies below nearly all that
readers found usable waits for a moderator, and what lies lower still is not kept.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from questions.evaluation.intervals import wilson
from questions.ranking import scoring
from questions.ranking.scoring import Model
from questions.records import Format
from training.fitting import Vector, auc, best_strength, fitted, out_of_fold, table
from training.ratings import Rated, ratings

MODEL_FILE = Path(scoring.__file__).with_name("model.json")
DOC = Path(__file__).parent.parent / "docs" / "ranking.md"
_PUBLISHED = 0.88  # share of the usable above the threshold of publishing
_REVIEWED = 0.98  # share of the usable above the threshold of review


def main() -> None:
    """Fit, judge on unseen articles, and write."""
    rated = list(ratings())
    data = table(rated)
    strength = best_strength(data)
    chances = out_of_fold(data, strength)
    publish_from, review_from = thresholds(chances, rated)
    model = fitted(data, strength, publish_from=publish_from, review_from=review_from)
    MODEL_FILE.write_text(json.dumps(as_json(model), indent=1) + "\n", encoding="utf-8")
    page = "\n".join(_page(rated, chances, model, strength)) + "\n"
    DOC.write_text(page, encoding="utf-8")
    print(page)


def as_json(model: Model) -> dict[str, object]:
    """Give a model as its file holds it."""
    return {
        "publish_from": model.publish_from,
        "review_from": model.review_from,
        "bias": model.bias,
        "weights": dict(sorted(model.weights.items())),
    }


def thresholds(chances: Vector, rated: Sequence[Rated]) -> tuple[float, float]:
    """Give the scores from which questions are published, and from which they wait for review."""
    usable = np.array([one.is_usable for one in rated])
    published, reviewed = (
        float(np.quantile(chances[usable], 1 - share)) for share in (_PUBLISHED, _REVIEWED)
    )
    return round(published, 2), round(reviewed, 2)


def _page(rated: Sequence[Rated], chances: Vector, model: Model, strength: float) -> Iterable[str]:
    usable = np.array([one.is_usable for one in rated])
    yield "# The learned ranker"
    yield ""
    yield (
        f"A logistic regression on {len(rated)} questions of {len({one.article for one in rated})} articles, "
        "rated one by one (training/README.md says how). Every figure is of scores given by a model that "
        "never saw the article (ten folds by article). Written by `python -m training`; do not edit."
    )
    yield ""
    yield f"- area under the ROC curve: **{auc(usable, chances):.2f}** (regularisation C = {strength})"
    yield f"- published from a score of {model.publish_from:.2f}, reviewed from {model.review_from:.2f}"
    yield ""
    yield "| score from | questions | usable | wrong | of all usable |"
    yield "|---|---|---|---|---|"
    steps = sorted({0.0, model.review_from, model.publish_from, 0.6, 0.7, 0.8})
    yield from (_step(step, rated, chances) for step in steps)
    yield ""
    yield f"By format, from {model.publish_from:.2f} on:"
    yield ""
    yield "| format | rated | AUC | published | usable (95 % interval) | wrong |"
    yield "|---|---|---|---|---|---|"
    for format_ in Format:
        yield from _row(format_, rated, chances, model.publish_from)
    yield ""
    yield "The features that move a score the most, by weight:"
    yield ""
    strongest = sorted(model.weights.items(), key=lambda item: -abs(item[1]))[:16]
    yield from (f"- {name}: {weight:+.2f}" for name, weight in strongest)


def _step(step: float, rated: Sequence[Rated], chances: Vector) -> str:
    above = [one for one, chance in zip(rated, chances, strict=True) if chance >= step]
    good = sum(one.is_usable for one in above)
    wrong = sum(one.rating == "W" for one in above)
    total = sum(one.is_usable for one in rated)
    share = f"{good / len(above):.0%} | {wrong / len(above):.1%}" if above else "– | –"
    return f"| {step:.2f} | {len(above)} | {share} | {good / total:.0%} |"


def _row(format_: Format, rated: Sequence[Rated], chances: Vector, publish_from: float) -> Iterable[str]:
    pairs = [(r, c) for r, c in zip(rated, chances, strict=True) if r.question.format is format_]
    above = [one for one, chance in pairs if chance >= publish_from]
    good = sum(one.is_usable for one in above)
    low, high = wilson(good, len(above)) if above else (0.0, 1.0)
    verdicts = np.array([one.is_usable for one, _ in pairs])
    known = auc(verdicts, np.array([c for _, c in pairs])) if len(set(verdicts)) > 1 else float("nan")
    wrong = sum(one.rating == "W" for one in above)
    share = f"{good / len(above):.0%} ({low:.0%} to {high:.0%})" if above else "–"
    yield f"| {format_} | {len(pairs)} | {known:.2f} | {len(above)} | {share} | {wrong} |"


if __name__ == "__main__":
    main()
