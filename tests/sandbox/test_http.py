"""The web's side of it: forms of answers, who may ask at all, uploads, files and rate limits."""

import asyncio
import io
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox.attachments import MAX_BYTES
from sandbox.buckets import GLOBAL_LIMIT, Buckets
from sandbox.events import InteractionOpened
from sandbox.guilds import GUILDS
from sandbox.people import APPLICATION_ID
from sandbox.person import Person
from sandbox.server import HOST, Sandbox
from tests.sandbox.quizbot import PNG
from tests.sandbox.waiting import soon
from tests.sandbox.worlds import TRIVIA

MESSAGES = f"/api/v10/channels/{TRIVIA}/messages"
BOT_TOKEN = {"Authorization": "Bot x"}


@pytest.fixture
async def web(sandbox: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    """Ask the sandbox as a bot, without a library."""
    async with aiohttp.ClientSession(sandbox.url, headers=BOT_TOKEN) as session:
        yield session


async def test_json_says_only_that_it_is_json(web: aiohttp.ClientSession) -> None:
    """The content type has no charset, on answers and on refusals."""
    right = await web.get("/api/v10/users/@me")
    wrong = await web.get("/api/v10/channels/1")
    assert right.headers["Content-Type"] == wrong.headers["Content-Type"] == "application/json"
    assert (right.status, wrong.status) == (200, 404)
    assert await wrong.json() == {"message": "Unknown Channel", "code": 10003}


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bot "}, {"Authorization": "Bearer x"}])
async def test_a_bot_needs_a_token(sandbox: Sandbox, header: dict[str, str]) -> None:
    """Without a bot token a request is 401."""
    async with aiohttp.ClientSession(sandbox.url, headers=header) as session:
        assert (await session.get("/api/v10/users/@me")).status == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": f"http://{HOST}:1"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Host": "localhost"}, 200),
    ],
)
async def test_a_foreign_page_cannot_drive_it(
    web: aiohttp.ClientSession, headers: dict[str, str], status: int
) -> None:
    """Another Host or Origin than the sandbox's own is refused, for the page, its socket and the API."""
    for path in ("/", "/api/v10/users/@me", "/sandbox/faults"):
        assert (await web.get(path, headers=headers)).status == status
    if status == 403:
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await web.ws_connect("/page/ws?as=ana", headers=headers)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/guilds/1/channels"),
        ("GET", "/voice/regions"),
        ("DELETE", "/users/@me"),
        ("GET", "/nothing"),
        ("POST", f"/channels/{TRIVIA}/threads"),
    ],
)
async def test_a_route_outside_the_list_is_501(web: aiohttp.ClientSession, method: str, path: str) -> None:
    """What a quiz bot does not use is not there, and the answer names it."""
    refused = await web.request(method, f"/api/v10{path}")
    assert refused.status == 501
    assert f"{method} {path}" in (await refused.json())["message"]


@pytest.mark.parametrize("data", ["{", "[]", '"text"'])
async def test_a_body_that_is_no_object_is_refused(web: aiohttp.ClientSession, data: str) -> None:
    """Broken JSON, or another kind of it, is 50109."""
    refused = await web.post(MESSAGES, data=data, headers={"Content-Type": "application/json"})
    assert (refused.status, (await refused.json())["code"]) == (400, 50109)


async def test_a_body_must_say_that_it_is_json(web: aiohttp.ClientSession) -> None:
    """JSON sent as text is refused."""
    refused = await web.post(MESSAGES, data='{"content": "x"}', headers={"Content-Type": "text/plain"})
    assert (refused.status, (await refused.json())["code"]) == (400, 50035)


async def test_errors_stand_where_they_belong(web: aiohttp.ClientSession) -> None:
    """A body over a limit is 50035 with Discord's tree."""
    refused = await web.post(MESSAGES, json={"content": "x" * 2001})
    assert await refused.json() == {
        "code": 50035,
        "message": "Invalid Form Body",
        "errors": {
            "content": {
                "_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2000 or fewer in length."}]
            }
        },
    }


def form(*files: tuple[str, bytes], **fields: object) -> aiohttp.FormData:
    """Make a multipart body as discord.py does."""
    made = aiohttp.FormData(quote_fields=False)
    made.add_field("payload_json", json.dumps(fields))
    for index, (name, data) in enumerate(files):
        made.add_field(
            f"files[{index}]", io.BytesIO(data), filename=name, content_type="application/octet-stream"
        )
    return made


async def test_uploads_are_served_inertly(web: aiohttp.ClientSession) -> None:
    """A picture comes back as one, a page as a download that can run nothing."""
    posted = await web.post(MESSAGES, data=form(("card.png", PNG), ("page.html", b"<script>1</script>")))
    picture, page = (await posted.json())["attachments"]
    shown, kept = await web.get(picture["url"]), await web.get(page["url"])
    assert (picture["width"], picture["height"]) == (2, 3)
    assert shown.headers["Content-Type"] == "image/png"
    assert await shown.read() == PNG
    assert kept.headers["Content-Disposition"] == "attachment"
    assert "sandbox" in kept.headers["Content-Security-Policy"]
    assert (await web.get(picture["url"].replace(TRIVIA, "1"))).status == 404


async def test_an_upload_over_the_limit_is_refused(web: aiohttp.ClientSession) -> None:
    """More than 10 MiB is 413 with 40005."""
    refused = await web.post(MESSAGES, data=form(("a.bin", bytes(MAX_BYTES + 1))))
    assert (refused.status, (await refused.json())["code"]) == (413, 40005)


