"""What store tests begin with: articles, and games played from stored events."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.game.events import Answered, Event, MarkAsked, Record, Shown, Started, TimedOut
from bot.game.machine import step
from bot.game.rules import ChannelId, Game, GuildId, MessageId, Phase, PlayerId, Rules
from bot.store import Store
from bot.store.values import ArticleState, StoredArticle
from questions.records import Article, Question
from tests.builders import NOON, deck, game, question

HERE, ELSEWHERE = GuildId(900), GuildId(2**63 - 1)
CHANNEL = ChannelId(901)
RIGHT, WRONG = 0, 1
"""The buttons of ``builders.question``."""


def article(number: int = 1, *, topic: str = "Buildings", tags: tuple[str, ...] = ()) -> Article:
    """Make an article like no other number's."""
    return Article(
        title=f"Towers {number}",
        text=f"Number {number}: the tower of Paris is tall.",
        url=f"https://example.org/{number}",
        site="Example",
        author="A. Writer",
        published=NOON.date(),
        topic=topic,
        tags=tags,
    )


def about(number: int, *, count: int = 2) -> tuple[Question, ...]:
    """Make the questions of an article, with ids and facts of their own."""
    return tuple(question(100 * number + n) for n in range(count))


async def add(
    store: Store,
    number: int = 1,
    *,
    guild_id: GuildId = HERE,
    state: ArticleState = ArticleState.PUBLISHED,
    of: Article | None = None,
    questions: Sequence[Question] | None = None,
    waiting: Sequence[Question] = (),
    at: datetime = NOON,
) -> StoredArticle:
    """Store an article with its questions."""
    async with store.transaction() as tx:
        stored, _ = await tx.articles.add(
            guild_id,
            of or article(number),
            about(number) if questions is None else questions,
            waiting=waiting,
            added_by=None,
            at=at,
            state=state,
        )
    return stored


async def create(
    store: Store,
    *,
    guild_id: GuildId = HERE,
    channel_id: ChannelId = CHANNEL,
    rounds: int = 3,
    at: datetime = NOON,
) -> Game:
    """Store a game that has not started."""
    drawn = replace(
        game(rules=Rules(questions=rounds), drawn=deck(rounds)), guild_id=guild_id, channel_id=channel_id
    )
    async with store.transaction() as tx:
        return await tx.games.create(drawn, at=at)


async def post(store: Store, before: Game, event: Event) -> Game:
    """Apply an event and store what follows, as the bot does."""
    after, effects = step(before, event)
    async with store.transaction() as tx:
        for effect in effects:
            if isinstance(effect, MarkAsked):
                await tx.games.mark_asked(after, effect.round, effect.drawn, at=event.at)
            elif isinstance(effect, Record):
                await tx.ledger.append(after, effect.awards, at=event.at)
        if after.phase in {Phase.ENDED, Phase.CLOSED} and before.phase not in {Phase.ENDED, Phase.CLOSED}:
            await tx.ledger.finish(after, at=event.at)
        await tx.games.save(after, at=event.at)
    return after


async def play(
    store: Store,
    rounds: Sequence[Mapping[PlayerId, int]],
    *,
    guild_id: GuildId = HERE,
    channel_id: ChannelId = CHANNEL,
    at: datetime = NOON,
) -> Game:
    """Play a game to its end; in each round players press buttons, two seconds after it opens."""
    running = await create(store, guild_id=guild_id, channel_id=channel_id, rounds=len(rounds), at=at)
    running = await post(store, running, Started(at))
    for presses in rounds:
        number, opened = running.number, running.opened_at or at
        for player, choice in presses.items():
            pressed = Answered(opened + timedelta(seconds=2), number, player, f"Player {player}", choice)
            running = await post(store, running, pressed)
        while running.number == number and running.phase in {Phase.ASKING, Phase.REVEALED}:
            deadline = running.deadline or opened
            running = await post(store, running, TimedOut(deadline, number, running.phase))
    shown = Shown(running.opened_at or at, running.number, Phase.ENDED, MessageId(5))
    return await post(store, running, shown)
