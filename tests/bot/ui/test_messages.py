from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.game.events import Notice, Tell
from bot.game.rules import GameId, GuildId, QuestionId
from bot.store.values import (
    ArticleId,
    ArticleState,
    ArticleSummary,
    Missed,
    Period,
    Review,
    Standing,
    StandingsPage,
    Stats,
)
from bot.ui.after_game import MISSED_A_PAGE, missed_page
from bot.ui.boards import PAGE_SIZE, board, record
from bot.ui.drafts import preview
from bot.ui.foreign import safe
from bot.ui.reviewing import DRAFTS_OFFERED, Progress, UndoButton, card, closing, published
from bot.ui.shelf import PAGE_SIZE as SHELF_SIZE
from bot.ui.shelf import confirmation, shelf_page
from bot.ui.text import playing
from questions.records import Article, Evidence, Format, Question, Source
from tests.bot.hostile import everything_shown, faults, full_texts, hidden, texts
from tests.bot.simulated import FakeReport, FakeWritten
from tests.builders import ANA, NOON, question

figures = st.integers(min_value=0, max_value=10**12)


def _long(text: str) -> Question:
    quote = text + "Paris" + text
    evidence = Evidence(quote, 0, len(quote), len(text), len(text) + 5)
    article = Source(text, "", text)
    options = (text, *(f"{text}{n}" for n in range(3)))
    return replace(
        question(1),
        options=options,
        prompt=text,
        answer=text,
        evidence=evidence,
        article=article,
        correction=text,
    )


@given(full_texts, st.integers(0, 11), st.integers(1, 4))
def test_any_page_of_what_was_missed_fits(text: str, total: int, page: int) -> None:
    """However long the questions, one page is a message that Discord takes."""
    missed = [Missed(_long(text), text)] * total
    view = missed_page(GameId(2**63 - 1), missed, page=page)
    assert faults(view) == []
    assert hidden(everything_shown(view)) == []


def test_every_missed_question_is_on_some_page() -> None:
    """The pages together hold all, each once."""
    numbers = range(1, 2 * MISSED_A_PAGE + 2)
    missed = [Missed(replace(question(n), prompt=f"Prompt {n}."), "") for n in numbers]
    pages = [everything_shown(missed_page(GameId(1), missed, page=page)) for page in (1, 2, 3)]
    for n in numbers:
        assert "".join(pages).count(f"Prompt {n}.") == 1
    assert "you: no answer" in pages[0]


@given(texts, figures, st.integers(0, PAGE_SIZE), st.sampled_from(Period))
def test_any_leaderboard_fits(name: str, number: int, size: int, period: Period) -> None:
    """Names and figures of any length make a message that Discord takes."""
    one = Standing(number, ANA, name, number, number, number, number)
    page = StandingsPage(period, NOON, NOON, (one,) * size, 2, 10**6, 10**7, one if size else None)
    view = board(page, asker=ANA, asker_name=name)
    assert faults(view) == []
    assert hidden(everything_shown(view)) == []


@given(texts, figures, st.lists(texts, max_size=5))
def test_any_record_fits(name: str, number: int, topics: list[str]) -> None:
    """So does a record."""
    by_topic = tuple((topic, number, number) for topic in topics)
    stats = Stats(ANA, name, number, number, number, number, number, 1.5, number or None, by_topic)
    assert faults(record(stats, player_name=name)) == []
    assert faults(record(None, player_name=name)) == []


@given(full_texts, st.lists(st.sampled_from(Format), max_size=40))
def test_any_preview_fits(text: str, formats: list[Format]) -> None:
    """So does what a moderator sees of a new article."""
    questions = tuple(replace(_long(text), format=one) for one in formats)
    written = FakeWritten(questions, FakeReport({text: 10**6, "b": 2, "c": 1, "d": 1}, text), (_long(text),))
    view = preview(ArticleId(2**63 - 1), Article(text, text, site=text), written)
    assert faults(view) == []
    assert hidden(everything_shown(view)) == []


@given(full_texts, st.integers(0, 10**9 - 1))
def test_any_question_under_review_fits(text: str, number: int) -> None:
    """So does a question that a moderator decides on, however far they are."""
    progress = Progress(ArticleId(2**63 - 1), number, number)
    undo = UndoButton(Review.ACCEPTED, QuestionId(2**63 - 1), progress)
    view = card(QuestionId(2**63 - 1), _long(text), progress, left=number, undo=undo, missed="Missed.")
    assert faults(view) == []
    assert hidden(everything_shown(view)) == []


@given(texts, st.integers(0, 10**9 - 1), st.integers(0, DRAFTS_OFFERED))
def test_any_end_of_a_review_fits(title: str, number: int, size: int) -> None:
    """So does what closes a review, and what confirms that an article is published."""
    drafts = [
        ArticleSummary(
            ArticleId(n), GuildId(1), title, "", "", None, ArticleState.DRAFT, NOON, number, number
        )
        for n in range(size)
    ]
    undo = UndoButton(Review.DROPPED, QuestionId(1), Progress(None, number, number))
    views = [closing(Progress(None, number, number), drafts, undo=undo), *map(published, drafts)]
    for view in views:
        assert faults(view) == []
        assert hidden(everything_shown(view)) == []


def test_a_preview_shows_each_format_before_a_second_of_one() -> None:
    """Of many questions of one kind and one of another, both kinds are seen."""
    wh = replace(question(9, format=Format.WH), prompt="Who built it?")
    written = FakeWritten((*(question(n) for n in range(1, 9)), wh))
    shown = everything_shown(preview(ArticleId(1), Article("Towers", ""), written))
    assert "Who built it?" in shown
    assert "✗ Rome · Oslo · Bern" in shown
    assert "9 questions: 8 missing words, 1 who, what, where, when" in shown


@given(texts, st.integers(0, SHELF_SIZE))
def test_any_shelf_fits(title: str, size: int) -> None:
    """So does a list of articles, and the question before one is removed."""
    one = ArticleSummary(
        ArticleId(1), GuildId(1), title, title, "", None, ArticleState.PUBLISHED, NOON, 10**6
    )
    assert faults(shelf_page((one,) * size, page=1, pages=3)) == []
    assert faults(confirmation(one.id, one.title, one.questions)) == []


@pytest.mark.parametrize("notice", list(Notice))
def test_every_notice_has_words(notice: Notice) -> None:
    """Whatever the rules tell a player is a sentence."""
    assert playing.notice(Tell(ANA, notice, needed=2), answer=safe("Paris", 9))
    assert "****" not in playing.notice(Tell(ANA, notice), answer="")


def test_a_leaderboard_without_an_end_does_not_start_anew() -> None:
    """All time has no reset."""
    page = StandingsPage(Period.ALL, None, None, (), 1, 1, 0, None)
    assert "anew" not in everything_shown(board(page, asker=ANA, asker_name="Ana"))
    ends = replace(page, period=Period.WEEK, ends_at=NOON + timedelta(days=1))
    assert "Starts anew <t:1773576000:R>" in everything_shown(board(ends, asker=ANA, asker_name="Ana"))
