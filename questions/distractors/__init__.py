"""Slot and pool of like things → wrong options: same kind, sub-kind and form, none of them also right."""

from questions.distractors.figures import wrong_figures
from questions.distractors.options import wrong_options
from questions.distractors.peers import wrong_names
from questions.distractors.pool import EMPTY, Pool

__all__ = ["EMPTY", "Pool", "wrong_figures", "wrong_names", "wrong_options"]
