import asyncio
from dataclasses import replace
from typing import Any

import discord
import pytest
from discord import ui

from bot.game.rules import ChannelId, GameId, GuildId, PlayerId, Rules
from bot.play import Opening
from bot.ui.after_game import PlayAgainButton
from bot.ui.reply import note
from bot.ui.text import commands, playing
from questions.records import Format, Kind, Question
from tests.bot.simulated import Table, components, custom_id, labels, shown, walk
from tests.builders import question


async def test_a_game_starts_with_a_question_for_all_and_a_private_word_to_its_host(table: Table) -> None:
    """The question stands in the channel with its source; only the host sees that the game is on."""
    result = await table.ana.slash(table.channel, "trivia")
    assert result.response is not None
    assert result.response.ephemeral
    assert shown(result.response) == "Game on: 10 questions, 20 seconds each."
    (question,) = table.messages()
    assert "Question 1 of 10 · Buildings" in shown(question)
    assert "From: **Towers** · Example · 2 January 2026" in shown(question)
    assert len(labels(question)) == 6
    assert labels(question)[-2:] == ["Skip", playing.STOP]


async def test_nobody_is_ever_mentioned(table: Table) -> None:
    """Every message and edit that the bot sends forbids mentions."""
    await table.start()
    await table.answer(table.ana, "Paris")
    await table.env.advance_time(21)
    sent = [one for one in table.env.http_requests if one.method in {"POST", "PATCH"}]
    bodies = [one.json.get("data", one.json) for one in sent if one.json]
    with_text = [body for body in bodies if body.get("content") or body.get("components")]
    assert len(with_text) >= 4
    assert all(body["allowed_mentions"] == {"parse": []} for body in with_text)


async def test_two_answer_and_the_reveal_shows_who_how_fast_and_the_proof(table: Table) -> None:
    """The question's own message becomes the reveal, with the evidence and the way to the article."""
    question = await table.start()
    await table.env.advance_time(4)
    assert await table.answer(table.ana, "Paris") == "Locked in: **Paris**"
    await table.env.advance_time(2)
    assert await table.answer(table.ben, "Rome") == "Locked in: **Rome**"
    await table.env.advance_time(15)
    (reveal,) = table.messages()
    assert reveal.id == question.id
    text = shown(reveal)
    assert "### ✓ Paris" in text
    assert "**Ana** · 4.0 s · +900" in text
    assert "Ben" not in text
    assert "1 of 2 right (50%)" in text
    assert "the tower of **Paris** is tall." in text
    assert labels(reveal) == [playing.READ_ARTICLE]
    (link,) = [one for one in walk(components(reveal)) if "url" in one]
    assert link["url"] == "https://example.org/towers"


async def test_all_who_play_have_answered_so_the_reveal_comes_early(table: Table) -> None:
    """From the second question on, nobody waits for the deadline when all have answered."""
    await table.start()
    await table.answer(table.ana, "Paris")
    await table.answer(table.ben, "Paris")
    await table.env.advance_time(29)
    await table.answer(table.ana, "Paris")
    assert playing.READ_ARTICLE not in labels(table.last())
    await table.answer(table.ben, "Oslo")
    assert playing.READ_ARTICLE in labels(table.last())


async def test_the_game_ends_with_standings_and_buttons(table: Table) -> None:
    """After the last reveal the standings come as a message of their own."""
    await table.start(questions=1)
    await table.answer(table.ana, "Paris")
    await table.answer(table.ben, "Rome")
    await table.env.advance_time(29)
    text = shown(table.last())
    assert "## Final standings" in text
    assert text.index("🥇 1\\. **Ana** · 1,000 points") < text.index("\n2\\. **Ben** · 0 points")
    assert labels(table.last()) == [playing.PLAY_AGAIN, playing.WHAT_I_MISSED]


async def test_what_i_missed_is_private_and_proved(table: Table) -> None:
    """Who answered wrong sees the right answer, their own, and the sentence; who did not sees praise."""
    await table.start(questions=1)
    await table.answer(table.ana, "Paris")
    await table.answer(table.ben, "Rome")
    await table.env.advance_time(29)
    result = await table.ben.click(table.last(), label=playing.WHAT_I_MISSED)
    assert result.ephemeral
    assert "✓ **Paris** · you: Rome" in shown(result.response)
    assert "the tower of **Paris** is tall" in shown(result.response)
    result = await table.ana.click(table.last(), label=playing.WHAT_I_MISSED)
    assert shown(result.response) == playing.NOTHING_MISSED


