"""Where a proposed quote and its answer stand in the article: found by us, or refused."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from questions.language import Document, Sentence
from questions.language.normalise import clean
from questions.writing.llm.portions import harmless
from questions.writing.llm.proposals import Proposal

_LONGEST_QUOTE = 600  # characters looked for; what is shown has its own, shorter limit
_LONGEST_ANSWER = 120
_SHORTEST = 4  # words of a quote that can prove anything


@dataclass(frozen=True, slots=True)
class Found:
    """A proposal with its places; offsets are into the document's plain text."""

    proposal: Proposal
    start: int
    end: int
    answer_start: int
    answer_end: int
    sentences: tuple[Sentence, ...]


def find(document: Document, proposal: Proposal) -> Found | str:
    """Locate a proposal's quote in the article and its answer in the quote, or tell what is not there."""
    span = _quote(document, proposal.quote)
    if isinstance(span, str):
        return span
    sentences = _sentences(document, *span)
    if not sentences:
        return "the quote is no prose of the article"
    answers = _places(_plain(document)[slice(*span)], proposal.answer, _LONGEST_ANSWER)
    if len(answers) != 1:
        return "the answer stands twice in the quote" if answers else "the answer is not in the quote"
    (start, end), at = answers[0], span[0]
    return Found(proposal, *span, at + start, at + end, sentences)


def _quote(document: Document, quote: str) -> tuple[int, int] | str:
    if len(quote.split()) < _SHORTEST:
        return "the quote is too short"
    found = _exact(document, quote) or _places(_plain(document), quote, _LONGEST_QUOTE)
    if not found:
        return "the quote is not in the article"
    told = {_told(document, *span) for span in found}
    return found[0] if len(told) == 1 else "the quote stands in several sentences"


def _told(document: Document, start: int, end: int) -> str:
    """Give the sentences around a stretch: equal ones prove the same wherever they stand."""
    return " ".join(s.span.text for s in _sentences(document, start, end))


def _exact(document: Document, quote: str) -> list[tuple[int, int]]:
    """Find a quote as it was typed in the article as read, and give its places in the plain text."""
    text, origin = document.clean.original, document.clean.origin
    wanted = quote.strip()
    if len(wanted) > _LONGEST_QUOTE:
        return []
    spans = [found.span() for found in re.finditer(_bounded(re.escape(wanted)), text)]
    return [(bisect_left(origin, start), bisect_left(origin, end)) for start, end in spans]


def _places(text: str, wanted: str, longest: int) -> list[tuple[int, int]]:
    """Find what was copied in a plain text: letter for letter but for spaces, quotes and dashes."""
    if len(wanted) > longest:
        return []
    plain = harmless(clean(wanted).text).strip()
    for form in (plain, plain.strip("\"' ").strip()):
        if not form:
            return []
        pattern = r"\s+".join(map(re.escape, form.split()))
        if spans := [found.span() for found in re.finditer(_bounded(pattern), text)]:
            return spans
    return []


def _bounded(pattern: str) -> str:
    return rf"(?<!\w){pattern}(?!\w)"


def _plain(document: Document) -> str:
    return harmless(document.clean.text)


def _sentences(document: Document, start: int, end: int) -> tuple[Sentence, ...]:
    return tuple(s for s in document.sentences if s.start < end and start < s.end)
