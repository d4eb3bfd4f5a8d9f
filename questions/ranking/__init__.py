"""Worth asking: how likely a reader finds a question usable, and the choice of a varied set of the best."""

from questions.ranking.choice import Chosen, choose
from questions.ranking.scoring import scored, shipped

__all__ = ["Chosen", "choose", "scored", "shipped"]
