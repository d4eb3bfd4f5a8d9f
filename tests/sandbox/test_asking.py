"""What people ask, without sockets: what becomes an interaction, what is refused with which sentence."""

import pytest

from sandbox import answers, asking, speech
from sandbox.attachments import MAX_BYTES, Upload
from sandbox.errors import PersonError
from sandbox.events import InteractionOpened
from sandbox.payloads import Json
from sandbox.people import BOT
from tests.sandbox.worlds import ANA, ANNOUNCEMENTS, BEN, BUTTONS, TRIVIA, Scene, body, reply

MANAGE_SERVER = 1 << 5


@pytest.fixture
def scene() -> Scene:
    """Make a world with two commands."""
    return Scene()


def sent(scene: Scene) -> Json:
    """Return the last interaction as the bot got it."""
    return next(each.body for each in reversed(scene.happened) if isinstance(each, InteractionOpened))


def option(name: str, kind: int, value: object, **more: object) -> Json:
    """Make one filled-in option."""
    return {"name": name, "type": kind, "value": value, **more}


def test_an_interaction_carries_what_discordpy_reads(scene: Scene) -> None:
    """Ids, context, limits and permissions are all there."""
    scene.use()
    told = sent(scene)
    assert told["attachment_size_limit"] == MAX_BYTES
    assert told["authorizing_integration_owners"] == {"0": told["guild_id"]}
    assert (told["context"], told["locale"], told["entitlements"]) == (0, "en-US", [])
    assert int(told["member"]["permissions"]) & MANAGE_SERVER
    assert told["data"]["name"] == "play"


def test_app_permissions_follow_the_channel(scene: Scene) -> None:
    """Where the bot may not send, its permissions say so; a member's own are another matter."""
    send = 1 << 11
    scene.use(user=BEN)
    open_channel = sent(scene)
    scene.use(user=BEN, channel=ANNOUNCEMENTS)
    closed_channel = sent(scene)
    assert int(open_channel["app_permissions"]) & send
    assert not int(closed_channel["app_permissions"]) & send
    assert int(closed_channel["member"]["permissions"]) & send
    assert not int(closed_channel["member"]["permissions"]) & MANAGE_SERVER


def test_resolved_objects_come_with_their_ids(scene: Scene) -> None:
    """A channel, a role and a file are named by id and given whole."""
    file = Upload("file", "../my notes.txt", "text/plain", b"abc")
    role = scene.use().guild_id
    scene.use(
        "ask", option("where", 7, TRIVIA), option("role", 8, role), option("file", 11, "file"), files=(file,)
    )
    data = sent(scene)["data"]
    kept = next(iter(data["resolved"]["attachments"].values()))
    assert data["resolved"]["channels"][TRIVIA]["name"] == "trivia"
    assert data["resolved"]["roles"][role]["name"] == "@everyone"
    assert (kept["filename"], kept["size"]) == ("my_notes.txt", 3)
    assert data["options"][2]["value"] == kept["id"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (option("nothing", 3, "x"), "There is no option nothing."),
        (option("style", 3, "wild"), "style: choose one of the choices."),
        (option("loud", 5, "yes"), "loud: choose true or false."),
        (option("seconds", 10, 4.5), "seconds: enter a number from 5 to 60."),
        (option("seconds", 10, True), "seconds: enter a number."),
        (option("where", 7, "1"), "There is no such channel."),
        (option("role", 8, "1"), "There is no such role."),
        (option("file", 11, "other"), "file: no file was sent."),
        (option("topic", 3, "x" * 6001), "topic: enter 1 to 6000 characters."),
    ],
)
def test_a_wrong_option_is_refused(scene: Scene, given: Json, sentence: str) -> None:
    """A clear sentence says what is wrong, and the bot hears nothing."""
    with pytest.raises(PersonError) as refused:
        scene.use("ask", given)
    assert str(refused.value) == sentence
    assert scene.kinds() == []


def test_a_file_over_ten_mebibytes_is_refused(scene: Scene) -> None:
    """The limit is Discord's."""
    large = Upload("file", "a.txt", "text/plain", bytes(MAX_BYTES + 1))
    with pytest.raises(PersonError, match="10 MiB"):
        scene.use("ask", option("file", 11, "file"), files=(large,))


def test_a_command_that_is_gone_is_refused(scene: Scene) -> None:
    """Who still has a removed command before them is told."""
    scene.world.commands.overwrite(None, [])
    with pytest.raises(PersonError, match="no longer exists"):
        scene.use()


@pytest.mark.parametrize(
    ("changes", "member_may"),
    [
        ({}, True),
        ({"default_member_permissions": MANAGE_SERVER}, False),
        ({"default_member_permissions": "0"}, False),
        ({"contexts": [1, 2]}, None),
        ({"integration_types": [1]}, None),
    ],
)
def test_who_may_use_a_command(scene: Scene, changes: Json, member_may: bool | None) -> None:  # noqa: FBT001 - a table
    """The owner may use what a member may not; what is not for servers nobody may."""
    command = {"name": "play", "description": "Play"} | changes
    scene.ids["play"] = scene.world.commands.overwrite(None, [command])[0]["id"]
    for user, may in ((ANA, member_may is not None), (BEN, bool(member_may))):
        if may:
            assert scene.use(user=user).is_pending
        else:
            with pytest.raises(PersonError, match="do not have permission"):
                scene.use(user=user)


