"""The running games over a real store: commit, then show; one game a channel; a restart loses nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot import clock
from bot.errors import UserError
from bot.game.events import Answered, Notice, SkipVoted, Stopped
from bot.game.rules import SHARED_LIBRARY, ChannelId, Game, GameId, GuildId, MessageId, Phase, PlayerId, Rules
from bot.play import MessageGone, Opening, Play, ScreenLost
from bot.store import Store, Transaction
from bot.store.migrate import upgrade
from bot.store.values import ArticleState, Period
from questions.records import Article
from tests.builders import ANA, BEN, question

GUILD, CHANNEL = GuildId(2**62), ChannelId(901)
QUICK = Rules(questions=2, seconds=1, reveal_seconds=0.05)
SLOW = Rules(questions=2, seconds=60, reveal_seconds=0.05)
PATIENCE = 10


class FakeScreen:
    """Remembers what it was shown, and checks that it was stored before."""

    def __init__(self, store: Store) -> None:
        self.shown: list[Game] = []
        self.is_lost = False
        self.posted = 0
        self.deleted: set[MessageId] = set()
        self.open = asyncio.Event()
        self.open.set()
        self._store = store
        self._news = asyncio.Condition()

    async def post(self, game: Game) -> MessageId:
        """Take a new message."""
        if self.is_lost:
            raise ScreenLost
        await self._take(game)
        self.posted += 1
        return MessageId(1000 + self.posted)

    async def edit(self, game: Game, message_id: MessageId) -> None:
        """Take a change of a message."""
        assert message_id > 1000
        if message_id in self.deleted:
            raise MessageGone
        await self._take(game)

    async def until(self, check: Callable[[Game], bool]) -> Game:
        """Wait until something was shown that fits; give the last that does."""
        async with asyncio.timeout(PATIENCE), self._news:
            while True:
                fitting = [game for game in self.shown if check(game)]
                if fitting:
                    return fitting[-1]
                await self._news.wait()

    async def _take(self, game: Game) -> None:
        await self.open.wait()
        async with self._store.reading() as tx:
            stored = await tx.games.get(game.id)
        assert stored is not None
        order = list(Phase)
        assert (stored.number, order.index(stored.phase)) >= (game.number, order.index(game.phase))
        self.shown.append(game)
        async with self._news:
            self._news.notify_all()


class FlakyStore:
    """A store whose next writes can be made to fail."""

    def __init__(self, store: Store) -> None:
        self.successes = 0
        self.failures = 0
        self._store = store

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Begin to write, or fail."""
        if self.successes:
            self.successes -= 1
        elif self.failures:
            self.failures -= 1
            raise OSError("disk full")
        return self._store.transaction()

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        """Begin to read."""
        return self._store.reading()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """Give a migrated store with six shared questions."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'play.db'}"
    await asyncio.to_thread(upgrade, url)
    opened = await Store.open(url)
    article = Article("Towers", "\n\n".join(question(n).evidence.quote for n in range(1, 7)))
    async with opened.transaction() as tx:
        await tx.articles.add(
            SHARED_LIBRARY,
            article,
            [question(n) for n in range(1, 7)],
            added_by=None,
            at=clock.now(),
            state=ArticleState.PUBLISHED,
        )
    yield opened
    await opened.close()


@pytest.fixture
async def screen(store: Store) -> FakeScreen:
    """Give the screen that the games are shown on."""
    return FakeScreen(store)


@pytest.fixture
async def play(store: Store, screen: FakeScreen) -> AsyncIterator[Play]:
    """Give the running games of one process."""
    running = Play(store, screen, clock=clock.now, seed=lambda: 1)
    yield running
    await running.close()


def opening(rules: Rules = SLOW, *, channel: int = CHANNEL, guild: int = GUILD) -> Opening:
    """Wish for a game."""
    return Opening(GuildId(guild), "Readers", ChannelId(channel), ANA, "Ana", rules)


def answer(game: Game, player: PlayerId, *, is_right: bool = True) -> Answered:
    """Answer the present question."""
    options = game.question.options
    choice = next(n for n, option in enumerate(options) if (option == game.question.answer) is is_right)
    return Answered(clock.now(), game.number, player, f"Player {player}", choice=choice)


def is_at(game_id: GameId, number: int, phase: Phase, game: Game) -> bool:
    """Say whether a shown game is this one, there."""
    return (game.id, game.number, game.phase) == (game_id, number, phase)


async def test_a_game_is_played_to_its_end_and_counted(store: Store, screen: FakeScreen, play: Play) -> None:
    """Questions follow each other by their deadlines, and the standings hold what was earned."""
    started = await play.start(opening(QUICK))
    first = await screen.until(lambda game: game.number == 1 and game.phase is Phase.ASKING)
    await play.post(first.id, answer(first, ANA))
    await play.post(first.id, answer(first, BEN, is_right=False))
    second = await screen.until(lambda game: game.number == 2 and game.phase is Phase.ASKING)
    await play.post(second.id, answer(second, ANA))
    await play.post(second.id, answer(second, BEN))
    ended = await screen.until(lambda game: game.phase is Phase.ENDED)
    assert [(rank, score.player_id, score.right) for rank, score in ended.standings()] == [
        (1, ANA, 2),
        (2, BEN, 1),
    ]
    async with store.reading() as tx:
        page = await tx.standings.page(GUILD, Period.ALL, at=clock.now())
    assert [(one.player_id, one.points, one.games) for one in page.standings] == [
        (score.player_id, score.points, 1) for _, score in ended.standings()
    ]
    assert started.deck[0].question_id != started.deck[1].question_id


async def test_scores_of_one_server_never_show_in_another(
    store: Store, screen: FakeScreen, play: Play
) -> None:
    """A point earned here is no point there."""
    await play.start(opening(QUICK))
    await play.start(opening(QUICK, guild=77, channel=78))
    game = await screen.until(lambda game: game.guild_id == GUILD and game.phase is Phase.ASKING)
    await play.post(game.id, answer(game, ANA))
    await screen.until(lambda game: game.guild_id == GUILD and game.phase is Phase.REVEALED)
    async with store.reading() as tx:
        here = await tx.standings.page(GUILD, Period.ALL, at=clock.now())
        there = await tx.standings.page(GuildId(77), Period.ALL, at=clock.now())
    assert (here.players, there.players) == (1, 0)


async def test_of_two_games_at_the_same_instant_one_starts(play: Play) -> None:
    """The second wish in a channel is refused with a clear sentence, and elsewhere it is granted."""
    results = await asyncio.gather(play.start(opening()), play.start(opening()), return_exceptions=True)
    refused = [result for result in results if isinstance(result, UserError)]
    assert len(refused) == 1
    assert "already running" in str(refused[0])
    assert (await play.start(opening(channel=902))).phase is Phase.ASKING


async def test_a_restart_goes_on_with_the_same_question_and_its_answers(
    store: Store, screen: FakeScreen, play: Play
) -> None:
    """A new process shows the game that the old one left, answers included, and can end it."""
    started = await play.start(opening())
    asked = await screen.until(lambda game: game.phase is Phase.ASKING)
    await play.post(started.id, answer(asked, ANA))
    await play.close()
    with pytest.raises(UserError, match="restarting"):
        await play.post(started.id, answer(asked, BEN))

    again = Play(store, screen, clock=clock.now, seed=lambda: 2)
    assert await again.resume() == 1
    resumed = again.running_in(CHANNEL)
    assert resumed is not None
    assert (resumed.number, [given.player_id for given in resumed.given]) == (1, [ANA])
    told = await again.post(started.id, answer(asked, ANA))
    assert [tell.notice for tell in told] == [Notice.ALREADY_ANSWERED]
    await again.post(started.id, Stopped(clock.now(), ANA, is_moderator=False))
    await screen.until(lambda game: game.phase is Phase.ENDED)
    await again.close()


async def test_a_lost_channel_frees_itself(store: Store, screen: FakeScreen, play: Play) -> None:
    """Where the bot may no longer write, the game is closed and a new one can start later."""
    screen.is_lost = True
    await play.start(opening())
    await play.settle()
    async with store.reading() as tx:
        assert await tx.games.running() == ()
    screen.is_lost = False
    assert (await play.start(opening())).phase is Phase.ASKING


async def test_a_deleted_message_is_posted_anew_and_edited_from_then_on(
    screen: FakeScreen, play: Play
) -> None:
    """Who deletes the question does not end it: it comes again, and its reveal stands in the new message."""
    started = await play.start(opening())
    await play.settle()
    screen.deleted.add(MessageId(1001))
    await play.post(started.id, SkipVoted(clock.now(), 1, BEN))
    await play.settle()
    running = play.running_in(CHANNEL)
    assert running is not None
    assert (running.phase, running.message_id, screen.posted) == (Phase.ASKING, 1002, 2)
    await play.post(started.id, SkipVoted(clock.now(), 1, ANA))
    await screen.until(partial(is_at, started.id, 1, Phase.REVEALED))


async def test_a_slow_channel_keeps_no_click_waiting(screen: FakeScreen, play: Play) -> None:
    """Answers are locked in while Discord is still taking a message."""
    started = await play.start(opening())
    asked = await screen.until(lambda game: game.phase is Phase.ASKING)
    screen.open.clear()
    await play.post(started.id, Stopped(clock.now(), BEN, is_moderator=False))
    async with asyncio.timeout(PATIENCE):
        told = await play.post(started.id, answer(asked, BEN))
    assert [tell.notice for tell in told] == [Notice.LOCKED_IN]
    screen.open.set()


async def test_an_answer_that_cannot_be_stored_is_not_taken(store: Store, screen: FakeScreen) -> None:
    """What is not committed did not happen: the player may click again."""
    flaky = FlakyStore(store)
    play = Play(flaky, screen, clock=clock.now, seed=lambda: 1)  # type: ignore[arg-type]
    started = await play.start(opening())
    asked = await screen.until(lambda game: game.phase is Phase.ASKING)
    flaky.failures = 1
    with pytest.raises(OSError, match="disk full"):
        await play.post(started.id, answer(asked, ANA))
    told = await play.post(started.id, answer(asked, ANA))
    assert [tell.notice for tell in told] == [Notice.LOCKED_IN]
    await play.close()


@pytest.mark.parametrize("transactions", range(3))
async def test_a_start_that_cannot_be_stored_blocks_no_channel(
    store: Store, screen: FakeScreen, transactions: int
) -> None:
    """Whichever write of a start fails, no half a game is left in the channel's way."""
    flaky = FlakyStore(store)
    play = Play(flaky, screen, clock=clock.now, seed=lambda: 1)  # type: ignore[arg-type]
    flaky.successes, flaky.failures = transactions, 1
    with suppress(OSError):
        await play.start(opening())
    await play.settle()
    running = play.running_in(CHANNEL)
    assert running is None or (running.phase is Phase.ASKING and screen.shown)
    flaky.failures = 0
    if running is None:
        assert (await play.start(opening())).phase is Phase.ASKING
    await play.close()


