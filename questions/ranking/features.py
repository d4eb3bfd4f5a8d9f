"""Features: what a question and its document tell of how well a reader will like it; each a number.

They are read from the finished question alone (its evidence leads back to the sentence), so that a rated
question can be measured anew whenever a feature is added, whatever the rules write by then.
"""

import math
import re
from collections.abc import Mapping
from functools import cache
from statistics import fmean, pstdev

from spacy.tokens import Span
from wordfreq import zipf_frequency

from questions.facts.salience import TELLING
from questions.language import Document, Name, Sentence
from questions.language.gazetteer import cities, countries, key_of, notables, states, things
from questions.lexicons import finder, words
from questions.records import Format, Kind, Question

_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|this|these|those|that)\b", re.IGNORECASE
)
_RECORD = re.compile(
    r"\b(?:first|only|last|largest|smallest|longest|tallest|highest|oldest|youngest|fastest|biggest|record)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(r"▇ (?:years|months|weeks|days|hours|minutes|seconds)\b")
_YEAR = re.compile(r"\b(?:1[0-9]{3}|20[0-4]\d)\b")
_NAME = re.compile(r"(?<![.?!“] )(?<!^)\b[A-Z][a-z]+")
_FIGURES = frozenset({Kind.NUMBER, Kind.MONEY, Kind.PERCENT})
NAMES = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORG, Kind.WORK, Kind.EVENT, Kind.OTHER})
_GROUPS: Mapping[str, frozenset[Kind]] = {
    "person": frozenset({Kind.PERSON}),
    "place": frozenset({Kind.PLACE}),
    "thing": frozenset({Kind.ORG, Kind.WORK, Kind.EVENT, Kind.OTHER}),
    "date": frozenset({Kind.DATE}),
    "number": frozenset({Kind.NUMBER}),
    "money": frozenset({Kind.MONEY, Kind.PERCENT}),
}


def features_of(question: Question, document: Document) -> dict[str, float]:
    """Measure one question of a document; the names are those of the model's weights."""
    sentence = document.sentence_at(question.evidence.start + question.evidence.answer_start)
    return {
        **_kinds(question),
        **_prompt(question, document),
        **_answer(question, document),
        **_options(question, document),
        **_place(question, document, sentence),
        **_context(question, document, sentence),
    }


def _kinds(question: Question) -> dict[str, float]:
    formats = {f"format {one}": float(question.format is one) for one in Format}
    groups = {f"asks {name}": float(question.kind in kinds) for name, kinds in _GROUPS.items()}
    is_gap = question.format is Format.MISSING_WORDS
    gaps = {f"gap for {name}": float(is_gap and question.kind in kinds) for name, kinds in _GROUPS.items()}
    return {**formats, **groups, **gaps, "worth": question.score}


def _prompt(question: Question, document: Document) -> dict[str, float]:
    prompt = question.prompt
    bare = prompt.removeprefix("True or false: ").removeprefix("Closest guess wins: ")
    names = len(_NAME.findall(bare))
    return {
        "words": len(bare.split()) / 20,
        "is short": float(len(bare.split()) < 9),  # noqa: PLR2004
        "sentences": len(re.findall(r"[.?!]”?(?:\s|$)", bare)) / 2,
        "commas": bare.count(",") / 3,
        "brackets": float("(" in bare or "—" in bare or ";" in bare),
        "quotes": float("“" in bare or '"' in bare),
        "cuts": bare.count("…") / 2,
        "pronouns": len(_PRONOUN.findall(bare)) / 2,
        "opens with a pronoun": float(
            bool(re.match(r"(?:… )?(?:He|She|It|They|This|These|His|Her|Its)\b", bare))
        ),
        "names": min(names, 6) / 3,
        "no name": float(names == 0),
        "years": min(len(_YEAR.findall(bare)), 2) / 2,
        "record": float(bool(_RECORD.search(bare))),
        "telling": float(bool(TELLING.search(bare))),
        "hedge": float(bool(finder("hedges")(bare))),
        "deictic": float(bool(finder("deictics")(bare))),
        "opinion": float(bool(finder("opinions")(bare))),
        "first person": float(bool(finder("first_person")(bare))),
        "title words": min(_shared(bare, document), 4) / 2,
        "bare definite": _definites(bare, document) / 2,
        "gap is a span of time": float(bool(_SPAN.search(bare))),
        "gap opens": float(bare.lstrip("… ").startswith("▇")),
        "gap closes": float(bool(re.search(r"▇\W*$", bare))),
    }


def _shared(text: str, document: Document) -> int:
    return len({w for w in re.findall(r"[a-z]{4,}", text.lower()) if w in document.title_words})


def _definites(text: str, document: Document) -> int:
    """Count "the NOUN" of nouns that lean on what was said before."""
    nouns = re.findall(r"\b[Tt]he ([a-z]+)(?=[ ,.;]|$)(?! of\b)", text)
    leaning = words("anaphoric_nouns")
    return min(sum(noun in leaning and noun not in document.title_forms for noun in nouns), 3)


