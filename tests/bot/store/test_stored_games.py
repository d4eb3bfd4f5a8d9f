import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event, select

from bot.game.events import (
    Answered,
    ChannelLost,
    Event,
    Resumed,
    Shown,
    SkipVoted,
    Started,
    Stopped,
    TimedOut,
)
from bot.game.rules import ChannelId, Drawn, Game, MessageId, Phase
from bot.store import Store, codec
from bot.store.engine import connect
from bot.store.models import AskedRow
from bot.store.values import ChannelBusy
from questions.records import Question
from tests import builders
from tests.bot.store.stock import CHANNEL, ELSEWHERE, HERE, create, play, post
from tests.builders import ANA, BEN, CLEO, NOON, deck, later, question

moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
floats = st.floats(allow_nan=False, allow_infinity=False)
drawn_questions: st.SearchStrategy[Drawn] = st.builds(
    Drawn,
    question_id=st.integers(0, 2**63 - 1),
    question=st.builds(Question, difficulty=floats, score=floats),
)
games: st.SearchStrategy[Game] = st.builds(
    Game,
    deck=st.lists(drawn_questions, min_size=1, max_size=3).map(tuple),
    opened_at=st.none() | moments,
    deadline=st.none() | moments,
)


@settings(max_examples=60, deadline=None)
@given(games)
def test_a_game_is_written_down_whole(game: Game) -> None:
    """A game read from its columns, state and deck is the game that was written."""
    columns = {name: getattr(game, name) for name in codec.COLUMNS}
    assert codec.read_game(columns, deck=codec.deck_of(game), state=codec.state_of(game)) == game


async def test_a_game_is_kept_through_every_event(store: Store) -> None:
    """After each event, the game read from the store is the game that was stored."""
    game = await create(store)
    events: list[Event] = [
        Started(NOON),
        Shown(later(0.2), 1, Phase.ASKING, MessageId(2**62)),
        Answered(later(3), 1, ANA, "Ana", 0),
        Answered(later(4), 1, BEN, "Ben", 3),
        TimedOut(later(30), 1, Phase.ASKING),
        TimedOut(later(60), 1, Phase.REVEALED),
        Answered(later(61), 2, CLEO, "Cleo \x00 \U0001f3b2", 1),
    ]
    for one in events:
        game = await post(store, game, one)
        async with store.reading() as tx:
            assert await tx.games.get(game.id) == game
    assert game.number == 2


async def test_one_game_a_channel(store: Store) -> None:
    """A second game in a channel is refused with the id of the first; other channels and servers are free."""
    first = await create(store)
    with pytest.raises(ChannelBusy) as busy:
        await create(store)
    assert busy.value.game_id == first.id
    await create(store, channel_id=ChannelId(5))
    await create(store, guild_id=ELSEWHERE)


async def test_of_two_at_the_same_instant_one_wins(store: Store) -> None:
    """Of several games created at once in a channel exactly one is stored."""
    attempts = await asyncio.gather(*(create(store) for _ in range(6)), return_exceptions=True)
    won = [one for one in attempts if isinstance(one, Game)]
    lost = [one for one in attempts if isinstance(one, ChannelBusy)]
    assert (len(won), len(lost)) == (1, 5)
    assert {one.game_id for one in lost} == {won[0].id}
    async with store.reading() as tx:
        assert await tx.games.running() == tuple(won)


async def test_a_closed_game_frees_its_channel(store: Store) -> None:
    """A closed game is remembered, but runs no more, and its channel takes another."""
    closed = await play(store, [{ANA: 0}])
    assert closed.phase is Phase.CLOSED
    async with store.reading() as tx:
        assert await tx.games.running() == ()
        assert await tx.games.in_channel(HERE, CHANNEL) is None
        assert await tx.games.get(closed.id) == closed
    assert (await create(store)).id != closed.id


async def test_a_closed_game_is_not_saved_again(store: Store) -> None:
    """Saving a game that runs no more is a bug, and changes nothing."""
    closed = await play(store, [{ANA: 0}])
    async with store.transaction() as tx:
        with pytest.raises(LookupError):
            await tx.games.save(replace(closed, phase=Phase.ASKING), at=NOON)
    async with store.reading() as tx:
        assert await tx.games.get(closed.id) == closed


async def test_running_games_are_found(store: Store) -> None:
    """After a restart the running games of all servers are found, whole, an ended but unshown one too."""
    here = await post(store, await create(store), Started(NOON))
    there = await create(store, guild_id=ELSEWHERE, channel_id=ChannelId(4))
    ended = replace(await create(store, channel_id=ChannelId(5)), phase=Phase.ENDED)
    async with store.transaction() as tx:
        await tx.games.save(ended, at=NOON)
    async with store.reading() as tx:
        assert await tx.games.running() == (here, there, ended)
        assert await tx.games.in_channel(HERE, CHANNEL) == here
        assert await tx.games.in_channel(ELSEWHERE, CHANNEL) is None


