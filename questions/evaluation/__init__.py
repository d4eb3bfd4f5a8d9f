"""How good the writing line is: what it yields, what people's answers it covers, and how readers rate it."""

from questions.evaluation.figures import Effort, Figures, figures_of, total
from questions.evaluation.humans import HumanAnswer, covered, read_squad
from questions.evaluation.intervals import wilson
from questions.evaluation.ratings import Rated, Rating, Tally, tallies
from questions.evaluation.sheet import COLUMNS, read_sheet, write_sheet

__all__ = [
    "COLUMNS",
    "Effort",
    "Figures",
    "HumanAnswer",
    "Rated",
    "Rating",
    "Tally",
    "covered",
    "figures_of",
    "read_sheet",
    "read_squad",
    "tallies",
    "total",
    "wilson",
    "write_sheet",
]
