"""A question as a card in the margin: what is asked, the options with the right one marked, its figures."""

from questions.page.formats import LOOKS, css_class
from questions.page.markup import Html, tag
from questions.records import Question


def card(here: str, number: int, question: Question, *, is_loose: bool = False) -> Html:
    """Lay out one question of the article whose part is called ``here``; a loose one brings its evidence."""
    return tag(
        "aside",
        _head(here, number, question, is_loose=is_loose),
        tag("p", question.prompt, class_="prompt", dir="auto"),
        _options(question),
        tag("p", "In truth: ", tag("bdi", question.correction), class_="truth")
        if question.correction
        else "",
        tag("blockquote", question.evidence.shown, dir="auto") if is_loose else "",
        id=f"{here}-q{number}",
        class_=f"card {css_class(question.format)}",
        tabindex="-1",
        aria_label=f"Question {number}",
    )


def _head(here: str, number: int, question: Question, *, is_loose: bool) -> Html:
    look = LOOKS[question.format]
    sign = f"{look.letter}{number}"
    back = tag(
        "a",
        sign,
        href=f"#{here}-e{number}",
        class_="marker",
        aria_label=f"Question {number}: show its evidence",
    )
    if is_loose:  # nothing in the text is marked for it
        back = tag("span", sign, class_="marker")
    figures = f"{question.kind} · score {question.score:.2f} · difficulty {question.difficulty:.2f}"
    return tag("p", back, tag("span", look.title), tag("small", figures), class_="kicker")


def _options(question: Question) -> Html:
    if not question.options:
        return tag("p", tag("b", "✓ ", tag("bdi", question.answer)), class_="options")
    shown = (_option(option, is_right=option == question.answer) for option in question.options)
    return tag("ul", *shown, class_="options")


def _option(option: str, *, is_right: bool) -> Html:
    if is_right:
        return tag("li", tag("b", "✓ ", tag("bdi", option)), class_="right")
    return tag("li", tag("bdi", option))
