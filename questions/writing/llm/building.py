"""A located proposal → Question: the words come from the article, every value is made here.

Of the model's own words only the question of ``wh`` and the wrong options are ever shown, and only where
``plain`` and ``options`` let them pass.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from questions.distractors import Pool
from questions.distractors.options import dice, shuffled
from questions.distractors.people import others_of_story
from questions.facts import Facts, Gap, Slot, anchors, guards
from questions.facts.leaks import leak
from questions.facts.numbers import number_slots
from questions.facts.statements import statement_for
from questions.facts.values import fact_key
from questions.language import Document, Sentence
from questions.language.gazetteer import key_of
from questions.language.kinds import SURE
from questions.records import Evidence, Format, Kind, Question, Rejected
from questions.writing import surface
from questions.writing.llm.locating import Found
from questions.writing.llm.options import FIGURES, wrong_for
from questions.writing.llm.plain import unfit_question

WORTH = 1.0
"""What a proposal counts in the choice: above what readers found dull, below the rules' best."""
_PRIOR = 0.5
_SENTENCES = 3
_SMALLEST = 10  # below it a guess is a die
_GUESSED = frozenset({"count", "quantity", "money"})
_SAID = range(4, 26)  # words of a quote that is asked
_FEWEST = 2


class _Unfit(Exception):
    """A proposal that becomes no question; its text is the reason."""


@dataclass(frozen=True, slots=True)
class _Bench:
    """What every format's builder needs of one proposal."""

    facts: Facts
    found: Found
    slot: Slot
    sentence: Sentence
    pool: Pool
    seed: int

    @property
    def document(self) -> Document:
        return self.facts.document

    @property
    def key(self) -> str:
        return fact_key(self.document, self.sentence, self.slot.text)

    def rng(self, format_: Format) -> Random:
        return dice(self.seed, f"{format_}{self.key}")

    def wrong(self, format_: Format, about: str) -> tuple[str, ...]:
        """Give the wrong options beside the answer as it is shown."""
        found = wrong_for(
            self.document,
            self.slot,
            self.found.proposal.wrong,
            about=about,
            proof=self.sentence.span.text,
            pool=self.pool,
            rng=self.rng(format_),
        )
        if not found:
            raise _Unfit(f"no peers: {self.slot.kind}")
        return found


def build(facts: Facts, found: Found, *, pool: Pool, seed: int) -> Question | Rejected:
    """Make the question a located proposal asks for, or tell why it is none."""
    format_ = found.proposal.format
    try:
        return _BUILDERS[format_](_bench(facts, found, pool, seed))
    except _Unfit as reason:
        quote = facts.document.clean.shown(found.start, found.end)
        return Rejected(quote, str(reason), format_)


def _bench(facts: Facts, found: Found, pool: Pool, seed: int) -> _Bench:
    document = facts.document
    if len(found.sentences) > _SENTENCES:
        raise _Unfit("quote too long")
    for shown in found.sentences:
        if reason := guards.sensitive(shown.span.text):
            raise _Unfit(reason)
    sentence = next((s for s in found.sentences if s.start <= found.answer_start < s.end), None)
    if sentence is None or found.answer_end > sentence.end:
        raise _Unfit("answer runs over sentences")
    if reason := guards.shape(sentence.span):
        raise _Unfit(reason)
    slot = _slot(document, found, sentence)
    return _Bench(facts, found, slot, sentence, pool, seed)


def _slot(document: Document, found: Found, sentence: Sentence) -> Slot:
    """Type the answer: a figure as the rules read it, a name as the document types it, else as proposed."""
    start, end = found.answer_start, found.answer_end
    text = document.clean.text[start:end].replace("\n", " ")
    figures = [s for s in number_slots(sentence) if start <= s.start and s.end <= end]
    exact = [s for s in figures if (s.start, s.end) == (start, end)]
    if found.proposal.format is Format.CLOSEST_NUMBER and len(figures) == 1:
        return figures[0]
    if exact:
        return exact[0]
    kind = found.proposal.kind
    if kind in FIGURES or any(map(str.isdigit, text)):
        raise _Unfit("figure not understood")
    name = document.names.get(key_of(text))
    if name is not None and name.kind is not None and name.confidence >= SURE:
        return Slot(name.kind, name.subkind, start, end, text, _PRIOR, name=name)
    if kind is Kind.QUOTE:
        kind = Kind.OTHER
    return Slot(kind, "", start, end, text, _PRIOR)


