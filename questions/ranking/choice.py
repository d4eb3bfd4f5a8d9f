"""Choice: which of an article's questions are published, which wait for a moderator, and in what mix."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from questions.language.gazetteer import key_of
from questions.records import Format, Kind, Question, Rejected

_PLAIN_GRACE = 0.15  # by how much a plain question may score less than a gap and still be asked in its place
_PER_ANSWER = 4
_YEARS_IN = 6  # one question in six may ask a year
# Shares that keep a game varied.
_SHARES = {Format.TRUE_FALSE: 0.34, Format.CLOSEST_NUMBER: 0.75}


@dataclass(slots=True)
class _Choice:
    kept: list[Question]
    refused: list[Rejected]

    def reason(self, question: Question, total: int) -> str:
        kept = self.kept
        if any(q.fact == question.fact for q in kept):
            return "the same fact is asked already"
        if any(_overlap(q, question) for q in kept):
            return "its sentence proves another question"
        if any(_shows(q, question) or _shows(question, q) for q in kept):
            return "another question shows its sentence"
        answer = key_of(question.answer)
        same = sum(key_of(q.answer) == answer for q in kept)
        if question.format is not Format.TRUE_FALSE and same >= _PER_ANSWER:
            return "its answer is asked often enough"
        if any(_repeats(q, question) for q in kept):
            return "another question tells it"
        years = sum(q.kind is Kind.DATE for q in kept)
        if question.kind is Kind.DATE and (years + 1) * _YEARS_IN > max(total, _YEARS_IN):
            return "too many years"
        share = _SHARES.get(question.format)
        if share is not None and sum(q.format is question.format for q in kept) + 1 > max(share * total, 2):
            return "enough of its format"
        return ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is published without review, what waits for a moderator, and why the rest stays out."""

    kept: tuple[Question, ...]
    waiting: tuple[Question, ...]
    refused: tuple[Rejected, ...]


def choose(
    questions: Iterable[Question],
    *,
    publish_from: float,
    review_from: float,
    limit: int | None = None,
) -> Chosen:
    """Choose a varied set of the best, and tell why the others stay out; the order is the article's.

    Args:
        questions: what passed the gates, each with its score.
        publish_from: the score from which a question is published without review.
        review_from: the score from which it waits for a moderator; what has less is refused.
        limit: the most that are published, the best first.
    """
    all_ = list(questions)
    refused = [Rejected(q.prompt, why, q.format) for q in all_ if (why := _unfit(q, all_, review_from))]
    unfit = {(reject.text, reject.format) for reject in refused}
    fit = [question for question in all_ if (question.prompt, question.format) not in unfit]
    ordered = sorted(fit, key=lambda q: (-q.score, q.id))
    good = [question for question in ordered if question.score >= publish_from]
    sentences = len({(q.evidence.start, q.evidence.end) for q in good})
    first = _pass(good, refused, sentences)
    second = _pass(first.kept, first.refused, len(first.kept))
    kept = _without_spare_years(second, limit)
    refused = second.refused
    refused += [Rejected(q.prompt, "over the limit", q.format) for q in second.kept if q not in kept]
    waiting = _beside(kept, [q for q in ordered if q.score < publish_from], refused)
    return Chosen(_in_order(kept), _in_order(waiting), tuple(refused))


def _beside(kept: list[Question], doubtful: list[Question], refused: list[Rejected]) -> list[Question]:
    """Choose from the doubtful what repeats and reveals nothing of the kept."""
    choice = _Choice(list(kept), refused)
    for question in doubtful:
        reason = choice.reason(question, len(kept) + len(doubtful))
        if reason:
            refused.append(Rejected(question.prompt, reason, question.format))
        else:
            choice.kept.append(question)
    return choice.kept[len(kept) :]


def _in_order(questions: Iterable[Question]) -> tuple[Question, ...]:
    return tuple(sorted(questions, key=lambda q: (q.evidence.start, q.id)))


def _unfit(question: Question, others: Sequence[Question], review_from: float) -> str:
    """Name why a question is out of the choice, whatever is chosen beside it."""
    if question.score < review_from:
        return "score too low"
    if any(q.prompt == question.prompt and q.answer != question.answer for q in others):
        return "two answers to one prompt"
    if question.format is Format.MISSING_WORDS and any(_asks_plainly(q, question) for q in others):
        return "asked as a question"
    if question.format in _CHOSEN and any(_asks_a_guess(q, question) for q in others):
        return "asked as the closest guess"
    return ""


