from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.game.draw import Candidate
from bot.game.rules import Award, Difficulty, Drawn, Game, Given, PlayerId, Rules
from bot.store import Store
from bot.store.difficulties import PRIOR
from questions.records import Format, Question
from tests.bot.store.stock import HERE, add, article
from tests.builders import NOON, game, question

PLAYERS = tuple(PlayerId(n) for n in range(1, 41))


async def stored(store: Store, one: Question) -> Candidate:
    """Find a stored question among those that can be asked."""
    async with store.reading() as tx:
        (found,) = [other for other in await tx.questions.candidates(HERE) if other.fact == one.fact]
    return found


async def ask(store: Store, one: Question, rights: Sequence[bool]) -> Game:
    """Store a game of one stored question, and the answers of one player each."""
    drawn = (Drawn((await stored(store, one)).question_id, one),)
    begun = replace(game(rules=Rules(questions=1), drawn=drawn), guild_id=HERE)
    async with store.transaction() as tx:
        begun = await tx.games.create(begun, at=NOON)
        await tx.ledger.append(begun, awards(begun, rights), at=NOON)
    return begun


def awards(begun: Game, rights: Sequence[bool]) -> list[Award]:
    """Give each player one answer to the first question."""
    given = [
        Given(player, f"P{player}", right, 2.5, choice=0 if right else 1)
        for player, right in zip(PLAYERS, rights, strict=False)
    ]
    return [Award(1, begun.deck[0].question_id, one, 500 * one.right) for one in given]


async def difficulty(store: Store, one: Question) -> float:
    """Give how hard a stored question is held to be."""
    return (await stored(store, one)).difficulty


@pytest.mark.parametrize(("right", "wrong"), [(0, 0), (1, 0), (0, 1), (3, 5), (40, 0), (0, 40)])
async def test_answers_correct_what_was_predicted(store: Store, right: int, wrong: int) -> None:
    """The difficulty is the share of wrong answers, the prediction counting as some answers more."""
    one = question(1, difficulty=0.5)
    await add(store, questions=[one])
    await ask(store, one, [True] * right + [False] * wrong)
    assert await difficulty(store, one) == pytest.approx((0.5 * PRIOR + wrong) / (PRIOR + right + wrong))


async def test_an_answer_counts_once(store: Store) -> None:
    """The same line of the ledger, written again after a crash, teaches nothing new."""
    one = question(1, difficulty=0.5)
    await add(store, questions=[one])
    begun = await ask(store, one, [False])
    first = await difficulty(store, one)
    async with store.transaction() as tx:
        await tx.ledger.append(begun, awards(begun, [False]), at=NOON)
    assert await difficulty(store, one) == first


async def test_a_closest_guess_stays_as_predicted(store: Store) -> None:
    """All but the nearest are wrong there, however easy it was."""
    one = replace(question(1, difficulty=0.5, format=Format.CLOSEST_NUMBER, options=()), answer="42")
    await add(store, questions=[one])
    begun = await ask(store, one, [])
    given = Given(PLAYERS[0], "P", False, 2.5, text="41")
    async with store.transaction() as tx:
        await tx.ledger.append(begun, [Award(1, begun.deck[0].question_id, given, 0)], at=NOON)
    assert await difficulty(store, one) == 0.5


async def test_what_was_learnt_outlives_a_second_reading(store: Store) -> None:
    """An article read again brings new predictions; the answers count on."""
    one = question(1, difficulty=0.5)
    async with store.transaction() as tx:
        await tx.articles.ship(article(), [one], at=NOON)
    await ask(store, one, [False] * 12)
    async with store.transaction() as tx:
        await tx.articles.ship(article(), [replace(one, difficulty=0.3), question(2)], at=NOON)
    assert await difficulty(store, one) == pytest.approx((0.3 * PRIOR + 12) / (PRIOR + 12))


async def test_hard_is_what_players_find_hard(store: Store) -> None:
    """A question predicted easy that nobody knew is drawn among the hard ones."""
    one = question(1, difficulty=0.3)
    await add(store, questions=[one])
    await ask(store, one, [False] * 20)
    async with store.reading() as tx:
        easy = await tx.questions.candidates(HERE, difficulty=Difficulty.EASY)
        hard = await tx.questions.candidates(HERE, difficulty=Difficulty.HARD)
    assert (len(easy), len(hard)) == (0, 1)
