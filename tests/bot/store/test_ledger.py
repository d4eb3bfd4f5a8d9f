from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from bot.game.rules import Award, Drawn, Game, Given, GuildId, PlayerId, Score
from bot.store import Store
from bot.store.engine import connect
from bot.store.models import TopicTotalRow, TotalRow
from bot.store.values import Period, StandingsPage, Stats
from tests import builders
from tests.bot.store.stock import HERE, create, play
from tests.builders import ANA, BEN, CLEO, NOON, later, question

GUILDS = count(10_000)
PLAYERS = (ANA, BEN, CLEO)

rounds = st.lists(st.dictionaries(st.sampled_from(PLAYERS), st.integers(0, 3)), min_size=1, max_size=4)
histories = st.lists(st.tuples(rounds, st.integers(0, 200)), max_size=4)
"""Games: who pressed which button in each round, and how many days after noon it was."""


def award(player: PlayerId = ANA, *, number: int = 1, points: int = 500, right: bool = True) -> Award:
    """Make a line of the ledger."""
    answer = Given(player, f"Player {player}", right, 2.5, choice=0 if right else 1)
    return Award(number, builders.deck(number)[-1].question_id, answer, points)


def scored(game: Game, *awards: Award) -> Game:
    """Give the game the scoreboard that awards make."""
    scores = tuple(Score(one.given.player_id, one.given.name, streak=1) for one in awards)
    return replace(game, scores=scores)


async def everything(
    store: Store, guild_id: GuildId, days: Sequence[int] = (0,)
) -> tuple[list[StandingsPage], list[Stats | None]]:
    """Give every leaderboard on so many days after noon, and every player's record."""
    async with store.reading() as tx:
        pages = [
            await tx.standings.page(guild_id, period, at=NOON + timedelta(days=day))
            for period in Period
            for day in days
        ]
        return pages, [await tx.standings.stats(guild_id, one, at=NOON) for one in PLAYERS]


async def test_appending_twice_adds_once(store: Store) -> None:
    """A line written again, alone or among new ones, is ignored and adds no points."""
    game = await create(store)
    first, second, third = award(), award(BEN), award(number=2)
    for awards in ([first], [first], [second, first], [first, second, third], []):
        async with store.transaction() as tx:
            await tx.ledger.append(scored(game, *awards), awards, at=NOON)
    async with store.reading() as tx:
        page = await tx.standings.page(HERE, Period.ALL, at=NOON)
    assert [(one.player_id, one.points, one.right, one.answered) for one in page.standings] == [
        (ANA, 1000, 2, 2),
        (BEN, 500, 1, 1),
    ]


async def test_the_first_line_stands(store: Store) -> None:
    """A second line for a round cannot change the first, not even to better."""
    game = await create(store)
    async with store.transaction() as tx:
        await tx.ledger.append(game, [award(right=False, points=0)], at=NOON)
        await tx.ledger.append(game, [award(points=900)], at=NOON)
    async with store.reading() as tx:
        page = await tx.standings.page(HERE, Period.ALL, at=NOON)
    assert [(one.points, one.right, one.answered) for one in page.standings] == [(0, 0, 1)]


async def test_a_finished_game_counts_once(store: Store) -> None:
    """Finishing twice counts a game once, and only for those who answered in it."""
    game = await create(store)
    async with store.transaction() as tx:
        await tx.ledger.append(game, [award(), award(BEN), award(number=2)], at=NOON)
        await tx.ledger.finish(game, at=NOON)
        await tx.ledger.finish(game, at=later(60))
    async with store.reading() as tx:
        page = await tx.standings.page(HERE, Period.ALL, at=NOON)
    assert {one.player_id: one.games for one in page.standings} == {ANA: 1, BEN: 1}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories)
