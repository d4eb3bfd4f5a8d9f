"""The real discord.py client at the sandbox: commands, answers, components, forms, files and messages."""

import io

import discord
import pytest

from sandbox.person import File, Person
from sandbox.reading import buttons_of, is_private, is_thinking, text_of
from sandbox.server import Sandbox
from tests.sandbox.quizbot import PNG, QuizBot
from tests.sandbox.waiting import soon


async def test_it_connects_and_knows_both_servers(bot: QuizBot) -> None:
    """READY and GUILD_CREATE give the client two whole servers."""
    assert {guild.name for guild in bot.guilds} == {"Reading Room", "Night Desk"}
    assert bot.channel("announcements").topic
    assert bot.guilds[0].me.guild_permissions.send_messages
    assert bot.guilds[0].owner_id


async def test_a_command_answers_with_its_options(ana: Person) -> None:
    """Options reach the command typed and resolved, and its answer names the command."""
    done = await ana.command("trivia", "hello", topic="rivers", times=3, who="cleo")
    message = await ana.wait_for(lambda each: each["content"] == "rivers x3 for Cleo")
    assert done.is_acknowledged
    assert message["interaction_metadata"]["name"] == "hello"
    assert message["interaction_metadata"]["user"]["username"] == "ana"


async def test_autocomplete_offers_choices(ana: Person) -> None:
    """What is typed so far reaches the bot, and its choices come back."""
    assert [each["value"] for each in await ana.complete("trivia", "hello", "topic", "r")] == [
        "rivers",
        "ravens",
    ]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "topic: this option is required."),
        ({"topic": "x", "times": 6}, "times: enter a number from 1 to 5."),
        ({"topic": "x", "times": "two"}, "times: enter a whole number."),
        ({"topic": ""}, "topic: enter a text."),
        ({"topic": "x", "who": "1"}, "There is no such member."),
    ],
)
async def test_options_are_checked_before_the_bot_hears(
    ana: Person, options: dict[str, str | int], sentence: str
) -> None:
    """An option that Discord's client would refuse never becomes an interaction."""
    done = await ana.command("trivia", "hello", **options)
    assert (done.state, done.error) == ("refused", sentence)


async def test_the_first_follow_up_takes_the_place_of_thinking(
    ana: Person, ben: Person, bot: QuizBot
) -> None:
    """A deferred answer shows as thinking, its follow-up edits it, a private one reaches its owner alone."""
    await ana.command("trivia", "slow")
    answer = await ana.wait_for(lambda each: each["content"] == "the answer")
    follow_up = await ana.wait_for(lambda each: each["content"] == "an edited follow-up")
    is_original = await soon(bot.answers)
    assert is_original == "True"
    assert not is_thinking(answer)
    assert is_private(follow_up)
    assert [text_of(each) for each in ben.messages("trivia")] == ["the answer"]


async def test_a_private_answer_reaches_only_its_owner(ana: Person, ben: Person) -> None:
    """An ephemeral message is seen by the one who asked, until they dismiss it."""
    await ana.command("trivia", "secret")
    message = await ana.wait_for(lambda each: each["content"] == "for you alone")
    await ben.say("trivia", "anybody?")
    await ana.dismiss(message)
    await ana.until(lambda: len(ana.messages("trivia")) == 1)
    assert is_private(message)
    assert [each["content"] for each in ben.messages("trivia")] == ["anybody?"]


async def test_no_answer_in_time_is_a_failure(ana: Person, bot: QuizBot) -> None:
    """After the time to answer the person is told, and the bot's late answer is refused as unknown."""
    done = await ana.command("trivia", "silent")
    with pytest.raises(discord.NotFound) as late:
        await (await soon(bot.unanswered)).response.send_message("late")
    assert (done.state, done.error) == ("failed", "The application did not respond")
    assert late.value.code == 10062


async def test_a_second_answer_is_refused(ana: Person, bot: QuizBot) -> None:
    """An interaction is answered once."""
    await ana.command("trivia", "twice")
    assert await soon(bot.answers) == "400 40060"


