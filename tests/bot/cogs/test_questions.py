from collections.abc import Sequence
from typing import Any

import discord
import pytest
import simcord

from bot.game.rules import GuildId
from bot.store.values import ArticleState
from bot.ui.text import articles, commands
from questions.records import Article
from tests.bot.simulated import Shown, Table, labels, shown
from tests.builders import NOON, question

PASTED = {"title": "Pasted *towers*", "text": "The tower of Paris is tall."}


@pytest.fixture
def writes(table: Table) -> Table:
    """Let the author write two questions that are sure, and three that wait."""
    table.author.questions, table.author.waiting = 2, 3
    return table


@pytest.fixture
def second(table: Table) -> simcord.MemberActor:
    """Seat another moderator."""
    role = table.guild.create_role("More mods", permissions=discord.Permissions(manage_guild=True))
    return table.guild.add_member(table.env.create_user("mia", global_name="Mia"), roles=[role])


async def paste(table: Table, *, title: str = "Pasted *towers*", text: str = PASTED["text"]) -> Shown:
    """Let Mo paste an article, and give its preview."""
    form = await table.mo.slash(table.channel, "article add")
    result = await table.mo.submit_modal(form, {"title": title, "text": text})
    assert result.ephemeral
    assert result.response is not None
    return result.response


async def press(table: Table, message: Shown, label: str) -> str:
    """Let Mo press a button, and give what its message shows then."""
    await table.mo.click(message, label=label)
    return shown(message)


async def publish(table: Table, **of: str) -> Shown:
    """Let Mo paste and publish an article, and give the confirmation."""
    preview = await paste(table, **of)
    await press(table, preview, articles.PUBLISH)
    return preview


async def review(table: Table, who: simcord.MemberActor) -> Shown:
    """Let somebody type the command, and give the message."""
    result = await who.slash(table.channel, "questions review")
    assert result.ephemeral
    assert result.response is not None
    return result.response


async def facts(table: Table) -> set[str]:
    """Give the facts of this server's own questions that can be asked."""
    assert table.bot.services is not None
    async with table.bot.services.store.reading() as tx:
        found = await tx.questions.candidates(GuildId(table.guild.id))
    return {one.fact for one in found if one.is_own}


def layout(table: Table, message: Shown) -> list[Any]:
    """Give a message's components as Discord keeps them."""
    return list(table.env.backend.get_message(table.channel.id, message.id).components)


def put_back(table: Table, message: Shown, components: list[Any]) -> None:
    """Show a message as it was: for somebody whose press is under way, or who never closed it."""
    table.env.backend.get_message(table.channel.id, message.id).components = components


SURE = {"fact-1", "fact-2"}
NUMBERS = ("Number 101:", "Number 102:", "Number 103:")


def has(text: str, wanted: Sequence[str]) -> list[bool]:
    """Say which of some words a text has."""
    return [one in text for one in wanted]


async def test_what_waits_is_reviewed_one_by_one(writes: Table) -> None:
    """Preview and confirmation say how many wait; each is shown whole and decided on, in one message."""
    preview = await paste(writes)
    assert "2 questions: 2 missing words\n3 more wait for your review." in shown(preview)
    assert labels(preview) == [articles.PUBLISH, articles.DISCARD]
    confirmed = await press(writes, preview, articles.PUBLISH)
    assert "2 questions.\nPlay it with" in confirmed
    assert "3 more wait for your review." in confirmed
    assert labels(preview) == ["Review 3"]
    first = await press(writes, preview, "Review 3")
    assert "Review · 1 of 3\n-# From: **Towers** · Example · 2 January 2026" in first
    assert "Number 101: the tower of ▇▇▇ is tall." in first
    assert "✓ **Paris**\n-# ✗ Rome · Oslo · Bern" in first
    assert "> Number 101: the tower of **Paris** is tall." in first
    assert labels(preview) == [articles.ACCEPT, articles.DROP]
    second = await press(writes, preview, articles.ACCEPT)
    assert has(second, ["Review · 2 of 3", *NUMBERS]) == [True, False, True, False]
    assert labels(preview) == [articles.ACCEPT, articles.DROP, articles.UNDO]
    third = await press(writes, preview, articles.DROP)
    assert has(third, ["Review · 3 of 3", *NUMBERS]) == [True, False, False, True]
    assert await facts(writes) == SURE | {"fact-101"}
    assert await press(writes, preview, articles.ACCEPT) == "That was the last one: 2 accepted, 1 dropped."
    assert labels(preview) == [articles.UNDO]
    assert await facts(writes) == SURE | {"fact-101", "fact-103"}
    assert len(writes.messages()) == 0
    listed = await writes.mo.slash(writes.channel, "article list")
    assert "-# 4 questions · added" in shown(listed.response)


