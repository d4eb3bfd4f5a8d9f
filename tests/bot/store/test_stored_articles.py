import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.game.rules import SHARED_LIBRARY
from bot.store import Store
from bot.store.values import ArticleId, ArticleState, ArticleSummary
from questions.records import Article
from tests.bot.store.stock import ELSEWHERE, HERE, about, add, article
from tests.builders import ANA, NOON, later

DRAFT, PUBLISHED, REMOVED = ArticleState


async def titles(store: Store, text: str = "") -> list[str]:
    """Give the titles that a search in HERE finds."""
    async with store.reading() as tx:
        return [one.title for one in await tx.articles.search(HERE, text)]


async def topics(store: Store, text: str = "") -> list[str]:
    """Give the topics that HERE can choose from."""
    async with store.reading() as tx:
        return list(await tx.articles.topics(HERE, text))


async def change(store: Store, name: str, article_id: ArticleId) -> ArticleSummary | None:
    """Publish, discard, remove or restore an article of HERE."""
    async with store.transaction() as tx:
        changed: ArticleSummary | None = await getattr(tx.articles, name)(HERE, article_id, at=NOON)
        return changed


async def test_an_article_comes_back_whole(store: Store) -> None:
    """All of an article is stored, and its questions too."""
    whole = article(tags=("Paris", "iron"))
    async with store.transaction() as tx:
        stored, is_new = await tx.articles.add(
            HERE, whole, about(1, count=3), added_by=ANA, at=NOON, state=DRAFT
        )
    assert is_new
    async with store.reading() as tx:
        assert await tx.articles.get(HERE, stored.id) == stored
        questions = await tx.questions.of(stored.id)
    assert (stored.article, stored.added_by, stored.added_at, stored.state) == (whole, ANA, NOON, DRAFT)
    assert stored.questions == 3
    assert {question for _, question in questions} == set(about(1, count=3))


async def test_the_same_text_is_stored_once(store: Store) -> None:
    """An article that is published already is not stored again, whatever its title and white space."""
    first = await add(store)
    again = replace(article(), title="Another title", text=article().text.replace(" ", "\n\n"))
    async with store.transaction() as tx:
        stored, is_new = await tx.articles.add(
            HERE, again, about(2), added_by=ANA, at=later(9), state=PUBLISHED
        )
    assert not is_new
    assert stored == first


async def test_the_same_text_at_the_same_time_is_stored_once(store: Store) -> None:
    """Of several who add one article at once, one does."""

    async def attempt() -> bool:
        async with store.transaction() as tx:
            _, is_new = await tx.articles.add(
                HERE, article(), about(1), added_by=None, at=NOON, state=PUBLISHED
            )
        return is_new

    assert sorted(await asyncio.gather(*(attempt() for _ in range(5)))) == [False] * 4 + [True]
    assert await titles(store) == ["Towers 1"]


async def test_servers_have_the_same_text_each(store: Store) -> None:
    """Two servers may add one article; each has its own."""
    assert (await add(store)).id != (await add(store, guild_id=ELSEWHERE)).id


@pytest.mark.parametrize("state", [DRAFT, REMOVED])
async def test_what_was_not_published_comes_back_as_given(store: Store, state: ArticleState) -> None:
    """A draft or removed article that is added again has the new title, questions, state and date."""
    first = await add(store, state=DRAFT if state is DRAFT else PUBLISHED, questions=about(1, count=3))
    if state is REMOVED:
        await change(store, "remove", first.id)
    async with store.transaction() as tx:
        old = dict((question, number) for number, question in await tx.questions.of(first.id))  # noqa: C402
        questions = (*about(2), about(1)[0])
        renamed = replace(article(), title="Renamed")
        stored, is_new = await tx.articles.add(
            HERE, renamed, questions, added_by=ANA, at=later(9), state=PUBLISHED
        )
        new = dict((question, number) for number, question in await tx.questions.of(first.id))  # noqa: C402
    assert is_new
    assert stored == replace(
        first, article=renamed, state=PUBLISHED, added_by=ANA, added_at=later(9), questions=3
    )
    assert set(new) == set(questions)
    assert new[about(1)[0]] == old[about(1)[0]], "a question that stays keeps its id"


async def test_one_question_id_is_one_question(store: Store) -> None:
    """Of two questions with one id the first is stored."""
    first, second = about(1)
    stored = await add(store, questions=[first, replace(second, id=first.id)])
    async with store.reading() as tx:
        assert [question for _, question in await tx.questions.of(stored.id)] == [first]


