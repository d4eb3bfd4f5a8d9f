from dataclasses import replace

import pytest

from bot.game.rules import PlayerId
from bot.store import Store
from bot.store.values import ArticleState, Period
from questions.records import Article
from tests.bot.store.stock import HERE, about, add, play
from tests.builders import ANA, NOON, question

INJECTIONS = [
    "'; DROP TABLE totals; --",
    '" OR ""="',
    "%_\\",
    "{0}",
    ":name",
    "$1",
    "?",
    "\u202e\u0000",
]


async def name_of(store: Store, player: PlayerId) -> str:
    """Give the name that a leaderboard shows."""
    async with store.reading() as tx:
        page = await tx.standings.page(HERE, Period.ALL, at=NOON, own=player)
    assert page.own
    return page.own.name


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("Ana", "Ana"),
        ("", ""),
        ("a\x00b", "a\ufffdb"),
        ("lone \ud83d", "lone \ufffd"),
        ("x" * 10_000, "x" * 100),
        ("\U0001f3b2" * 10_000, "\U0001f3b2" * 100),
        ("'; DROP TABLE players; --", "'; DROP TABLE players; --"),
        ("\u202eevil", "\u202eevil"),
    ],
)
async def test_names_are_stored_safely(store: Store, name: str, stored: str) -> None:
    """A name is text: cut to length, without what databases refuse, and never a command."""
    await play(store, [{ANA: 0}])
    async with store.transaction() as tx:
        await tx.players.seen(HERE, ANA, name, at=NOON)
    assert await name_of(store, ANA) == stored


@pytest.mark.parametrize("text", INJECTIONS)
async def test_injections_are_data(store: Store, text: str) -> None:
    """SQL in any text that comes from outside is stored, found and shown as text."""
    hostile = Article(text, f"text {text}", site=text, author=text, topic=text, tags=(text,))
    kept = replace(question(1), id=text, fact=text, topic=text)
    doubtful = replace(kept, id=f"{text} too")
    stored = await add(store, of=hostile, questions=[kept], waiting=[doubtful])
    shown = text.replace("\x00", "\ufffd")
    assert stored.article.title == shown
    async with store.transaction() as tx:
        await tx.guilds.ensure(HERE, text, NOON)
        assert [one.id for one in await tx.articles.search(HERE, text)] == [stored.id]
        assert await tx.articles.topics(HERE, text) == (shown,)
        assert len(await tx.questions.candidates(HERE, topic=text)) == 1
        assert [found for _, found in await tx.questions.of(stored.id)] == [kept]
        assert [found for _, found in await tx.reviews.waiting(HERE, limit=9)] == [doubtful]


async def test_offsets_hold_in_text_that_had_to_be_mended(store: Store) -> None:
    """What replaces an unstorable character is as long as it, so that evidence still stands there."""
    stored = await add(store, of=Article("t", "a\x00b\x00c Paris"), questions=())
    assert stored.article.text == "a\ufffdb\ufffdc Paris"
    assert stored.article.text.index("Paris") == 6


async def test_long_keys_stay_apart(store: Store) -> None:
    """Facts and question ids that differ only far beyond any column's length are still different."""
    first, second = about(1)
    long = "k" * 5000
    questions = [
        replace(first, id=f"{long}1", fact=f"{long}1"),
        replace(second, id=f"{long}2", fact=f"{long}2"),
    ]
    await add(store, questions=questions)
    async with store.reading() as tx:
        assert len({one.fact for one in await tx.questions.candidates(HERE)}) == 2


async def test_long_articles_are_stored(store: Store) -> None:
    """A long text is stored whole; its names are cut."""
    whole = Article(
        "t" * 10_000, "word " * 200_000, url="https://example.org/" + "u" * 10_000, tags=("g" * 999,)
    )
    stored = await add(store, of=whole)
    assert stored.article.text == whole.text
    assert (len(stored.article.title), len(stored.article.url)) == (500, 4000)


async def test_the_same_long_text_is_found_again(store: Store) -> None:
    """Hashes of text that had to be mended still match."""
    hostile = Article("t", "a\x00b")
    first = await add(store, of=hostile)
    async with store.transaction() as tx:
        again, is_new = await tx.articles.add(
            HERE, hostile, about(1), added_by=None, at=NOON, state=ArticleState.PUBLISHED
        )
    assert (again, is_new) == (first, False)
