import pytest
import simcord

from bot.errors import UserError
from bot.game.rules import GuildId
from bot.ui.text import articles, commands
from tests.bot.simulated import Table, labels, shown

PASTED = {"title": "Pasted *towers*", "text": "The tower of Paris is tall."}


async def _paste(table: Table, values: dict[str, str] = PASTED) -> simcord.InteractionResult:
    form = await table.mo.slash(table.channel, "article add")
    return await table.mo.submit_modal(form, values)


async def test_an_article_is_pasted_previewed_published_and_played(table: Table) -> None:
    """What would be asked is shown in private with its proofs; published, it can be chosen as a topic."""
    preview = await _paste(table)
    assert preview.ephemeral
    text = shown(preview.response)
    assert "### **Pasted \\*towers\\***" in text
    assert "3 questions: 3 missing words" in text
    assert "Left out: 8 (gives its answer away 5, hedged 3)" in text
    assert "✓ **Paris**" in text
    assert "> Number 1: the tower of **Paris** is tall." in text
    assert await table.ana.autocomplete(table.channel, "trivia", "topic", "Pasted") == []
    assert preview.response is not None
    await table.mo.click(preview.response, label=articles.PUBLISH)
    assert "Published: **Pasted \\*towers\\***, 3 questions." in shown(preview.response)
    assert "`/trivia topic:Pasted *towers*`" in shown(preview.response)
    (offered,) = await table.ana.autocomplete(table.channel, "trivia", "topic", "Pasted")
    result = await table.ana.slash(table.channel, "trivia", topic=offered["value"])
    assert shown(result.response).startswith("Game on: 3 questions")
    assert len(table.messages()) == 1


async def test_a_draft_can_be_decided_on_after_a_restart(table: Table) -> None:
    """The preview's buttons carry the draft's number, and the draft lies in the database."""
    preview = await _paste(table)
    await table.restart()
    assert preview.response is not None
    await table.mo.click(preview.response, label=articles.PUBLISH)
    assert "Published" in shown(preview.response)


async def test_a_discarded_draft_is_gone(table: Table) -> None:
    """After Discard nothing is kept, and its Publish button says so."""
    preview = await _paste(table)
    assert preview.response is not None
    stored = table.env.backend.get_message(table.channel.id, preview.response.id)
    before = list(stored.components)
    await table.mo.click(preview.response, label=articles.DISCARD)
    assert shown(preview.response) == articles.DISCARDED
    stored.components = before
    result = await table.mo.click(preview.response, label=articles.PUBLISH)
    assert shown(result.response) == articles.ARTICLE_GONE


async def test_the_same_article_twice_is_told_so(table: Table) -> None:
    """What is published already is not stored again."""
    preview = await _paste(table)
    assert preview.response is not None
    await table.mo.click(preview.response, label=articles.PUBLISH)
    again = await _paste(table)
    assert shown(again.response).startswith("**Pasted \\*towers\\*** is here already, with 3 questions")


async def test_list_remove_undo(table: Table) -> None:
    """An article is listed, removed after a question back, and brought back by one press."""
    preview = await _paste(table)
    assert preview.response is not None
    await table.mo.click(preview.response, label=articles.PUBLISH)
    listed = await table.mo.slash(table.channel, "article list")
    assert listed.ephemeral
    assert "**Pasted \\*towers\\***\n-# 3 questions · added 1 January 2026" in shown(listed.response)
    (offered,) = await table.mo.autocomplete(table.channel, "article remove", "article", "past")
    asked = await table.mo.slash(table.channel, "article remove", article=offered["value"])
    assert asked.response is not None
    assert asked.ephemeral
    assert labels(asked.response) == [articles.REMOVE, articles.KEEP]
    await table.mo.click(asked.response, label=articles.REMOVE)
    assert shown(asked.response) == "Removed: **Pasted \\*towers\\***."
    assert shown((await table.mo.slash(table.channel, "article list")).response) == articles.NO_ARTICLES
    await table.mo.click(asked.response, label=articles.UNDO)
    assert "is back, with 3 questions" in shown(asked.response)
    assert "Pasted" in shown((await table.mo.slash(table.channel, "article list")).response)


async def test_keep_changes_nothing(table: Table) -> None:
    """Who thinks better of it keeps the article."""
    preview = await _paste(table)
    assert preview.response is not None
    await table.mo.click(preview.response, label=articles.PUBLISH)
    asked = await table.mo.slash(table.channel, "article remove", article="pasted")
    assert asked.response is not None
    await table.mo.click(asked.response, label=articles.KEEP)
    assert shown(asked.response) == articles.KEPT
    assert "Pasted" in shown((await table.mo.slash(table.channel, "article list")).response)


@pytest.mark.parametrize("typed", ["nothing of the kind", "1", "999999999999999999999"])
async def test_only_own_articles_are_removed(table: Table, typed: str) -> None:
    """A title nobody knows, the shared library's number, and no number at all are told to choose."""
    result = await table.mo.slash(table.channel, "article remove", article=typed)
    assert result.ephemeral
    assert shown(result.response) == articles.CHOOSE_FROM_LIST


