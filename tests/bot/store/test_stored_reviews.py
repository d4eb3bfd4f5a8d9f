import asyncio
from dataclasses import replace

import pytest

from bot.game.rules import SHARED_LIBRARY, GuildId, QuestionId
from bot.store import Store
from bot.store.values import ArticleId, ArticleState, Review
from tests.bot.store.stock import ELSEWHERE, HERE, about, add, article
from tests.builders import NOON, later, question

DRAFT, PUBLISHED, REMOVED = ArticleState
WAITING, ACCEPTED, DROPPED = Review


def doubtful(number: int, *, count: int = 2) -> tuple[str, ...]:
    """Give the facts of the questions that ``put`` lets wait."""
    return tuple(f"fact-{1000 * number + n}" for n in range(count))


async def put(
    store: Store,
    number: int = 1,
    *,
    guild_id: GuildId = HERE,
    state: ArticleState = PUBLISHED,
    count: int = 2,
    minute: int = 0,
) -> ArticleId:
    """Store an article with two questions and some that wait."""
    waiting = [question(1000 * number + n) for n in range(count)]
    initial = DRAFT if state is DRAFT else PUBLISHED
    stored = await add(
        store, number, guild_id=guild_id, state=initial, waiting=waiting, at=later(60 * minute)
    )
    if state is REMOVED:
        async with store.transaction() as tx:
            await tx.articles.remove(guild_id, stored.id, at=NOON)
    return stored.id


async def waiting(
    store: Store, guild_id: GuildId = HERE, article_id: ArticleId | None = None
) -> dict[str, QuestionId]:
    """Give what waits, in order: the fact, and the question's id."""
    async with store.reading() as tx:
        found = await tx.reviews.waiting(guild_id, article_id=article_id, limit=50)
        assert await tx.reviews.count(guild_id, article_id=article_id) == len(found)
    return {one.fact: number for number, one in found}


async def askable(store: Store, guild_id: GuildId = HERE) -> set[str]:
    """Give the facts that can be asked."""
    async with store.reading() as tx:
        return {one.fact for one in await tx.questions.candidates(guild_id)}


async def decide(
    store: Store, decision: Review, question_id: QuestionId, guild_id: GuildId = HERE
) -> Review | None:
    """Accept or drop a question."""
    async with store.transaction() as tx:
        choice = tx.reviews.accept if decision is ACCEPTED else tx.reviews.drop
        return await choice(guild_id, question_id)


async def reopen(store: Store, decision: Review, question_id: QuestionId) -> Review | None:
    """Take a decision back."""
    async with store.transaction() as tx:
        return await tx.reviews.reopen(HERE, question_id, decision)


async def test_what_waits_is_neither_drawn_nor_counted(store: Store) -> None:
    """A question that waits is no candidate, none of the article's questions, and makes no topic."""
    mixed = await put(store)
    await add(store, 2, of=article(2, topic="Only doubts"), questions=(), waiting=[question(9)])
    assert await askable(store) == {one.fact for one in about(1)}
    async with store.reading() as tx:
        stored = await tx.articles.get(HERE, mixed)
        assert stored is not None
        assert (stored.questions, stored.waiting) == (2, 2)
        assert len(await tx.questions.of(mixed)) == 2
        (only, both), _ = await tx.articles.page(HERE, page=1, size=9)
        assert sorted([(only.questions, only.waiting), (both.questions, both.waiting)]) == [(0, 1), (2, 2)]
        assert "Only doubts" not in await tx.articles.topics(HERE, "")
        assert await tx.questions.candidates(HERE, topic="Only doubts") == ()


async def test_the_oldest_article_waits_first(store: Store) -> None:
    """What waits is read in the order of the articles' dates, then of the article, up to a limit."""
    await put(store, 1, minute=5)
    await put(store, 2, minute=1, state=DRAFT)
    assert list(await waiting(store)) == [*doubtful(2), *doubtful(1)]
    async with store.reading() as tx:
        assert len(await tx.reviews.waiting(HERE, limit=3)) == 3


