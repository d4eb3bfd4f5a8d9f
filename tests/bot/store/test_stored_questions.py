from dataclasses import replace
from datetime import timedelta

import pytest

from bot.game.rules import SHARED_LIBRARY, Difficulty, GuildId, QuestionId
from bot.store import Store
from bot.store.values import ArticleState
from questions.records import Article
from tests.bot.store.stock import ELSEWHERE, HERE, about, add, create
from tests.builders import NOON, question


async def facts(
    store: Store,
    guild_id: GuildId = HERE,
    *,
    topic: str = "",
    difficulty: Difficulty = Difficulty.ANY,
    limit: int = 400,
) -> list[str]:
    """Give the facts of the candidates, in order."""
    async with store.reading() as tx:
        found = await tx.questions.candidates(guild_id, topic=topic, difficulty=difficulty, limit=limit)
    return [one.fact for one in found]


async def ask(store: Store, *wanted: str, guild_id: GuildId = HERE) -> None:
    """Ask the questions with these facts in a game, one a minute."""
    async with store.transaction() as tx:
        found = {one.fact: one.question_id for one in await tx.questions.candidates(guild_id)}
        drawn = await tx.questions.load([found[fact] for fact in wanted])
    game = await create(store, guild_id=guild_id)
    async with store.transaction() as tx:
        for number, one in enumerate(drawn, 1):
            await tx.games.mark_asked(game, number, one, at=NOON + timedelta(minutes=number))


async def test_only_own_and_shared_published_questions(store: Store) -> None:
    """A server is never asked what is removed, a draft, retired or another server's."""
    await add(store, 1)
    await add(store, 2, guild_id=SHARED_LIBRARY)
    await add(store, 3, guild_id=ELSEWHERE)
    await add(store, 4, state=ArticleState.DRAFT)
    await add(store, 8, guild_id=SHARED_LIBRARY, state=ArticleState.DRAFT)
    removed, renewed = await add(store, 5), await add(store, 6)
    async with store.transaction() as tx:
        await tx.articles.remove(HERE, removed.id, at=NOON)
        await tx.articles.remove(HERE, renewed.id, at=NOON)
    await add(store, 6, questions=about(7))
    wanted = {one.fact for number in (1, 2, 7) for one in about(number)}
    assert set(await facts(store)) == wanted
    async with store.reading() as tx:
        own = {one.fact for one in await tx.questions.candidates(HERE) if one.is_own}
    assert own == wanted - {one.fact for one in about(2)}


async def test_a_candidate_tells_what_choosing_needs(store: Store) -> None:
    """A candidate has its question's format, kind, score and difficulty, and when its fact was asked."""
    stored = await add(store, questions=[question(1, difficulty=0.1, score=0.7)])
    await ask(store, "fact-1")
    async with store.reading() as tx:
        (one,) = await tx.questions.candidates(HERE)
        ((number, kept),) = await tx.questions.of(stored.id)
    assert kept == question(1, difficulty=0.1, score=0.7)
    assert (one.question_id, one.article_id, one.is_own) == (number, stored.id, True)
    assert (one.format, one.kind, one.score, one.difficulty) == (kept.format, kept.kind, 0.7, 0.1)
    assert one.asked_at == NOON + timedelta(minutes=1)


async def test_never_asked_comes_first_then_longest_ago(store: Store) -> None:
    """Own facts never asked, then shared ones, then those asked, the oldest first."""
    await add(store, 1, questions=[question(n) for n in range(6)])
    await add(store, 2, guild_id=SHARED_LIBRARY, questions=[question(n) for n in range(6, 9)])
    await ask(store, "fact-4", "fact-7", "fact-2")
    found = await facts(store)
    assert set(found[:4]) == {"fact-0", "fact-1", "fact-3", "fact-5"}
    assert set(found[4:6]) == {"fact-6", "fact-8"}
    assert found[6:] == ["fact-4", "fact-7", "fact-2"]


async def test_a_limit_takes_the_best_claims(store: Store) -> None:
    """A limited choice is the beginning of the whole one."""
    await add(store, 1, questions=[question(n) for n in range(6)])
    await ask(store, "fact-4", "fact-2")
    whole = await facts(store)
    for limit in range(1, 7):
        assert await facts(store, limit=limit) == whole[:limit]


async def test_order_does_not_follow_insertion(store: Store) -> None:
    """Questions with equal claim stand in an order of chance, the same in whatever order they were added."""
    numbers = range(20)
    await add(store, 1, questions=[question(n) for n in numbers])
    await add(store, 1, guild_id=ELSEWHERE, questions=[question(n) for n in reversed(numbers)])
    here, elsewhere = await facts(store), await facts(store, ELSEWHERE)
    assert here == elsewhere
    assert here not in ([f"fact-{n}" for n in numbers], [f"fact-{n}" for n in reversed(numbers)])


