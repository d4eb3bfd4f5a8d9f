"""What came of articles, in figures: yield, formats, drops and time, of each and in sum."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from questions.evaluation import reasons
from questions.pipeline import Generation


@dataclass(frozen=True, slots=True)
class Effort:
    """Seconds spent: by the clock and by the processor on writing, by the processor on the bare parse."""

    wall: float = 0.0
    cpu: float = 0.0
    parse_cpu: float = 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one article, or of several in sum.

    ``proving`` counts the sentences that prove a question; ``human`` counts the answers that people chose in
    the text and ``covered`` those of them that ours meet, both 0 where nobody chose any; ``dropped`` counts
    drafts by reason, the commonest first.
    """

    title: str
    words: int
    sentences: int
    proving: int
    questions: int
    facts: int
    formats: Mapping[str, int]
    dropped: Mapping[str, int]
    human: int = 0
    covered: int = 0
    effort: Effort = Effort()

    @property
    def per_thousand(self) -> float:
        """Distinct facts asked per 1,000 words."""
        return self.facts * 1000 / self.words if self.words else 0.0

    @property
    def coverage(self) -> float:
        """The share of sentences that prove a question."""
        return _share(self.proving, self.sentences)

    @property
    def human_share(self) -> float:
        """The share of people's answers that ours meet."""
        return _share(self.covered, self.human)

    @property
    def words_per_second(self) -> float:
        """Words written from in a second of the processor's time."""
        return _share(self.words, self.effort.cpu)

    @property
    def words_per_wall_second(self) -> float:
        """Words written from in a second by the clock."""
        return _share(self.words, self.effort.wall)

    @property
    def parse_ratio(self) -> float:
        """How many times the bare parse of the same text the writing took."""
        return _share(self.effort.cpu, self.effort.parse_cpu)

    def to_json(self) -> dict[str, Any]:
        """Give the object that ``trivia evaluate --format json`` prints; what was not measured is null."""
        return {
            "title": self.title,
            "words": self.words,
            "sentences": self.sentences,
            "coverage": round(self.coverage, 4),
            "questions": self.questions,
            "facts": self.facts,
            "facts_per_1000_words": round(self.per_thousand, 2),
            "formats": dict(self.formats),
            "dropped": dict(self.dropped),
            "human_answers": self.human or None,
            "human_answers_covered": round(self.human_share, 4) if self.human else None,
            "seconds": {"wall": round(self.effort.wall, 4), "cpu": round(self.effort.cpu, 4)},
            "words_per_second": {
                "wall": round(self.words_per_wall_second, 1),
                "cpu": round(self.words_per_second, 1),
            },
            "ratio_to_bare_parse": round(self.parse_ratio, 3) if self.effort.parse_cpu else None,
        }


def figures_of(
    title: str, made: Generation, *, human: int = 0, covered: int = 0, effort: Effort | None = None
) -> Figures:
    """Count what came of one article."""
    report = made.report
    return Figures(
        title,
        report.words,
        report.sentences,
        round(report.coverage * report.sentences),
        len(made.questions),
        len({question.fact for question in made.questions}),
        Counter(str(question.format) for question in made.questions),
        reasons.count(report.rejected),
        human,
        covered,
        effort or Effort(),
    )


def total(figures: Iterable[Figures], title: str = "All") -> Figures:
    """Add figures up."""
    every = tuple(figures)
    dropped = sum((Counter(one.dropped) for one in every), Counter[str]())
    return Figures(
        title,
        sum(one.words for one in every),
        sum(one.sentences for one in every),
        sum(one.proving for one in every),
        sum(one.questions for one in every),
        sum(one.facts for one in every),
        sum((Counter(one.formats) for one in every), Counter[str]()),
        reasons.commonest_first(dropped),
        sum(one.human for one in every),
        sum(one.covered for one in every),
        Effort(
            sum(one.effort.wall for one in every),
            sum(one.effort.cpu for one in every),
            sum(one.effort.parse_cpu for one in every),
        ),
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
