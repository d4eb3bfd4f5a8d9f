import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import DBAPIError, StatementError

from bot.game.rules import ChannelId, GuildId, PlayerId
from bot.store import Store
from bot.store.values import ArticleState, Period
from tests.bot.store.stock import HERE, about, add, article, play
from tests.builders import ANA, NOON


async def test_concurrent_writers_all_succeed(store: Store) -> None:
    """Fifty transactions at once that read and then write are all stored."""

    async def read_then_write(number: int) -> None:
        async with store.transaction() as tx:
            await tx.articles.page(HERE, page=1, size=10)
            await tx.articles.add(
                HERE, article(number), (), added_by=None, at=NOON, state=ArticleState.PUBLISHED
            )

    await asyncio.gather(*(read_then_write(number) for number in range(50)))
    async with store.reading() as tx:
        _, pages = await tx.articles.page(HERE, page=1, size=1)
    assert pages == 50


async def test_two_processes_write_at_once(store: Store, url: str) -> None:
    """Writers with connections of their own wait for each other too, as the bot and `trivia add` must."""
    other = await Store.open(url)

    async def see(through: Store, number: int) -> None:
        async with through.transaction() as tx:
            await tx.standings.stats(HERE, PlayerId(number), at=NOON)
            await tx.players.seen(HERE, PlayerId(number), f"Player {number}", at=NOON)
            await tx.players.hide(HERE, PlayerId(number), hidden=True)

    try:
        await asyncio.gather(*(see((store, other)[number % 2], number) for number in range(30)))
    finally:
        await other.close()
    async with store.transaction() as tx:
        for number in range(30):
            await tx.players.hide(HERE, PlayerId(number), hidden=False)


async def test_concurrent_points_all_count(store: Store) -> None:
    """Games that end in several channels at once lose none of a player's points."""
    rounds = [{ANA: 0}, {ANA: 0}]
    await asyncio.gather(*(play(store, rounds, channel_id=ChannelId(n)) for n in range(1, 9)))
    async with store.reading() as tx:
        page = await tx.standings.page(HERE, Period.ALL, at=NOON)
    assert [(line.right, line.games) for line in page.standings] == [(16, 8)]
    assert page.standings[0].points == 8 * (950 + 1045)


async def test_an_error_undoes_everything(store: Store) -> None:
    """What a transaction wrote before it failed is gone."""
    with pytest.raises(RuntimeError, match="half way"):
        await _add_and_fail(store)
    async with store.reading() as tx:
        assert await tx.articles.page(HERE, page=1, size=10) == ((), 1)


async def _add_and_fail(store: Store) -> None:
    async with store.transaction() as tx:
        await tx.articles.add(HERE, article(), about(1), added_by=None, at=NOON, state=ArticleState.PUBLISHED)
        raise RuntimeError("half way")


async def test_reading_refuses_to_write(store: Store) -> None:
    """A transaction that was opened to read cannot write by mistake."""
    async with store.reading() as tx:
        with pytest.raises(DBAPIError):
            await tx.guilds.ensure(HERE, "Here", NOON)


async def test_readers_do_not_wait_for_a_writer(store: Store) -> None:
    """A leaderboard is read while another transaction is writing, and does not show what is not committed."""
    async with store.transaction() as writing:
        await writing.articles.add(
            HERE, article(), about(1), added_by=None, at=NOON, state=ArticleState.PUBLISHED
        )
        async with store.reading() as reading:
            assert await reading.articles.search(HERE, "") == ()
    async with store.reading() as reading:
        assert len(await reading.articles.search(HERE, "")) == 1


async def test_moments_come_back_in_utc(store: Store) -> None:
    """A moment given in any time zone is the same moment in UTC when read."""
    at = datetime(2026, 1, 1, 1, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    stored = await add(store, at=at)
    assert stored.added_at == at
    assert stored.added_at.tzinfo is UTC


async def test_moments_sort_across_time_zones(store: Store) -> None:
    """Order is that of time, not of the digits on the clock."""
    early = datetime(2026, 1, 1, 9, tzinfo=timezone(timedelta(hours=9)))
    late = datetime(2026, 1, 1, 1, tzinfo=UTC)
    await add(store, 1, at=late)
    await add(store, 2, at=early)
    async with store.reading() as tx:
        titles = [one.title for one in await tx.articles.search(HERE, "")]
    assert titles == ["Towers 1", "Towers 2"]


async def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    """A naive datetime is a bug, and is not stored."""
    with pytest.raises(StatementError, match="time zone"):
        await add(store, at=datetime(2026, 1, 1))  # noqa: DTZ001 - the case


async def test_the_largest_ids_fit(store: Store) -> None:
    """Ids up to 2**63 - 1 are stored as they are."""
    largest = 2**63 - 1
    rounds = [{PlayerId(largest): 0}]
    game = await play(store, rounds, guild_id=GuildId(largest), channel_id=ChannelId(largest))
    async with store.reading() as tx:
        page = await tx.standings.page(GuildId(largest), Period.DAY, at=NOON)
        assert await tx.games.get(game.id) == game
    assert [line.player_id for line in page.standings] == [largest]