async def test_what_i_missed_is_paged_in_place(table: Table) -> None:
    """A long list has pages, and turning one changes the private message itself."""
    await table.start(questions=6)
    await table.play(6)
    first = await table.ben.click(table.last(), label=playing.WHAT_I_MISSED)
    assert first.response is not None
    assert shown(first.response).count("you: Rome") == 3
    await table.ben.click(first.response, label="Next")
    assert shown(first.response).count("you: Rome") == 3
    assert "Page 2 of 2" in shown(first.response)


async def test_play_again_starts_by_the_same_rules(table: Table) -> None:
    """The button under the standings opens a game like the one before."""
    await table.start(questions=1, seconds=30, style="typed")
    await table.env.advance_time(39)
    result = await table.ben.click(table.last(), label=playing.PLAY_AGAIN)
    assert shown(result.response) == "Game on: 1 question, 30 seconds each."
    assert labels(table.last()) == [playing.ANSWER, "Skip", playing.STOP]


async def test_a_second_game_in_the_channel_is_refused(table: Table) -> None:
    """While a game runs, /trivia there says so in private, and elsewhere works."""
    await table.start()
    result = await table.ben.slash(table.channel, "trivia")
    assert result.ephemeral
    assert "A game is already running in this channel" in shown(result.response)
    assert len(table.messages()) == 1
    other = table.guild.create_text_channel("quiz")
    await table.ben.slash(other, "trivia")
    assert "Question 1 of 10" in shown(other.last_message)


async def test_two_games_at_the_same_instant_are_one(table: Table) -> None:
    """Of two who start at once in a channel, one gets the game and one a clear word."""
    assert table.bot.services is not None
    play = table.bot.services.play
    opening = Opening(
        GuildId(table.guild.id), "Reading Room", ChannelId(table.channel.id), PlayerId(1), "Ana", Rules()
    )
    results = await asyncio.gather(play.start(opening), play.start(opening), return_exceptions=True)
    await table.env.settle()
    assert sorted(type(one).__name__ for one in results) == ["Game", "UserError"]
    assert len(table.messages()) == 1


async def test_the_first_answer_counts(table: Table) -> None:
    """A second click changes nothing and is told so."""
    await table.start()
    await table.answer(table.ana, "Rome")
    assert await table.answer(table.ana, "Paris") == "Your first answer counts: **Rome**"
    await table.env.advance_time(21)
    assert playing.NOBODY_RIGHT in shown(table.last())


async def test_a_click_on_an_old_question_is_told_so(table: Table) -> None:
    """A message seen before its edit still has buttons; they answer, and count for nothing."""
    old = await table.start()
    answer = next(one["custom_id"] for one in walk(components(old)) if one.get("label", "").endswith("Paris"))
    await table.env.advance_time(29)
    new = table.last()
    stale = next(
        one
        for one in walk(table.env.backend.get_message(new.channel.id, new.id).components)
        if str(one.get("custom_id", "")).startswith("answer:")
    )
    stale["custom_id"] = answer
    result = await table.ben.click(table.last(), custom_id=answer)
    assert shown(result.response) == "That question is over. The next one is further down."


async def test_a_click_after_the_end_is_told_so(table: Table) -> None:
    """A button of a game that is gone answers that it is."""
    first = await table.start(questions=1)
    stale = table.env.backend.get_message(first.channel.id, first.id)
    before = list(stale.components)
    await table.env.advance_time(29)
    stale.components = before
    assert await table.answer(table.ben, "Paris", on=table.messages()[0]) == playing.GAME_GONE


@pytest.mark.parametrize(("who", "told"), [("ben", "may_not"), ("ana", "stopped"), ("mo", "stopped")])
async def test_the_host_and_moderators_may_stop(table: Table, who: str, told: str) -> None:
    """Anybody else is refused in private, and the game goes on."""
    await table.start()
    result = await getattr(table, who).click(table.last(), label=playing.STOP)
    assert result.ephemeral
    if told == "stopped":
        assert shown(result.response) == "Game stopped."
        assert "The game was stopped." in shown(table.last())
        assert "Next question" not in "".join(map(shown, table.messages()))
    else:
        assert shown(result.response) == "Only who started this game, or a moderator, can stop it."
        assert len(table.messages()) == 1


async def test_skipping_takes_more_than_half(table: Table) -> None:
    """Where two play, one vote is not enough, and the button says how many it takes."""
    await table.start()
    await table.answer(table.ben, "Rome")
    result = await table.ana.click(table.last(), label="Skip")
    assert shown(result.response) == "Noted. 1 more vote to skip."
    assert "Skip (1 more)" in labels(table.last())
    result = await table.ben.click(table.last(), label="Skip (1 more)")
    assert shown(result.response) == "Skipped."
    assert playing.SKIPPED in shown(table.last())


