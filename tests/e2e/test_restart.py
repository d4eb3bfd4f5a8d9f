"""A game outlives its process: killed, told to stop, or cut off from Discord, it goes on."""

import signal
from functools import partial
from pathlib import Path

from sandbox.faults import Fault
from sandbox.person import Person
from sandbox.reading import text_of
from tests.e2e.process import Message, is_over, is_question, is_reveal, options_of, running_bot


async def begin(person: Person, *, seconds: int, questions: int = 2) -> Message:
    """Start a game and give its first question."""
    await person.command("general", "trivia", questions=questions, seconds=seconds)
    return await person.wait_for(lambda message: is_question(message, 1), channel="general")


async def answer_all(person: Person, numbers: range) -> None:
    """Answer these questions as they come."""
    for number in numbers:
        question = await person.wait_for(
            partial(is_question, number=number),
            channel="general",
            seconds=30,
        )
        await person.click(question, options_of(question)[0])


async def test_a_process_that_ends_goes_on_where_it_was(tmp_path: Path) -> None:
    """After SIGKILL the question stands and the answer given counts; after SIGTERM the game is played on."""
    async with running_bot(tmp_path) as (sandbox, bot), Person(sandbox.url, "ana") as ana:
        first = await begin(ana, seconds=6)
        await ana.click(first, options_of(first)[0])
        await ana.wait_for(lambda m: "Locked in" in text_of(m), channel="general")
        await bot.end(signal.SIGKILL)
        await ana.wait_for_bot(online=False)
        await bot.start()
        reveal = await ana.wait_for(lambda m: is_reveal(m, 1), channel="general", seconds=30)
        assert reveal["id"] == first["id"], "the same message is edited, none is added"
        assert "of 1 right" in text_of(reveal), "the answer given before the kill counts"
        second = await ana.wait_for(lambda m: is_question(m, 2), channel="general", seconds=30)
        assert await bot.end(signal.SIGTERM) == 0, "told to stop, it leaves in order"
        await bot.start()
        await ana.click(second, options_of(second)[0])
        await ana.wait_for(is_over, channel="general", seconds=30)
        assert len([m for m in ana.messages("general") if "Question 2 of" in text_of(m)]) == 1
        assert "Traceback" not in bot.log


async def test_a_question_that_the_channel_forgot_is_asked_again(tmp_path: Path) -> None:
    """Killed together with the sandbox, whose messages are gone, the game shows its question anew."""
    async with running_bot(tmp_path) as (sandbox, _), Person(sandbox.url, "ana") as ana:
        first = await begin(ana, seconds=6)
        await ana.click(first, options_of(first)[0])
        await ana.wait_for(lambda m: "Locked in" in text_of(m), channel="general")
    async with running_bot(tmp_path) as (sandbox, bot), Person(sandbox.url, "ana") as ana:
        again = await ana.wait_for(lambda m: is_question(m, 1), channel="general", seconds=30)
        assert again["id"] != first["id"]
        reveal = await ana.wait_for(lambda m: is_reveal(m, 1), channel="general", seconds=30)
        assert reveal["id"] == again["id"], "the new message is edited"
        assert "of 1 right" in text_of(reveal), "the answer given before the kill counts"
        question = await ana.wait_for(lambda m: is_question(m, 2), channel="general", seconds=30)
        await ana.click(question, options_of(question)[0])
        assert "Traceback" not in bot.log


async def test_a_dropped_connection_and_a_failing_discord_cost_no_game(tmp_path: Path) -> None:
    """The gateway drops, one message meets a 429 and one a 503: the game is played to its end."""
    async with running_bot(tmp_path) as (sandbox, bot), Person(sandbox.url, "ana") as ana:
        await begin(ana, seconds=5)
        await sandbox.gateway.drop()
        sandbox.faults.add(Fault("/channels/*/messages*", method="PATCH", status=503))
        sandbox.faults.add(Fault("/channels/*/messages", method="POST", status=429))
        await ana.wait_for(lambda m: is_reveal(m, 1), channel="general", seconds=30)
        await ana.wait_for_bot(seconds=30)
        await answer_all(ana, range(2, 3))
        await ana.wait_for(is_over, channel="general", seconds=30)
        assert "secret-token" not in bot.log
        assert "Traceback" not in bot.log
