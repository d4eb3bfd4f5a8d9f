"""The laws of drawing: no fact twice, fresh before stale, own among shared, well mixed."""

from datetime import datetime
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.game.draw import Candidate, choose, suits
from bot.game.rules import Difficulty, QuestionId
from questions.records import Format, Kind
from tests.builders import later


@st.composite
def stocks(draw: st.DrawFn) -> list[Candidate]:
    """Give a stock of questions over few facts, articles and formats."""
    size = draw(st.integers(0, 25))
    return [
        candidate(
            n,
            fact=f"f{draw(st.integers(0, 15))}",
            article=draw(st.integers(1, 4)),
            own=draw(st.booleans()),
            asked=draw(st.none() | st.integers(0, 5).map(later)),
        )
        for n in range(size)
    ]


def candidate(
    number: int,
    *,
    fact: str = "",
    article: int = 1,
    own: bool = True,
    asked: datetime | None = None,
    format: Format = Format.MISSING_WORDS,  # noqa: A002 - the field's name
) -> Candidate:
    """Make a candidate that differs only in what the test is about."""
    return Candidate(
        question_id=QuestionId(number),
        article_id=article,
        fact=fact or f"fact-{number}",
        format=format,
        kind=Kind.PLACE,
        is_own=own,
        asked_at=asked,
        score=0.5,
        difficulty=0.5,
    )


@given(stocks(), st.integers(1, 12), st.integers())
def test_no_fact_comes_twice_in_a_game(stock: list[Candidate], count: int, seed: int) -> None:
    """A game asks each fact once, and as many questions as the facts allow."""
    by_id = {one.question_id: one for one in stock}
    facts = [by_id[chosen].fact for chosen in choose(stock, count=count, dice=Random(seed))]
    assert len(facts) == len(set(facts)) == min(count, len({one.fact for one in stock}))


@given(stocks(), st.integers(1, 12), st.integers())
def test_what_was_asked_before_waits_for_what_was_not(stock: list[Candidate], count: int, seed: int) -> None:
    """A stale fact is chosen only when no fresh one is left, shared and own alike."""
    by_id = {one.question_id: one for one in stock}
    game = [by_id[chosen] for chosen in choose(stock, count=count, dice=Random(seed))]
    for place, one in enumerate(game):
        left = {other.fact for other in game[:place]}
        rest = [other for other in stock if other.fact not in left]
        if one.asked_at is not None:
            assert all(other.asked_at is not None for other in rest)
            assert one.asked_at == min(other.asked_at for other in rest if other.asked_at)


@given(stocks(), st.integers(1, 12), st.integers())
def test_own_and_shared_take_turns_unless_the_server_has_many_articles(
    stock: list[Candidate], count: int, seed: int
) -> None:
    """While both are fresh, a few own articles give every other question, and many give all."""
    by_id = {one.question_id: one for one in stock}
    game = [by_id[chosen] for chosen in choose(stock, count=count, dice=Random(seed))]
    are_many = 2 * len({one.article_id for one in stock if one.is_own and not one.asked_at}) >= count
    for place, one in enumerate(game):
        asked = {other.fact for other in game[:place]}
        fresh = {other.is_own for other in stock if other.fact not in asked and other.asked_at is None}
        if len(fresh) > 1:
            own = sum(other.is_own for other in game[:place])
            assert one.is_own == (are_many or 2 * own <= place)


@given(st.integers())
def test_one_own_article_leaves_half_of_a_game_to_the_library(seed: int) -> None:
    """A server's first article is heard at once, and does not make the whole game."""
    own = [candidate(n, article=1) for n in range(20)]
    shared = [candidate(n, article=2 + n % 9, own=False) for n in range(20, 60)]
    chosen = [(own + shared)[one] for one in choose(own + shared, count=10, dice=Random(seed))]
    assert sum(one.is_own for one in chosen) == 5
    assert len({one.article_id for one in chosen}) == 6
    assert all(a.article_id != b.article_id for a, b in pairwise(chosen))


@given(stocks(), st.integers())
def test_the_same_dice_choose_the_same(stock: list[Candidate], seed: int) -> None:
    """The choice follows from the stock and the seed."""
    assert choose(stock, count=8, dice=Random(seed)) == choose(stock, count=8, dice=Random(seed))


@given(st.integers())
def test_a_game_takes_turns_among_articles_and_formats(seed: int) -> None:
    """With four articles and two formats at hand, eight questions use each article twice."""
    formats = [Format.MISSING_WORDS, Format.WHO_SAID]
    stock = [candidate(n, article=n % 4, format=formats[n // 4 % 2]) for n in range(40)]
    chosen = [stock[one] for one in choose(stock, count=8, dice=Random(seed))]
    assert sorted(one.article_id for one in chosen) == [0, 0, 1, 1, 2, 2, 3, 3]
    assert {one.format for one in chosen} == set(formats)
    assert all(a.article_id != b.article_id for a, b in pairwise(chosen))


@given(st.floats(0, 1))
def test_every_difficulty_has_exactly_one_level(difficulty: float) -> None:
    """Easy, medium and hard part all questions among them; any takes all."""
    levels = [level for level in Difficulty if suits(difficulty, level)]
    assert len(levels) == 2
    assert Difficulty.ANY in levels
