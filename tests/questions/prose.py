"""Short articles for tests of the writing line, and one longer one with everything in it."""

from datetime import date

from questions.facts import Facts, find_facts
from questions.language import Document, read_document
from questions.pipeline import Generation, generate
from questions.records import Article

MODEL = "en_core_web_sm"
DAY = date(2025, 5, 1)

HARBOUR = """\
The television series Harbour Lights follows Martha Quill (Anna Lindqvist) and her neighbour Josef \
Brandt (Peter Holm) through one long winter in Bergen. The Norwegian writer Ingrid Dahl wrote all \
ten episodes of Harbour Lights. The series cost $4.5 million and drew 2.3 million viewers in its \
first week.

“Winter is the only honest season,” says Anna Lindqvist. “I learned to dive for this part.” Peter \
Holm was born in Copenhagen and lives in Oslo. “Nobody in Norway owns a warmer coat than mine,” \
Peter Holm said.

The composer Erik Moe wrote the music for Harbour Lights in 2019. Erik Moe studied in Vienna and won\
 the Nordic Music Prize in 2014. “The fog was our best actor,” said Erik Moe. The director Lars Berg\
 filmed the last scene of the series on the island of Utsira. Berg shot 140 hours of film in 62 \
days. Harbour Lights was sold to 31 countries, and 41% of its viewers live outside Europe.

Grete Lund designed the costumes. She used 300 metres of wool from Iceland. In 2021 Harbour Lights \
became the first Norwegian series to win the Golden Lantern. The harbour master died in the second \
episode. You should watch it."""


def article(text: str, *, title: str = "A short history", published: date | None = None) -> Article:
    """Make an article of a text."""
    return Article(title=title, text=text, site="Example", published=published)


def read(text: str, *, title: str = "A short history") -> Document:
    """Read a text as a document."""
    return read_document(article(text, title=title), model=MODEL)


def facts(text: str, *, title: str = "A short history") -> Facts:
    """Find the facts of a text."""
    return find_facts(read(text, title=title))


def harbour(*, seed: int = 0, limit: int | None = None) -> Generation:
    """Write the questions of the longer article."""
    return generate(harbour_article(), seed=seed, limit=limit)


def harbour_article() -> Article:
    """Give the longer article."""
    return article(HARBOUR, title="How Harbour Lights was made", published=DAY)
