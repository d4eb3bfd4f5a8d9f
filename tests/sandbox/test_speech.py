"""What is said, without sockets: posting, editing, deleting, mentions, files and what is kept."""

from dataclasses import replace

import pytest

from sandbox import speech
from sandbox.attachments import MAX_BYTES, Upload, safe_name
from sandbox.compose import Body
from sandbox.errors import ApiError
from sandbox.faults import Fault, Faults
from sandbox.guilds import GUILDS
from sandbox.messages import KEPT_PER_CHANNEL, Messages
from sandbox.people import BOT, PEOPLE
from sandbox.permissions import EVERYTHING, NONE, Overwrite, Permission, in_channel
from sandbox.snowflakes import Snowflakes, seconds_of, timestamp
from tests.sandbox.worlds import ANA, ANNOUNCEMENTS, BEN, NOON, TRIVIA, Scene, body


@pytest.fixture
def scene() -> Scene:
    """Make a world with two commands."""
    return Scene()


def refusal(refused: pytest.ExceptionInfo[ApiError]) -> tuple[int, int]:
    """Return a refusal's status and code."""
    return refused.value.status, refused.value.code


@pytest.mark.parametrize(
    ("channel", "expected"), [(ANNOUNCEMENTS, (403, 50013)), ("1", (404, 10003)), ("x", (404, 10003))]
)
def test_where_the_bot_may_not_post(scene: Scene, channel: str, expected: tuple[int, int]) -> None:
    """A closed channel is 50013, none at all is 10003."""
    with pytest.raises(ApiError) as refused:
        speech.post(scene.world, BOT, channel, body(content="x"))
    assert refusal(refused) == expected


def test_somebody_elses_message_is_theirs(scene: Scene) -> None:
    """The bot may neither edit nor delete what a person said."""
    message = speech.post(scene.world, ANA, TRIVIA, body(content="x"))
    with pytest.raises(ApiError) as edited:
        speech.edit(scene.world, TRIVIA, message.id, body(content="y"))
    with pytest.raises(ApiError) as deleted:
        speech.delete(scene.world, TRIVIA, message.id)
    assert (refusal(edited), refusal(deleted)) == ((403, 50005), (403, 50013))


def test_an_enforced_nonce_posts_once(scene: Scene) -> None:
    """The same nonce again, enforced, is the earlier message; not enforced it is a new one."""
    first = speech.post(scene.world, BOT, TRIVIA, body(content="x", nonce="7", enforce_nonce=True))
    again = speech.post(scene.world, BOT, TRIVIA, body(content="x", nonce=7, enforce_nonce=True))
    other = speech.post(scene.world, BOT, TRIVIA, body(content="x", nonce="7"))
    assert first == again != other


def test_an_edit_keeps_what_it_does_not_name(scene: Scene) -> None:
    """Absent keys stay, null clears, the time of the edit is noted."""
    scene.clock.now = NOON
    before = speech.post(scene.world, BOT, TRIVIA, body(content="x", embeds=[{"title": "t"}]))
    scene.clock.now += 5
    after = speech.edit(scene.world, TRIVIA, before.id, body(content=None))
    assert (after.content, after.embeds) == ("", before.embeds)
    assert after.payload(BOT.id)["edited_timestamp"] == timestamp(NOON + 5)


@pytest.mark.parametrize(
    ("allowed", "mentioned"),
    [
        (None, ["ben"]),
        ({"parse": []}, []),
        ({"parse": ["users"]}, ["ben"]),
        ({"parse": [], "users": [BEN.id]}, ["ben"]),
        ({"parse": [], "users": [ANA.id]}, []),
    ],
)
def test_who_is_mentioned(scene: Scene, allowed: object, mentioned: list[str]) -> None:
    """A name in the text pings where `allowed_mentions` does not rule it out."""
    fields = {"content": f"<@{BEN.id}> <@1>"} | ({} if allowed is None else {"allowed_mentions": allowed})
    message = speech.post(scene.world, BOT, TRIVIA, Body(fields))
    assert [each.username for each in message.mentions] == mentioned


def test_text_displays_mention_too(scene: Scene) -> None:
    """In Components V2 a name in a text display pings."""
    parts = [{"type": 17, "components": [{"type": 10, "content": f"<@{BEN.id}>"}]}]
    message = speech.post(scene.world, BOT, TRIVIA, body(flags=32768, components=parts))
    assert message.mentions == (BEN,)


def test_everyone_is_pinged_only_with_the_permission(scene: Scene) -> None:
    """The owner's @everyone pings, the bot's does not."""
    by_owner = speech.post(scene.world, ANA, TRIVIA, body(content="@everyone"))
    by_bot = speech.post(scene.world, BOT, TRIVIA, body(content="@everyone"))
    assert (by_owner.mention_everyone, by_bot.mention_everyone) == (True, False)


def test_files_are_kept_listed_and_dropped(scene: Scene) -> None:
    """An edit keeps the files its `attachments` list, adds new ones, and drops the others."""
    two = tuple(Upload(str(n), f"{n}.txt", "text/plain", b"x") for n in range(2))
    notes = [{"id": 0, "description": "first"}]
    before = speech.post(scene.world, BOT, TRIVIA, Body({"attachments": notes}, two))
    kept = before.attachments[0]
    fresh = (Upload("0", "new.txt", "text/plain", b"y"),)
    after = speech.edit(
        scene.world, TRIVIA, before.id, Body({"attachments": [{"id": kept.id}, {"id": "0"}]}, fresh)
    )
    assert kept.description == "first"
    assert [each.filename for each in after.attachments] == ["0.txt", "new.txt"]


