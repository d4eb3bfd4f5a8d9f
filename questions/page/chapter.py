"""One article's part of the page: head and figures, the text with its questions beside it, the drops."""

from dataclasses import dataclass

from questions.evaluation import Figures, figures_of
from questions.page.cards import card
from questions.page.drops import dropped
from questions.page.formats import LOOKS, css_class
from questions.page.marking import Paragraph, Stretch, mark, unplaced
from questions.page.markup import Html, join, tag, web_address
from questions.page.numbers import counted, percent, ratio
from questions.pipeline import Generation
from questions.records import Article, Format, Question


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article with what was written from it."""

    article: Article
    made: Generation

    @property
    def figures(self) -> Figures:
        """What contents and head tell of it."""
        return figures_of(self.article.title, self.made)


def anchor(number: int) -> str:
    """Give the name under which an article's part is linked."""
    return f"a{number}"


def chapter(number: int, one: Chapter, *, heading: str) -> Html:
    """Lay out one article; its title is a heading of the given kind."""
    here, questions = anchor(number), one.made.questions
    paragraphs = mark(one.article.text, questions)
    loose = unplaced(paragraphs, len(questions))
    return tag(
        "article",
        _head(here, one, heading),
        _figures(one.figures),
        tag("p", one.made.report.notice, class_="notice", dir="auto") if one.made.report.notice else "",
        tag("div", *(_paragraph(here, paragraph, questions) for paragraph in paragraphs), class_="text"),
        tag("div", *(card(here, n, questions[n - 1], is_loose=True) for n in loose), class_="loose")
        if loose
        else "",
        _waiting(here, one.made),
        dropped(one.made.report.rejected),
        id=here,
        class_="chapter",
    )


def _waiting(here: str, made: Generation) -> Html | str:
    """Lay out what is left to a moderator, each question with its proof, folded away like the drops."""
    if not made.waiting:
        return ""
    first = len(made.questions) + 1
    cards = (card(here, n, question, is_loose=True) for n, question in enumerate(made.waiting, first))
    told = f"{counted(len(made.waiting), 'question')} left to a moderator"
    return tag("details", tag("summary", told), tag("div", *cards, class_="loose"), class_="waiting")


def _head(here: str, one: Chapter, heading: str) -> Html:
    article = one.article
    address = web_address(article.url)
    site = article.site or article.url
    day = article.published
    facts = [
        tag("a", site, href=address, rel="noopener noreferrer", dir="auto") if address and site else site,
        article.author,
        tag("time", f"{day.day} {day:%B} {day.year}", datetime=day.isoformat()) if day else "",
    ]
    said = [fact if isinstance(fact, Html) else tag("span", fact, dir="auto") for fact in facts if fact]
    return tag(
        "header",
        tag("p", article.topic, class_="topic", dir="auto") if article.topic else "",
        tag(heading, article.title, dir="auto", id=f"{here}-title"),
        tag("p", *said, class_="byline") if said else "",
    )


def _figures(figures: Figures) -> Html:
    told = (
        (f"{figures.questions}", "questions" if figures.questions != 1 else "question"),
        (ratio(figures.per_thousand), "facts per 1,000 words"),
        (percent(figures.coverage), f"of {counted(figures.sentences, 'sentence')} prove one"),
        (f"{figures.words:,}", "words" if figures.words != 1 else "word"),
        (f"{sum(figures.dropped.values()):,}", "dropped"),
    )
    items = (tag("div", tag("dt", label), tag("dd", value)) for value, label in told)
    return tag("section", tag("dl", *items), _mix(figures), class_="figures", aria_label="Figures")


def _mix(figures: Figures) -> Html:
    """Tell how many questions each format has, as a bar and as its legend."""
    counts = {name: figures.formats.get(name, 0) for name in Format}
    whole, at, bars = sum(counts.values()), 0.0, []
    for name, count in counts.items():
        width = 100 * count / whole if whole else 0.0
        if count:
            bars.append(tag("rect", x=f"{at:.3f}", width=f"{width:.3f}", height="6", class_=css_class(name)))
        at += width
    bar = tag("svg", *bars, viewBox="0 0 100 6", preserveAspectRatio="none", aria_hidden="true")
    legend = (
        tag(
            "li",
            tag("span", LOOKS[name].letter, class_="letter"),
            f" {LOOKS[name].title} ",
            tag("b", str(count)),
            class_=f"{css_class(name)}{'' if count else ' none'}",
        )
        for name, count in counts.items()
    )
    return tag("div", bar, tag("ul", *legend, class_="legend"), class_="mix")


def _paragraph(here: str, paragraph: Paragraph, questions: tuple[Question, ...]) -> Html:
    cards = [card(here, number, questions[number - 1]) for number in paragraph.questions]
    stretches = (_stretch(here, stretch, questions) for stretch in paragraph.stretches)
    words = tag("p", *stretches, dir="auto", class_="subhead" if paragraph.is_heading else "")
    return tag("div", join(*cards), words, class_="row")


def _stretch(here: str, stretch: Stretch, questions: tuple[Question, ...]) -> Html:
    marks = [_marker(here, number, questions[number - 1]) for number in stretch.ends]
    owners = stretch.answers or stretch.proves
    if not owners:
        return join(stretch.text, *marks)
    look = css_class(questions[owners[0] - 1].format)
    kind = "answer" if stretch.answers else "proof"
    proves = " ".join(f"{here}-q{number}" for number in stretch.proves)
    return join(tag("mark", stretch.text, class_=f"{kind} {look}", data_proves=proves), *marks)


def _marker(here: str, number: int, question: Question) -> Html:
    look = LOOKS[question.format]
    return tag(
        "a",
        f"{look.letter}{number}",
        id=f"{here}-e{number}",
        href=f"#{here}-q{number}",
        class_=f"marker {css_class(question.format)}",
        aria_label=f"Question {number}, {look.title.lower()}",
    )