@pytest.mark.parametrize(
    ("start", "change_name", "end"),
    [
        (DRAFT, "publish", PUBLISHED),
        (PUBLISHED, "publish", PUBLISHED),
        (REMOVED, "publish", None),
        (DRAFT, "remove", None),
        (PUBLISHED, "remove", REMOVED),
        (REMOVED, "remove", REMOVED),
        (DRAFT, "restore", None),
        (PUBLISHED, "restore", PUBLISHED),
        (REMOVED, "restore", PUBLISHED),
        (DRAFT, "discard", DRAFT),
        (PUBLISHED, "discard", None),
        (REMOVED, "discard", None),
    ],
)
async def test_states(store: Store, start: ArticleState, change_name: str, end: ArticleState | None) -> None:
    """Each change leads from its state to the next, may be repeated, and is refused elsewhere."""
    stored = await add(store, state=DRAFT if start is DRAFT else PUBLISHED)
    if start is REMOVED:
        await change(store, "remove", stored.id)
    changed = await change(store, change_name, stored.id)
    assert (changed.state if changed else None) is end
    async with store.reading() as tx:
        now = await tx.articles.get(HERE, stored.id)
    expected = None if change_name == "discard" and end else end or start
    assert (now.state if now else None) is expected


async def test_restoring_brings_the_questions_back(store: Store) -> None:
    """Removing is undone by restoring: the same questions, under the same ids."""
    stored = await add(store)
    async with store.transaction() as tx:
        before = await tx.questions.candidates(HERE)
        removed = await tx.articles.remove(HERE, stored.id, at=NOON)
        assert await tx.questions.candidates(HERE) == ()
        restored = await tx.articles.restore(HERE, stored.id, at=NOON)
        assert await tx.questions.candidates(HERE) == before
    assert removed
    assert restored
    assert len(before) == removed.questions == restored.questions == 2


async def test_the_library_is_readable_but_not_removable(store: Store) -> None:
    """A server reads a shared article, but can neither remove nor list it as its own."""
    shared = await add(store, guild_id=SHARED_LIBRARY)
    async with store.transaction() as tx:
        assert await tx.articles.get(HERE, shared.id) == shared
        assert await tx.articles.remove(HERE, shared.id, at=NOON) is None
        assert await tx.articles.page(HERE, page=1, size=10) == ((), 1)
        assert await tx.articles.remove(SHARED_LIBRARY, shared.id, at=NOON)
        assert await tx.articles.get(HERE, shared.id) is None, "what the library removed is gone for all"


async def test_pages_are_newest_first(store: Store) -> None:
    """A list is cut into pages, newest first, of published articles only; a page too far is the last."""
    for number in range(1, 6):
        await add(store, number, at=later(number))
    await add(store, 6, state=DRAFT)
    async with store.reading() as tx:
        pages = {n: await tx.articles.page(HERE, page=n, size=2) for n in (1, 2, 3, 9)}
    assert [[one.title for one in found] for found, _ in pages.values()] == [
        ["Towers 5", "Towers 4"],
        ["Towers 3", "Towers 2"],
        ["Towers 1"],
        ["Towers 1"],
    ]
    assert {count for _, count in pages.values()} == {3}


async def test_search_finds_parts_of_names(store: Store) -> None:
    """A search finds part of a title, topic or tag in any case; one without text finds all."""
    await add(store, of=Article("Über Türme", "a", topic="Bauten", tags=("Stahl",)), at=later(1))
    await add(store, of=Article("On Bridges", "b", topic="Steel"), at=later(2))
    assert await titles(store) == ["On Bridges", "Über Türme"]
    assert await titles(store, "TÜR") == ["Über Türme"]
    assert await titles(store, "ste") == ["On Bridges"]
    assert await titles(store, "stahl") == ["Über Türme"]
    assert await titles(store, "cathedral") == []


@pytest.mark.parametrize("text", ["%", "_", "/", "\\", "100%", "a_c", "'", "';--", '" OR 1=1'])
async def test_wildcards_are_letters(store: Store, text: str) -> None:
    """What SQL would take for a pattern or a quote is looked for as it is written."""
    await add(store, of=Article(f"with {text} inside", "a"), questions=about(1))
    await add(store, of=Article("abc 1000", "b"), questions=about(2))
    assert await titles(store, text) == [f"with {text} inside"]
    assert await topics(store, text) == [f"with {text} inside"]


