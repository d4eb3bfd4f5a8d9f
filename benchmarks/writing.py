"""The writing line: its time against the bare parse of the same text, on the starter library."""

from collections.abc import Iterator

from benchmarks.measure import Result, at_most, seconds
from questions import library
from questions.language.parsing import load
from questions.pipeline import generate

MODEL = "en_core_web_sm"
GOAL = 2.5
"""As the quality guide asks: at most two and a half times the parse itself."""


def measure() -> Iterator[Result]:
    """Write the questions of the starter articles, and only parse them."""
    articles = library.articles()
    words = sum(len(article.text.split()) for article in articles)
    nlp = load(MODEL)
    parse = seconds(lambda: [nlp(article.text) for article in articles], runs=2)
    write = seconds(lambda: [generate(article, model=MODEL) for article in articles], runs=2)
    yield at_most(
        f"writing: {words:,} words of the starter library", value=write, baseline=parse, unit="s", ratio=GOAL
    )