async def test_typed_answers_come_through_a_form(table: Table) -> None:
    """In the typed style one button opens a form; slips are forgiven, and the options are not shown."""
    question = await table.start(style="typed")
    assert labels(question) == [playing.ANSWER, "Skip", playing.STOP]
    assert "Rome" not in shown(question)
    form = await table.ana.click(question, label=playing.ANSWER)
    result = await table.ana.submit_modal(form, {"answer": "paris"})
    assert result.ephemeral
    assert shown(result.response) == "Locked in: **paris**"
    await table.env.advance_time(21)
    assert "**Ana** · 0.0 s · +1,000" in shown(table.last())


async def test_a_form_opened_before_a_restart_still_counts(table: Table) -> None:
    """A form needs nothing that the process remembers."""
    question = await table.start(style="typed")
    form = await table.ana.click(question, label=playing.ANSWER)
    await table.restart()
    result = await table.ana.submit_modal(form, {"answer": "Paris"})
    assert shown(result.response) == "Locked in: **Paris**"


async def test_a_game_goes_on_after_a_restart(table: Table) -> None:
    """A new process on the same database shows the question again, with its full time, and takes answers."""
    question = await table.start(questions=2)
    await table.env.advance_time(15)
    await table.restart()
    assert len(table.messages()) == 1
    assert await table.answer(table.ana, "Paris", on=question) == "Locked in: **Paris**"
    await table.env.advance_time(19)
    assert playing.READ_ARTICLE not in labels(table.last())
    await table.env.advance_time(2)
    assert "**Ana** · 0.0 s" in shown(table.last())
    await table.env.advance_time(8)
    assert "Question 2 of 2" in shown(table.last())


async def test_a_channel_where_the_bot_may_not_write(table: Table) -> None:
    """The host is told which permission is missing, in private, and no game is made."""
    denied = discord.PermissionOverwrite(send_messages=False)
    assert table.guild.me is not None
    channel = table.guild.create_text_channel("announcements", overwrites={table.guild.me: denied})
    result = await table.ana.slash(channel, "trivia")
    assert result.ephemeral
    assert "“Send Messages”" in shown(result.response)
    assert channel.history(viewer=table.ben) == []
    assert table.bot.services is not None
    async with table.bot.services.store.reading() as tx:
        assert await tx.games.running() == ()


async def test_a_channel_that_closes_in_mid_game_frees_itself(table: Table) -> None:
    """When Discord refuses the next question, the game ends and the channel can have another."""
    await table.start()
    table.env.inject_error("POST", f"/channels/{table.channel.id}/messages", status=403, code=50013)
    await table.env.advance_time(29)
    result = await table.ana.slash(table.channel, "trivia")
    assert "Game on" in shown(result.response)


async def _topics(table: Table, typed: str) -> list[dict[str, str]]:
    return list(await table.ana.autocomplete(table.channel, "trivia", "topic", typed))


async def test_topics_are_offered_while_typing(table: Table) -> None:
    """Topic, tag and title of what can be played are offered; one of them chosen finds its questions."""
    offered = await table.ana.autocomplete(table.channel, "trivia", "topic", "land")
    assert [one["value"] for one in offered] == ["Landmarks"]
    assert [(one["name"], one["value"]) for one in await _topics(table, "tall")] == [
        ("Tall things", "tall things")
    ]
    result = await table.ana.slash(table.channel, "trivia", topic="Landmarks", questions=50)
    assert shown(result.response).startswith("Game on: 12 questions on **Landmarks**")
    assert "That is all there is" in shown(result.response)


async def test_an_unknown_topic_is_told_what_to_do(table: Table) -> None:
    """Nothing to ask is a private sentence, with the topic shown as typed."""
    result = await table.ana.slash(table.channel, "trivia", topic="**@everyone**")
    assert result.ephemeral
    assert "\\*\\*\\@everyone\\*\\*" in shown(result.response)
    assert table.messages() == []


async def test_a_quiet_channel_ends_its_game(table: Table) -> None:
    """Three questions without an answer end the game and say why."""
    await table.start()
    await table.env.advance_time(3 * 28 + 1)
    assert "Nobody answered three questions in a row" in shown(table.last())
    assert playing.NOBODY_PLAYED in shown(table.last())
    assert labels(table.last()) == [playing.PLAY_AGAIN]


