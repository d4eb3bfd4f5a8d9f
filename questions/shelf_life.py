"""Shelf life: until when a question may be asked whose answer is true of its day alone.

Office-holders, what somebody does now, "so far" and "current", and prices go stale; what happened does not.
Without a date of publication nobody can tell, and a question is asked as long as its article is kept.
"""

import re
from datetime import date, timedelta

from questions.records import Format, Kind, Question

MONTHS = 24
_LIFE = timedelta(days=round(MONTHS * 365.25 / 12))
_NOW = re.compile(
    r"\b(?:currently|current|so far|to date|at present|these days|nowadays|latest|incumbent|As of)\b"
    r"|\b(?:is|are|has|have) now\b|\bnow (?:has|have|is|are|runs?|owns?|leads?|chairs?|employs?)\b",
    re.IGNORECASE,
)
# "Who is the mayor?", "Who runs the bakery?", "Who has driven the bus for 16 years?": true of today.
_WHO = re.compile(
    r"^(?:As of [^,]+, )?(?:Who|Which \w+|Whose [^?]*?) (?:is|are|has|have|\w+s)\b", re.IGNORECASE
)
_PAST = re.compile(r"^(?:Who|Which \w+) (?:was|were|had)\b")
_PRICE = re.compile(r"\b(?:costs?|charges?|sells? for|is priced|an hour|a month|a week|a ticket|per \w+)\b")


def asked_until(question: Question, published: date | None) -> date | None:
    """Give the last day on which a question may be asked; none where its answer does not go stale."""
    if published is None:
        return None
    is_told = (
        question.format is Format.WH and _WHO.match(question.prompt) and not _PAST.match(question.prompt)
    )
    is_price = question.kind is Kind.MONEY and _PRICE.search(question.prompt)
    is_now = question.format is not Format.WHO_SAID and _NOW.search(question.prompt)
    return published + _LIFE if is_told or is_price or is_now else None
