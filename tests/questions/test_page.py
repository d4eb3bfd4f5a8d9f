"""The page to look at: what it shows, that it stands alone, and that no article gets out of its frame."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.async_api import Browser, Page

from questions.page import Chapter, render
from questions.page.formats import LOOKS
from questions.page.marking import mark
from questions.pipeline import Generation, Report
from questions.records import Article, Evidence, Format, Kind, Question, Rejected, Source
from tests.browser import chromium

TEXT = """The tower stands in Paris. Gustave Eiffel built it in 1889.

A heading

It weighs 7,300 tonnes. “It is ours,” said Anna Holm."""
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style></script></title></main><iframe src=//e.vil>",
    "<!-- ",
    "]]>",
    "&lt;b&gt;&#60;",
    "$policy ${style} $$",
    "\u202egnp.exe\u202c \u2066x",
    "שלום עולם",
    "\ud800\x00\x1b[31m",
    "javascript:alert(1)",
)
hostile = st.lists(st.one_of(st.sampled_from(PAYLOADS), st.text(max_size=20)), max_size=4).map("".join)


def asked(
    text: str,
    quote: str,
    answer: str,
    *,
    format: Format = Format.MISSING_WORDS,  # noqa: A002 - the field's name
    prompt: str = "",
    correction: str = "",
) -> Question:
    """Make a question from a quote of a text."""
    start, at = text.find(quote), quote.find(answer)
    return Question(
        id=f"{format}-{answer}",
        format=format,
        prompt=prompt or quote.replace(answer, "▇▇▇"),
        answer=answer,
        kind=Kind.PLACE,
        fact=f"{quote}{answer}",
        evidence=Evidence(quote, start, start + len(quote), at, at + len(answer)),
        article=Source("T"),
        options=(answer, "Another", "Third"),
        correction=correction,
    )


def chapter(article: Article, *questions: Question, rejected: tuple[Rejected, ...] = ()) -> Chapter:
    """Make an article with what was written from it."""
    formats = Counter(str(question.format) for question in questions)
    report = Report(1000, 40, len(questions), {}, rejected, 0.25, formats, "")
    return Chapter(article, Generation(questions, report))


def tower() -> Chapter:
    """Make a small article with three questions, two of them on one sentence."""
    sentence = "Gustave Eiffel built it in 1889."
    return chapter(
        Article("The tower", TEXT, "https://example.org/t", "Example", "Ana", date(2026, 1, 2)),
        asked(TEXT, "The tower stands in Paris.", "Paris"),
        asked(TEXT, sentence, "1889"),
        asked(TEXT, sentence, "Gustave Eiffel", format=Format.WH, prompt="Who built the tower?"),
        asked(
            TEXT, "“It is ours,” said Anna Holm", "Anna Holm", format=Format.WHO_SAID, prompt="Who said it?"
        ),
        rejected=(
            Rejected("It weighs 7,300 tonnes.", "hedged: may"),
            Rejected("It weighs 7,300 tonnes.", "hedged: may"),
            Rejected("Who said it?", "statement: too long", "wh"),
        ),
    )


class Outline(HTMLParser):
    """What a page is made of: its elements, attributes and text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count an element and keep its attributes."""
        self.elements[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.words.append(data)

    def values(self, name: str) -> list[str]:
        """Give the values of all attributes of a name."""
        return [value for _, key, value in self.attributes if key == name]


def test_every_format_has_a_letter_of_its_own() -> None:
    """Colour is never the only sign, so no two formats share a letter."""
    assert set(LOOKS) == set(Format)
    assert len({look.letter for look in LOOKS.values()}) == len(Format)
    styles = (Path(__file__).parents[2] / "questions/page/page.css").read_text()
    assert all(f".is-{name.replace('_', '-')} " in styles for name in Format)


def test_questions_and_evidence_lead_to_each_other() -> None:
    """Every link within the page has its target, and each question is linked both ways."""
    outline = Outline(render([tower(), tower()]))
    ids = outline.values("id")
    assert len(ids) == len(set(ids))
    within = [link[1:] for link in outline.values("href") if link.startswith("#")]
    assert set(within) <= set(ids)
    assert {f"a{a}-{side}{n}" for a in (1, 2) for n in (1, 2, 3, 4) for side in "qe"} <= set(within)


def test_figures_drops_and_contents_are_told() -> None:
    """The head counts, the drops are grouped with their particulars, and two articles get contents."""
    one = " ".join(Outline(render([tower()])).words)
    assert all(told in one for told in ("4.0", "25%", "of 40 sentences prove one", "1,000", "3 drafts fell"))
    assert all(told in one for told in ("hedged", "may", "2 times", "statement: too long"))
    assert "Questions from" not in one
    both = Outline(render([tower(), tower()]))
    assert "8 questions from 2,000 words: 4.0 facts in every thousand words." in both.words
    assert both.elements["nav"] == 1


def test_a_question_whose_evidence_moved_still_shows_it() -> None:
    """Nothing that was written goes missing from the page."""
    lost = asked("Rome is old.", "Rome is old.", "Rome")
    page = Outline(render([chapter(Article("T", TEXT), lost)]))
    assert "Rome is old." in page.words
    assert page.elements["mark"] == 0


def test_the_page_stands_alone_and_runs_nothing_but_its_own() -> None:
    """No element fetches anything, and the policy names this very style and this very script."""
    page = render([tower()])
    outline = Outline(page)
    assert not {"link", "img", "iframe", "object", "embed", "base", "form"} & set(outline.elements)
    assert not outline.values("src")
    assert not outline.values("style")
    policy = next(value for value in outline.values("content") if "default-src" in value)
    assert policy.startswith("default-src 'none';")
    for name in ("style", "script"):
        content = page.split(f"<{name}>")[1].split(f"</{name}>")[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
        assert "url(" not in content
        assert "@import" not in content


@given(*[hostile] * 6)
@example(title="", words="", url="", answer="\n\n\r\x1c", prompt="", reason="")
@example(*["".join(PAYLOADS)] * 6)
def test_an_article_stays_text(
    title: str, words: str, url: str, answer: str, prompt: str, reason: str
) -> None:
    """Whatever is written in an article, the page has the same elements, no handler and no turned writing."""

    def made(*, title: str, words: str, url: str, answer: str, prompt: str, reason: str) -> str:
        quote = f"x{answer}y."
        text = f"Before {quote} After x{words}"
        question = asked(text, quote, f"x{answer}", prompt=f"x{prompt}", correction=f"x{reason}")
        drop = Rejected(f"x{words}", f"x{reason}", f"x{title}")
        article = Article(f"x{title}", text, url, f"x{title}", f"x{prompt}", None, f"x{words}")
        return render([chapter(article, question, rejected=(drop,))])

    page = made(title=title, words=words, url=url, answer=answer, prompt=prompt, reason=reason)
    shown, wanted = (
        Outline(page),
        Outline(made(title="", words="", url="", answer="", prompt="", reason=": y")),
    )
    assert set(shown.elements) <= set(wanted.elements)
    assert {name for _, name, _ in shown.attributes} <= {name for _, name, _ in wanted.attributes} | {"rel"}
    assert not [link for link in shown.values("href") if not re.match(r"#a1|https?://", link)]
    assert not re.search("[\x00-\x08\x1b\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    assert page.encode()


@given(st.text(alphabet="ab \n", max_size=60), st.data())
def test_stretches_make_up_their_paragraphs(text: str, data: st.DataObject) -> None:
    """However evidence overlaps, the text stays the article's, and no question is placed twice."""
    questions = []
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text)))
        quote = text[start : data.draw(st.integers(start, len(text)))]
        at = data.draw(st.integers(0, len(quote)))
        end = data.draw(st.integers(at, len(quote)))
        evidence = Evidence(quote, start, start + len(quote), at, end)
        questions.append(Question("q", Format.WH, "p", "a", Kind.PLACE, "f", evidence, Source("T")))
    paragraphs = mark(text, questions)
    assert [s.text for p in paragraphs for s in p.stretches if not s.text] == []
    joined = ["".join(stretch.text for stretch in p.stretches) for p in paragraphs]
    assert "".join("".join(joined).split()) == "".join(text.split())
    placed = [number for p in paragraphs for number in p.questions]
    assert len(placed) == len(set(placed))