async def test_a_hostile_name_is_shown_as_letters(table: Table) -> None:
    """A name with mentions, Markdown and direction marks neither formats nor reorders the reveal."""
    mal = table.guild.add_member(
        table.env.create_user("mal", global_name="**@everyone** \u202e`x`\u200b[a](https://e.vil)")
    )
    await table.start()
    await table.answer(mal, "Paris")
    await table.env.advance_time(21)
    assert "\\*\\*\\@everyone\\*\\* \\`x\\`\\[a\\](https:\\//e.vil)" in shown(table.last())


async def test_help_is_private_and_knows_moderators(table: Table) -> None:
    """Everybody gets three things to try; moderators learn of articles too."""
    for who, is_moderator in ((table.ana, False), (table.mo, True)):
        result = await who.slash(table.channel, "help")
        assert result.ephemeral
        assert commands.HELP_PLAYERS in shown(result.response)
        assert (commands.HELP_MODERATORS in shown(result.response)) is is_moderator


async def test_a_deleted_question_does_not_stop_the_game(table: Table) -> None:
    """Where a moderator has deleted the message, its reveal comes as a new one, then the next question."""
    question = await table.start()
    owner = table.guild.add_member(table.guild.owner)
    await owner.delete(question)
    await table.env.advance_time(28)
    revealed, following = table.messages()
    assert "✓ Paris" in shown(revealed)
    assert "Question 2 of 10" in shown(following)


async def test_a_thread_is_a_place_to_play(table: Table) -> None:
    """In a thread its own permission counts."""
    parent = await table.start()
    thread = (
        await table.bot.get_partial_messageable(table.channel.id, guild_id=table.guild.id)
        .get_partial_message(parent.id)
        .create_thread(name="side game")
    )
    await table.env.settle()
    (handle,) = table.channel.threads
    assert handle.id == thread.id
    result = await table.ana.slash(handle, "trivia")
    assert "Game on" in shown(result.response)
    assert "Question 1 of 10" in shown([one for one in handle.history() if not one.flags.ephemeral][-1])


async def test_a_game_of_another_server_is_not_here(table: Table) -> None:
    """A button that names a game of another server finds nothing, whoever made it."""
    await table.start(questions=1)
    await table.env.advance_time(29)
    button = PlayAgainButton(GameId(int(custom_id(table.last(), playing.PLAY_AGAIN).split(":")[1])), "Again")
    elsewhere = table.env.create_guild("Night Desk")
    lobby = elsewhere.create_text_channel("lobby")
    dev = elsewhere.add_member(table.env.create_user("dev"))
    view = note("Again?")
    view.add_item(ui.ActionRow[Any](button))
    await table.bot.get_partial_messageable(lobby.id).send(view=view)
    assert lobby.last_message is not None
    result = await dev.click(lobby.last_message, label="Again")
    assert shown(result.response) == playing.GAME_GONE


async def test_the_host_may_stop_between_questions(table: Table) -> None:
    """Stop is offered while a question runs; its press counts even if the reveal overtook it."""
    question = await table.start()
    stop = custom_id(question, playing.STOP)
    stored = table.env.backend.get_message(question.channel.id, question.id)
    before = list(stored.components)
    await table.env.advance_time(21)
    stored.components = before
    result = await table.ana.click(table.messages()[0], custom_id=stop)
    assert shown(result.response) == "Game stopped."
    assert "The game was stopped." in shown(table.last())


def _height(number: int) -> Question:
    asked = question(number, answer="300", options=(), format=Format.CLOSEST_NUMBER, kind=Kind.NUMBER)
    return replace(asked, prompt=f"Closest guess wins: tower {number} is ▇▇▇ metres tall.")


async def test_a_number_is_wanted_and_the_closest_wins(table: Table) -> None:
    """Words are refused with an example, and the nearest guess earns the points."""
    table.author.write_one = _height
    preview = await table.mo.slash(table.channel, "article add", link="https://example.org/heights")
    assert preview.response is not None
    await table.mo.click(preview.response, label="Publish")
    question = await table.start(topic="Linked towers", questions=1)
    form = await table.ana.click(question, label=playing.ANSWER)
    result = await table.ana.submit_modal(form, {"answer": "very tall"})
    assert "This one wants a number" in shown(result.response)
    for who, guess in ((table.ana, "310"), (table.ben, "about 1,000")):
        form = await who.click(question, label=playing.ANSWER)
        assert "Locked in" in shown((await who.submit_modal(form, {"answer": guess})).response)
    await table.env.advance_time(21)
    assert "**Ana** said 310 · 0.0 s · +1,000" in shown(table.last())
    assert "1 of 2 right" in shown(table.last())
