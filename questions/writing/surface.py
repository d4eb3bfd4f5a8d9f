"""How facts are put on the page: excerpts with a gap, evidence spans, ids, and the spellings that count."""

import hashlib
import re
from dataclasses import replace

from questions.facts.values import Gap, Slot
from questions.language import Document, Sentence
from questions.records import Article, Evidence, Format, Kind, Source

BLANK = "▇▇▇"
QUOTE_LIMIT = 300  # characters of evidence shown at the reveal


def source_of(article: Article) -> Source:
    """Give what players see of an article."""
    return Source(article.title, article.url, article.site, article.published)


def question_id(article: Article, format_: Format, prompt: str, answer: str) -> str:
    """Give a question's stable id: the same article, prompt and answer, the same id."""
    text = f"{article.content_hash}\n{format_}\n{prompt}\n{answer}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def gapped(document: Document, gap: Gap) -> str:
    """Give a gap's excerpt as the author wrote it, the slot blacked out.

    What is left out at the end is marked by "…"; a clause that opens mid-sentence stands as a sentence.
    """
    holes = [(gap.slot.start, gap.slot.end, BLANK)]
    if gap.elided is not None:
        holes.append((*gap.elided, ""))
    holes += [(gloss.at, gloss.at, gloss.text) for gloss in gap.glosses]
    parts: list[str] = []
    at = gap.start
    for start, end, filler in sorted(holes):
        parts += [_raw(document, at, start), filler]
        at = end
    excerpt = " ".join("".join([*parts, _raw(document, at, gap.end)]).split())
    if gap.is_cut_left:
        excerpt = excerpt[:1].upper() + excerpt[1:]
    return f"{excerpt.rstrip('.,;')}…" if gap.is_cut_right else excerpt


def _raw(document: Document, start: int, end: int) -> str:
    clean = document.clean
    return "".join(clean.original[clean.origin[i]] for i in range(start, end))


def evidence_of(
    document: Document, sentence: Sentence, slot: Slot, *, around: tuple[int, int] | None = None
) -> Evidence:
    """Give the sentence that proves a slot, or the stretch around the slot where the sentence is too long."""
    start, end = around or (sentence.start, sentence.end)
    if _length(document, start, end) > QUOTE_LIMIT:
        start, end = _narrowed(document, start, end, slot)
    return spanned(document, start, end, slot.start, slot.end)


def spanned(document: Document, start: int, end: int, answer_start: int, answer_end: int) -> Evidence:
    """Give the evidence for a span of the plain text and the answer in it."""
    low, high = document.clean.span(start, end)
    a, b = document.clean.span(answer_start, answer_end)
    return Evidence(document.article.text[low:high], low, high, a - low, b - low)


def proof_in_two(evidence: Evidence, document: Document, also: tuple[int, int] | None) -> Evidence:
    """Give the evidence that names somebody, with what is told of them where it stands elsewhere."""
    if also is None:
        return evidence
    low, high = document.clean.span(*also)
    return replace(evidence, also=document.article.text[low:high], also_start=low)


def _length(document: Document, start: int, end: int) -> int:
    low, high = document.clean.span(start, end)
    return high - low


def _narrowed(document: Document, start: int, end: int, slot: Slot) -> tuple[int, int]:
    """Shrink a span to the limit: whole clauses where commas allow, whole words where not."""
    text = document.clean.text
    room = QUOTE_LIMIT - 10
    low = max(start, slot.end - room // 2)
    if low > start:
        mark = re.search(r"[,;(]\s|\s", text[low : slot.start])
        low = low + mark.end() if mark else slot.start
    high = min(end, low + room)
    if high < end:
        cut = max(text.rfind(mark, slot.end, high) for mark in (", ", "; ", ". "))
        high = cut if cut > slot.end else max(text.rfind(" ", slot.end, high), slot.end)
    return low, high


def spellings(slot: Slot) -> tuple[str, ...]:
    """Give the other spellings of an answer that count as right."""
    if slot.name is not None:
        forms = (slot.name.form, *slot.name.short_forms)
        shown = slot.name.form if slot.kind is Kind.PERSON else slot.text
        return tuple(dict.fromkeys(form for form in forms if form != shown))
    if slot.value is None or slot.kind is Kind.DATE or slot.subkind == "ratio":
        return ()
    plain = f"{slot.value:.10g}" if slot.value < 1e9 else f"{slot.value:.0f}"  # noqa: PLR2004
    grouped = f"{slot.value:,.0f}" if slot.value == int(slot.value) else plain
    return tuple(dict.fromkeys(form for form in (plain, grouped) if form != slot.text))


def answer_of(document: Document, slot: Slot) -> str:
    """Give the answer as it is shown: a person by the full name, anything else as it stands in the text."""
    if slot.kind is Kind.PERSON and slot.name is not None:
        return shown_name(document, slot.name.form)
    return document.clean.shown(slot.start, slot.end)


def shown_name(document: Document, form: str) -> str:
    """Give a name as the author spells it, curly apostrophe and all."""
    at = document.clean.text.find(form)
    return document.clean.shown(at, at + len(form)) if at >= 0 else form