async def test_own_articles_only_that_are_not_removed(store: Store) -> None:
    """A server reviews what waits in its own drafts and published articles, all or of one."""
    draft, published = await put(store, 1, state=DRAFT), await put(store, 2)
    removed = await put(store, 3, state=REMOVED)
    elsewhere = await put(store, 4, guild_id=ELSEWHERE)
    shared = await put(store, 5, guild_id=SHARED_LIBRARY)
    assert set(await waiting(store)) == {*doubtful(1), *doubtful(2)}
    assert tuple(await waiting(store, article_id=draft)) == doubtful(1)
    assert tuple(await waiting(store, article_id=published)) == doubtful(2)
    for other in (removed, elsewhere, shared, ArticleId(10**9)):
        assert await waiting(store, article_id=other) == {}
    assert tuple(await waiting(store, ELSEWHERE)) == doubtful(4)


@pytest.mark.parametrize("decision", [ACCEPTED, DROPPED])
async def test_a_decision_is_made_once(store: Store, decision: Review) -> None:
    """An accepted question can be asked, a dropped one is out; repeated it changes nothing."""
    article_id = await put(store)
    fact, question_id = next(iter((await waiting(store)).items()))
    for _ in range(2):
        assert await decide(store, decision, question_id) is decision
        assert (fact in await askable(store)) is (decision is ACCEPTED)
        assert tuple(await waiting(store)) == doubtful(1)[1:]
    async with store.reading() as tx:
        stored = await tx.articles.get(HERE, article_id)
    assert stored is not None
    assert (stored.questions, stored.waiting) == (3 if decision is ACCEPTED else 2, 1)


@pytest.mark.parametrize(("first", "second"), [(ACCEPTED, DROPPED), (DROPPED, ACCEPTED)])
async def test_the_first_decision_counts(store: Store, first: Review, second: Review) -> None:
    """Who decides otherwise later is told how it stands, and changes nothing."""
    await put(store)
    question_id = (await waiting(store))[doubtful(1)[0]]
    assert await decide(store, first, question_id) is first
    assert await decide(store, second, question_id) is first
    assert (doubtful(1)[0] in await askable(store)) is (first is ACCEPTED)


async def test_of_two_at_once_one_decides(store: Store) -> None:
    """Two who decide at once both learn the one decision that counts."""
    await put(store)
    question_id = (await waiting(store))[doubtful(1)[0]]
    found = await asyncio.gather(*(decide(store, one, question_id) for one in (ACCEPTED, DROPPED) * 3))
    assert len(set(found)) == 1
    assert (doubtful(1)[0] in await askable(store)) is (found[0] is ACCEPTED)


@pytest.mark.parametrize("decision", [ACCEPTED, DROPPED])
async def test_a_decision_is_taken_back(store: Store, decision: Review) -> None:
    """Its question waits again where it waited; repeated it changes nothing."""
    await put(store)
    before = await waiting(store)
    question_id = before[doubtful(1)[0]]
    await decide(store, decision, question_id)
    for _ in range(2):
        assert await reopen(store, decision, question_id) is WAITING
        assert list((await waiting(store)).items()) == list(before.items())
        assert await askable(store) == {one.fact for one in about(1)}


@pytest.mark.parametrize(("now", "taken_back"), [(ACCEPTED, DROPPED), (DROPPED, ACCEPTED)])
async def test_only_the_decision_meant_is_taken_back(store: Store, now: Review, taken_back: Review) -> None:
    """Where another decision has fallen since, it stays."""
    await put(store)
    question_id = (await waiting(store))[doubtful(1)[0]]
    await decide(store, now, question_id)
    assert await reopen(store, taken_back, question_id) is now
    assert doubtful(1)[0] not in await waiting(store)


