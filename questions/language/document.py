"""A Document: the article made plain, parsed and cut into sentences, with its names typed."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span

from questions.language.called import called
from questions.language.kinds import Name
from questions.language.mentions import Mention
from questions.language.names import Names, build_names
from questions.language.normalise import Clean, clean, paragraphs
from questions.language.parsing import parse
from questions.language.sentences import sentence_spans
from questions.language.topic import Topic, topic_of
from questions.lexicons import words
from questions.records import Article, Kind

TEXT_LIMIT = 200_000  # characters read of one article: some two hours of reading
_CHUNK = 4_000  # characters parsed at once: the parser's memory grows with the square
_LONGEST = 1_200  # a longer "sentence" is a list, a table or code
_STOPS = frozenset(
    "the of and to in a is was that for it as with on by at from are were be an this which or his had not "
    "but they he she have has its their who when".split()
)
_OFTEN = 4  # mentions that make a noun one the article comes back to
_CENTRAL = 8  # such nouns of one article, the most frequent
# "OSLO - " or "LEEDS, England (AP) — ": where a report was written, before its first sentence.
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'-]{2,30}(?:, [A-Z][A-Za-z. ]{1,15})?(?: \([A-Za-z ]+\))? ?(?:—|–|-) (?=\S)"
)
_TELLING_WORDS = 30  # words below which the share of function words says little
_ENGLISH_SHARE = (
    0.2  # of an article's words; English prose has 0.35 to 0.45, other Latin-script tongues under 0.1
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of prose: its place in the document and its parse."""

    index: int
    paragraph: int
    text: int
    offset: int
    span: Span

    @property
    def start(self) -> int:
        """Where it starts in the plain text."""
        return self.offset + self.span.start_char

    @property
    def end(self) -> int:
        """Where it ends in the plain text."""
        return self.offset + self.span.end_char


@dataclass(frozen=True)
class Document:
    """What the later stages read; offsets are into ``clean.text`` unless they say otherwise."""

    article: Article
    clean: Clean
    sentences: tuple[Sentence, ...]
    names: Names
    words: int
    is_english: bool
    is_cut: bool

    @cached_property
    def lemma_counts(self) -> Counter[str]:
        """How often each noun stands in the text."""
        return Counter(
            t.lemma_.lower() for s in self.sentences for t in s.span if t.pos_ in {"NOUN", "PROPN"}
        )

    @cached_property
    def central_nouns(self) -> frozenset[str]:
        """The nouns the article comes back to most, as "the box" of a study of nest boxes."""
        counts = Counter(t.lemma_.lower() for s in self.sentences for t in s.span if t.pos_ == "NOUN")
        vague = words("vague_nouns") | words("professions")
        nouns = [noun for noun, count in counts.most_common() if count >= _OFTEN and noun not in vague]
        return frozenset(nouns[:_CENTRAL])

    @cached_property
    def title_forms(self) -> frozenset[str]:
        """The words of the title in lower case, as they stand."""
        return frozenset(re.findall(r"[\w]+", clean(self.article.title).text.lower()))

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The words of the title in lower case, with their plain singulars."""
        return self.title_forms | frozenset(word.removesuffix("s") for word in self.title_forms)

    @cached_property
    def topic(self) -> Topic | None:
        """Whom or what the title names, if it is one alone."""
        return topic_of(clean(self.article.title).text, self.names, (s.span for s in self.sentences))

    @cached_property
    def called(self) -> Mapping[str, tuple[Name, ...]]:
        """What each common noun may stand for among the names, the most frequent first."""
        return called(self.names, [s.span for s in self.sentences])

    @cached_property
    def played(self) -> frozenset[str]:
        """The keys of those whom somebody plays: "Martha Quill (Anna Holm)", "recognise as Martha Quill"."""
        leads = r"(?:plays?|played|portray(?:s|ed)|recogni[sz]e as)"
        keys = set()
        for name in self.names.all():
            form = re.escape(name.form)
            pattern = (
                rf"{form} \([A-Z][a-z]+ [A-Z]|{leads} (?:the )?(?:[a-z]+ ){{0,2}}{form}"
                rf"|{form}[^.;]{{0,90}}\bplayed by\b|{form}, and in the hands of\b"
            )
            if name.kind is Kind.PERSON and re.search(pattern, self.clean.text):
                keys.add(name.key)
        return frozenset(keys)

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        """Where the sentences start and end in the article's own text."""
        return [self.clean.span(sentence.start, sentence.end) for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Give the sentence that holds a place in the article's own text."""
        index = bisect_right(self._spans, (offset, len(self.article.text) + 1)) - 1
        return self.sentences[index] if index >= 0 and offset < self._spans[index][1] else None

    def mentions(self, sentence: Sentence) -> list[tuple[Mention, Name]]:
        """Give the names in a sentence, in order."""
        return self.names.within(sentence.span, sentence.text)


def read_document(article: Article, *, model: str) -> Document:
    """Make an article a document; what is not English stays unparsed."""
    plain = clean(article.text[:TEXT_LIMIT])
    found = re.findall(r"[^\W\d_]+", plain.text.lower())
    is_english = _is_english(found)
    chunks = _chunks(plain.text) if is_english else []
    parsed = list(parse([(text, starts) for _, _, text, starts in chunks], model)) if chunks else []
    names = build_names(parsed, clean(article.title).text)
    return Document(
        article,
        plain,
        tuple(_sentences(chunks, parsed)),
        names,
        len(plain.text.split()),
        is_english,
        len(article.text) > TEXT_LIMIT,
    )


def _is_english(found: list[str]) -> bool:
    """Say whether words are English prose; a few words alone get the benefit of the doubt."""
    share = sum(word in _STOPS for word in found) / len(found) if found else 0.0
    return share >= _ENGLISH_SHARE or (share > 0 and len(found) < _TELLING_WORDS)


def _chunks(text: str) -> list[tuple[int, int, str, list[int]]]:
    """Give paragraph number, offset, text and sentence starts of every piece to parse."""
    chunks: list[tuple[int, int, str, list[int]]] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        line = text[start:end].replace("\n", " ")
        spans = [span for span in sentence_spans(line) if span[1] - span[0] <= _LONGEST]
        while spans:
            first = spans[0][0]
            taken = [span for span in spans if span[1] - first <= _CHUNK]
            last = taken[-1][1]
            starts = [a - first for a, _ in taken]
            chunks.append((number, start + first, line[first:last], starts))
            spans = spans[len(taken) :]
    return chunks


def _sentences(chunks: list[tuple[int, int, str, list[int]]], parsed: list[Doc]) -> list[Sentence]:
    found: list[Sentence] = []
    for text, ((paragraph, offset, _, _), doc) in enumerate(zip(chunks, parsed, strict=True)):
        for span in doc.sents:
            core = _without_spaces(span if found else _without_dateline(span))
            if core is not None:
                found.append(Sentence(len(found), paragraph, text, offset, core))
    return found


def _without_dateline(span: Span) -> Span:
    """Cut the place of writing off a first sentence; elsewhere capitals before a dash are a name."""
    dateline = _DATELINE.match(span.text)
    at = dateline.end() if dateline is not None else 0
    return span.doc[next((t.i for t in span if t.idx - span.start_char >= at), span.start) : span.end]


def _without_spaces(span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and span.doc[start].is_space:
        start += 1
    while end > start and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end] if end > start else None