async def test_a_limited_choice_is_spread_over_articles(store: Store) -> None:
    """A small choice from many articles is not all from the first or the last."""
    for number in range(1, 11):
        await add(store, number, questions=about(number, count=10))
    async with store.reading() as tx:
        found = await tx.questions.candidates(HERE, limit=20)
    assert len({one.article_id for one in found}) >= 5


async def test_what_one_server_was_asked_is_fresh_in_another(store: Store) -> None:
    """Facts of the library are asked in each server by themselves."""
    await add(store, 1, guild_id=SHARED_LIBRARY, questions=[question(1), question(2)])
    await ask(store, "fact-1", guild_id=ELSEWHERE)
    async with store.reading() as tx:
        assert [one.asked_at for one in await tx.questions.candidates(HERE)] == [None, None]
        assert [one.asked_at is None for one in await tx.questions.candidates(ELSEWHERE)] == [True, False]


async def test_two_questions_on_one_fact_are_asked_together(store: Store) -> None:
    """Asking one question of a fact makes the others of that fact old too, in whatever article."""
    await add(store, 1, questions=[question(1), replace(question(2), fact="fact-1")])
    await add(store, 2, guild_id=SHARED_LIBRARY, questions=[replace(question(3), fact="fact-1"), question(4)])
    await ask(store, "fact-1")
    async with store.reading() as tx:
        found = await tx.questions.candidates(HERE)
    assert [one.fact for one in found if one.asked_at is None] == ["fact-4"]
    assert len(found) == 4


async def test_the_library_can_play_itself(store: Store) -> None:
    """In guild 0 each question is a candidate once."""
    await add(store, 1, guild_id=SHARED_LIBRARY)
    assert sorted(await facts(store, SHARED_LIBRARY)) == sorted(one.fact for one in about(1))


@pytest.mark.parametrize(
    ("topic", "found"),
    [
        ("Space", {1}),
        ("  sPACE ", {1}),
        ("moon", {2}),
        ("On the Moon", {2}),
        ("spa", {1, 3}),
        ("race", {3}),
        ("ace", set()),
        ("%", set()),
        ("_", set()),
        ("Hidden", set()),
    ],
)
async def test_topics(store: Store, topic: str, found: set[int]) -> None:
    """A topic is a topic, tag or title in any case; failing that, it begins one of their words."""
    await add(store, of=Article("Orbits", "a", topic="Space"), questions=[question(1)])
    await add(store, of=Article("On the Moon", "b", tags=("moon",)), questions=[question(2)])
    await add(store, of=Article("The space race", "c"), questions=[question(3)], guild_id=SHARED_LIBRARY)
    await add(store, of=Article("Hidden", "d"), questions=[question(4)], guild_id=ELSEWHERE)
    assert set(await facts(store, topic=topic)) == {f"fact-{n}" for n in found}


@pytest.mark.parametrize(
    ("level", "found"),
    [
        (Difficulty.ANY, {1, 2, 3, 4}),
        (Difficulty.EASY, {1}),
        (Difficulty.MEDIUM, {2, 3}),
        (Difficulty.HARD, {4}),
    ],
)
async def test_levels(store: Store, level: Difficulty, found: set[int]) -> None:
    """A level takes the questions whose predicted difficulty belongs to it, bounds included as in `suits`."""
    levels = {1: 0.39, 2: 0.4, 3: 0.59, 4: 0.6}
    await add(store, questions=[question(n, difficulty=one) for n, one in levels.items()])
    assert set(await facts(store, difficulty=level)) == {f"fact-{n}" for n in found}


async def test_questions_are_loaded_in_order(store: Store) -> None:
    """Questions come in the order asked for; unknown ids are left out."""
    stored = await add(store, questions=[question(n) for n in range(5)])
    async with store.reading() as tx:
        known = dict(await tx.questions.of(stored.id))
        wanted = [*reversed(known), QuestionId(10**9)]
        loaded = await tx.questions.load(wanted)
    assert [(one.question_id, one.question) for one in loaded] == [(n, known[n]) for n in reversed(known)]


async def test_what_is_past_its_shelf_life_is_not_asked(store: Store) -> None:
    """An answer that has gone stale is kept, and asked no more; one without an end always is."""
    fresh, stale = question(1), replace(question(2), asked_until=NOON.date())
    await add(store, questions=[fresh, stale])
    async with store.reading() as tx:
        on_the_day = await tx.questions.candidates(HERE, today=NOON.date())
        after = await tx.questions.candidates(HERE, today=NOON.date() + timedelta(days=1))
    assert {one.fact for one in on_the_day} == {fresh.fact, stale.fact}
    assert {one.fact for one in after} == {fresh.fact}