async def test_the_last_decision_is_taken_back(writes: Table) -> None:
    """Undo shows the question again as if nothing had been decided, in the middle and at the end."""
    message = await publish(writes)
    first = await press(writes, message, "Review 3")
    await press(writes, message, articles.ACCEPT)
    assert await press(writes, message, articles.UNDO) == first
    assert labels(message) == [articles.ACCEPT, articles.DROP]
    assert await facts(writes) == SURE
    for _ in range(3):
        await press(writes, message, articles.DROP)
    assert has(await press(writes, message, articles.UNDO), ["3 of 3", NUMBERS[2]]) == [True, True]
    assert await press(writes, message, articles.ACCEPT) == "That was the last one: 1 accepted, 2 dropped."
    assert await facts(writes) == SURE | {"fact-103"}


async def test_an_article_of_which_all_waits_is_reviewed_before_it_is_published(table: Table) -> None:
    """Nothing is called unfit: the review is offered, and what was accepted can be published at its end."""
    table.author.questions, table.author.waiting = 0, 2
    message = await paste(table)
    assert "2 questions wait for your review: I am not sure enough to ask them unseen." in shown(message)
    assert articles.SAMPLE not in shown(message)
    assert labels(message) == ["Review 2", articles.DISCARD]
    await press(table, message, "Review 2")
    await press(table, message, articles.ACCEPT)
    closing = await press(table, message, articles.DROP)
    assert closing == (
        "That was the last one: 1 accepted, 1 dropped.\n"
        "**Pasted \\*towers\\*** is a draft: its 1 question can be asked once you publish it."
    )
    assert labels(message) == ["Publish “Pasted *towers*”", articles.UNDO]
    assert await facts(table) == set()
    published = await press(table, message, "Publish “Pasted *towers*”")
    assert published.startswith("Published: **Pasted \\*towers\\***, 1 question.")
    assert labels(message) == []
    assert await facts(table) == {"fact-101"}


async def test_a_draft_of_which_all_was_dropped_is_not_offered(table: Table) -> None:
    """Where nothing is left to ask, there is nothing to publish."""
    table.author.questions, table.author.waiting = 0, 1
    message = await paste(table)
    assert "1 question waits for your review: I am not sure enough to ask it unseen." in shown(message)
    await press(table, message, "Review 1")
    assert await press(table, message, articles.DROP) == "That was the last one: 0 accepted, 1 dropped."
    assert labels(message) == [articles.UNDO]


async def test_the_command_goes_through_all_articles(writes: Table) -> None:
    """All that waits in this server comes in one row, the oldest first, drafts too; then nothing waits."""
    await publish(writes)
    await writes.env.advance_time(60)
    writes.author.waiting = 1
    await paste(writes, title="A draft", text="Another text.")
    message = await review(writes, writes.mo)
    assert has(shown(message), ["1 of 4", NUMBERS[0]]) == [True, True]
    for _ in range(3):
        await press(writes, message, articles.ACCEPT)
    closing = await press(writes, message, articles.DROP)
    assert "3 accepted, 1 dropped.\n**A draft** is a draft: its 2 questions can" in closing
    assert labels(message) == ["Publish “A draft”", articles.UNDO]
    assert shown(await review(writes, writes.mo)) == articles.NOTHING_WAITS


async def test_where_nothing_waits_one_sentence_says_so(table: Table) -> None:
    """A server without a doubtful question, whatever others and the library have."""
    assert shown(await review(table, table.mo)) == articles.NOTHING_WAITS


async def test_a_published_article_of_which_all_waits(table: Table) -> None:
    """Stored so by the command line it is listed so; added again, the command is named, not a game."""
    assert table.bot.services is not None
    guild_id, article = GuildId(table.guild.id), Article("Towers", "The tower of Paris is tall.")
    async with table.bot.services.store.transaction() as tx:
        state = ArticleState.PUBLISHED
        await tx.articles.add(
            guild_id, article, (), waiting=[question(1)], added_by=None, at=NOON, state=state
        )
    listed = await table.mo.slash(table.channel, "article list")
    assert "-# 0 questions · 1 waits for review · added 14 March 2026" in shown(listed.response)
    again = shown(await paste(table))
    assert again.endswith("here already, with 0 questions. 1 waits for your review: /questions review")


async def test_a_double_press_is_one_press(writes: Table) -> None:
    """The same button pressed again decides nothing more and shows the same, for each of the three."""
    message = await publish(writes)
    await press(writes, message, "Review 3")
    for label in (articles.ACCEPT, articles.UNDO, articles.DROP):
        before = layout(writes, message)
        once = await press(writes, message, label)
        put_back(writes, message, before)
        assert await press(writes, message, label) == once
    assert await facts(writes) == SURE
    assert has(shown(message), ["2 of 3", NUMBERS[1]]) == [True, True]


async def test_two_moderators_who_agree(writes: Table, second: simcord.MemberActor) -> None:
    """Who decides what another has decided goes on to what is left."""
    await publish(writes)
    one, other = await review(writes, writes.mo), await review(writes, second)
    await press(writes, one, articles.ACCEPT)
    await press(writes, one, articles.DROP)
    await second.click(other, label=articles.ACCEPT)
    assert has(shown(other), ["Review · 2 of 2", NUMBERS[2]]) == [True, True]
    assert await facts(writes) == SURE | {"fact-101"}


