"""The store: does a leaderboard, a draw or a reveal cost more as answers and questions pile up?"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

from benchmarks.measure import Result, at_most
from bot import clock
from bot.game.rules import SHARED_LIBRARY, Award, Drawn, Game, Given, PlayerId, QuestionId
from bot.store import Store
from bot.store.migrate import upgrade
from bot.store.values import ArticleState, Period
from questions.records import Article
from tests.builders import game, later, question

PLAYERS = 50
FEW_ROUNDS, MANY_ROUNDS = 10, 1000
FEW_ARTICLES, MANY_ARTICLES = 5, 200
QUESTIONS = 20
RUNS = 30
FLAT = 3.0
"""What may grow with the logarithm of the rows stays well below this; a scan would be a hundred times."""


def measure() -> Iterator[Result]:
    """Time each on a small and on a large store."""
    small, large = (
        asyncio.run(_times(FEW_ROUNDS, FEW_ARTICLES)),
        asyncio.run(_times(MANY_ROUNDS, MANY_ARTICLES)),
    )
    for name, label in {
        "leaderboard": f"store: a leaderboard page after {MANY_ROUNDS * PLAYERS:,} answers",
        "draw": f"store: candidates among {MANY_ARTICLES * QUESTIONS:,} questions",
        "reveal": f"store: a reveal of {PLAYERS} answers after {MANY_ROUNDS * PLAYERS:,}",
    }.items():
        yield at_most(label, value=large[name] * 1e3, baseline=small[name] * 1e3, unit="ms", ratio=FLAT)


async def _times(rounds: int, articles: int) -> dict[str, float]:
    numbers = count(rounds + 1)
    async with _filled(rounds, articles) as (store, played):
        return {
            "leaderboard": await _fastest(lambda: _leaderboard(store, played)),
            "draw": await _fastest(lambda: _draw(store, played)),
            "reveal": await _fastest(lambda: _reveal(store, played, number=next(numbers))),
        }


@asynccontextmanager
async def _filled(rounds: int, articles: int) -> AsyncIterator[tuple[Store, Game]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}"
        await asyncio.to_thread(upgrade, url)
        store = await Store.open(url)
        ids = [await _add(store, number) for number in range(articles)]
        first = ids[0][0]
        async with store.transaction() as tx:
            played = await tx.games.create(game(drawn=(first,) * (rounds + RUNS + 1)), at=later(0))
            for number in range(rounds):
                await tx.ledger.append(played, _awards(number + 1, first.question_id), at=later(number))
        yield store, played
        await store.close()


async def _add(store: Store, number: int) -> tuple[Drawn, ...]:
    written = [replace(question(n), id=f"{number}-{n}", fact=f"fact-{number}-{n}") for n in range(QUESTIONS)]
    text = f"Article {number}. " + " ".join(one.evidence.quote for one in written)
    async with store.transaction() as tx:
        stored, _ = await tx.articles.add(
            SHARED_LIBRARY,
            Article(f"Article {number}", text),
            written,
            added_by=None,
            at=clock.now(),
            state=ArticleState.PUBLISHED,
        )
        return tuple(Drawn(key, one) for key, one in await tx.questions.of(stored.id))


def _awards(number: int, question_id: QuestionId) -> list[Award]:
    givens = [Given(PlayerId(n + 1), f"Player {n}", n % 2 == 0, 3.0, choice=0) for n in range(PLAYERS)]
    return [Award(number, question_id, given, 900 * given.right) for given in givens]


async def _fastest(work: Callable[[], Awaitable[None]]) -> float:
    loop = asyncio.get_running_loop()
    times = []
    for _ in range(RUNS):
        began = loop.time()
        await work()
        times.append(loop.time() - began)
    return min(times)


async def _leaderboard(store: Store, played: Game) -> None:
    async with store.reading() as tx:
        await tx.standings.page(played.guild_id, Period.ALL, at=later(0), own=PlayerId(40))


async def _draw(store: Store, played: Game) -> None:
    async with store.reading() as tx:
        await tx.questions.candidates(played.guild_id)


async def _reveal(store: Store, played: Game, *, number: int) -> None:
    awards = _awards(number, played.drawn.question_id)
    async with store.transaction() as tx:
        await tx.ledger.append(played, awards, at=later(0))
