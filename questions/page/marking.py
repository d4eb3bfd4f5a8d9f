"""Where the facts lie in an article: its paragraphs, cut where evidence or an answer begins or ends.

Invariants:
    * the stretches of a paragraph, put together, are the paragraph;
    * every question belongs to one paragraph at most: the one that its answer starts in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from questions.records import Question

_HEADING = 70  # characters; a longer line without an end is a caption or a list


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that the same questions rest on.

    The numbers, counted from 1 in the order of the questions, tell whose evidence it is part of, whose
    answer it is part of, and whose answer it ends.
    """

    text: str
    proves: tuple[int, ...]
    answers: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, and the numbers of the questions that it answers."""

    stretches: tuple[Stretch, ...]
    questions: tuple[int, ...]

    @property
    def is_heading(self) -> bool:
        """Whether it looks like a heading: short, no evidence in it, and no mark at its end."""
        words = "".join(stretch.text for stretch in self.stretches)
        is_bare = not any(stretch.proves for stretch in self.stretches)
        return is_bare and len(words) <= _HEADING and words[-1:].isalnum()


@dataclass(frozen=True, slots=True)
class _Span:
    number: int
    start: int
    end: int
    answer_start: int
    answer_end: int


def mark(text: str, questions: Sequence[Question]) -> tuple[Paragraph, ...]:
    """Cut a text into paragraphs and stretches; evidence that does not stand in the text marks nothing."""
    spans = [
        _Span(
            number,
            question.evidence.start,
            question.evidence.end,
            question.evidence.start + question.evidence.answer_start,
            question.evidence.start + question.evidence.answer_end,
        )
        for number, question in enumerate(questions, 1)
        if question.evidence.locates_in(text)
    ]
    return tuple(_paragraph(text, start, end, spans) for start, end in _paragraphs(text))


def unplaced(paragraphs: Sequence[Paragraph], count: int) -> tuple[int, ...]:
    """Give the numbers, up to ``count``, of questions that no paragraph answers."""
    placed = {number for paragraph in paragraphs for number in paragraph.questions}
    return tuple(number for number in range(1, count + 1) if number not in placed)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = end = at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = at if start == end else start
            end = at + len(line.rstrip())
        elif start < end:
            yield start, end
            start = end = at
        at += len(line)
    if start < end:
        yield start, end


def _paragraph(text: str, start: int, end: int, spans: Sequence[_Span]) -> Paragraph:
    here = [span for span in spans if span.start < end and start < span.end]
    cuts = {start, end}
    cuts.update(
        cut
        for span in here
        for cut in (span.start, span.end, span.answer_start, span.answer_end)
        if start < cut < end
    )
    edges = sorted(cuts)
    own = [span for span in here if start <= span.answer_start < end]
    ends = {span.number: min(span.answer_end, end) for span in own}
    stretches = tuple(
        Stretch(
            text[a:b],
            tuple(span.number for span in here if span.start <= a and b <= span.end),
            tuple(span.number for span in here if span.answer_start <= a and b <= span.answer_end),
            tuple(number for number, last in ends.items() if last == b),
        )
        for a, b in pairwise(edges)
    )
    return Paragraph(stretches, tuple(ends))
