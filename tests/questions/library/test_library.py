import re
from importlib.resources import files

import pytest

from questions.gates import first_reason
from questions.library import Entry, articles, entries, ratings
from questions.records import Article

LIBRARY = articles()
MARKUP = re.compile(r"[#*_`|<>\[\]{}\\]|https?://|&\w+;|^---|\b[A-Za-z]+: *$", re.MULTILINE)


def by_title(article: Article) -> str:
    """Name a test case by its article."""
    return article.title


def test_every_file_is_an_article() -> None:
    """All sixteen files are read, each once, under a title of its own, and no two are the same text."""
    names = [file.name for file in files("questions.library").iterdir() if file.name.endswith(".md")]
    assert len(LIBRARY) == len(names) == 16
    assert len({article.content_hash for article in LIBRARY}) == len(LIBRARY)
    assert len({article.title for article in LIBRARY}) == len(LIBRARY)


def test_order_is_stable() -> None:
    """The articles come in the same order every time."""
    assert articles() == LIBRARY


@pytest.mark.parametrize("article", LIBRARY, ids=by_title)
def test_article_is_whole(article: Article) -> None:
    """Each has 500 to 900 words, a title, a date, a topic and tags."""
    assert 500 <= len(article.text.split()) <= 900
    assert 2 <= len(article.title.split()) <= 15
    assert article.published is not None
    assert article.topic
    assert len(article.tags) > 1


@pytest.mark.parametrize("article", LIBRARY, ids=by_title)
def test_no_marks_are_left(article: Article) -> None:
    """No Markdown, HTML, link or front matter is left in the text or the title."""
    assert MARKUP.findall(article.text) == []
    assert MARKUP.findall(article.title) == []


@pytest.mark.parametrize("article", LIBRARY, ids=by_title)
def test_paragraphs_are_sentences_or_headings(article: Article) -> None:
    """A paragraph ends as a sentence does, or is a heading of a few words; nothing else was left behind."""
    for paragraph in article.text.split("\n\n"):
        assert re.search(r"[.!?][”’\"]?$", paragraph) or len(paragraph.split()) <= 10


@pytest.mark.parametrize("article", LIBRARY, ids=by_title)
def test_nothing_is_taken_for_boilerplate(article: Article) -> None:
    """Every word of the file below its front matter is in the text: no rule takes a line of it."""
    sources = (
        file.read_text(encoding="utf-8")
        for file in files("questions.library").iterdir()
        if file.name.endswith(".md")
    )
    (source,) = (source for source in sources if f"title: {article.title}\n" in source)
    body = source.split("\n---\n", 1)[1].replace("\n## ", "\n")
    assert article.text.split() == body.split()


def test_every_shipped_question_was_read_and_found_usable() -> None:
    """At least 150 questions are shipped, over all articles, and each was rated U by a reader."""
    rated = ratings()
    shipped = [question for entry in entries() for question in entry.questions]
    assert len(shipped) >= 150
    assert all(entry.questions for entry in entries())
    assert [question.prompt for question in shipped if rated.get(question.id) != "U"] == []
    assert set(rated.values()) <= {"U", "A", "W"}


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: str(entry.name))
def test_shipped_questions_prove_their_answers(entry: Entry) -> None:
    """Every one passes every gate on its article as it is read today, and no fact comes twice."""
    assert not [question.id for question in entry.questions if first_reason(question, entry.article)]
    assert len({question.fact for question in entry.questions}) == len(entry.questions)
