import pytest

from questions.gates import first_reason
from questions.ranking.scoring import shipped
from training.ratings import Rated, articles, ratings

RATED = list(ratings())
STRENGTH = 0.003


def test_enough_was_rated() -> None:
    """At least 800 questions over at least 25 articles, each U, A or W, and a cause wherever not U."""
    assert len(RATED) >= 800
    assert len({one.article for one in RATED}) >= 25
    assert {one.rating for one in RATED} == {"U", "A", "W"}
    assert all(bool(one.cause) != one.is_usable for one in RATED)


def test_ratings_still_lead_to_their_sentences() -> None:
    """Each rated question's evidence holds its answer in the article as it is read today."""
    gone = [one for one in RATED if _reason(one).startswith(("evidence", "answer"))]
    assert [one.question.prompt for one in gone] == []


def _reason(one: Rated) -> str:
    return first_reason(one.question, articles()[one.article])


@pytest.mark.timeout(240)
def test_the_shipped_model_is_what_the_ratings_give() -> None:
    """Fitting anew gives the weights that ship, and on unseen articles they tell better than chance."""
    from training.fitting import auc, fitted, out_of_fold, table  # noqa: PLC0415 - else every worker loads it

    data = table(RATED)
    model = shipped()
    again = fitted(data, STRENGTH, publish_from=model.publish_from, review_from=model.review_from)
    assert again.weights == pytest.approx(dict(model.weights), abs=0.02)
    assert auc(data.usable, out_of_fold(data, STRENGTH)) > 0.55
