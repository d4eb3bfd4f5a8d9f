"""When things go wrong: dropped connections, killed bots, rate limits, server errors and lost answers."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import discord
import pytest

from sandbox.faults import Fault, When
from sandbox.person import Person
from sandbox.server import Sandbox
from tests.sandbox.conftest import connected
from tests.sandbox.quizbot import QuizBot, point_at
from tests.sandbox.waiting import soon

BOT_FILE = Path(__file__).with_name("quizbot.py")


@asynccontextmanager
async def process(sandbox: Sandbox) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the quiz bot as a process of its own."""
    running = await asyncio.create_subprocess_exec(
        sys.executable, str(BOT_FILE), sandbox.url, cwd=BOT_FILE.parents[2]
    )
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
        await running.wait()


async def test_a_dropped_connection_is_resumed_with_what_was_missed(
    sandbox: Sandbox, bot: QuizBot, ana: Person
) -> None:
    """What was said while the gateway was down reaches the bot after RESUME, once."""
    await sandbox.gateway.drop()
    await ana.wait_for_bot(online=False)
    await ana.say("quiz", "while you were away")
    async with asyncio.timeout(10):
        await bot.has_resumed.wait()
    missed = await soon(bot.heard)
    await ana.say("quiz", "welcome back")
    assert missed.channel.id == int(ana.channel_id("quiz"))
    assert (await soon(bot.heard)).id > missed.id
    assert ana.bot_is_online


async def test_a_reconnect_is_resumed(sandbox: Sandbox, bot: QuizBot) -> None:
    """Asked to reconnect, the client comes back with RESUME."""
    sandbox.gateway.ask_to_reconnect()
    async with asyncio.timeout(10):
        await bot.has_resumed.wait()
    assert sandbox.gateway.connections == 1


async def test_an_invalid_session_is_identified_anew(sandbox: Sandbox, bot: QuizBot, ana: Person) -> None:
    """After INVALID_SESSION the client identifies again and goes on."""
    bot.is_set.clear()
    sandbox.gateway.invalidate()
    async with asyncio.timeout(15):
        await bot.is_set.wait()
    done = await ana.command("trivia", "hello", topic="again")
    assert done.is_acknowledged
    assert not bot.has_resumed.is_set()


async def test_a_killed_bot_comes_back_to_its_messages(sandbox: Sandbox) -> None:
    """After SIGKILL people see the bot leave, and a new process answers clicks on the old one's message."""
    async with Person(sandbox.url, "ana") as ana:
        async with process(sandbox) as first:
            await ana.wait_for_bot()
            await ana.command("trivia", "buttons")
            question = await ana.wait_for(lambda each: each["content"] == "Which?")
            first.send_signal(signal.SIGKILL)
            await ana.wait_for_bot(online=False)
            alone = await ana.click(question, "A")
        async with process(sandbox):
            await ana.wait_for_bot()
            again = await ana.click(question, "A")
            answer = await ana.wait_for(lambda each: each["content"] == "Locked in: A")
    assert alone.error == "The application did not respond"
    assert again.is_acknowledged
    assert answer["channel_id"] == question["channel_id"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault("/channels/*/messages", status=429, times=2, retry_after=0.05),
        Fault("/channels/*/messages", status=429, retry_after=0.05, is_global=True),
        Fault("/channels/*/messages", status=502),
    ],
    ids=["429", "global 429", "502"],
)
async def test_the_client_tries_again(sandbox: Sandbox, bot: QuizBot, ana: Person, fault: Fault) -> None:
    """A rate limit or a bad gateway only delays a message."""
    sandbox.faults.add(fault)
    await bot.channel("quiz").send("at last")
    assert await ana.wait_for(lambda each: each["content"] == "at last")
    assert sandbox.faults.waiting() == []


async def test_a_429_without_via_is_not_retried(sandbox: Sandbox, bot: QuizBot) -> None:
    """Without a `Via` header the client takes a 429 for a ban."""
    sandbox.faults.add(Fault("/channels/*/messages", status=429, via=False))
    with pytest.raises(discord.HTTPException) as refused:
        await bot.channel("quiz").send("never")
    assert refused.value.status == 429


