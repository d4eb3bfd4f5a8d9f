"""The writing line composed: Article in, questions and a Report out; the same for the same input and seed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from questions.distractors import EMPTY, Pool
from questions.endpoint import Endpoint
from questions.facts import Facts, find_facts
from questions.gates import first_reason
from questions.language import Document, read_document
from questions.language.document import TEXT_LIMIT
from questions.ranking import Chosen, choose, scored, shipped
from questions.records import Article, Question, Rejected
from questions.shelf_life import asked_until
from questions.writing import WRITERS, llm

_SHORT = 120  # words below which an article rarely states a fact worth asking
_FEW = 3  # questions below which a person is told why


@dataclass(frozen=True, slots=True)
class Report:
    """What became of an article: how much was read, kept, left to a moderator and dropped, and why.

    ``dropped`` counts reasons without their particulars; ``rejected`` lists every drop; ``coverage`` is the
    share of sentences that prove a question; ``notice`` is a sentence for a person when little came out.
    """

    words: int
    sentences: int
    kept: int
    dropped: Mapping[str, int]
    rejected: tuple[Rejected, ...]
    coverage: float
    formats: Mapping[str, int]
    notice: str
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Generation:
    """The questions of one article, those that wait for a moderator, and the report on all."""

    questions: tuple[Question, ...]
    report: Report
    waiting: tuple[Question, ...] = ()


def generate(
    article: Article,
    *,
    seed: int = 0,
    limit: int | None = None,
    model: str = "en_core_web_sm",
    pool: Pool = EMPTY,
    endpoint: Endpoint | None = None,
) -> Generation:
    """Write an article's questions.

    Args:
        article: what was read.
        seed: the dice of options and choice; the same seed gives the same questions.
        limit: the most questions wanted, the best first.
        model: the spaCy pipeline's name.
        pool: like things from other articles, for wrong options.
        endpoint: a language model that writes as well; without one, or when it fails, the rules write alone.

    Raises:
        ModelError: the pipeline is not installed.
    """
    document = read_document(article, model=model)
    facts = find_facts(document)
    written = [made for write in WRITERS.values() for made in write(facts, pool=pool, seed=seed)]
    modelled = llm.write(facts, endpoint=endpoint, pool=pool, seed=seed) if endpoint else llm.Written()
    written += modelled.made
    refused = [Rejected(drop.text, drop.reason) for drop in facts.drops]
    refused += [made for made in written if isinstance(made, Rejected)]
    passed: list[Question] = []
    for question in (made for made in written if isinstance(made, Question)):
        reason = first_reason(question, article)
        if reason:
            refused.append(Rejected(question.prompt, reason, question.format))
        else:
            passed.append(question)
    ranker = shipped()
    chosen = choose(
        scored(document, passed),
        publish_from=ranker.publish_from,
        review_from=ranker.review_from,
        limit=limit,
    )
    chosen = replace(
        chosen,
        kept=tuple(_dated(question) for question in chosen.kept),
        waiting=tuple(_dated(question) for question in chosen.waiting),
    )
    report = _report(document, chosen, refused)
    report = replace(report, notice=f"{report.notice} {modelled.notice}".strip())
    return Generation(chosen.kept, report, chosen.waiting)


def _dated(question: Question) -> Question:
    return replace(question, asked_until=asked_until(question, question.article.published))


def pool_of(facts: Iterable[Facts]) -> Pool:
    """Pool the sure names of several documents, for the options of one another."""
    names: dict[tuple[object, str], list[str]] = {}
    for fact in facts:
        for name in fact.document.names.all():
            if name.kind is not None and name.subkind and name.confidence >= 1.0:
                names.setdefault((name.kind, name.subkind), []).append(name.form)
    return Pool({key: tuple(dict.fromkeys(forms)) for key, forms in names.items()})  # type: ignore[misc]


def _report(document: Document, chosen: Chosen, before: list[Rejected]) -> Report:
    kept, refused = chosen.kept, (*before, *chosen.refused)
    places = (document.sentence_at(q.evidence.start + q.evidence.answer_start) for q in kept)
    proven = {sentence.index for sentence in places if sentence is not None}
    total = len(document.sentences)
    return Report(
        words=document.words,
        sentences=total,
        kept=len(kept),
        waiting=len(chosen.waiting),
        dropped=dict(Counter(reject.reason.partition(":")[0] for reject in refused).most_common()),
        rejected=refused,
        coverage=round(len(proven) / total, 3) if total else 0.0,
        formats=dict(Counter(str(question.format) for question in kept)),
        notice=_notice(document, len(kept), len(chosen.waiting)),
    )


def _notice(document: Document, kept: int, waiting: int) -> str:
    parts = []
    if document.is_cut:
        parts.append(f"Only the first {TEXT_LIMIT:,} characters were read.")
    if not document.words:
        parts.append("The article holds no text.")
    elif not document.is_english:
        parts.append(
            "The article does not seem to be in English, and other languages can't be asked about yet."
        )
    elif kept < _FEW:
        few = "only a few questions" if kept else "no question sure enough" if waiting else "no question"
        why = (
            "it is short"
            if document.words < _SHORT
            else "it states few facts that stand alone and can be checked"
        )
        parts.append(f"The article gave {few}: {why}.")
    return " ".join(parts)