_CHOSEN = frozenset({Format.MISSING_WORDS, Format.TRUE_FALSE})


def _asks_a_guess(one: Question, other: Question) -> bool:
    """Say whether a free guess asks for a figure that another offers; raters liked it twice as much."""
    is_same = one.fact == other.fact and one.evidence.answer == other.evidence.answer
    return one.format is Format.CLOSEST_NUMBER and other.format is not one.format and is_same


def _asks_plainly(one: Question, other: Question) -> bool:
    """Say whether a plain question asks what a gap asks, of the same sentence."""
    a, b = one.evidence, other.evidence
    is_same = one.answer == other.answer and a.start < b.end and b.start < a.end
    return one.format is Format.WH and is_same and one.score >= other.score - _PLAIN_GRACE


def _without_spare_years(choice: _Choice, limit: int | None) -> list[Question]:
    """Cut to the limit, and give the places of years beyond their share to the next best."""
    while True:
        kept = choice.kept[:limit]
        dated = [question for question in kept if question.kind is Kind.DATE]
        if len(dated) <= max(1, len(kept) // _YEARS_IN):
            return kept
        choice.kept.remove(dated[-1])
        choice.refused.append(Rejected(dated[-1].prompt, "too many years", dated[-1].format))


def _pass(ordered: Iterable[Question], refused: list[Rejected], total: int) -> _Choice:
    choice = _Choice([], refused)
    for question in ordered:
        reason = choice.reason(question, total)
        if reason:
            choice.refused.append(Rejected(question.prompt, reason, question.format))
        else:
            choice.kept.append(question)
    return choice


def _overlap(one: Question, other: Question) -> bool:
    """Say whether two questions rest on one sentence and are not clearly two facts of it."""
    if one.format is other.format is Format.WHO_SAID:
        return _quotes(one, other) or _quotes(other, one)
    a, b = _told(one), _told(other)
    if min(a[1], b[1]) - max(a[0], b[0]) <= len(one.evidence.answer):
        return False  # they share no more than the name that both ask for
    if one.format is Format.WH and other.format is Format.WH:
        mine, yours = set(key_of(one.prompt).split()), set(key_of(other.prompt).split())
        return len(mine & yours) * 2 > min(len(mine), len(yours)) and one.answer == other.answer
    apart = abs(_answered(one) - _answered(other))
    return apart <= _FAR or _tells(one, other) or _tells(other, one)


def _quotes(one: Question, other: Question) -> bool:
    """Say whether the proof of one quote shows another: they were said in one breath."""
    said = " ".join(other.prompt.partition("“")[2].rstrip("?”").split())[:_HEAD]
    return said in " ".join(one.evidence.shown.split())


def _told(question: Question) -> tuple[int, int]:
    """Give the stretch of the article that tells what a question asks, less where it only names somebody."""
    proof = question.evidence
    if proof.also:
        return proof.also_start, proof.also_start + len(proof.also)
    return proof.start, proof.end


def _answered(question: Question) -> int:
    return question.evidence.start + question.evidence.answer_start


def _tells(one: Question, other: Question) -> bool:
    """Say whether one question's prompt holds the other's answer."""
    return key_of(other.answer) in key_of(one.prompt) or key_of(one.answer) == key_of(other.answer)


def _shows(one: Question, other: Question) -> bool:
    """Say whether one question's excerpt prints the sentence that proves the other."""
    head = " ".join(other.evidence.quote.split())[:_HEAD]
    return head in one.prompt and one.evidence.start != other.evidence.start


def _repeats(one: Question, other: Question) -> bool:
    """Say whether two questions of different sentences turn on one figure of one thing."""
    if one.kind is not other.kind or one.kind not in _FIGURES or one.evidence.answer != other.evidence.answer:
        return False
    mine, yours = (set(re.findall(r"[a-z]{4,}", key_of(q.evidence.quote))) for q in (one, other))
    return len(mine & yours) >= _ALIKE


_FIGURES = frozenset({Kind.NUMBER, Kind.MONEY, Kind.PERCENT})
_ALIKE = 2  # words of four letters or more that two sentences on one figure share
_FAR = 120  # characters between two answers of one long sentence that make them clearly distinct facts
_HEAD = 50  # characters by which a sentence is known again