async def test_a_persistent_button_works(ana: Person, ben: Person) -> None:
    """A click on a DynamicItem is answered to the one who clicked."""
    await ana.command("trivia", "buttons")
    question = await ben.wait_for(lambda each: each["content"] == "Which?")
    done = await ben.click(question, "B")
    answer = await ben.wait_for(lambda each: each["content"] == "Locked in: B")
    assert done.is_acknowledged
    assert is_private(answer)
    assert buttons_of(question) == ["A", "B"]


async def test_a_layout_shows_and_turns(ana: Person) -> None:
    """Components V2 arrive whole, with the picture's address, and a button edits the message."""
    await ana.command("trivia", "layout")
    message = await ana.wait_for(lambda each: "Question 1" in text_of(each))
    gallery = message["components"][0]["components"][2]
    picked = await ana.choose(message, "layout:pick", "Two")
    await ana.wait_for(lambda each: each["content"] == "picked ['Two']")
    await ana.click(message, "Next")
    turned = await ana.wait_for(lambda each: text_of(each) == "Question 2")
    assert message["flags"] == 32768
    assert message["attachments"] == []
    assert gallery["items"][0]["media"]["width"] == 2
    assert picked.is_acknowledged
    assert turned["id"] == message["id"]


async def test_a_form_comes_back_filled_in(ana: Person) -> None:
    """A modal opens, its text, choice and file reach the bot, and its answer comes back."""
    modal = (await ana.command("trivia", "form")).modal
    assert modal is not None
    values: dict[str, str | list[str] | File] = {
        "text": "an article",
        "style": "Rich",
        "file": File("a.txt", b"abc", "text/plain"),
    }
    done = await ana.submit(modal, values)
    answer = await ana.wait_for(lambda each: "an article" in each["content"])
    assert done.is_acknowledged
    assert answer["content"] == "an article | ['Rich'] | ['a.txt 3']"


async def test_a_form_is_checked_and_may_be_sent_again(ana: Person) -> None:
    """A form with a field that is too short is refused, and the corrected one is taken."""
    modal = (await ana.command("trivia", "form")).modal
    assert modal is not None
    short = await ana.submit(modal, {"text": "ab", "style": "Plain"})
    right = await ana.submit(modal, {"text": "abc", "style": "Plain"})
    assert (short.state, short.error) == ("refused", "Enter 3 to 4000 characters.")
    assert right.is_acknowledged


async def test_a_file_goes_there_and_back(ana: Person) -> None:
    """An attachment option's file can be read, and a file in an answer is served."""
    await ana.command("trivia", "upload", file=File("notes.txt", b"some notes", "text/plain"))
    message = await ana.wait_for(lambda each: each["content"] == "notes.txt 10")
    assert message["attachments"][0]["size"] == 10
    assert message["attachments"][0]["filename"] == "back.txt"


async def test_a_message_command_gets_its_message(ana: Person) -> None:
    """A context menu's command receives the message it was used on."""
    said = await ana.say("trivia", "The river is long.")
    await ana.message_command(said, "Make trivia")
    assert await ana.wait_for(lambda each: each["content"] == "about The river is long.")


async def test_members_do_not_see_moderators_commands(ana: Person, ben: Person) -> None:
    """`default_member_permissions` hides a command from those without, and shows it to those with."""
    await ana.command("trivia", "feed add", url="https://example.org/feed")
    answer = await ana.wait_for(lambda each: "example.org" in each["content"])
    assert "feed" in {each["name"] for each in ana.commands}
    assert "feed" not in {each["name"] for each in ben.commands}
    assert answer["content"] == "https://example.org/feed True True"


async def test_a_moderators_command_is_refused_to_members(ana: Person, ben: Person) -> None:
    """Who knows a hidden command's id still may not use it."""
    ben.commands = ana.commands
    done = await ben.command("trivia", "feed add", url="https://example.org/feed")
    assert (done.state, done.error) == ("refused", "You do not have permission to use feed here.")


