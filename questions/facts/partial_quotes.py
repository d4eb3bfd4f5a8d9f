"""Turns of phrase: a few words that a sentence quotes, led up to by the article's own.

"Ann Hale called the plan “the least bad of four”" is asked as "Who called the plan “the least bad of four”?";
where the words before do not stand alone, plain ones lead up to them.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from questions.facts import guards, speakers
from questions.facts.quotes import LEANS, LEANS_IF_SHORT, QUOTE_LIMIT, SOMEBODY
from questions.facts.values import Drop, Speech, fact_key
from questions.language import Document, Name, Sentence
from questions.lexicons import finder, words

_LEANING = (LEANS, LEANS_IF_SHORT, SOMEBODY)
_UNLED = "used the words"
_LED, _LONGEST_LEAD = 3, 16  # words that lead up to a turn of phrase
_PART = re.compile(r'(?<!, )"([a-z][^"]{10,120}?)[,.]?"')
_FEWEST_OF_PART = 4  # words, at least, by which a turn of phrase is known again
_FEWEST_UNLED = 6  # where nothing tells of what it was said


def speeches(document: Document) -> Iterator[Speech | Drop]:
    """Give the turns of phrase that the sentences of a document quote."""
    for sentence in document.sentences:
        yield from _in_sentence(document, sentence)


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Speech | Drop]:
    """Give the turns of phrase that a sentence quotes, where the verb before them tells whose they are."""
    text = sentence.span.text
    if text.count('"') % 2 or sentence.end - sentence.start > QUOTE_LIMIT:
        return
    for quote in _PART.finditer(text):
        verb = _verb_before(sentence, quote.start())
        found = _subject(document, sentence, verb) if verb is not None else ""
        if verb is None or isinstance(found, str):
            if found:
                yield Drop(quote[1], f"quote: {found}")
            continue
        speaker, named, name = found
        reason = _unfit_part(quote[1], speaker)
        if reason:
            yield Drop(quote[1], f"quote: {reason}")
            continue
        lead = _lead(sentence, verb, quote)
        if lead == _UNLED and len(quote[1].split()) < _FEWEST_UNLED:
            yield Drop(quote[1], "quote: too short")
            continue
        whole = sentence.start, sentence.end
        also = None if named == whole else whole
        key = fact_key(document, sentence, quote[1])
        yield Speech(quote[1], speaker, *named, *name, also, sentence, 1.0, key, lead)


def _lead(sentence: Sentence, verb: Token, quote: re.Match[str]) -> str:
    """Give the article's words from a verb of saying up to what is quoted, if they stand alone."""
    text = sentence.span.text[verb.idx - sentence.span.start_char : quote.start()].strip()
    words_ = text.split()
    is_bare = len(words_) < _LED or words_[-1].endswith((",", ":"))
    leans = any(pattern.search(text) for pattern in _LEANING) or finder("first_person")(text)
    if is_bare or leans or len(words_) > _LONGEST_LEAD or re.search(r'[;:"()]', text):
        return _UNLED
    return text


def _verb_before(sentence: Sentence, at: int) -> Token | None:
    """Give the last verb of saying before a quote, if no other quote stands between."""
    before = [t for t in sentence.span if t.idx - sentence.span.start_char < at]
    verbs = [t for t in before if t.lower_ in words("part_verbs") and t.pos_ in {"VERB", "AUX"}]
    if not verbs or any(t.text == '"' for t in before if t.i > verbs[-1].i):
        return None
    return None if guards.is_quoted(verbs[-1]) else verbs[-1]


def _subject(
    document: Document, sentence: Sentence, verb: Token
) -> tuple[Name, tuple[int, int], tuple[int, int]] | str:
    """Give who is the subject of a verb of saying, the stretch that names them and where the name stands."""
    head = verb
    while head.dep_ == "conj" and not guards.has_subject(head):
        head = head.head
    subject = next((c for c in head.children if c.dep_ == "nsubj" and c.i < head.i), None)
    if subject is None:
        return ""
    if subject.lower_ in {"he", "she"}:
        spoken = speakers.spoken_of(document, sentence, sentence.offset + subject.idx, subject.lower_)
        if spoken is None:
            return f"whom it means: {subject.lower_}"
        if spoken.sentence is sentence:
            return spoken.name, (sentence.start, sentence.end), (spoken.start, spoken.end)
        end = speakers.shortened(document, spoken.end, spoken.sentence.end)
        start = speakers.opening(spoken.sentence, spoken.start)
        return spoken.name, (start, end), (spoken.start, spoken.end)
    for mention, name in document.mentions(sentence):
        if mention.start <= subject.i < mention.end:
            if not speakers.can_speak(name):
                return "the speaker is not surely a person"
            if speakers.is_of_story(document, name):
                return "the speaker is of a story"
            span = sentence.span.doc[mention.start : mention.end]
            start = sentence.offset + span.start_char
            return name, (sentence.start, sentence.end), (start, start + len(span.text))
    return ""


def _unfit_part(said: str, speaker: Name) -> str:
    count = len(said.split())
    if count < _FEWEST_OF_PART:
        return "too short"
    if found := next(filter(None, (pattern.search(said) for pattern in _LEANING)), None):
        return f"points back: {found.group().lower()}"
    parts = {part for form in (speaker.form, *speaker.short_forms) for part in form.split()}
    if parts & set(re.findall(r"[\w'-]+", said)):
        return "names its speaker"
    return guards.sensitive(said)