@pytest.mark.parametrize("decision", [ACCEPTED, DROPPED])
async def test_no_other_server_decides(store: Store, decision: Review) -> None:
    """A question of another server, of the library, or of none is not there."""
    for number, owner in ((1, ELSEWHERE), (2, SHARED_LIBRARY)):
        await put(store, number, guild_id=owner)
        before = await waiting(store, owner)
        for question_id in before.values():
            assert await decide(store, decision, question_id) is None
            assert await reopen(store, decision, question_id) is None
        assert await waiting(store, owner) == before
    assert await decide(store, decision, QuestionId(2**63 - 1)) is None


@pytest.mark.parametrize("decision", [ACCEPTED, DROPPED])
async def test_nothing_is_decided_on_a_removed_article(store: Store, decision: Review) -> None:
    """While an article is removed its questions are not there; restored, they wait as before."""
    article_id = await put(store)
    before = await waiting(store)
    question_id = before[doubtful(1)[0]]
    async with store.transaction() as tx:
        await tx.articles.remove(HERE, article_id, at=NOON)
    assert await decide(store, decision, question_id) is None
    async with store.transaction() as tx:
        await tx.articles.restore(HERE, article_id, at=NOON)
    assert await waiting(store) == before


async def test_what_waited_in_a_discarded_draft_is_gone(store: Store) -> None:
    """A draft takes its questions with it, those that wait too."""
    article_id = await put(store, state=DRAFT)
    question_id = (await waiting(store))[doubtful(1)[0]]
    async with store.transaction() as tx:
        await tx.articles.discard(HERE, article_id, at=NOON)
    assert await decide(store, ACCEPTED, question_id) is None
    assert await waiting(store) == {}


async def test_an_accepted_question_of_a_draft_is_asked_when_it_is_published(store: Store) -> None:
    """A draft with something to ask is one to publish; one without is not offered."""
    draft = await put(store, 1, state=DRAFT)
    await add(store, 2, state=DRAFT, questions=(), waiting=[question(9)])
    await add(store, 3)
    await add(store, 4, state=DRAFT, guild_id=ELSEWHERE)
    await decide(store, ACCEPTED, (await waiting(store, article_id=draft))[doubtful(1)[0]])
    assert doubtful(1)[0] not in await askable(store)
    async with store.transaction() as tx:
        (found,) = await tx.articles.drafts(HERE, limit=9)
        assert (found.id, found.questions, found.waiting) == (draft, 3, 1)
        assert await tx.articles.drafts(HERE, article_id=draft, limit=9) == (found,)
        assert await tx.articles.drafts(HERE, article_id=ArticleId(10**9), limit=9) == ()
        await tx.articles.publish(HERE, draft, at=NOON)
    assert doubtful(1)[0] in await askable(store)


async def test_an_article_added_again_waits_as_given(store: Store) -> None:
    """What is sure now is asked, what is doubtful now waits, what is in neither is out, and ids stay."""
    first, second = question(1), question(2)
    draft = await add(store, state=DRAFT, questions=[first], waiting=[second, question(3)])
    old = await waiting(store)
    for one in old.values():
        await decide(store, DROPPED, one)
    await add(store, questions=[second], waiting=[first, second, replace(second, id="q2")])
    assert list(await waiting(store)) == ["fact-1"], "what is sure does not wait as well"
    assert await askable(store) == {"fact-2"}
    async with store.reading() as tx:
        assert [number for number, _ in await tx.questions.of(draft.id)] == [old["fact-2"]]
    assert await reopen(store, DROPPED, old["fact-3"]) is None, "what the article no longer brings is gone"
    assert await decide(store, ACCEPTED, old["fact-3"]) is None


async def test_shipping_lets_nothing_wait(store: Store) -> None:
    """Of a library article only what is shipped is kept."""
    await put(store, guild_id=SHARED_LIBRARY)
    async with store.transaction() as tx:
        await tx.articles.ship(article(1), about(1), at=NOON)
    assert await waiting(store, SHARED_LIBRARY) == {}