def test_autocomplete_needs_a_focused_option(scene: Scene) -> None:
    """Exactly one option with autocomplete is being typed."""
    where = asking.place(ANA, TRIVIA)
    typed: Json = {"command_id": scene.ids["ask"], "options": [option("topic", 3, "r", focused=True)]}
    asking.autocomplete(scene.world, where, typed)
    told = sent(scene)
    assert (told["type"], told["data"]["options"][0]["focused"]) == (4, True)
    for options in ([option("topic", 3, "r")], [option("style", 3, "c", focused=True)]):
        with pytest.raises(PersonError):
            asking.autocomplete(scene.world, where, typed | {"options": options})


def test_a_component_is_told_with_its_message(scene: Scene) -> None:
    """A press carries the message it was made on and who pressed."""
    question = speech.post(scene.world, BOT, TRIVIA, body(**BUTTONS))
    scene.press(question.id, "a", user=BEN)
    told = sent(scene)
    assert told["message"]["id"] == question.id
    assert told["data"] == {"custom_id": "a", "component_type": 2, "id": 2}
    assert told["member"]["user"]["id"] == BEN.id


def test_a_select_carries_its_values(scene: Scene) -> None:
    """Chosen values come in the data, without `resolved` for plain options."""
    question = speech.post(scene.world, BOT, TRIVIA, body(**BUTTONS))
    scene.press(question.id, "pick", "x", "z")
    assert sent(scene)["data"]["values"] == ["x", "z"]
    assert "resolved" not in sent(scene)["data"]


@pytest.mark.parametrize(
    ("custom_id", "values", "sentence"),
    [
        ("b", (), "That is disabled."),
        ("c", (), "That is no longer on the message."),
        ("pick", (), "Choose 1 to 2."),
        ("pick", ("x", "y", "z"), "Choose 1 to 2."),
        ("pick", ("x", "x"), "Choose each only once."),
        ("pick", ("w",), "That is not one of the options."),
    ],
)
def test_a_wrong_press_is_refused(
    scene: Scene, custom_id: str, values: tuple[str, ...], sentence: str
) -> None:
    """What Discord's client would not let happen does not reach the bot."""
    question = speech.post(scene.world, BOT, TRIVIA, body(**BUTTONS))
    with pytest.raises(PersonError) as refused:
        scene.press(question.id, custom_id, *values)
    assert str(refused.value) == sentence


def test_another_persons_private_message_cannot_be_pressed(scene: Scene) -> None:
    """A component on an ephemeral message is its owner's."""
    asked = scene.use()
    message = answers.answer(scene.world, asked.id, asked.token, reply(4, **BUTTONS, flags=64)).message
    assert message is not None
    assert scene.press(message.id, "a").is_pending
    with pytest.raises(PersonError, match="gone"):
        scene.press(message.id, "a", user=BEN)


FORM: Json = {
    "title": "Form",
    "custom_id": "form",
    "components": [
        {
            "type": 18,
            "label": "Text",
            "component": {"type": 4, "custom_id": "text", "style": 1, "max_length": 5},
        },
        {
            "type": 18,
            "label": "Who",
            "component": {"type": 5, "custom_id": "who", "required": False, "min_values": 0},
        },
    ],
}


def submit(scene: Scene, interaction_id: str, *answered: Json) -> Json:
    """Send the form and return what the bot got."""
    asked: Json = {
        "interaction_id": interaction_id,
        "custom_id": "form",
        "components": [{"type": 18, "component": each} for each in answered],
    }
    asking.modal_submit(scene.world, asking.place(ANA, TRIVIA, "n3"), asked)
    return sent(scene)


def test_a_form_comes_back_in_its_own_order(scene: Scene) -> None:
    """Every component of the form is answered, with ids, and members are resolved."""
    asked = scene.use()
    answers.answer(scene.world, asked.id, asked.token, reply(9, **FORM))
    who = {"type": 5, "custom_id": "who", "values": [BEN.id]}
    told = submit(scene, asked.id, who, {"type": 4, "custom_id": "text", "value": "hi"})
    assert told["data"]["components"][0]["component"]["value"] == "hi"
    assert told["data"]["components"][1] == {
        "type": 18,
        "id": 3,
        "component": {"type": 5, "id": 4, "custom_id": "who", "values": [BEN.id]},
    }
    assert told["data"]["resolved"]["users"][BEN.id]["username"] == "ben"
    assert "ModalShown" in scene.kinds()


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("", "This field is required."),
        (" ", "This field is required."),
        ("longer", "Enter 0 to 5 characters."),
        (5, "Enter a text."),
    ],
)
def test_a_form_is_checked(scene: Scene, value: object, sentence: str) -> None:
    """A field that breaks what the form asks keeps it from being sent."""
    asked = scene.use()
    answers.answer(scene.world, asked.id, asked.token, reply(9, **FORM))
    with pytest.raises(PersonError) as refused:
        submit(scene, asked.id, {"type": 4, "custom_id": "text", "value": value})
    assert str(refused.value) == sentence


def test_a_form_is_its_askers_alone(scene: Scene) -> None:
    """Somebody else's form, or one never shown, cannot be sent."""
    theirs = scene.use(user=BEN)
    answers.answer(scene.world, theirs.id, theirs.token, reply(9, **FORM))
    never = scene.use()
    for each in (theirs, never):
        with pytest.raises(PersonError, match="no longer open"):
            submit(scene, each.id)
