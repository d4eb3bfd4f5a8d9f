import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy import Connection, event, text

from bot.game.rules import Award, ChannelId, Given, GuildId, PlayerId, QuestionId
from bot.store import Store
from bot.store.engine import connect
from bot.store.values import Period, Standing
from tests.bot.store.stock import ELSEWHERE, HERE, add, create, play
from tests.builders import ANA, BEN, CLEO, NOON

DAN, EVE = PlayerId(104), PlayerId(105)


async def score(store: Store, points: Mapping[PlayerId, int], *, guild_id: GuildId = HERE) -> None:
    """Give players these points in a game of their own."""
    game = await create(store, guild_id=guild_id, channel_id=ChannelId(next(iter(points))))
    awards = [
        Award(1, QuestionId(1), Given(player, f"Player {player}", right=True, seconds=1.0, choice=0), earned)
        for player, earned in points.items()
    ]
    async with store.transaction() as tx:
        await tx.ledger.append(game, awards, at=NOON)


def ranks(standings: tuple[Standing, ...]) -> list[tuple[int, int]]:
    """Give the ranks and points of a page."""
    return [(one.rank, one.points) for one in standings]


async def test_ties_share_a_rank(store: Store) -> None:
    """Equal points are one rank, and the next is as many further: 1, 2, 2, 4."""
    await score(store, {ANA: 30, BEN: 20, CLEO: 20, DAN: 10})
    async with store.reading() as tx:
        page = await tx.standings.page(HERE, Period.ALL, at=NOON)
    assert ranks(page.standings) == [(1, 30), (2, 20), (2, 20), (4, 10)]
    assert (page.page, page.pages, page.players) == (1, 1, 4)


async def test_a_tie_keeps_its_rank_over_pages(store: Store) -> None:
    """Players who tie have one rank even where a page ends between them, and each stands on one page."""
    await score(store, {PlayerId(n): 50 if n == 1 else 40 for n in range(1, 8)})
    async with store.reading() as tx:
        pages = [await tx.standings.page(HERE, Period.ALL, at=NOON, page=n, size=3) for n in (1, 2, 3, 99)]
    assert [ranks(page.standings) for page in pages[:3]] == [
        [(1, 50), (2, 40), (2, 40)],
        [(2, 40), (2, 40), (2, 40)],
        [(2, 40)],
    ]
    assert len({one.player_id for page in pages for one in page.standings}) == 7
    assert pages[3] == pages[2], "a page too far is the last"