async def test_an_answer_that_got_lost_was_carried_out(sandbox: Sandbox, bot: QuizBot, ana: Person) -> None:
    """A message whose answer is cut off is there all the same."""
    sandbox.faults.add(Fault("/channels/*/messages", status=0, when=When.AFTER))
    with pytest.raises(aiohttp.ClientError):
        await bot.channel("quiz").send("said, not heard")
    assert await ana.wait_for(lambda each: each["content"] == "said, not heard")


async def test_faults_are_ordered_over_http(sandbox: Sandbox) -> None:
    """A test in another process orders, lists and clears faults."""
    wrong = {"path": "/users/*", "sttus": 500}
    async with aiohttp.ClientSession(sandbox.url) as session:
        ordered = await session.post("/sandbox/faults", json={"path": "/users/*", "status": 503, "times": 2})
        refused = await session.post("/sandbox/faults", json=wrong)
        listed = await (await session.get("/sandbox/faults")).json()
        failed = await session.get("/api/v10/users/@me", headers={"Authorization": "Bot x"})
        await session.delete("/sandbox/faults")
        well = await session.get("/api/v10/users/@me", headers={"Authorization": "Bot x"})
    assert (ordered.status, refused.status) == (204, 400)
    assert [(each["status"], each["times"]) for each in listed] == [(503, 2)]
    assert (failed.status, well.status) == (503, 200)


async def test_the_gateway_is_cut_over_http(sandbox: Sandbox, bot: QuizBot) -> None:
    """A test in another process drops the connection."""
    async with aiohttp.ClientSession(sandbox.url) as session:
        done = await session.post("/sandbox/gateway/drop")
    async with asyncio.timeout(10):
        await bot.has_resumed.wait()
    assert done.status == 204


async def test_privileged_intents_can_be_refused(pointed: None, sandbox: Sandbox) -> None:
    """A bot whose application has no privileged intents may not ask for them."""
    strict = Sandbox(privileged_intents=False)
    await strict.start()
    point_at(strict.api_base, strict.gateway_url)
    bot = QuizBot(discord.Intents.all())
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with connected(bot):
            pass
    await bot.close()
    await strict.stop()


async def test_members_come_with_the_intent(pointed: None) -> None:
    """With the members intent the client knows everybody."""
    async with connected(QuizBot(discord.Intents.all())) as bot:
        assert {each.name for each in bot.guilds[0].members} >= {"ana", "ben", "mal"}


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("no json", 4002),
        ("[]", 4002),
        ('{"op": 99}', 4001),
        ('{"op": 8, "d": {}}', 4003),
        ('{"op": 2, "d": {"token": "", "intents": 0}}', 4004),
        ('{"op": 2, "d": {"token": "x", "intents": 0, "shard": [1, 1]}}', 4010),
        ('{"op": 2, "d": {"token": "x"}}', 4013),
    ],
)
async def test_a_wrong_frame_ends_the_connection(sandbox: Sandbox, frame: str, code: int) -> None:
    """The gateway closes with Discord's codes."""
    async with aiohttp.ClientSession() as session, session.ws_connect(sandbox.gateway_url) as socket:
        hello = await socket.receive_json()
        await socket.send_str(frame)
        await socket.receive()
        assert hello["op"] == 10
        assert socket.close_code == code


async def test_a_silent_bot_is_cut_off() -> None:
    """Who does not beat loses the connection."""
    sandbox = Sandbox(heartbeat_seconds=0.05)
    await sandbox.start()
    async with aiohttp.ClientSession() as session, session.ws_connect(sandbox.gateway_url) as socket:
        await socket.receive_json()
        await socket.receive(timeout=5)
        assert socket.close_code == 4000
    await sandbox.stop()


async def test_shards_share_the_servers(sandbox: Sandbox) -> None:
    """Each server's events reach the one shard it belongs to."""
    found: list[str] = []
    async with aiohttp.ClientSession() as session:
        for index in range(2):
            async with session.ws_connect(sandbox.gateway_url) as socket:
                await socket.receive_json()
                await socket.send_json({"op": 2, "d": {"token": "x", "intents": 1, "shard": [index, 2]}})
                ready = await socket.receive_json()
                found += [each["id"] for each in ready["d"]["guilds"]]
    assert sorted(found) == ["826100000000001000", "826100000000002000"]
