"""One page for people: articles with their facts marked, the questions beside them, and what was dropped.

The page is a single file that asks nothing of the network: its style and script are inside, and its policy
lets no other run, whatever an article may hold.
"""

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from string import Template

from questions.evaluation import Figures, total
from questions.page.chapter import Chapter, anchor, chapter
from questions.page.markup import Html, join, tag
from questions.page.numbers import counted, ratio

__all__ = ["Chapter", "render"]

_FOLDER = files(__name__)


def render(chapters: Sequence[Chapter]) -> str:
    """Give the whole page, as HTML text; several articles get a table of contents."""
    style, script = _part("page.css"), _part("page.js")
    title = chapters[0].article.title if len(chapters) == 1 else f"Questions from {len(chapters)} articles"
    heading = "h1" if len(chapters) == 1 else "h2"
    return Template(_part("page.html")).substitute(
        title=tag("title", title),
        policy=(
            f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        style=style,
        script=script,
        contents=_contents(chapters) if len(chapters) > 1 else "",
        chapters=join(*(chapter(number, one, heading=heading) for number, one in enumerate(chapters, 1))),
    )


def _contents(chapters: Sequence[Chapter]) -> Html:
    lines = (_line(number, one) for number, one in enumerate(chapters, 1))
    return tag(
        "nav",
        tag("h1", f"Questions from {len(chapters)} articles"),
        tag("p", _summary(total(one.figures for one in chapters)), class_="lede"),
        tag("ol", *lines),
        class_="contents",
        aria_label="Contents",
    )


def _line(number: int, one: Chapter) -> Html:
    link = tag("a", one.article.title, href=f"#{anchor(number)}", dir="auto")
    count = tag("span", str(one.figures.questions), class_="count")
    return tag("li", tag("span", link, class_="name"), tag("span", class_="dots"), count)


def _summary(figures: Figures) -> str:
    return (
        f"{counted(figures.questions, 'question')} from {counted(figures.words, 'word')}: "
        f"{ratio(figures.per_thousand)} facts in every thousand words."
    )


def _part(name: str) -> str:
    return _FOLDER.joinpath(name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"
