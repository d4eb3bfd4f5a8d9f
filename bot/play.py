"""The running games: one lock and one timer each, events applied in arrival order.

Invariants:
    * a game begins in ``Play.start``, and changes only in ``Play.post``, under its lock: step, commit, show;
    * what was not committed was never shown; what was committed is shown, or shown again after a restart;
    * a timer only posts an event; the deadline it follows is the stored one;
    * showing happens outside the game's lock, in order, so that a slow Discord never makes a click wait.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from typing import Any, Protocol, TypeVar

import structlog

from bot.clock import Clock
from bot.errors import UserError
from bot.game.draw import choose
from bot.game.events import (
    ChannelLost,
    Edit,
    Effect,
    Event,
    MarkAsked,
    MessageLost,
    Post,
    Record,
    Resumed,
    Shown,
    Started,
    Tell,
    TimedOut,
)
from bot.game.machine import step
from bot.game.rules import (
    ChannelId,
    Difficulty,
    Drawn,
    Game,
    GameId,
    GuildId,
    MessageId,
    Phase,
    PlayerId,
    Rules,
)
from bot.store import Store, Transaction
from bot.store.values import ChannelBusy
from questions.records import Format

log = structlog.get_logger(__name__)

T = TypeVar("T")

SHOW_RETRIES_SECONDS = (1.0, 2.0, 4.0)
"""How long to wait before showing again what a passing failure kept from being shown."""
RETRY_SECONDS = 2.0
"""A deadline whose event could not be stored is tried again after this."""
CLOSING_SECONDS = 5.0
"""How long closing waits for messages that are on their way."""


class ScreenLost(Exception):
    """The channel is gone, or the bot may no longer write there."""


class MessageGone(Exception):
    """The channel is there, but the message to change is not."""


class Screen(Protocol):
    """Shows a game to its channel; any failure but ``ScreenLost`` and ``MessageGone`` is taken as passing."""

    async def post(self, game: Game) -> MessageId:
        """Send the game as a new message."""

    async def edit(self, game: Game, message_id: MessageId) -> None:
        """Show the game in a message sent before."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A wish to play: who, where, by which rules."""

    guild_id: GuildId
    guild_name: str
    channel_id: ChannelId
    host_id: PlayerId
    host_name: str
    rules: Rules


@dataclass(slots=True)
class _Running:
    game: Game
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    show_lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    timer: asyncio.TimerHandle | None = None
    last_posted: tuple[int, MessageId] | None = None
    last_shown: Game | None = None