async def test_of_two_moderators_who_disagree_the_first_decides(
    writes: Table, second: simcord.MemberActor
) -> None:
    """Who is late reads how it stands, has decided nothing, can undo nothing, and goes on."""
    await publish(writes)
    one, other = await review(writes, writes.mo), await review(writes, second)
    await press(writes, one, articles.ACCEPT)
    await second.click(other, label=articles.DROP)
    assert shown(other).startswith("Another moderator was faster: that question is accepted.")
    assert has(shown(other), ["Review · 1 of 2", NUMBERS[1]]) == [True, True]
    assert labels(other) == [articles.ACCEPT, articles.DROP]
    assert await facts(writes) == SURE | {"fact-101"}


async def test_nobody_takes_back_what_another_decided(writes: Table, second: simcord.MemberActor) -> None:
    """Undo means the decision it stands beside: where another has fallen since, it stays."""
    await publish(writes)
    one = await review(writes, writes.mo)
    await press(writes, one, articles.ACCEPT)
    before = layout(writes, one)
    await press(writes, one, articles.UNDO)
    other = await review(writes, second)
    await second.click(other, label=articles.DROP)
    put_back(writes, one, before)
    assert "that question is dropped." in await press(writes, one, articles.UNDO)
    assert await facts(writes) == SURE


async def test_old_messages_work_after_a_restart(writes: Table) -> None:
    """A review goes on where it was; one whose questions were all decided meanwhile ends."""
    message, old = await publish(writes), await review(writes, writes.mo)
    await press(writes, message, "Review 3")
    await press(writes, message, articles.ACCEPT)
    await writes.restart()
    for _ in range(2):
        await press(writes, message, articles.DROP)
    assert shown(message) == "That was the last one: 1 accepted, 2 dropped."
    assert "That was the last one: 0 accepted, 0 dropped." in await press(writes, old, articles.DROP)
    assert await facts(writes) == SURE | {"fact-101"}


async def test_an_article_removed_meanwhile(writes: Table) -> None:
    """Its review ends with a sentence; the Review button says that it is gone; restored, all waits again."""
    opened, unopened = await publish(writes), await review(writes, writes.mo)
    confirmed = layout(writes, opened)
    await press(writes, opened, "Review 3")
    await press(writes, opened, articles.ACCEPT)
    asked = await writes.mo.slash(writes.channel, "article remove", article="pasted")
    assert asked.response is not None
    await press(writes, asked.response, articles.REMOVE)
    for message, label in ((opened, articles.UNDO), (unopened, articles.ACCEPT)):
        assert (await press(writes, message, label)).startswith(articles.QUESTION_GONE)
        assert labels(message) == []
    assert shown(await review(writes, writes.mo)) == articles.NOTHING_WAITS
    put_back(writes, opened, confirmed)
    result = await writes.mo.click(opened, label="Review 3")
    assert shown(result.response) == articles.ARTICLE_GONE
    await press(writes, asked.response, articles.UNDO)
    assert has(shown(await review(writes, writes.mo)), ["1 of 2", NUMBERS[1]]) == [True, True]


async def test_a_draft_discarded_meanwhile(table: Table) -> None:
    """What waited in it is gone with it, and the message says so."""
    table.author.questions, table.author.waiting = 0, 2
    preview = await paste(table)
    message = await review(table, table.mo)
    await press(table, preview, articles.DISCARD)
    assert (await press(table, message, articles.ACCEPT)).startswith(articles.QUESTION_GONE)


async def test_reviewing_is_for_moderators(writes: Table) -> None:
    """Others are not offered the command; opened to them, it refuses; every press looks again."""
    assert "questions review" not in writes.ana.available_commands(writes.channel)
    assert "questions review" in writes.mo.available_commands(writes.channel)
    (group,) = [one for one in await writes.bot.tree.fetch_commands() if one.name == "questions"]
    writes.guild.set_command_permissions(group, {writes.ana: True})
    assert shown(await review(writes, writes.ana)) == commands.MODERATORS_ONLY
    message = await publish(writes)
    await press(writes, message, "Review 3")
    await press(writes, message, articles.DROP)
    writes.env.backend.get_guild(writes.guild.id).members[writes.mo.id].role_ids.clear()
    for label in (articles.ACCEPT, articles.DROP, articles.UNDO):
        result = await writes.mo.click(message, label=label)
        assert shown(result.response) == commands.MODERATORS_ONLY
    assert await facts(writes) == SURE


async def test_nothing_is_left_in_the_view_store(writes: Table) -> None:
    """A review leaves nothing behind in discord.py."""
    message = await publish(writes)
    await press(writes, message, "Review 3")
    await press(writes, message, articles.ACCEPT)
    kept = writes.bot._connection._view_store  # noqa: SLF001 - where discord.py keeps what it listens for
    assert kept._views == {}  # noqa: SLF001 - the same
    assert kept._synced_message_views == {}  # noqa: SLF001 - the same