async def test_an_event_writes_little(url: str) -> None:
    """What an event writes does not hold the deck: it is less than a tenth of it, and under 3 kB."""
    engines = connect(url)
    written: list[int] = []

    @event.listens_for(engines.writing.sync_engine, "before_cursor_execute")
    def measure(_c: Connection, _cursor: object, _sql: str, values: object, *_more: object) -> None:
        written.append(len(str(values)))

    store = Store(engines)
    game = await post(store, await create(store, rounds=50), Started(NOON))
    written.clear()
    await post(store, game, Answered(later(1), 1, ANA, "Ana", 0))
    await store.close()
    assert 0 < sum(written) < min(3000, len(str(codec.deck_of(game))) / 10)


async def test_missed_are_wrong_and_unanswered(store: Store) -> None:
    """A player missed what they answered wrong, and what they did not answer; the answer given is told."""
    game = await play(store, [{ANA: 0, BEN: 1}, {ANA: 0}, {ANA: 2, BEN: 0}])
    async with store.reading() as tx:
        missed = {player: await tx.games.missed(game.id, player) for player in (ANA, BEN, CLEO)}
    assert {
        player: [(one.question.id, one.answer_given) for one in some] for player, some in missed.items()
    } == {
        ANA: [("q3", "Oslo")],
        BEN: [("q1", "Rome"), ("q2", "")],
        CLEO: [("q1", ""), ("q2", ""), ("q3", "")],
    }


async def test_missed_does_not_tell_the_running_question(store: Store) -> None:
    """While a question is being asked, nobody can read its answer among what they missed."""
    game = await post(store, await create(store), Started(NOON))
    async with store.reading() as tx:
        assert await tx.games.missed(game.id, ANA) == ()
    game = await post(store, game, TimedOut(later(30), 1, Phase.ASKING))
    async with store.reading() as tx:
        assert [one.question.id for one in await tx.games.missed(game.id, ANA)] == ["q1"]


async def test_nobody_missed_what_was_skipped_stopped_or_never_ended(store: Store) -> None:
    """A round that earned nobody anything is no miss, whatever a player had answered in it."""
    skip, stop = SkipVoted(later(3), 1, ANA), Stopped(later(3), ANA, is_moderator=False)
    for end in (skip, stop, Resumed(later(10_000))):
        game = await post(store, await create(store), Started(NOON))
        game = await post(store, game, Answered(later(2), 1, ANA, "Ana", 0))
        game = await post(store, game, end)
        async with store.reading() as tx:
            assert await tx.games.missed(game.id, ANA) == ()
        await post(store, game, ChannelLost(later(10_001)))


async def test_an_unknown_game_has_nothing(store: Store) -> None:
    """A game that never was is None, and nobody missed anything in it."""
    game = await play(store, [{ANA: 0}])
    unknown = type(game.id)(game.id + 1)
    async with store.reading() as tx:
        assert await tx.games.get(unknown) is None
        assert await tx.games.missed(unknown, ANA) == ()


async def test_typed_answers_are_kept_as_given(store: Store) -> None:
    """What was typed is what the player is shown later, cut to a length that fits."""
    typed = Drawn(deck(1)[0].question_id, replace(question(1), options=()))
    async with store.transaction() as tx:
        game = await tx.games.create(builders.game(drawn=(typed,)), at=NOON)
    game = await post(store, game, Started(NOON))
    game = await post(store, game, Answered(later(2), 1, ANA, "Ana", text="Lyon" * 1000))
    await post(store, game, TimedOut(later(30), 1, Phase.ASKING))
    async with store.reading() as tx:
        (missed,) = await tx.games.missed(game.id, ANA)
    assert missed.answer_given == ("Lyon" * 1000)[:300]


async def test_asking_a_round_twice_counts_once(store: Store, url: str) -> None:
    """A round marked as asked again leaves its fact asked once, when it was; another game counts again."""
    game = await create(store)
    again = await create(store, channel_id=ChannelId(77))
    async with store.transaction() as tx:
        await tx.games.mark_asked(game, 1, game.deck[0], at=NOON)
        await tx.games.mark_asked(game, 1, game.deck[0], at=later(60))
        await tx.games.mark_asked(game, 2, game.deck[1], at=later(70))
        await tx.games.mark_asked(again, 1, game.deck[1], at=later(80))
    engines = connect(url)
    async with engines.reading.connect() as connection:
        asked = await connection.execute(
            select(AskedRow.fact, AskedRow.times, AskedRow.asked_at).order_by(AskedRow.fact)
        )
        assert [tuple(row) for row in asked] == [("fact-1", 1, NOON), ("fact-2", 2, later(80))]
    await engines.close()