def _answer(question: Question, document: Document) -> dict[str, float]:
    key = key_of(question.answer)
    name = document.names.get(key)
    value = _value(question.answer)
    is_figure = question.kind in _FIGURES
    return {
        "answer is known": float(_known_key(key)),
        "answer's fame": _fame(question.answer) / 5 if not is_figure else 0.0,
        "answer's mentions": math.log1p(name.count if name else 0) / 2,
        "answer's words": len(question.answer.split()) / 3,
        "answer is of the title's": float(bool(set(key.split()) & document.title_words)),
        "figure's size": math.log10(value + 1) / 6 if is_figure else 0.0,
        "small figure": float(is_figure and value <= 12),  # noqa: PLR2004
        "round figure": float(is_figure and value >= 20 and value % 10 == 0),  # noqa: PLR2004
    }


@cache
def _fame(form: str) -> float:
    return float(zipf_frequency(form, "en"))


def _value(text: str) -> float:
    found = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    value = float(found.group().replace(",", "").rstrip(".")) if found else 5.0
    scale = next(
        (s for word, s in (("thousand", 1e3), ("million", 1e6), ("billion", 1e9)) if word in text), 1
    )
    return value * scale


_OPTION_FEATURES = (
    "three options",
    "own options",
    "known options",
    "option lengths",
    "fame apart",
    "fame spread",
    "answer alone own",
)


def _options(question: Question, document: Document) -> dict[str, float]:
    wrong = [option for option in question.options if option != question.answer]
    if question.format in {Format.TRUE_FALSE, Format.CLOSEST_NUMBER} or not wrong:
        return dict.fromkeys(_OPTION_FEATURES, 0.0)
    fames = [_fame(option) for option in wrong]
    own = [document.names.get(key_of(option)) is not None for option in wrong]
    known = [is_known(option) for option in wrong]
    lengths = [len(option) for option in wrong]
    is_name = question.kind not in _FIGURES and question.kind is not Kind.DATE
    apart = abs(_fame(question.answer) - fmean(fames)) if is_name else 0.0
    return {
        "three options": float(len(question.options) == 3),  # noqa: PLR2004
        "own options": fmean(own) * is_name,
        "known options": fmean(known) * is_name,
        "option lengths": abs(math.log(len(question.answer) / fmean(lengths))),
        "fame apart": apart,
        "fame spread": pstdev([*fames, _fame(question.answer)]) * is_name,
        "answer alone own": float(is_name and not any(own)),
    }


def is_known(form: str) -> bool:
    """Say whether a table knows somebody or something of that name."""
    return _known_key(key_of(form))


@cache
def _known_key(key: str) -> bool:
    tables = (notables(), countries(), cities(), states(), things())
    return any(key in table for table in tables)


def _place(question: Question, document: Document, sentence: Sentence | None) -> dict[str, float]:
    size = max(len(document.article.text), 1)
    span = sentence.span if sentence is not None else None
    return {
        "early": float(question.evidence.start < size * 0.15),
        "late": float(question.evidence.start > size * 0.85),
        "passive": float(span is not None and any(t.dep_ == "nsubjpass" for t in span)),
        "present": float(span is not None and span.root.tag_ in {"VBZ", "VBP"}),
        "names no other": float(sentence is not None and len(document.mentions(sentence)) < 2),  # noqa: PLR2004
        "central": _central(span, document),
    }


def _context(question: Question, document: Document, sentence: Sentence | None) -> dict[str, float]:
    """Measure how much a prompt speaks of what only the article's readers know."""
    shown = [name for name in document.names.all() if _stands_in(name.form, question.prompt)]
    strange = [name for name in shown if not is_known(name.form) and not _is_titled(name, document)]
    lone = [name for name in strange if len(name.form.split()) == 1]
    root = sentence.span.root.lemma_.lower() if sentence is not None else ""
    return {
        "strange names": min(len(strange), 4) / 2,
        "strange lone names": min(len(lone), 3) / 2,
        "known names": min(sum(is_known(name.form) for name in shown), 3) / 2,
        "leaning verb": float(root in _LEANING),
        "leaning word": float(bool(_BACK.search(question.prompt))),
        "the Board": float(bool(re.search(r"\b[Tt]he [A-Z][a-z]+(?=[ ,.;](?![A-Z]))", question.prompt))),
        "no title word": float(_shared(question.prompt, document) == 0),
        "title's topic shown": float(_shows_topic(question, document)),
        "it": float(bool(re.search(r"\b(?:[Ii]t|[Ii]ts)\b", question.prompt))),
        "gloss": float(" [" in question.prompt),
    }


_LEANING = frozenset(
    {"follow", "reply", "respond", "agree", "add", "answer", "return", "continue", "join", "remain"}
)
_BACK = re.compile(
    r"\b(?:nonetheless|however|instead|also|too|either|meanwhile|later|earlier|again|back|such|since then|"
    r"by then|afterwards|followed|replied|what)\b",
    re.IGNORECASE,
)


def _stands_in(form: str, text: str) -> bool:
    return form in text and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def _is_titled(name: Name, document: Document) -> bool:
    topic = document.topic
    is_topic = topic is not None and name.key in topic.keys
    return is_topic or set(name.key.split()) <= document.title_words


def _shows_topic(question: Question, document: Document) -> bool:
    topic = document.topic
    return topic is not None and _stands_in(topic.name.form, question.prompt)


def _central(span: Span | None, document: Document) -> float:
    """Give how often the sentence's nouns stand in the article, on average, as a logarithm."""
    if span is None:
        return 0.0
    counts = [document.lemma_counts[t.lemma_.lower()] for t in span if t.pos_ in {"NOUN", "PROPN"}]
    return math.log1p(fmean(counts)) / 2 if counts else 0.0