def test_a_file_over_ten_mebibytes_is_refused(scene: Scene) -> None:
    """One byte too many is 40005."""
    for size, fits in ((MAX_BYTES, True), (MAX_BYTES + 1, False)):
        upload = Upload("0", "a.bin", "application/octet-stream", bytes(size))
        if fits:
            assert speech.post(scene.world, BOT, TRIVIA, Body({}, (upload,))).attachments
        else:
            with pytest.raises(ApiError) as refused:
                speech.post(scene.world, BOT, TRIVIA, Body({}, (upload,)))
            assert refusal(refused) == (413, 40005)


@pytest.mark.parametrize(
    ("name", "kept"),
    [("a b.png", "a_b.png"), ("../../etc/passwd", "passwd"), ("C:\\x\\y.txt", "y.txt"), ("..", "unknown")],
)
def test_file_names_are_tamed(name: str, kept: str) -> None:
    """No path and nothing but letters, digits, dots, dashes and underscores is left."""
    assert safe_name(name) == kept


def test_reactions_are_counted_once_a_person(scene: Scene) -> None:
    """Twice is once, taking back leaves the others'."""
    message = speech.post(scene.world, BOT, TRIVIA, body(content="x"))
    for user in (ANA, ANA, BEN):
        speech.react(scene.world, user, TRIVIA, message.id, "👍")
    speech.unreact(scene.world, ANA, TRIVIA, message.id, "👍")
    now = speech.find(scene.world, TRIVIA, message.id).payload(BEN.id)
    assert [(each["count"], each["me"]) for each in now["reactions"]] == [(1, True)]
    with pytest.raises(ApiError) as refused:
        speech.clear_reactions(scene.world, TRIVIA, message.id)
    assert refusal(refused) == (403, 50013)


def test_a_channel_keeps_its_latest(scene: Scene) -> None:
    """The store is bounded a channel; the oldest goes."""
    store = Messages(kept_per_channel=2)
    first = speech.post(scene.world, BOT, TRIVIA, body(content="x"))
    for number in (1, 2, 3):
        store.put(replace(first, id=str(number)))
    assert [each.id for each in store.seen_by(BOT.id, TRIVIA)] == ["2", "3"]
    assert KEPT_PER_CHANNEL == 1000


def test_ids_grow_and_tell_the_time() -> None:
    """Ids within one millisecond differ, and carry when they were made."""
    mint = Snowflakes(lambda: NOON)
    ids = [int(mint.mint()) for _ in range(5000)]
    assert ids == sorted(set(ids))
    assert seconds_of(str(ids[0])) == NOON
    assert timestamp(NOON) == "2026-09-21T14:13:20.000000+00:00"


def test_everybody_is_in_both_servers() -> None:
    """All people and the bot are members, and Ana alone may manage."""
    manage = 1 << 5
    for guild in GUILDS:
        assert {each.user for each in guild.members} == {*PEOPLE, BOT}
        assert [each.user for each in guild.members if guild.permissions(each.user.id) & manage] == [ANA]


EVERYONE, ROLE, OTHER, SELF = "1", "2", "3", "4"
SEE, SEND, ATTACH = Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES, Permission.ATTACH_FILES


@pytest.mark.parametrize(
    ("base", "overwrites", "left"),
    [
        (SEE | SEND, (), SEE | SEND),
        (SEE | SEND, (Overwrite(EVERYONE, 0, deny=SEND),), SEE),
        (SEE | SEND, (Overwrite(EVERYONE, 0, deny=SEND), Overwrite(ROLE, 0, allow=SEND)), SEE | SEND),
        (SEE | SEND, (Overwrite(ROLE, 0, deny=SEND), Overwrite(SELF, 1, allow=SEND)), SEE | SEND),
        (SEE | SEND, (Overwrite(ROLE, 0, allow=SEND), Overwrite(SELF, 1, deny=SEND)), SEE),
        (SEE | SEND, (Overwrite(OTHER, 0, deny=SEND), Overwrite(OTHER, 1, deny=SEND)), SEE | SEND),
        (SEE | SEND | ATTACH, (Overwrite(EVERYONE, 0, deny=SEND),), SEE),
        (SEE | SEND, (Overwrite(EVERYONE, 0, deny=SEE),), NONE),
        (SEE | Permission.ADMINISTRATOR, (Overwrite(SELF, 1, deny=SEND),), EVERYTHING),
    ],
)
def test_overwrites_apply_in_discords_order(
    base: Permission, overwrites: tuple[Overwrite, ...], left: Permission
) -> None:
    """Everyone, then roles, then the member; who may not see may nothing, who may not send may not attach."""
    assert in_channel(base, overwrites, everyone_id=EVERYONE, roles=(ROLE,), member_id=SELF) == left


def test_a_fault_meets_its_own_route_alone() -> None:
    """A fault is used up by the requests it is for, and by no others."""
    faults = Faults()
    faults.add(Fault("/channels/*/messages", method="POST", times=2))
    others = [("GET", "/channels/1/messages"), ("POST", "/channels/1/typing"), ("POST", "/webhooks/1/t")]
    assert [faults.take(*each) for each in others] == [None] * 3
    assert [bool(faults.take("POST", "/channels/1/messages")) for _ in range(3)] == [True, True, False]