async def test_totals_equal_the_games_played(
    store: Store, history: list[tuple[list[dict[PlayerId, int]], int]]
) -> None:
    """The leaderboard of all time is the sum of the games' own scoreboards; rebuilding changes nothing."""
    guild_id = GuildId(next(GUILDS))
    expected: dict[PlayerId, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for presses, day in history:
        game = await play(store, presses, guild_id=guild_id, at=NOON + timedelta(days=day))
        for score in game.scores:
            line = expected[score.player_id]
            more = (score.points, score.right, score.answered, 1)
            line[:4] = [old + new for old, new in zip(line, more, strict=False)]
            line[4] = max(line[4], score.best_streak)
    days = sorted({0, *(day for _, day in history)})
    before = await everything(store, guild_id, days)
    found = {one.player_id: one for one in before[1] if one}
    assert {
        player: [one.points, one.right, one.answered, one.games, one.best_streak]
        for player, one in found.items()
    } == expected
    async with store.transaction() as tx:
        await tx.ledger.rebuild(guild_id)
    assert await everything(store, guild_id, days) == before


async def test_rebuilding_mends(store: Store, url: str) -> None:
    """Totals that went wrong are right again after a rebuild; those of other servers stay as they are."""
    other = GuildId(77)
    await play(store, [{ANA: 0, BEN: 1}, {ANA: 0}])
    await play(store, [{ANA: 0}], guild_id=other)
    right = await everything(store, HERE)
    engines = connect(url)
    async with engines.writing.begin() as connection:
        await connection.execute(update(TotalRow).values(points=7, games=7))
        await connection.execute(update(TopicTotalRow).values(right=7))
        await connection.execute(delete(TotalRow).where(TotalRow.player_id == BEN))
    await engines.close()
    wrong = await everything(store, HERE)
    wrong_elsewhere = await everything(store, other)
    async with store.transaction() as tx:
        await tx.ledger.rebuild(HERE)
    assert wrong != right
    assert await everything(store, HERE) == right
    assert await everything(store, other) == wrong_elsewhere


@pytest.mark.parametrize(
    ("at", "together"),
    [
        ("2026-03-14T23:59:59.999999+00:00", set(Period)),
        ("2026-03-15T00:00:00+00:00", {Period.WEEK, Period.MONTH, Period.SEASON, Period.ALL}),
        ("2026-03-16T00:00:00+00:00", {Period.MONTH, Period.SEASON, Period.ALL}),
        ("2026-04-01T00:00:00+00:00", {Period.ALL}),
        ("2026-03-08T23:59:59+00:00", {Period.MONTH, Period.SEASON, Period.ALL}),
        ("2026-02-28T23:59:59+00:00", {Period.SEASON, Period.ALL}),
        ("2026-01-01T00:00:00+00:00", {Period.SEASON, Period.ALL}),
        ("2025-12-31T23:59:59+00:00", {Period.ALL}),
        ("2026-03-15T01:00:00+02:00", set(Period)),
    ],
)
async def test_points_count_in_their_periods(store: Store, at: str, together: set[Period]) -> None:
    """Points of another moment count with those of noon exactly in the periods that hold both."""
    game = await create(store)
    moment = type(NOON).fromisoformat(at)
    async with store.transaction() as tx:
        await tx.ledger.append(game, [award(points=1)], at=NOON)
        await tx.ledger.append(game, [award(number=2, points=2)], at=moment)
        pages = {period: await tx.standings.page(HERE, period, at=NOON) for period in Period}
    assert {period for period, page in pages.items() if page.standings[0].points == 3} == together


async def test_the_record_of_a_player(store: Store) -> None:
    """A record tells sums, the best streak, the mean time of right answers, and topics, best first."""
    topics = ["Art", "Sea", "Sea", "", "Art", "Sky"]
    drawn = tuple(
        Drawn(builders.deck(1)[0].question_id, replace(question(n), topic=topic))
        for n, topic in enumerate(topics, 1)
    )
    async with store.transaction() as tx:
        game = await tx.games.create(builders.game(drawn=drawn), at=NOON)
        for number, (right, seconds, streak) in enumerate(
            [
                (True, 1.0, 1),
                (True, 2.0, 2),
                (True, 4.5, 3),
                (False, 9.0, 0),
                (False, 9.0, 0),
                (False, 9.0, 0),
            ],
            1,
        ):
            line = Award(
                number, drawn[0].question_id, Given(ANA, "Ana", right, seconds, choice=0), 10 * right
            )
            await tx.ledger.append(replace(game, scores=(Score(ANA, "Ana", streak=streak),)), [line], at=NOON)
        await tx.ledger.finish(game, at=NOON)
        assert await tx.standings.stats(HERE, ANA, at=NOON) == Stats(
            player_id=ANA,
            name="Ana",
            points=30,
            right=3,
            answered=6,
            games=1,
            best_streak=3,
            average_seconds=2.5,
            rank=1,
            by_topic=(("Sea", 2, 2), ("Art", 1, 2), ("Sky", 0, 1)),
        )
        assert await tx.standings.stats(HERE, BEN, at=NOON) is None