class Play:
    """Owns every running game of this process."""

    def __init__(self, store: Store, screen: Screen, *, clock: Clock, seed: Callable[[], int]) -> None:
        self._store = store
        self._screen = screen
        self._clock = clock
        self._seed = seed
        self._running: dict[GameId, _Running] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_closing = False

    async def start(self, opening: Opening) -> Game:
        """Draw the questions, store the game and ask the first.

        Raises:
            UserError: a game is running in the channel, or there is nothing to ask.
        """
        self._refuse_if_closing()
        at = self._clock()
        try:
            async with self._store.transaction() as tx:
                await tx.guilds.ensure(opening.guild_id, opening.guild_name, at)
                if await tx.games.in_channel(opening.guild_id, opening.channel_id):
                    raise _busy()
                deck = await self._draw(tx, opening, at)
                created = await tx.games.create(_new_game(opening, deck), at=at)
                game, effects = step(created, Started(at))
                await _store(tx, created, game, effects, at=at)
        except ChannelBusy:
            raise _busy() from None
        running = self._running[game.id] = _Running(game)
        self._follow(running, effects)
        return game

    async def post(self, game_id: GameId, event: Event) -> tuple[Tell, ...]:
        """Apply one event: commit what follows, then show it; give what its player is to be told."""
        self._refuse_if_closing()
        running = self._running.get(game_id)
        if running is None:
            return ()
        async with running.lock:
            before = running.game
            after, effects = step(before, event)
            await self._commit(before, after, effects, at=event.at)
            running.game = after
            self._follow(running, effects)
            if after.phase is Phase.CLOSED:
                self._running.pop(game_id, None)
        return tuple(effect for effect in effects if isinstance(effect, Tell))

    async def resume(self) -> int:
        """Take up the games that were running when the process ended; give how many."""
        async with self._store.reading() as tx:
            games = await tx.games.running()
        for game in games:
            if game.id not in self._running:
                posted = (game.number, game.message_id) if game.message_id else None
                self._running[game.id] = _Running(game, last_posted=posted)
                await self.post(game.id, Resumed(self._clock()))
        return len(games)

    def running_in(self, channel_id: ChannelId) -> Game | None:
        """Give the game that runs in a channel."""
        games = (running.game for running in self._running.values())
        return next((game for game in games if game.channel_id == channel_id), None)

    async def close(self) -> None:
        """Take no more events and let go of the timers; the games stay stored and resume later."""
        self._is_closing = True
        for running in self._running.values():
            if running.timer:
                running.timer.cancel()
        try:
            async with asyncio.timeout(CLOSING_SECONDS):
                await self.settle()
        except TimeoutError:
            for task in self._tasks:
                task.cancel()

    async def settle(self) -> None:
        """Wait until everything that was committed has been shown."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _draw(self, tx: Transaction, opening: Opening, at: datetime) -> tuple[Drawn, ...]:
        rules = opening.rules
        candidates = await tx.questions.candidates(
            opening.guild_id, topic=rules.topic, difficulty=rules.difficulty, today=at.date()
        )
        dice = Random(self._seed())  # noqa: S311 - a game, not a secret
        chosen = choose(candidates, count=rules.questions, dice=dice)
        if not chosen:
            raise _nothing_to_ask(rules)
        return tuple(_shuffled(drawn, dice) for drawn in await tx.questions.load(chosen))

    async def _commit(self, before: Game, after: Game, effects: Sequence[Effect], *, at: datetime) -> None:
        if after == before:
            return
        async with self._store.transaction() as tx:
            await _store(tx, before, after, effects, at=at)

    def _follow(self, running: _Running, effects: Sequence[Effect]) -> None:
        """Set the timer of what was committed, and have it shown."""
        self._arm(running)
        shows = [effect for effect in effects if isinstance(effect, Post | Edit)]
        if shows:
            self._spawn(self._show(running, shows))

    def _arm(self, running: _Running, *, delay: float | None = None) -> None:
        if running.timer:
            running.timer.cancel()
            running.timer = None
        game = running.game
        if game.deadline is None or self._is_closing:
            return
        wait = max(0.0, (game.deadline - self._clock()).total_seconds()) if delay is None else delay
        loop = asyncio.get_running_loop()
        running.timer = loop.call_later(wait, self._spawn_timeout, running)

    def _spawn_timeout(self, running: _Running) -> None:
        self._spawn(self._time_out(running))

    async def _time_out(self, running: _Running) -> None:
        game = running.game
        try:
            await self.post(game.id, TimedOut(self._clock(), game.number, game.phase))
        except Exception:
            # The store failed, not the game: its deadline stands and is tried again.
            log.exception("deadline not stored", game=game.id)
            self._arm(running, delay=RETRY_SECONDS)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _show(self, running: _Running, shows: Sequence[Post | Edit]) -> None:
        async with running.show_lock:
            for effect in shows:
                if isinstance(effect, Post):
                    await self._show_anew(running, effect.game)
                else:
                    await self._show_again(running, effect.game)

    async def _show_anew(self, running: _Running, game: Game) -> None:
        try:
            message_id = await _persistently(lambda: self._screen.post(game))
        except ScreenLost:
            log.info("channel lost", game=game.id, channel=game.channel_id)
            await self._tell_machine(game.id, ChannelLost(self._clock()))
            return
        except Exception:
            log.exception("game not shown", game=game.id, phase=game.phase)
            if game.phase is Phase.ENDED:
                # Nothing follows that would show it again, and the channel must not stay blocked.
                await self._tell_machine(game.id, ChannelLost(self._clock()))
            return
        running.last_shown = game
        if game.phase is not Phase.ENDED:
            running.last_posted = (game.number, message_id)
        await self._tell_machine(game.id, Shown(self._clock(), game.number, game.phase, message_id))

    async def _show_again(self, running: _Running, game: Game) -> None:
        message_id = game.message_id
        if message_id is None and running.last_posted and running.last_posted[0] == game.number:
            message_id = running.last_posted[1]
        if message_id is None or game == running.last_shown:
            return
        found = message_id
        try:
            await _persistently(lambda: self._screen.edit(game, found))
        except MessageGone:
            log.info("message lost", game=game.id, message=found)
            running.last_posted = None
            await self._tell_machine(game.id, MessageLost(self._clock(), game.number, found))
        except ScreenLost:
            log.info("channel lost", game=game.id, channel=game.channel_id)
        except Exception:
            log.exception("game not shown again", game=game.id, phase=game.phase)
        else:
            running.last_shown = game

    async def _tell_machine(self, game_id: GameId, event: Event) -> None:
        if self._is_closing:
            return
        try:
            await self.post(game_id, event)
        except Exception:
            log.exception("event not stored", game=game_id)

    def _refuse_if_closing(self) -> None:
        if self._is_closing:
            raise UserError("I'm restarting: games go on by themselves in a moment.")


async def _store(
    tx: Transaction, before: Game, after: Game, effects: Sequence[Effect], *, at: datetime
) -> None:
    for effect in effects:
        if isinstance(effect, MarkAsked):
            await tx.games.mark_asked(after, effect.round, effect.drawn, at=at)
        elif isinstance(effect, Record):
            await tx.ledger.append(after, effect.awards, at=at)
    if _is_over(after) and not _is_over(before):
        await tx.ledger.finish(after, at=at)
    await tx.games.save(after, at=at)


async def _persistently(show: Callable[[], Awaitable[T]]) -> T:
    """Show, and again after a while where a failure may pass; the last failure is raised."""
    for seconds in SHOW_RETRIES_SECONDS:
        try:
            return await show()
        except (ScreenLost, MessageGone):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the last try raises it
            log.warning("showing failed, trying again", error=repr(error), seconds=seconds)
            await asyncio.sleep(seconds)
    return await show()


def _new_game(opening: Opening, deck: tuple[Drawn, ...]) -> Game:
    return Game(
        id=GameId(0),
        guild_id=opening.guild_id,
        channel_id=opening.channel_id,
        host_id=opening.host_id,
        host_name=opening.host_name,
        rules=opening.rules,
        deck=deck,
    )


def _shuffled(drawn: Drawn, dice: Random) -> Drawn:
    """Put the options in a new order for this game; True stays before False."""
    if drawn.question.format is Format.TRUE_FALSE:
        return drawn
    options = tuple(sorted(drawn.question.options, key=lambda _: dice.getrandbits(32)))
    return replace(drawn, question=replace(drawn.question, options=options))


def _is_over(game: Game) -> bool:
    return game.phase in {Phase.ENDED, Phase.CLOSED}


def _busy() -> UserError:
    return UserError("A game is already running in this channel. Join in, or start one in another channel.")


def _nothing_to_ask(rules: Rules) -> UserError:
    if rules.topic and rules.difficulty is not Difficulty.ANY:
        return UserError(f"There are no {rules.difficulty} questions on “{rules.topic}”. Try any difficulty.")
    if rules.topic:
        return UserError(f"There are no questions on “{rules.topic}” yet. Try /trivia without a topic.")
    if rules.difficulty is not Difficulty.ANY:
        return UserError(f"There are no {rules.difficulty} questions yet. Try any difficulty.")
    return UserError("There is nothing to ask yet: a moderator can add an article with /article add.")
