"""The real process plays on the sandbox: two people, two servers, and clicks that come too late."""

import asyncio
from functools import partial

import pytest

from sandbox.person import Person
from sandbox.reading import is_private, text_of
from sandbox.server import Sandbox
from tests.e2e.process import (
    BotProcess,
    Message,
    after,
    is_over,
    is_question,
    is_same,
    options_of,
    revealing,
    says,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def open_game(person: Person, channel: str, **options: int | str) -> Message:
    """Start a game and give its first question."""
    newest = {"id": "0"} | (person.messages(channel) or [{}])[-1]
    outcome = await person.command(channel, "trivia", **({"questions": 2, "seconds": 5} | options))
    assert outcome.is_acknowledged, outcome
    return await person.wait_for(after(newest, partial(is_question, number=1)), channel=channel)


async def test_two_people_play_and_both_are_on_the_leaderboard(running: tuple[Sandbox, BotProcess]) -> None:
    """Each reveal proves its answer, the game ends by itself, and /leaderboard names both."""
    sandbox, _ = running
    async with Person(sandbox.url, "ana") as ana, Person(sandbox.url, "ben") as ben:
        question = first = await open_game(ana, "general")
        for number in (1, 2):
            if number > 1:
                question = await ana.wait_for(after(first, partial(is_question, number=2)), channel="general")
            for person in (ana, ben):
                await person.wait_for(partial(is_same, question), channel="general")
                await person.click(question, options_of(question)[0])
            reveal = await ben.wait_for(revealing(question, number), channel="general", seconds=20)
            assert "> " in text_of(reveal), "the evidence is quoted"
            assert not options_of(reveal)
        standings = await ana.wait_for(after(question, is_over), channel="general", seconds=20)
        assert "Ana" in text_of(standings)
        assert "Ben" in text_of(standings)
        assert (await ben.command("general", "leaderboard")).is_acknowledged
        board = await ben.wait_for(after(standings, says("Leaderboard")), channel="general")
        assert "Ana" in text_of(board)
        assert "Ben" in text_of(board)


async def test_scores_stay_in_their_server(running: tuple[Sandbox, BotProcess]) -> None:
    """Who played in one server is not on the other's leaderboard."""
    sandbox, _ = running
    async with Person(sandbox.url, "cleo") as cleo:
        question = await open_game(cleo, "quiz", questions=1)
        await cleo.click(question, options_of(question)[0])
        await cleo.wait_for(is_over, channel="quiz", seconds=20)
        await cleo.command("quiz", "leaderboard")
        there = await cleo.wait_for(lambda m: "Leaderboard" in text_of(m), channel="quiz")
        await cleo.command("trivia", "leaderboard")
        here = await cleo.wait_for(lambda m: "Leaderboard" in text_of(m), channel="trivia")
        assert "**Cleo**" in text_of(there)
        assert "**Cleo**" not in text_of(here)


async def test_a_second_game_in_the_channel_is_refused(running: tuple[Sandbox, BotProcess]) -> None:
    """Of two wishes at the same instant one is granted; the other gets a sentence only its author sees."""
    sandbox, _ = running
    async with Person(sandbox.url, "ana") as ana, Person(sandbox.url, "ben") as ben:
        await asyncio.gather(
            ana.command("lobby", "trivia", questions=1, seconds=5),
            ben.command("lobby", "trivia", questions=1, seconds=5),
        )
        await ana.wait_for(lambda m: is_question(m, 1), channel="lobby")

        def refusals(person: Person) -> list[Message]:
            return [m for m in person.messages("lobby") if "already running" in text_of(m)]

        await ana.until(lambda: refusals(ana) or refusals(ben))
        assert len(refusals(ana)) + len(refusals(ben)) == 1
        assert len([m for m in ana.messages("lobby") if "Question 1 of" in text_of(m)]) == 1
        await ana.wait_for(is_over, channel="lobby", seconds=20)


async def test_a_second_click_is_told_that_the_first_counts(running: tuple[Sandbox, BotProcess]) -> None:
    """The first answer stands, and only its player is told."""
    sandbox, _ = running
    async with Person(sandbox.url, "ana") as ana, Person(sandbox.url, "dev") as dev:
        question = await open_game(ana, "trivia")
        first, second = options_of(question)[:2]
        await dev.click(question, first)
        await dev.wait_for(after(question, says("Locked in")), channel="trivia")
        await dev.click(question, second)
        await dev.wait_for(after(question, says("first answer counts")), channel="trivia")
        assert not [m for m in ana.messages("trivia") if says("Locked in")(m)], "acknowledged in private"
        await ana.wait_for(after(question, is_over), channel="trivia", seconds=20)


async def test_a_channel_where_the_bot_may_not_write_gets_a_sentence(
    running: tuple[Sandbox, BotProcess],
) -> None:
    """The missing permission is named, and no game is left behind."""
    sandbox, _ = running
    async with Person(sandbox.url, "ana") as ana:
        for _ in range(2):
            await ana.command("announcements", "trivia")
            refused = await ana.wait_for(lambda m: "Send Messages" in text_of(m), channel="announcements")
            assert is_private(refused)
            await ana.dismiss(refused)


async def test_only_the_host_or_a_moderator_stops_a_game(running: tuple[Sandbox, BotProcess]) -> None:
    """A stranger's Stop is refused; the moderator's ends the game at once."""
    sandbox, _ = running
    async with (
        Person(sandbox.url, "ana") as ana,
        Person(sandbox.url, "ben") as ben,
        Person(sandbox.url, "dev") as dev,
    ):
        question = await open_game(ben, "general", seconds=60)
        await dev.click(question, "Stop game")
        refused = await dev.wait_for(after(question, says("moderator")), channel="general")
        assert is_private(refused)
        await ana.click(question, "Stop game")
        await ben.wait_for(after(question, says("was stopped")), channel="general")


async def test_no_secret_reaches_the_log(running: tuple[Sandbox, BotProcess]) -> None:
    """Whatever happened, the token stands nowhere in what the process wrote, nor does a traceback."""
    _, bot = running
    assert "secret-token" not in bot.log
    assert "Traceback" not in bot.log


async def test_a_click_on_the_question_of_a_game_that_is_over_is_told_so(
    running: tuple[Sandbox, BotProcess],
) -> None:
    """The message of a stopped game has no buttons left; a late click gets a sentence, not silence."""
    sandbox, _ = running
    async with Person(sandbox.url, "ana") as ana:
        question = await open_game(ana, "general", seconds=60)
        first = asyncio.ensure_future(ana.click(question, "Stop game"))
        late = asyncio.ensure_future(ana.click(question, options_of(question)[0]))
        outcomes = await asyncio.gather(first, late)
        assert all(outcome.is_acknowledged or outcome.state == "refused" for outcome in outcomes)
        await ana.wait_for(after(question, says("was stopped")), channel="general")