async def test_app_permissions_tell_where_the_bot_may_not_send(ana: Person) -> None:
    """In a channel closed to the bot it may answer an interaction and learns that it may not send."""
    await ana.command("announcements", "feed add", url="x")
    assert await ana.wait_for(lambda each: each["content"] == "x True False")


async def test_a_closed_channel_refuses_messages(bot: QuizBot) -> None:
    """A message to a channel closed to the bot is forbidden with 50013."""
    with pytest.raises(discord.Forbidden) as refused:
        await bot.channel("announcements").send("news")
    assert refused.value.code == 50013


async def test_messages_are_posted_edited_read_and_deleted(bot: QuizBot, ana: Person) -> None:
    """The bot's messages reach people, change under their eyes and go."""
    channel = bot.channel("quiz")
    message = await channel.send("one", embed=discord.Embed(title="A title"))
    await message.edit(content="two", embed=None)
    edited = await ana.wait_for(lambda each: each["content"] == "two", channel="quiz")
    fetched = await channel.fetch_message(message.id)
    history = [each.content async for each in channel.history(limit=5)]
    await message.delete()
    await ana.until(lambda: not ana.messages("quiz"))
    assert edited["edited_timestamp"]
    assert (fetched.content, fetched.embeds, history) == ("two", [], ["two"])


async def test_a_picture_in_an_embed_is_served(bot: QuizBot, ana: Person) -> None:
    """An `attachment://` picture gets an address and is not listed as a file as well."""
    embed = discord.Embed(title="Card").set_image(url="attachment://card.png")
    sent = await bot.channel("quiz").send(embed=embed, file=discord.File(io.BytesIO(PNG), "card.png"))
    assert sent.embeds[0].image.url is not None
    assert await bot.http.get_from_cdn(sent.embeds[0].image.url) == PNG
    assert sent.attachments == []


async def test_typing_shows(bot: QuizBot, ana: Person) -> None:
    """While the bot is typing, people see it."""
    async with bot.channel("quiz").typing():
        await ana.until(lambda: ana.typing)
    assert ana.typing == [ana.channel_id("quiz")]


async def test_reactions_go_both_ways(bot: QuizBot, ana: Person) -> None:
    """The bot's reaction is seen by people, a person's by the bot."""
    message = await bot.channel("quiz").send("Good?")
    await message.add_reaction("👍")
    seen = await ana.wait_for(lambda each: each.get("reactions"), channel="quiz")
    await ana.react(seen, "👍")
    await ana.wait_for(lambda each: each.get("reactions", [{}])[0].get("count") == 2, channel="quiz")
    reaction = (await message.channel.fetch_message(message.id)).reactions[0]
    assert {user.name async for user in reaction.users()} == {"article-trivia", "ana"}
    assert [await soon(bot.reactions) for _ in range(2)] == ["👍 article-trivia", "👍 ana"]


async def test_without_the_intent_content_is_hidden(bot: QuizBot, ana: Person) -> None:
    """A bot without the message content intent gets other people's messages without their text."""
    await ana.say("quiz", "my answer")
    await ana.say("quiz", f"<@{bot.application_id}> hello")
    heard = [(await soon(bot.heard)).content for _ in range(2)]
    assert heard == ["", f"<@{bot.application_id}> hello"]


async def test_a_hostile_name_pings_nobody(sandbox: Sandbox, bot: QuizBot) -> None:
    """A message that echoes a hostile name mentions nobody."""
    async with Person(sandbox.url, "mal") as mal:
        await mal.command("trivia", "hello", topic="<@826100000000000202>")
        message = await mal.wait_for(lambda each: each["author"]["bot"])
    assert "@everyone" in message["content"]
    assert message["mention_everyone"] is False


async def test_a_foreign_route_is_refused_loudly(bot: QuizBot) -> None:
    """A route outside the list answers 501."""
    with pytest.raises(discord.DiscordServerError) as refused:
        await bot.guilds[0].create_text_channel("more")
    assert refused.value.status == 501
