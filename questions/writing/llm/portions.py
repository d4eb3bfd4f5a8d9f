"""What of an article is sent, in portions: its prose alone, with no character that could close its frame.

Invariant: no text sent holds ``<``, ``>``, ``[`` or ``]``, so that neither our frame nor a chat template's
control token can be written by an article.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from questions.language import Document, Sentence
from questions.language.normalise import clean

PORTION = 6_000  # characters: some 1,500 tokens, which with the instructions fit a window of 4,096
_TITLE = 200
_HARMLESS = str.maketrans("<>[]", "\u2039\u203a()")  # one for one: offsets stay


@dataclass(frozen=True, slots=True)
class Portion:
    """A stretch of the article's prose, as it is sent, and how many words it has."""

    text: str
    words: int


def harmless(text: str) -> str:
    """Give a text without the four characters that frames and control tokens are made of."""
    return text.translate(_HARMLESS)


def portions(document: Document) -> Iterator[Portion]:
    """Give a document's sentences in order, in stretches of at most ``PORTION`` characters."""
    taken: list[Sentence] = []
    size = 0
    for sentence in document.sentences:
        length = sentence.end - sentence.start + 2
        if taken and size + length > PORTION:
            yield _portion(document, taken)
            taken, size = [], 0
        taken.append(sentence)
        size += length
    if taken:
        yield _portion(document, taken)


def _portion(document: Document, sentences: Sequence[Sentence]) -> Portion:
    text = harmless(document.clean.text)
    paragraphs: dict[int, list[str]] = {}
    for sentence in sentences:
        words = " ".join(text[sentence.start : sentence.end].split())
        paragraphs.setdefault(sentence.paragraph, []).append(words)
    joined = "\n\n".join(" ".join(lines) for lines in paragraphs.values())
    return Portion(joined, len(joined.split()))


def message(document: Document, portion: Portion, *, most: int) -> str:
    """Give what is sent for one portion: title, date, the framed text and how many questions are wanted."""
    title = " ".join(harmless(clean(document.article.title).text).split())[:_TITLE]
    published = document.article.published
    lines = [
        f"Title: {title}",
        f"Published: {published.isoformat() if published else 'unknown'}",
        "",
        "<article>",
        portion.text,
        "</article>",
        "",
        f"Propose at most {most} questions on the text between the two tags, the best first.",
    ]
    return "\n".join(lines)