async def test_a_long_list_has_pages(table: Table) -> None:
    """Nine articles fill two pages, the newest first."""
    for number in range(9):
        preview = await _paste(table, {"title": f"Title {number}", "text": f"Text {number}."})
        assert preview.response is not None
        await table.mo.click(preview.response, label=articles.PUBLISH)
        await table.env.advance_time(60)
    listed = await table.mo.slash(table.channel, "article list")
    assert listed.response is not None
    assert "Title 8" in shown(listed.response)
    assert "Title 0" not in shown(listed.response)
    await table.mo.click(listed.response, label="Older")
    assert "Title 0" in shown(listed.response)


async def test_a_link_is_read(table: Table) -> None:
    """A link goes to the reader as given, and the preview names the article found."""
    result = await table.mo.slash(table.channel, "article add", link=" https://example.org/a ")
    assert table.author.links == ["https://example.org/a"]
    assert "Linked towers" in shown(result.response)
    said = [str(one.json) for one in table.env.http_requests if one.method == "PATCH"]
    assert any("Reading example.org …" in one for one in said)
    assert any("Writing questions from 3 words …" in one for one in said)


async def test_a_file_is_read(table: Table) -> None:
    """An uploaded file is fetched and goes to the reader with its name and type."""
    result = await table.mo.slash(table.channel, "article add", file=("towers.md", b"# Towers\n\nTall."))
    assert table.author.uploads[0][0] == "towers.md"
    assert "towers.md" in shown(result.response)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("big.txt", b"x" * (1024 * 1024 + 1), "1 MB is the most"),
        ("empty.txt", b"", articles.NO_FILE),
        ("photo.png", b"\x89PNG", articles.UNREADABLE_FILE),
    ],
)
async def test_a_file_that_cannot_be_read_is_not_fetched(
    table: Table, name: str, data: bytes, told: str
) -> None:
    """Size and kind are known before a file is fetched, and the sentence says what to do instead."""
    result = await table.mo.slash(table.channel, "article add", file=(name, data))
    assert result.ephemeral
    assert told in shown(result.response)
    assert table.author.uploads == []


async def test_a_link_and_a_file_are_one_too_many(table: Table) -> None:
    """Of two sources neither is read."""
    result = await table.mo.slash(table.channel, "article add", link="https://e.org", file=("a.txt", b"a"))
    assert shown(result.response) == articles.ONE_SOURCE
    assert table.author.links == []


async def test_a_source_that_fails_says_why(table: Table) -> None:
    """The reader's own sentence takes the place of the progress line."""
    table.author.error = UserError("That page could not be found: check the link.")
    result = await table.mo.slash(table.channel, "article add", link="https://example.org/gone")
    assert shown(result.response) == "That page could not be found: check the link."
    assert result.followups == []


async def test_an_article_without_questions_is_not_kept(table: Table) -> None:
    """No question, no draft: the sentence says what works better."""
    table.author.questions = 0
    table.author.notice = "Too short."
    result = await _paste(table)
    assert "makes a fair question. Too short." in shown(result.response)
    assert table.bot.services is not None
    async with table.bot.services.store.reading() as tx:
        assert await tx.articles.search(GuildId(table.guild.id), "") == ()


async def test_an_empty_paste_is_refused(table: Table) -> None:
    """White space is no article."""
    result = await _paste(table, {"title": "Nothing", "text": "   "})
    assert shown(result.response) == articles.NO_TEXT


async def test_players_neither_see_nor_use_the_moderators_commands(table: Table) -> None:
    """Discord hides the group from those who may not manage the server."""
    assert "article add" not in table.ana.available_commands(table.channel)
    assert "article add" in table.mo.available_commands(table.channel)


async def test_a_server_that_opens_the_group_to_all_still_needs_the_permission(table: Table) -> None:
    """An override in the server's settings shows the command; the bot itself refuses it."""
    (group,) = [one for one in await table.bot.tree.fetch_commands() if one.name == "article"]
    table.guild.set_command_permissions(group, {table.ana: True})
    for name, options in (
        ("article add", {"link": "https://example.org"}),
        ("article list", {}),
        ("article remove", {"article": "x"}),
    ):
        result = await table.ana.slash(table.channel, name, **options)
        assert result.ephemeral
        assert shown(result.response) == commands.MODERATORS_ONLY
    assert table.author.links == []


async def test_a_moderator_who_is_none_any_more_cannot_publish(table: Table) -> None:
    """The permission is looked at on every press."""
    preview = await _paste(table)
    assert preview.response is not None
    table.env.backend.get_guild(table.guild.id).members[table.mo.id].role_ids.clear()
    result = await table.mo.click(preview.response, label=articles.PUBLISH)
    assert shown(result.response) == commands.MODERATORS_ONLY


async def test_a_refusal_names_a_long_opening_in_short(table: Table) -> None:
    """Where no title was given, the text's first words stand for one, and only a few of them."""
    table.author.questions = 0
    opening = "We went home and then we slept for a very long time " * 3
    result = await _paste(table, {"title": opening, "text": "It was good."})
    assert "in **We went home and then we slept for a very long time We went…**" in shown(result.response)
