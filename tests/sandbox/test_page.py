"""The page's socket: the greeting, history, what is refused, and what only some may see."""

import asyncio

import aiohttp
import pytest

from sandbox.errors import PersonError
from sandbox.payloads import Json
from sandbox.person import Person
from sandbox.server import Sandbox
from sandbox.sessions import Intent, Session, Shard
from tests.sandbox.worlds import ANNOUNCEMENTS, TRIVIA


async def greeting(sandbox: Sandbox, key: str) -> tuple[Json, int | None]:
    """Connect as somebody; returns the first frame and, if the socket is closed then, its code."""
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(f"{sandbox.url}/page/ws?as={key}")
        frame: Json = await socket.receive_json()
        if frame["me"] is None:
            await socket.receive()
        await socket.close()
        return frame, socket.close_code


async def test_the_greeting_has_all_a_page_needs(sandbox: Sandbox) -> None:
    """Who one is, who is there, both servers with channels and members, and whether the bot is."""
    frame, _ = await greeting(sandbox, "ana")
    room = frame["guilds"][0]
    assert frame["type"] == "hello"
    assert frame["me"]["username"] == "ana"
    assert [each["key"] for each in frame["people"]] == ["ana", "ben", "cleo", "dev", "mal"]
    assert [each["name"] for each in room["channels"]] == ["general", "trivia", "announcements"]
    assert [each["can_send_bot"] for each in room["channels"]] == [True, True, False]
    assert [each["user"]["username"] for each in room["members"] if each["can_manage"]] == ["ana"]
    assert frame["bot"]["online"] is False
    assert frame["commands"] == []


async def test_a_stranger_is_told_who_there_is(sandbox: Sandbox) -> None:
    """An unknown name gets the list of people and is closed with 4404."""
    frame, code = await greeting(sandbox, "nobody")
    assert (frame["me"], len(frame["people"]), code) == (None, 5, 4404)


async def test_people_hear_each_other_and_find_it_again(sandbox: Sandbox) -> None:
    """What is said reaches others at once, and whoever comes later by history."""
    async with Person(sandbox.url, "ana") as ana, Person(sandbox.url, "ben") as ben:
        await ana.say("lobby", "hello")
        await ben.wait_for(lambda each: each["content"] == "hello", channel="lobby")
        async with Person(sandbox.url, "mal") as mal:
            assert [each["content"] for each in mal.messages("lobby")] == ["hello"]


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ({"type": "open", "channel_id": "1"}, "There is no such channel."),
        ({"type": "say", "channel_id": TRIVIA, "content": " "}, "There is nothing to send."),
        (
            {"type": "say", "channel_id": TRIVIA, "content": "x" * 2001},
            "That is too long: 2000 characters is the most.",
        ),
        ({"type": "sing"}, "The sandbox knows no request 'sing'."),
        ({"type": "command", "channel_id": TRIVIA, "command_id": "1"}, "That command no longer exists."),
        ({"type": "modal_submit", "channel_id": TRIVIA}, "That form is no longer open."),
        (
            {"type": "dismiss", "channel_id": TRIVIA, "message_id": "1"},
            "Only your own private messages can be dismissed.",
        ),
        ({"type": "react"}, "The sandbox could not read that request."),
        (["say"], "The sandbox could not read that request."),
    ],
)
async def test_a_refused_request_comes_back_as_a_sentence(
    sandbox: Sandbox, request_: object, sentence: str
) -> None:
    """Whatever a page sends, it gets an answer and stays connected."""
    address = f"{sandbox.url}/page/ws?as=ana"
    async with aiohttp.ClientSession() as session, session.ws_connect(address) as socket:
        await socket.receive_json()
        await socket.send_json(request_)
        refused = await socket.receive_json()
        await socket.send_json({"type": "open", "channel_id": ANNOUNCEMENTS})
        answered = await socket.receive_json()
    assert refused["type"] == "error"
    assert sentence in refused["message"]
    assert answered == {"type": "history", "channel_id": ANNOUNCEMENTS, "messages": []}


async def test_the_outcome_is_the_askers_alone(sandbox: Sandbox) -> None:
    """Another person's page hears nothing of how an interaction ended."""
    sandbox.world.commands.overwrite(None, [{"name": "x", "description": "x"}])
    address = f"{sandbox.url}/page/ws?as=ben"
    async with aiohttp.ClientSession() as session, session.ws_connect(address) as socket:
        await socket.receive_json()
        async with Person(sandbox.url, "ana") as ana:
            assert (await ana.command("trivia", "x")).state == "failed"
            await ana.say("trivia", "nobody there")
        assert (await socket.receive_json())["type"] == "message_create"


async def test_what_may_not_be_said_raises_its_sentence(sandbox: Sandbox) -> None:
    """A person at the sandbox learns why a message was refused."""
    async with Person(sandbox.url, "ana") as ana:
        with pytest.raises(PersonError, match="nothing to send"):
            await ana.say("trivia", " ")


async def test_the_sandbox_stops_with_people_in_it(sandbox: Sandbox) -> None:
    """Stopping closes every page, and who waits is told."""
    async with Person(sandbox.url, "ana") as ana:
        waiting = asyncio.create_task(ana.wait_for(lambda _: False))
        await sandbox.stop()
        with pytest.raises(ConnectionError):
            await waiting


@pytest.mark.parametrize("port", ["used", "free"])
async def test_the_sandbox_takes_the_port_it_is_given(sandbox: Sandbox, port: str) -> None:
    """A port that is taken is an error, and the error leaves nothing behind."""
    second = Sandbox()
    if port == "used":
        with pytest.raises(OSError, match="in use"):
            await second.start(int(sandbox.url.rsplit(":", 1)[-1]))
    else:
        assert await second.start() != 0
    await second.stop()


def test_a_session_replays_what_came_after() -> None:
    """Events are numbered; what a resume missed comes again, and what is unknown invalidates."""
    session = Session(intents=Intent.GUILDS, shard=Shard())
    for name in ("A", "B", "C"):
        session.record(name, {})
    missed = session.since(1)
    assert missed is not None
    assert [(each["t"], each["s"]) for each in missed] == [("B", 2), ("C", 3)]
    assert session.since(3) == []
    assert session.since(4) is None


def test_a_session_forgets_what_is_too_old() -> None:
    """When more was missed than is kept, the session cannot be resumed."""
    session = Session(intents=Intent.GUILDS, shard=Shard())
    for _ in range(2001):
        session.record("A", {})
    assert session.since(0) is None
    assert len(session.since(1) or ()) == 2000