def _missing_words(bench: _Bench) -> Question:
    gap = _gap(bench)
    prompt = surface.gapped(bench.document, gap)
    wrong = bench.wrong(Format.MISSING_WORDS, prompt)
    return _optioned(bench, Format.MISSING_WORDS, prompt, wrong)


def _closest_number(bench: _Bench) -> Question:
    slot = bench.slot
    if slot.subkind not in _GUESSED or slot.value is None or slot.value < _SMALLEST:
        raise _Unfit("no figure to guess at")
    if slot.kind is Kind.MONEY and not any(map(str.isdigit, slot.text)):
        raise _Unfit("sum without digits")
    prompt = f"Closest guess wins: {surface.gapped(bench.document, _gap(bench))}"
    return _question(bench, Format.CLOSEST_NUMBER, prompt, surface.answer_of(bench.document, slot))


def _gap(bench: _Bench) -> Gap:
    """Take the quote's whole sentences as the excerpt, if they stand under the title alone."""
    document, slot = bench.document, bench.slot
    shown = bench.found.sentences
    if len({sentence.paragraph for sentence in shown}) > 1:
        raise _Unfit("excerpt runs over paragraphs")
    start, end = shown[0].start, shown[-1].end
    text = document.clean.text[start:end]
    reason = guards.wording(text, published=document.article.published) or anchors.unresolved(
        document, [(s, s.span) for s in shown], whole_start=True
    )
    rest = f"{document.clean.text[start : slot.start]} ▇ {document.clean.text[slot.end : end]}"
    if reason := reason or leak(document, slot, rest):
        raise _Unfit(f"excerpt: {reason}")
    return Gap(slot, bench.sentence, start, end, False, False, None, (), len(shown) - 1, WORTH, bench.key)


def _true_false(bench: _Bench) -> Question:
    """Ask a figure's statement as it stands or swapped; a swapped name may be true elsewhere."""
    document, slot = bench.document, bench.slot
    if slot.kind not in FIGURES:
        raise _Unfit("no figure to swap")
    statement = statement_for(document, bench.sentence, slot)
    if isinstance(statement, str):
        raise _Unfit(statement)
    wrong = bench.wrong(Format.TRUE_FALSE, statement.with_slot(surface.BLANK))
    rng = bench.rng(Format.TRUE_FALSE)
    is_true = rng.random() < 0.5  # noqa: PLR2004 - an even coin
    told = statement.text if is_true else statement.with_slot(wrong[rng.randrange(len(wrong))])
    made = _question(bench, Format.TRUE_FALSE, f"True or false: {told}", "True" if is_true else "False")
    correction = "" if is_true else statement.text
    return replace(made, options=("True", "False"), accepted=(), correction=correction)


def _who_said(bench: _Bench) -> Question:
    document, found, slot = bench.document, bench.found, bench.slot
    low, high = _speech(document, found)
    speaker = slot.name
    if speaker is None or speaker.kind is not Kind.PERSON or not speaker.is_human:
        raise _Unfit("the speaker is not surely a person")
    if low <= found.answer_start < high:
        raise _Unfit("the speaker is named in the quote")
    outside = [
        name.key
        for sentence in found.sentences
        for mention, name in document.mentions(sentence)
        if name.kind is Kind.PERSON
        and not low <= sentence.offset + sentence.span.doc[mention.start].idx < high
    ]
    if frozenset(outside) != {speaker.key} or not _is_tagged(document, found, (low, high)):
        raise _Unfit("several may have said it")
    said = document.clean.shown(low, high).rstrip(",.")
    wrong = others_of_story(document, speaker, said)
    if len(wrong) < _FEWEST:
        raise _Unfit("no peers: speakers")
    prompt = f"Who said: “{said}”" if said[-1] in "?!" else f"Who said: “{said}”?"
    return replace(
        _optioned(bench, Format.WHO_SAID, prompt, wrong),
        fact=fact_key(document, bench.sentence, document.clean.text[low:high]),
        evidence=_quoted(bench),
    )