@pytest.mark.parametrize(("query", "status"), [("", 204), ("?with_response=true", 200)])
async def test_a_callback_has_a_body_only_on_request(
    sandbox: Sandbox, web: aiohttp.ClientSession, query: str, status: int
) -> None:
    """An answer is 204 unless its body is asked for; it needs no token of the bot's."""
    registered = [{"name": "x", "description": "x"}]
    await web.put(f"/api/v10/applications/{APPLICATION_ID}/commands", json=registered)
    opened: asyncio.Queue[InteractionOpened] = asyncio.Queue()
    sandbox.world.subscribe(
        lambda event: opened.put_nowait(event) if isinstance(event, InteractionOpened) else None
    )
    async with Person(sandbox.url, "ana") as ana, aiohttp.ClientSession(sandbox.url) as nobody:
        asking = asyncio.create_task(ana.command("trivia", "x"))
        told = (await soon(opened)).interaction
        path = f"/api/v10/interactions/{told.id}/{told.token}/callback{query}"
        answered = await nobody.post(path, json={"type": 4, "data": {"content": "hi"}})
        assert (await asking).is_acknowledged
    assert answered.status == status


async def test_commands_are_listed_edited_and_deleted(web: aiohttp.ClientSession) -> None:
    """A command keeps its id through overwriting, and a guild's commands stand beside global ones."""
    path = f"/api/v10/applications/{APPLICATION_ID}"
    of_guild = f"{path}/guilds/{GUILDS[0].id}/commands"
    first = await (await web.post(f"{path}/commands", json={"name": "x", "description": "x"})).json()
    again = await web.post(f"{path}/commands", json={"name": "x", "description": "other"})
    own = await (await web.put(of_guild, json=[{"name": "y", "description": "y"}])).json()
    edited = await (await web.patch(f"{of_guild}/{own[0]['id']}", json={"description": "new"})).json()
    refused = await web.patch(f"{of_guild}/{own[0]['id']}", json={"name": "Y"})
    await web.delete(f"{path}/commands/{first['id']}")
    gone = await web.get(f"{path}/commands/{first['id']}")
    left = await (await web.get(of_guild)).json()
    assert (again.status, (await again.json())["id"]) == (200, first["id"])
    assert (edited["description"], edited["guild_id"]) == ("new", GUILDS[0].id)
    assert (refused.status, gone.status, (await gone.json())["code"]) == (400, 404, 10063)
    assert [each["name"] for each in left] == ["y"]


async def test_history_is_paged(web: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    """Messages come newest first, bounded, before, after and around one."""
    async with Person(sandbox.url, "ben") as ben:
        ids = [(await ben.say("trivia", str(number)))["id"] for number in range(6)]
    seen = {}
    for query in (
        "limit=2",
        f"limit=2&before={ids[3]}",
        f"limit=2&after={ids[3]}",
        f"limit=3&around={ids[3]}",
    ):
        found = await (await web.get(f"{MESSAGES}?{query}")).json()
        seen[query.split("=")[-2].removeprefix("2&").removeprefix("3&")] = [each["content"] for each in found]
    refused = await web.get(f"{MESSAGES}?limit=101")
    assert seen == {
        "limit": ["5", "4"],
        "before": ["2", "1"],
        "after": ["5", "4"],
        "around": ["4", "3", "2"],
    }
    assert refused.status == 400


def test_the_sixth_message_in_five_seconds_waits() -> None:
    """A channel takes five messages in five seconds; another channel counts for itself."""
    buckets = Buckets()
    verdicts = [buckets.take("POST", "/channels/1/messages", now=0.0) for _ in range(6)]
    other = buckets.take("POST", "/channels/2/messages", now=0.0)
    later = buckets.take("POST", "/channels/1/messages", now=5.0)
    assert [each.window.remaining for each in verdicts[:5] if each.window] == [4, 3, 2, 1, 0]
    assert [each.retry_after for each in verdicts] == [None] * 5 + [5.0]
    assert (other.retry_after, later.retry_after) == (None, None)


def test_fifty_requests_a_second_are_the_most() -> None:
    """All routes count together but for interactions and their follow-ups."""
    buckets = Buckets()
    passed = [buckets.take("GET", f"/users/{number}", now=0.0) for number in range(GLOBAL_LIMIT)]
    over = buckets.take("GET", "/users/@me", now=0.4)
    free = buckets.take("POST", "/interactions/1/t/callback", now=0.4)
    assert not any(each.retry_after for each in passed)
    assert (over.retry_after, over.is_global) == (0.6, True)
    assert free.retry_after is None


async def test_limits_are_told_in_headers(web: aiohttp.ClientSession) -> None:
    """A client reads what is left; one too many is 429 with `Via`, unless limits are off."""
    answers = [await web.post(MESSAGES, json={"content": "x"}) for _ in range(6)]
    refused = answers[-1]
    assert [each.headers.get("X-RateLimit-Remaining") for each in answers[:5]] == ["4", "3", "2", "1", "0"]
    assert refused.status == 429
    assert refused.headers["Via"]
    assert 0 < (await refused.json())["retry_after"] <= 5


async def test_limits_can_be_off() -> None:
    """A sandbox without rate limits takes what comes."""
    sandbox = Sandbox(rate_limits=False)
    await sandbox.start()
    async with aiohttp.ClientSession(sandbox.url, headers=BOT_TOKEN) as web:
        answers = [(await web.post(MESSAGES, json={"content": "x"})).status for _ in range(6)]
    await sandbox.stop()
    assert answers == [200] * 6