async def test_topics_are_those_that_can_be_played(store: Store) -> None:
    """Topics come from own and shared published articles with questions, and from no others."""
    await add(store, 1, of=article(1, topic="Own"))
    await add(store, 2, of=article(2, topic="Shared"), guild_id=SHARED_LIBRARY)
    await add(store, 3, of=article(3, topic="Strange"), guild_id=ELSEWHERE)
    await add(store, 4, of=article(4, topic="Draft"), state=DRAFT)
    await add(store, 5, of=article(5, topic="Empty"), questions=())
    assert set(await topics(store)) == {"Own", "Towers 1", "Shared", "Towers 2"}


async def test_topics_are_listed_once_and_best_first(store: Store) -> None:
    """A topic of many articles is one choice; those that begin with the text stand first."""
    await add(store, of=Article("t1", "a", topic="Art"), questions=about(1))
    await add(store, of=Article("t2", "b", topic="art", tags=("Cartoons",)), questions=about(2))
    await add(store, of=Article("t3", "c", topic="Earth", tags=("Cartoons",)), questions=about(3))
    found = await topics(store, "ART")
    assert [one.casefold() for one in found] == ["art", "cartoons", "earth"]


async def test_topics_stand_in_order_whatever_their_case(store: Store) -> None:
    """The commonest topics are offered, and among these the letters decide the order, small or capital."""
    await add(store, of=Article("Mars", "a", topic="technology", tags=("History",)), questions=about(1))
    await add(store, of=Article("Zoo", "b", topic="technology", tags=("adventure",)), questions=about(2))
    assert await topics(store) == ["adventure", "History", "Mars", "technology", "Zoo"]
    async with store.reading() as tx:
        assert await tx.articles.topics(HERE, "", limit=2) == ("adventure", "technology")


async def test_topics_are_limited(store: Store) -> None:
    """No more topics are given than asked for, and none longer than a choice may be."""
    await add(store, of=Article("x" * 10_000, "a", tags=tuple(f"tag {n}" for n in range(40))))
    async with store.reading() as tx:
        assert len(await tx.articles.topics(HERE, "", limit=25)) == 25
        (longest,) = await tx.articles.topics(HERE, "xxx")
        assert len(longest) == 100
        assert len(await tx.questions.candidates(HERE, topic=longest)) == 2


async def test_old_drafts_are_purged(store: Store) -> None:
    """Drafts older than a moment are deleted with their questions; all else stays."""
    old = await add(store, 1, state=DRAFT, at=NOON - timedelta(days=2))
    young = await add(store, 2, state=DRAFT, at=NOON)
    published = await add(store, 3, at=NOON - timedelta(days=2))
    async with store.transaction() as tx:
        assert await tx.articles.purge_drafts(NOON - timedelta(days=1)) == 1
        assert await tx.questions.of(old.id) == ()
        kept = [await tx.articles.get(HERE, one.id) for one in (old, young, published)]
    assert kept == [None, young, published]


async def test_ids_are_not_used_again(store: Store) -> None:
    """A discarded draft's id is not given to another article."""
    draft = await add(store, 1, state=DRAFT)
    await change(store, "discard", draft.id)
    assert (await add(store, 2)).id != draft.id


async def test_shipping_brings_newer_questions_and_respects_a_removal(store: Store) -> None:
    """A new version's questions replace the old ones; an article that an operator removed stays away."""

    async def ship(count: int) -> None:
        async with store.transaction() as tx:
            await tx.articles.ship(article(), about(1, count=count), at=NOON)

    async def askable() -> int:
        async with store.reading() as tx:
            return len(await tx.questions.candidates(HERE))

    await ship(3)
    async with store.reading() as tx:
        first = {one.question_id for one in await tx.questions.candidates(HERE)}
    await ship(2)
    async with store.reading() as tx:
        newer = {one.question_id for one in await tx.questions.candidates(HERE)}
    assert len(newer) == 2
    assert newer < first, "what did not change keeps its id"
    async with store.transaction() as tx:
        (row,) = await tx.articles.search(SHARED_LIBRARY, "")
        await tx.articles.remove(SHARED_LIBRARY, row.id, at=NOON)
    await ship(3)
    assert await askable() == 0