def _speech(document: Document, found: Found) -> tuple[int, int]:
    """Find the spoken words between quotation marks, whole, and such as stand alone."""
    text = document.clean.text
    said = " ".join(found.proposal.said.split()).strip("\"“”' ")
    quote = text[found.start : found.end].replace("\n", " ")
    at = quote.replace("’", "'").find(said.replace("’", "'")) if said else -1
    if at < 0:
        raise _Unfit("the words said are not in the quote")
    low, high = found.start + at, found.start + at + len(said)
    opened = low > 0 and text[low - 1] == '"'
    closed = text[high : high + 2].lstrip(",.!?")[:1] == '"' or text[high - 1 : high + 1].endswith('"')
    if not opened or not closed:
        raise _Unfit("not a whole quote")
    if len(said.split()) not in _SAID or not said[0].isupper():
        raise _Unfit("quote too short or too long")
    if reason := anchors.opening(said) or anchors.backward(said) or guards.sensitive(said):
        raise _Unfit(f"quote: {reason}")
    return low, high


def _is_tagged(document: Document, found: Found, said: tuple[int, int]) -> bool:
    """Say whether a word of saying stands beside the spoken words."""
    text = document.clean.text
    outside = text[found.start : said[0]] + " " + text[said[1] : found.end]
    return any(guards.is_say_tag(word.strip('",.:;')) for word in outside.split())


def _wh(bench: _Bench) -> Question:
    document, slot = bench.document, bench.slot
    prompt = " ".join(bench.found.proposal.question.split())
    proof = " ".join(sentence.span.text for sentence in bench.found.sentences)
    if reason := guards.wording(proof, published=document.article.published):
        raise _Unfit(reason)
    if reason := unfit_question(document, prompt, slot.kind, proof):
        raise _Unfit(reason)
    if reason := leak(document, slot, prompt):
        raise _Unfit(reason)
    made = _optioned(bench, Format.WH, prompt, bench.wrong(Format.WH, prompt))
    return replace(made, evidence=_quoted(bench))


def _optioned(bench: _Bench, format_: Format, prompt: str, wrong: tuple[str, ...]) -> Question:
    answer = surface.answer_of(bench.document, bench.slot)
    shown = tuple(surface.shown_name(bench.document, form) for form in wrong)
    made = _question(bench, format_, prompt, answer)
    return replace(made, options=shuffled(answer, shown, bench.rng(format_)))


def _question(bench: _Bench, format_: Format, prompt: str, answer: str) -> Question:
    document, slot, article = bench.document, bench.slot, bench.document.article
    return Question(
        id=surface.question_id(article, format_, prompt, answer),
        format=format_,
        prompt=prompt,
        answer=answer,
        kind=slot.kind,
        fact=bench.key,
        evidence=surface.evidence_of(document, bench.sentence, slot),
        article=surface.source_of(article),
        accepted=tuple(form for form in surface.spellings(slot) if form != answer),
        topic=article.topic,
        score=WORTH,
    )


def _quoted(bench: _Bench) -> Evidence:
    """Give the quote as it was proposed, or the answer's sentence where that is too long to show."""
    found, slot = bench.found, bench.slot
    around = found.start, found.end
    return surface.evidence_of(bench.document, bench.sentence, slot, around=around)


_BUILDERS: dict[Format, Callable[[_Bench], Question]] = {
    Format.MISSING_WORDS: _missing_words,
    Format.CLOSEST_NUMBER: _closest_number,
    Format.TRUE_FALSE: _true_false,
    Format.WHO_SAID: _who_said,
    Format.WH: _wh,
}