@pytest.mark.parametrize(("topic", "words"), [("nowhere", "“nowhere”"), ("", "/article add")])
async def test_nothing_to_ask_is_said_and_leaves_nothing(
    store: Store, play: Play, topic: str, words: str
) -> None:
    """An empty stock or an unknown topic gets one clear sentence and no game."""
    if not topic:
        async with store.transaction() as tx:
            for row in await tx.articles.search(SHARED_LIBRARY, ""):
                await tx.articles.remove(SHARED_LIBRARY, row.id, at=clock.now())
    with pytest.raises(UserError, match=words):
        await play.start(opening(Rules(topic=topic)))
    assert play.running_in(CHANNEL) is None
    async with store.reading() as tx:
        assert await tx.games.running() == ()


async def test_a_game_deals_nothing_that_has_gone_stale(store: Store, play: Play) -> None:
    """Where every answer on a topic is past its shelf life, there is nothing to ask."""
    ended = (clock.now() - timedelta(days=1)).date()
    article = Article("Prices", question(9).evidence.quote, topic="prices")
    async with store.transaction() as tx:
        await tx.articles.add(
            SHARED_LIBRARY,
            article,
            [replace(question(9), asked_until=ended)],
            added_by=None,
            at=clock.now(),
            state=ArticleState.PUBLISHED,
        )
    with pytest.raises(UserError, match="“prices”"):
        await play.start(opening(Rules(topic="prices")))


async def test_an_event_for_an_unknown_game_tells_nobody_anything(play: Play) -> None:
    """A button of a game that is over finds no game."""
    assert await play.post(GameId(404), Stopped(clock.now(), ANA, is_moderator=True)) == ()


async def test_facts_do_not_repeat_until_all_were_asked(screen: FakeScreen, play: Play) -> None:
    """Three games of two questions use up a stock of six facts."""
    facts: list[str] = []
    for _ in range(3):
        started = await play.start(opening(Rules(questions=2, seconds=60, reveal_seconds=0.01)))
        for number in (1, 2):
            asked = await screen.until(
                lambda game, n=number, i=started.id: (
                    (game.id, game.number, game.phase) == (i, n, Phase.ASKING)
                )  # type: ignore[misc]
            )
            await play.post(asked.id, answer(asked, ANA))
            facts.append(asked.question.fact)
            await play.post(asked.id, SkipVoted(clock.now(), number, ANA))
        await screen.until(partial(is_at, started.id, 2, Phase.ENDED))
        await play.settle()
    assert len(set(facts)) == 6
