"""Predicted difficulty: how likely a player is to miss a question, before anybody has played it.

The prediction starts from the chance that a blind guess fails and moves with what rating and playing showed
to matter: who or what is much spoken of is easier, options that lie close to the answer are harder. Nobody
has measured it against games yet; what players answer corrects it where the bot keeps score.
"""

import math
from statistics import fmean

from wordfreq import zipf_frequency

from questions.facts.numbers import number_value
from questions.language import Document
from questions.language.gazetteer import key_of
from questions.records import Format, Kind, Question

_GUESSED = {Format.TRUE_FALSE: 0.5, Format.CLOSEST_NUMBER: 0.15}  # the share of blind guesses that win
_FIGURES = frozenset({Kind.NUMBER, Kind.MONEY, Kind.PERCENT})
_PLAIN = 3.0  # Zipf of a name that is neither known nor rare
_FAR_APART = 2.0  # the factor between two figures that tells them apart at a glance
_CENTURY_APART = 40  # years by which options differ when they are told apart at a glance
_HUNDREDS = 2.0  # the decimal logarithm of a figure that is neither small nor large
_LEAST, _MOST = 0.05, 0.95


def predicted(question: Question, document: Document) -> float:
    """Predict how hard a question is: 0 is known to all, 1 to nobody; a half is the middle of a game."""
    guessed = _GUESSED.get(question.format) or 1 / max(len(question.options), 1)
    hard = 0.62 * (1 - guessed) + _strange(question, document) + _close(question)
    return round(min(max(hard, _LEAST), _MOST), 3)


def _strange(question: Question, document: Document) -> float:
    """Tell how little a reader has met the answer: in the article, and in the language at large."""
    if question.format is Format.TRUE_FALSE or question.kind in _FIGURES | {Kind.DATE, Kind.QUOTE}:
        return 0.08 if question.kind in _FIGURES | {Kind.DATE} else 0.0
    name = document.names.get(key_of(question.answer))
    met = math.log1p(name.count if name is not None else 0)
    known = float(zipf_frequency(question.answer, "en")) - _PLAIN
    return 0.12 - 0.05 * met - 0.05 * known


def _close(question: Question) -> float:
    """Tell how near the wrong figures lie to the right one, from -0.07 (far off) to 0.07 (hard by).

    Of a figure without options, how large it is: a guess at a few hundred strays less than one at millions.
    """
    if question.format is Format.CLOSEST_NUMBER:
        size = math.log10(max(number_value(question.answer) or 1.0, 1.0))
        return 0.04 * min(max(size - _HUNDREDS, -_HUNDREDS), _HUNDREDS)
    if question.kind not in _FIGURES | {Kind.DATE} or len(question.options) < 3:  # noqa: PLR2004 - true or false
        return 0.0
    right = number_value(question.answer)
    wrong = [number_value(option) for option in question.options if option != question.answer]
    if not right or not wrong or not all(wrong):
        return 0.0
    if question.kind is Kind.DATE:
        apart = fmean(abs(value - right) for value in wrong if value is not None) / _CENTURY_APART
    else:
        ratios = (abs(math.log(value / right)) for value in wrong if value)
        apart = fmean(ratios) / math.log(_FAR_APART)
    return 0.07 - 0.14 * min(apart, 1.0)