def test_two_facts_of_one_sentence_are_told_apart() -> None:
    """The sentence proves both questions, and each answer is marked for its own."""
    stretches = mark(TEXT, tower().made.questions)[0].stretches
    found = {s.text: (s.proves, s.answers, s.ends) for s in stretches if s.answers}
    assert found == {
        "Paris": ((1,), (1,), (1,)),
        "Gustave Eiffel": ((2, 3), (3,), (3,)),
        "1889": ((2, 3), (2,), (2,)),
    }


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Run a browser."""
    async with chromium() as running:
        yield running


async def opened(
    browser: Browser, folder: Path, page: str, *, width: int, scheme: str
) -> tuple[Page, list[str]]:
    """Open a page from a file and keep what goes wrong on it or leaves it."""
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    context = await browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    tab = await context.new_page()
    wrong: list[str] = []
    tab.on("request", lambda request: wrong.append(request.url) if "page.html" not in request.url else None)
    tab.on("console", lambda message: wrong.append(message.text))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("dialog", lambda dialog: wrong.append(dialog.message))
    await tab.goto(file.as_uri())
    return tab, wrong


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_it_fits_and_is_quiet(width: int, scheme: str, browser: Browser, tmp_path: Path) -> None:
    """On a desk and on a phone, by day and by night, nothing overflows, asks the network or complains."""
    words = f"{TEXT}\n\n{'Long' * 90} {' '.join(PAYLOADS[:8])}"
    worst = chapter(Article(" ".join(PAYLOADS), words, PAYLOADS[-1], "W" * 200), *tower().made.questions)
    tab, wrong = await opened(browser, tmp_path, render([worst, tower()]), width=width, scheme=scheme)
    assert await tab.evaluate("document.documentElement.scrollWidth") <= width
    ink, paper = await tab.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    brightness = [sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in (ink, paper)]
    assert (brightness[0] > brightness[1]) is (scheme == "dark")
    card, row = tab.locator("#a2-q1"), tab.locator("#a2 .row > p").first
    beside, text = await card.bounding_box(), await row.bounding_box()
    assert beside
    assert text
    if width > 1000:
        assert beside["x"] > text["x"] + text["width"]
        assert beside["y"] == text["y"]
    else:
        assert beside["y"] >= text["y"] + text["height"]
    assert wrong == []


@pytest.mark.browser
async def test_the_keyboard_walks_between_question_and_evidence(browser: Browser, tmp_path: Path) -> None:
    """Enter on a marker leads to the question and lights its evidence, Enter there back; drops unfold."""
    tab, wrong = await opened(browser, tmp_path, render([tower()]), width=1280, scheme="light")
    await tab.locator("#a1-e3").press("Enter")
    await tab.wait_for_url("**/page.html#a1-q3")
    assert await tab.locator(".card.lit").get_attribute("id") == "a1-q3"
    assert "".join(await tab.locator("mark.lit").all_inner_texts()) == "Gustave Eiffel built it in 1889."
    await tab.locator("#a1-q3 .marker").press("Enter")
    await tab.wait_for_url("**/page.html#a1-e3")
    fold = tab.locator("details").first
    assert await fold.locator("li").is_hidden()
    await fold.locator("summary").press("Enter")
    assert await fold.locator("li").is_visible()
    assert wrong == []


def test_what_waits_is_shown_with_its_proof() -> None:
    """Questions left to a moderator are folded away under the text, each with the sentence that proves it."""
    kept = asked(TEXT, "Gustave Eiffel built it in 1889.", "Gustave Eiffel")
    doubted = asked(TEXT, "The tower stands in Paris.", "Paris")
    one = chapter(Article("Tower", TEXT), kept)
    page = render([replace(one, made=replace(one.made, waiting=(doubted,)))])
    assert "1 question left to a moderator" in page
    assert "<blockquote" in page.split("left to a moderator")[1]
    assert doubted.prompt in page
    assert "left to a moderator" not in render([one])
