"""Speeches: sentences somebody is quoted with, where a tag beside this very quote names the speaker."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from questions.facts import anchors, guards, speakers
from questions.facts.values import Drop, Speech, fact_key
from questions.language import Document, Name, Sentence
from questions.language.gazetteer import key_of
from questions.language.sentences import sentence_spans
from questions.lexicons import lower_words, words

SHORTEST, LONGEST = 4, 36  # words of a quote that is asked
QUOTE_LIMIT = 300  # characters of quote and tag
_SAY = "|".join(sorted(words("say_verbs")))
_NAME = (
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Rev|Sen|Rep|Gov|Sgt|Lt|Capt|Col|Gen|St)\. )?"
    r"(?P<name>[A-Z\u00c0-\u00de](?:[\w'-]*\w|\.)"
    r"(?: (?:(?:de|da|van|von|der|la|le) )?[A-Z\u00c0-\u00de](?:[\w'-]*\w|\.)){0,3})"
)
_ROLE = r"(?:, [^,\"]{3,60},)?"
_WHO = rf"(?:(?P<pronoun>[Hh]e|[Ss]he)\b|{_NAME})"
_AFTER = (re.compile(rf"\s*(?:{_SAY}) {_WHO}"), re.compile(rf"\s*{_WHO}{_ROLE} (?:{_SAY})\b"))
_BEFORE = re.compile(rf"\b{_WHO}{_ROLE} (?:{_SAY})(?: [a-z]+){{0,3}}[,:] ?")
_QUOTE = re.compile(r'"([^"\n]{12,900})"')
LEANS = re.compile(
    r"\b(?:either|so(?=,)|not to(?! \w+ \w)|do(?:es|ing|ne)? the same)\b"
    r"|\bthat (?:we|they|I|you|he|she|it) (?:do|did|does|don't|didn't)\W*$"
    r"|^The (?:difference|problem|trick|answer|rest|others?)\b|\bthe same(?=\W*$|[,.?!]| to\b| way\b)"
    r"|^If (?:they|we|you|it|he|she|I) (?:do(?:n't)?|did(?:n't)?|had(?:n't)?)(?: \w+)?,",
    re.IGNORECASE,
)
LEANS_IF_SHORT = re.compile(
    r"\b(?:these|those|here|such|the same|it|its|they|them|their|this|there|that's|then|so|"
    r"(?:about|of|for|with|like|do|did) that|the others?|the \w+ ones?)\b"
    r"|^That (?:was|is|would)\b|^What would you\b",
    re.IGNORECASE,
)
SOMEBODY = re.compile(r"\b(?:he|him|his|she|her|hers)\b", re.IGNORECASE)
_SAYING = 7  # words from which a quote tells enough; of shorter ones raters liked one in five
_TELLING = 9  # words from which a quote says enough of what "it" or "they" is about
_OPENED = 11  # and what a "But" answers, or a "Then" goes on from
_LED_OFF = 13  # and what the "it" or "they" is that it opens with
_PORTRAYED = 17  # and who "he" or "she" is, unless it says so first
_WHAT = re.compile(r"^(?:It|They|These|Those|This)\b")
_GOES_ON = re.compile(r'[^".?!:]{0,120}\. ')  # the rest of "said X, a farmer." between two quotes of X
_OPENING = re.compile(r"^(?:And|But|So|Or|Because|Which|Also|Then|Well|Yes|No|However|Now)\b")


def speeches(document: Document) -> Iterator[Speech | Drop]:
    """Give the quotes of a document whose speaker a tag beside them names."""
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    for sentences in by_paragraph.values():
        start, end = sentences[0].start, sentences[-1].end
        text = document.clean.text[start:end].replace("\n", " ")
        if text.count('"') % 2 == 0:
            yield from _in_paragraph(document, sentences, text, start)


@dataclass(frozen=True, slots=True)
class _Tag:
    """Who a tag says has spoken, where it stands, and the words around the name that tells it."""

    speaker: Name
    start: int
    end: int
    name: tuple[int, int]
    named: tuple[int, int]


def _in_paragraph(
    document: Document, sentences: list[Sentence], text: str, offset: int
) -> Iterator[Speech | Drop]:
    last: _Tag | str = ""
    ended = 0
    for quote in _QUOTE.finditer(text):
        found = _tag(text, quote)
        if found is not None:
            last = _told(document, sentences, found, offset, offset + quote.start())
        elif not (ended and _GOES_ON.fullmatch(text, ended, quote.start())):
            last = ""
        ended = max(quote.end(), found.end() if found is not None else 0) if last else 0
        if isinstance(last, str):
            if last:
                yield Drop(quote[1], last)
            continue
        for part in sentence_spans(quote[1]):
            yield _speech(document, sentences, quote, offset, part, last)


def _told(
    document: Document, sentences: list[Sentence], found: re.Match[str], offset: int, begins: int
) -> _Tag | str:
    """Give the tag with the speaker it names, or why it names none for sure."""
    blank = len(found[0]) - len(found[0].lstrip())
    start, end = offset + found.start() + blank, offset + found.end()
    if found["pronoun"]:
        first = min(begins, offset + found.start("pronoun"))
        sentence = next((s for s in sentences if s.start <= first < s.end), sentences[0])
        spoken = speakers.spoken_of(document, sentence, first, found["pronoun"].lower())
        if spoken is None:
            return f"quote: whom it means: {found['pronoun'].lower()}"
        name, at = spoken.name, (spoken.start, spoken.end)
        named = (
            speakers.opening(spoken.sentence, spoken.start),
            speakers.shortened(document, spoken.end, spoken.sentence.end),
        )
    else:
        known = _named(document, found["name"])
        if known is None or not speakers.can_speak(known):
            return "quote: the speaker is not surely a person"
        name, at = known, (offset + found.start("name"), offset + found.end("name"))
        named = start, end
    if speakers.is_of_story(document, name):
        return "quote: the speaker is of a story"
    return _Tag(name, start, end, at, named)


def _named(document: Document, form: str) -> Name | None:
    """Give the name a tag spells, with or without the titles before it."""
    parts = form.split()
    while parts:
        known = document.names.get(key_of(" ".join(parts)))
        if known is not None or parts[0].rstrip(".") not in words("titles"):
            return known
        parts = parts[1:]
    return None


def _tag(text: str, quote: re.Match[str]) -> re.Match[str] | None:
    for pattern in _AFTER:
        after = pattern.match(text, quote.end())
        if after is not None and text[quote.end() - 2] in ",.!?":
            return after
    before = [found for found in _BEFORE.finditer(text, 0, quote.start()) if found.end() == quote.start()]
    return before[-1] if before else None


def _speech(
    document: Document,
    sentences: list[Sentence],
    quote: re.Match[str],
    offset: int,
    part: tuple[int, int],
    tag: _Tag,
) -> Speech | Drop:
    said = quote[1][part[0] : part[1]]
    start, end = offset + quote.start(1) + part[0], offset + quote.start(1) + part[1]
    if reason := _unfit(said, tag.speaker):
        return Drop(said, f"quote: {reason}")
    start -= document.clean.text[start - 1 : start] == '"'
    end += document.clean.text[end : end + 1] == '"'
    spoken = min(start, tag.start), max(end, tag.end)
    whole = min(spoken[0], tag.named[0]), max(spoken[1], tag.name[1])
    is_elsewhere = tag.named[0] != tag.start
    # Another sentence of the quote between it and the tag would be shown as well, and may be asked by itself.
    is_apart = part[0] > 0 if tag.end <= start else part[1] < len(quote[1].rstrip())
    proof, also = whole, None
    if is_elsewhere or is_apart or whole[1] - whole[0] > QUOTE_LIMIT:
        is_near = is_elsewhere and not is_apart and spoken[1] - spoken[0] <= QUOTE_LIMIT
        proof, also = tag.named, spoken if is_near else (start, end)
    sentence = next((s for s in sentences if s.start <= start < s.end), sentences[0])
    tokens = _tokens(sentences, start, end)
    pointing = _pointing(tokens) or _nameless(tokens, is_short=len(said.split()) < _LED_OFF)
    if pointing:
        return Drop(said, f"quote: points back: {pointing}")
    opens = next((token.pos_ for token in tokens if token.is_alpha), "")
    if len(said.split()) < _SAYING and opens not in {"NOUN", "PROPN"}:
        return Drop(said, "quote: says too little")
    if _is_clipped(tokens):
        return Drop(said, "quote: not a whole sentence")
    worth = 1.0 + 0.01 * min(len(said.split()), 15) + (0.1 if part[0] == 0 else 0)
    key = fact_key(document, sentence, said)
    return Speech(said, tag.speaker, *proof, *tag.name, also, sentence, worth, key)


def _tokens(sentences: list[Sentence], start: int, end: int) -> list[Token]:
    return [t for s in sentences for t in s.span if start <= s.offset + t.idx < end]


def _pointing(tokens: list[Token]) -> str:
    """Give the "that" of a quote which points to something said before: "that email", "that was cold"."""
    for token in tokens:
        if token.lower_ == "that" and token.tag_ == "DT":
            return f"that {token.head.lower_}" if token.dep_ == "det" else "that"
    return ""


_NAMELESS = frozenset({"it", "them", "they", "these", "those"})


def _nameless(tokens: list[Token], *, is_short: bool) -> str:
    """Give an "it" or "them" of a short quote, or an "of them" of any, that no noun of it stands before."""
    for token in tokens:
        if token.pos_ in {"NOUN", "PROPN"}:
            return ""
        is_part = token.i > 0 and token.nbor(-1).lower_ == "of"
        if token.lower_ in _NAMELESS and token.dep_ not in {"expl", "det"} and (is_short or is_part):
            return token.lower_
    return ""


_OPEN_ENDS = frozenset("to of with for from than and or but the a an my our your".split())


def _is_clipped(tokens: list[Token]) -> bool:
    """Say whether a quote has no verb, or breaks off at one that wants more: "they're entitled to"."""
    told = [token for token in tokens if token.is_alpha]
    ends_open = bool(told) and told[-1].lower_ in _OPEN_ENDS
    return ends_open or not any(guards.is_finite(token) or token.tag_ == "VB" for token in tokens)


_PEOPLE = frozenset(
    "man woman lady kid child boy girl guy chap fella teacher driver daughter son wife husband".split()
)


def _stranger(said: str) -> re.Match[str] | None:
    """Give a "he" or "she" that nobody in the quote stands before."""
    found = SOMEBODY.search(said)
    if found is None:
        return None
    people = _PEOPLE | lower_words("role_nouns") | lower_words("professions")
    before = set(re.findall(r"[a-z]+", said[: found.start()].lower()))
    return None if before & people else found


def _unfit(said: str, speaker: Name) -> str:
    count = len(said.split())
    if not SHORTEST <= count <= LONGEST:
        return "too short" if count < SHORTEST else "too long"
    if not said[0].isupper() or said.count("(") != said.count(")"):
        return "not a whole sentence"
    leans = (
        LEANS.search(said)
        or (count < _TELLING and LEANS_IF_SHORT.search(said))
        or (count < _LED_OFF and _WHAT.match(said))
        or (count < _PORTRAYED and _stranger(said))
    )
    if leans:
        return f"points back: {leans.group().lower()}"
    if (count < _OPENED and _OPENING.match(said)) or anchors.opening(said).endswith(
        (" the other", " the two")
    ):
        return "leans on what came before"
    if reason := guards.sensitive(said):
        return reason
    forms = (speaker.form, *speaker.short_forms)
    if any(part.lower() in said.lower() for form in forms for part in form.split() if len(part) > 2):  # noqa: PLR2004
        return "names its speaker"
    return ""