async def test_the_own_line_is_there_from_any_page(store: Store) -> None:
    """Who asks sees their own rank, on the page or far beyond it."""
    await score(store, {PlayerId(n): 1000 - n // 2 for n in range(40)})
    async with store.reading() as tx:
        last, first, none = [
            await tx.standings.page(HERE, Period.WEEK, at=NOON, own=PlayerId(own)) for own in (39, 0, 999)
        ]
    assert last.own
    assert (last.own.rank, last.own.points, last.own.name) == (39, 981, "Player 39")
    assert first.own in first.standings
    assert none.own is None


async def test_hidden_players_stand_nowhere(store: Store) -> None:
    """A hidden player is on no page, takes no rank and is not counted; shown again, all is as before."""
    await score(store, {ANA: 30, BEN: 20, CLEO: 10})
    async with store.transaction() as tx:
        before = await tx.standings.page(HERE, Period.ALL, at=NOON, own=CLEO)
        await tx.players.hide(HERE, ANA, hidden=True)
        page = await tx.standings.page(HERE, Period.ALL, at=NOON, own=CLEO)
        hers = await tx.standings.page(HERE, Period.ALL, at=NOON, own=ANA)
        record = await tx.standings.stats(HERE, ANA, at=NOON)
        assert ranks(page.standings) == [(1, 20), (2, 10)]
        assert (page.players, page.own) == (2, page.standings[1])
        assert hers.own is None
        assert record
        assert (record.points, record.rank) == (30, None)
        await tx.players.hide(HERE, ANA, hidden=False)
        assert await tx.standings.page(HERE, Period.ALL, at=NOON, own=CLEO) == before


async def test_hidden_before_the_first_answer_and_after(store: Store) -> None:
    """Hiding holds from before the first answer, through new answers, and only in its server."""
    async with store.transaction() as tx:
        await tx.players.hide(HERE, ANA, hidden=True)
        await tx.players.seen(HERE, ANA, "Ana", at=NOON)
    await score(store, {ANA: 30})
    await score(store, {ANA: 30}, guild_id=ELSEWHERE)
    async with store.reading() as tx:
        assert (await tx.standings.page(HERE, Period.ALL, at=NOON)).standings == ()
        assert len((await tx.standings.page(ELSEWHERE, Period.ALL, at=NOON)).standings) == 1


async def test_names_are_the_latest(store: Store) -> None:
    """A leaderboard shows what a player is called now."""
    await score(store, {ANA: 30})
    async with store.transaction() as tx:
        await tx.players.seen(HERE, ANA, "Ana the Great", at=NOON)
        page = await tx.standings.page(HERE, Period.ALL, at=NOON)
    assert page.standings[0].name == "Ana the Great"


async def test_an_empty_leaderboard(store: Store) -> None:
    """Where nobody has played there is one empty page."""
    async with store.reading() as tx:
        page = await tx.standings.page(HERE, Period.DAY, at=NOON, own=ANA)
    assert (page.standings, page.page, page.pages, page.players, page.own) == ((), 1, 1, 0, None)


async def test_a_page_knows_its_bounds(store: Store) -> None:
    """A page tells when its period began and ends; yesterday's board is still there to ask for."""
    await score(store, {ANA: 30})
    async with store.reading() as tx:
        today = await tx.standings.page(HERE, Period.DAY, at=NOON)
        tomorrow = await tx.standings.page(HERE, Period.DAY, at=NOON + timedelta(days=1))
        ever = await tx.standings.page(HERE, Period.ALL, at=NOON)
    midnight = NOON.replace(hour=0)
    assert (today.starts_at, today.ends_at) == (midnight, midnight + timedelta(days=1))
    assert tomorrow.standings == ()
    assert (ever.starts_at, ever.ends_at) == (None, None)


@pytest.mark.parametrize("period", Period)
async def test_nothing_is_scanned_or_sorted(url: str, dialect: str, period: Period) -> None:
    """Leaderboards and records never read answers, and totals only by index, which holds them in order."""
    plans = await explained(url, dialect, period)
    assert plans
    for sql, plan in plans.items():
        assert "answers" not in plan
        assert not re.search(r"SCAN (topic_)?totals|Seq Scan on (topic_)?totals", plan), plan
        if "ORDER BY totals.points DESC" in sql:
            assert not re.search(r"TEMP B-TREE|Sort", plan), plan
    assert any("ORDER BY totals.points DESC" in sql for sql in plans)


async def explained(url: str, dialect: str, period: Period) -> dict[str, str]:
    """Give the database's plan for each statement behind a leaderboard page and a record."""
    engines = connect(url)
    statements: list[tuple[str, tuple[object, ...]]] = []

    @event.listens_for(engines.reading.sync_engine, "before_cursor_execute")
    def remember(
        _c: Connection, _cursor: object, sql: str, values: tuple[object, ...], *_more: object
    ) -> None:
        if sql.startswith("SELECT"):
            statements.append((sql, values))

    store = Store(engines)
    await play(store, [{ANA: 0, BEN: 1}, {ANA: 0}])
    async with store.reading() as tx:
        await tx.standings.page(HERE, period, at=NOON, page=2, size=1, own=BEN)
        await tx.standings.stats(HERE, ANA, at=NOON)
    plans = {}
    async with engines.reading.connect() as connection:
        if dialect == "postgres":
            # So small a table would be read whole: say that this is dear, to see the other way.
            await connection.execute(text("SET LOCAL enable_seqscan = off"))
        for sql, values in tuple(statements):
            explain = "EXPLAIN" if dialect == "postgres" else "EXPLAIN QUERY PLAN"
            rows = await connection.exec_driver_sql(f"{explain} {sql}", values)
            plans[" ".join(sql.split())] = "\n".join(str(row[-1]) for row in rows)
    await engines.close()
    return plans


async def test_servers_never_see_each_other(store: Store) -> None:
    """Scores, articles, drafts, topics, games and asked facts of one server do not show in another."""
    article = await add(store, 1, guild_id=ELSEWHERE)
    game = await play(store, [{ANA: 0, BEN: 1}], guild_id=ELSEWHERE)
    await create(store, guild_id=ELSEWHERE)
    async with store.transaction() as tx:
        for period in Period:
            page = await tx.standings.page(HERE, period, at=NOON, own=ANA)
            assert (page.standings, page.own) == ((), None)
        assert await tx.standings.stats(HERE, ANA, at=NOON) is None
        assert await tx.articles.get(HERE, article.id) is None
        assert await tx.articles.search(HERE, "") == ()
        assert await tx.articles.topics(HERE, "") == ()
        assert await tx.questions.candidates(HERE) == ()
        assert await tx.games.in_channel(HERE, game.channel_id) is None
        for change in (tx.articles.publish, tx.articles.discard, tx.articles.remove, tx.articles.restore):
            assert await change(HERE, article.id, at=NOON) is None
        await tx.ledger.rebuild(HERE)
        assert len((await tx.standings.page(ELSEWHERE, Period.ALL, at=NOON)).standings) == 2
        assert await tx.articles.get(ELSEWHERE, article.id) == article
