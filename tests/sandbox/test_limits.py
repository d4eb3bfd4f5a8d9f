"""Discord's limits, as tables: what is taken, and what is refused under which code and where."""

from dataclasses import replace

import pytest

from sandbox.compose import Body
from sandbox.errors import ApiError
from sandbox.guilds import GUILDS
from sandbox.limits import commands, modals
from sandbox.limits.emoji import is_emoji
from sandbox.messages import Message
from sandbox.payloads import Json
from sandbox.people import BOT
from sandbox.speech import edit, post
from sandbox.world import World

CHANNEL = GUILDS[0].channels[0].id
V2 = 32768


@pytest.fixture
def world() -> World:
    """Make a world at a fixed moment."""
    return World("http://127.0.0.1:1", clock=lambda: 1_790_000_000.0)


def say(world: World, **fields: object) -> Message:
    """Post as the bot."""
    return post(world, BOT, CHANNEL, Body(fields))


def button(**changes: object) -> Json:
    """Make a button that is fine but for the changes; a change to None takes a key away."""
    fine: Json = {"type": 2, "style": 1, "label": "A", "custom_id": "a"}
    return {key: value for key, value in (fine | changes).items() if value is not None}


def row(*components: Json) -> Json:
    """Make an action row."""
    return {"type": 1, "components": list(components)}


def select(**changes: object) -> Json:
    """Make a select that is fine but for the changes."""
    return {"type": 3, "custom_id": "s", "options": [{"label": "A", "value": "a"}]} | changes


def text(content: str = "text") -> Json:
    """Make a text display."""
    return {"type": 10, "content": content}


def container(*components: Json) -> Json:
    """Make a container."""
    return {"type": 17, "components": list(components)}


def options(count: int) -> list[Json]:
    """Make a select's options."""
    return [{"label": f"{number}", "value": f"{number}"} for number in range(count)]


def embed(**parts: object) -> Json:
    """Make an embed with a title."""
    return {"title": "t"} | parts


TAKEN: dict[str, Json] = {
    "longest content": {"content": "x" * 2000},
    "white space around": {"content": " " * 50 + "x" * 2000},
    "astral characters count once": {"content": "🎉" * 2000},
    "longest embed": {"embeds": [{"description": "x" * 4096, "title": "x" * 256}]},
    "embeds of 6000": {"embeds": [{"description": "x" * 3000}, {"description": "x" * 3000}]},
    "a picture alone": {"embeds": [{"image": {"url": "https://example.org/a.png"}}]},
    "five buttons in five rows": {
        "content": "x",
        "components": [row(*(button(custom_id=f"{r}{c}") for c in range(5))) for r in range(5)],
    },
    "longest label and custom_id": {
        "content": "x",
        "components": [row(button(label="x" * 80, custom_id="x" * 100))],
    },
    "an emoji alone": {"content": "x", "components": [row(button(label=None, emoji={"name": "👍"}))]},
    "a link": {
        "content": "x",
        "components": [row(button(style=5, custom_id=None, url="https://example.org"))],
    },
    "25 options": {"content": "x", "components": [row(select(options=options(25), max_values=25))]},
    "a user select": {"content": "x", "components": [row({"type": 5, "custom_id": "u", "max_values": 25})]},
    "V2 text alone": {"flags": V2, "components": [text()]},
    "V2 40 components": {"flags": V2, "components": [container(*[text("x")] * 39)]},
    "V2 4000 characters": {"flags": V2, "components": [text("x" * 2000), text("x" * 2000)]},
    "V2 everything": {
        "flags": V2,
        "components": [
            {"type": 9, "components": [text()], "accessory": button()},
            {
                "type": 9,
                "components": [text(), text()],
                "accessory": {"type": 11, "media": {"url": "https://e.org/a.png"}},
            },
            {"type": 12, "items": [{"media": {"url": "https://e.org/a.png"}, "description": "x" * 1024}]},
            {"type": 14, "divider": True, "spacing": 2},
            row(select()),
            container(text(), row(button(custom_id="b")), {"type": 14}),
        ],
    },
    "nobody is pinged": {"content": "x", "allowed_mentions": {"parse": []}},
}


@pytest.mark.parametrize("fields", TAKEN.values(), ids=TAKEN)
def test_what_is_within_the_limits_is_taken(world: World, fields: Json) -> None:
    """A message at the limits is posted."""
    assert say(world, **fields).author == BOT


REFUSED: list[tuple[Json, str, str]] = [
    ({"content": "x" * 2001}, "content", "BASE_TYPE_MAX_LENGTH"),
    ({"content": 5}, "content", "BASE_TYPE_BAD_STRING"),
    ({"embeds": [embed(title="x" * 257)]}, "embeds.0.title", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [embed(description="x" * 4097)]}, "embeds.0.description", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [embed(footer={"text": "x" * 2049})]}, "embeds.0.footer.text", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [embed(author={"name": "x" * 257})]}, "embeds.0.author.name", "BASE_TYPE_MAX_LENGTH"),
    (
        {"embeds": [embed(fields=[{"name": "n", "value": "v"}] * 26)]},
        "embeds.0.fields",
        "BASE_TYPE_MAX_LENGTH",
    ),
    (
        {"embeds": [embed(fields=[{"name": "", "value": "v"}])]},
        "embeds.0.fields.0.name",
        "BASE_TYPE_REQUIRED",
    ),
    (
        {"embeds": [embed(fields=[{"name": "n", "value": " "}])]},
        "embeds.0.fields.0.value",
        "BASE_TYPE_REQUIRED",
    ),
    (
        {"embeds": [embed(fields=[{"name": "x" * 257, "value": "v"}])]},
        "embeds.0.fields.0.name",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"embeds": [embed(fields=[{"name": "n", "value": "x" * 1025}])]},
        "embeds.0.fields.0.value",
        "BASE_TYPE_BAD_LENGTH",
    ),
    ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds", "MAX_EMBED_SIZE_EXCEEDED"),
    ({"embeds": [embed()] * 11}, "embeds", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{}]}, "embeds.0.description", "BASE_TYPE_REQUIRED"),
    ({"embeds": [embed(color=0x1000000)]}, "embeds.0.color", "NUMBER_TYPE_MAX"),
    ({"embeds": [embed(url="ftp://example.org")]}, "embeds.0.url", "URL_TYPE_INVALID_URL"),
    ({"embeds": [embed(timestamp="yesterday")]}, "embeds.0.timestamp", "DATE_TIME_TYPE_PARSE"),
    (
        {"embeds": [embed(image={"url": "attachment://no.png"})]},
        "embeds.0.image.url",
        "MEDIA_ATTACHMENT_NOT_FOUND",
    ),
    ({"content": "x", "components": [row()] * 6}, "components", "BASE_TYPE_MAX_LENGTH"),
    ({"content": "x", "components": [row()]}, "components.0.components", "BASE_TYPE_BAD_LENGTH"),
    (
        {"content": "x", "components": [row(*(button(custom_id=f"{n}") for n in range(6)))]},
        "components.0.components",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"content": "x", "components": [row(button(), select())]},
        "components.0.components",
        "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
    ),
    (
        {"content": "x", "components": [row(button(), button())]},
        "components.0.components.1.custom_id",
        "COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
    (
        {"content": "x", "components": [row(button(label="x" * 81))]},
        "components.0.components.0.label",
        "BASE_TYPE_MAX_LENGTH",
    ),
    (
        {"content": "x", "components": [row(button(custom_id="x" * 101))]},
        "components.0.components.0.custom_id",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"content": "x", "components": [row(button(custom_id=None))]},
        "components.0.components.0.custom_id",
        "BASE_TYPE_REQUIRED",
    ),
    (
        {"content": "x", "components": [row(button(label=None))]},
        "components.0.components.0",
        "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
    ),
    (
        {"content": "x", "components": [row(button(emoji={"name": "⚑"}))]},
        "components.0.components.0.emoji.name",
        "COMPONENT_INVALID_EMOJI",
    ),
    (
        {"content": "x", "components": [row(button(style=5, url="https://example.org"))]},
        "components.0.components.0.custom_id",
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
    ),
    (
        {"content": "x", "components": [row(button(style=5, custom_id=None))]},
        "components.0.components.0.url",
        "BASE_TYPE_REQUIRED",
    ),
    (
        {"content": "x", "components": [row(button(style=6))]},
        "components.0.components.0.style",
        "BASE_TYPE_CHOICES",
    ),
    (
        {"content": "x", "components": [row(select(options=options(26)))]},
        "components.0.components.0.options",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"content": "x", "components": [row(select(options=[{"label": "x" * 101, "value": "v"}]))]},
        "components.0.components.0.options.0.label",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"content": "x", "components": [row(select(options=[{"label": "a", "value": "v"}] * 2))]},
        "components.0.components.0.options.1.value",
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    ),
    (
        {"content": "x", "components": [row(select(max_values=2))]},
        "components.0.components.0.max_values",
        "NUMBER_TYPE_MAX",
    ),
    (
        {"content": "x", "components": [row(select(placeholder="x" * 151))]},
        "components.0.components.0.placeholder",
        "BASE_TYPE_MAX_LENGTH",
    ),
    ({"content": "x", "components": [text()]}, "components.0.type", "BASE_TYPE_CHOICES"),
    ({"content": "x", "components": [button()]}, "components.0.type", "BASE_TYPE_CHOICES"),
    (
        {"content": "x", "components": [row({"type": 4, "custom_id": "t", "style": 1, "label": "l"})]},
        "components.0.components.0.type",
        "BASE_TYPE_CHOICES",
    ),
    (
        {"flags": V2, "content": "x", "components": [text()]},
        "content",
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
    (
        {"flags": V2, "embeds": [embed()], "components": [text()]},
        "embeds",
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
    (
        {"flags": V2, "components": [container(*[text("x")] * 40)]},
        "components",
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ),
    (
        {"flags": V2, "components": [text("x" * 2000), container(text("x" * 2001))]},
        "components",
        "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
    ),
    ({"flags": V2, "components": [text("")]}, "components.0.content", "BASE_TYPE_REQUIRED"),
    ({"flags": V2, "components": [button()]}, "components.0.type", "BASE_TYPE_CHOICES"),
    (
        {"flags": V2, "components": [{"type": 11, "media": {"url": "https://e.org"}}]},
        "components.0.type",
        "BASE_TYPE_CHOICES",
    ),
    (
        {"flags": V2, "components": [container(container(text()))]},
        "components.0.components.0.type",
        "BASE_TYPE_CHOICES",
    ),
    ({"flags": V2, "components": [container()]}, "components.0.components", "BASE_TYPE_BAD_LENGTH"),
    (
        {"flags": V2, "components": [{"type": 9, "components": [text()]}]},
        "components.0.accessory",
        "BASE_TYPE_REQUIRED",
    ),
    (
        {"flags": V2, "components": [{"type": 9, "components": [text()] * 4, "accessory": button()}]},
        "components.0.components",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"flags": V2, "components": [{"type": 9, "components": [text()], "accessory": select()}]},
        "components.0.accessory.type",
        "BASE_TYPE_CHOICES",
    ),
    (
        {"flags": V2, "components": [{"type": 12, "items": [{"media": {"url": "https://e.org"}}] * 11}]},
        "components.0.items",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"flags": V2, "components": [{"type": 13, "file": {"url": "https://e.org/a"}}]},
        "components.0.file.url",
        "URL_TYPE_INVALID_SCHEME",
    ),
    ({"flags": V2, "components": [{"type": 14, "spacing": 3}]}, "components.0.spacing", "BASE_TYPE_CHOICES"),
    (
        {"flags": V2, "components": [{"type": 10, "content": "x", "id": 7}] * 2},
        "components.1.id",
        "COMPONENT_ID_DUPLICATED",
    ),
    ({"flags": V2, "components": [{"type": 21}]}, "components.0.type", "BASE_TYPE_CHOICES"),
    (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    (
        {"content": "x", "allowed_mentions": {"parse": ["all"]}},
        "allowed_mentions.parse.0",
        "BASE_TYPE_CHOICES",
    ),
    ({"poll": {"question": {}}}, "poll", "SANDBOX_NOT_OFFERED"),
    (
        {"content": "x", "message_reference": {"message_id": "1"}},
        "message_reference",
        "MESSAGE_REFERENCE_UNKNOWN_MESSAGE",
    ),
]


def codes(error: ApiError, path: str) -> set[str]:
    """Return the codes of what is wrong at one place of a body."""
    place = error.errors or {}
    for key in path.split(".") if path else ():
        place = place.get(key, {})
    return {each["code"] for each in place.get("_errors", ())}


@pytest.mark.parametrize(
    ("fields", "path", "code"), REFUSED, ids=[f"{path} {code}" for _, path, code in REFUSED]
)
def test_what_breaks_a_limit_is_refused(world: World, fields: Json, path: str, code: str) -> None:
    """A message over a limit is 50035 with the problem at its place, and nothing is posted."""
    with pytest.raises(ApiError) as refused:
        say(world, **fields)
    assert (refused.value.status, refused.value.code) == (400, 50035)
    assert code in codes(refused.value, path)
    assert list(world.messages.seen_by(BOT.id, CHANNEL)) == []


@pytest.mark.parametrize("fields", [{}, {"content": ""}, {"content": " \n"}, {"embeds": []}, {"flags": V2}])
def test_an_empty_message_is_refused(world: World, fields: Json) -> None:
    """A message with nothing in it is 50006."""
    with pytest.raises(ApiError) as refused:
        say(world, **fields)
    assert refused.value.code == 50006


def test_an_edit_may_not_empty_a_message(world: World) -> None:
    """Taking the last content away is refused, and the message stays as it was."""
    message = say(world, content="x")
    with pytest.raises(ApiError) as refused:
        edit(world, CHANNEL, message.id, Body({"content": None}))
    assert refused.value.code == 50006
    assert world.messages.find(CHANNEL, message.id) == message


def test_a_message_becomes_v2_only_without_content(world: World) -> None:
    """An edit to Components V2 must clear the content; it cannot be undone."""
    message = say(world, content="x")
    change: Json = {"flags": V2, "components": [text()]}
    with pytest.raises(ApiError) as refused:
        edit(world, CHANNEL, message.id, Body(change))
    turned = edit(world, CHANNEL, message.id, Body(change | {"content": None}))
    with pytest.raises(ApiError) as again:
        edit(world, CHANNEL, message.id, Body({"flags": 0, "content": "back"}))
    assert codes(refused.value, "content") == codes(again.value, "content") != set()
    assert turned.flags == V2


def test_components_get_ids_in_order(world: World) -> None:
    """Components without an id are numbered, around those that have one."""
    message = say(world, flags=V2, components=[text(), text() | {"id": 1}, container(text())])
    assert [each["id"] for each in message.components] == [2, 1, 3]
    assert message.components[2]["components"][0]["id"] == 4


MODAL: Json = {
    "title": "t",
    "custom_id": "m",
    "components": [
        {"type": 18, "label": "l", "component": {"type": 4, "custom_id": "t", "style": 1}},
        {"type": 18, "label": "l", "component": select(required=False, min_values=0)},
        {"type": 18, "label": "l", "component": {"type": 19, "custom_id": "f", "max_values": 10}},
        {"type": 10, "content": "x"},
        row({"type": 4, "custom_id": "r", "style": 2, "label": "l"}),
    ],
}


def labelled(**component: object) -> Json:
    """Make a modal with one labelled component."""
    return {"components": [{"type": 18, "label": "l", "component": component}]}


def test_a_modal_of_every_part_is_taken() -> None:
    """A modal of labels, a text display and an action row is fine."""
    modals.check(MODAL)


REFUSED_MODALS: list[tuple[Json, str, str]] = [
    ({"title": "x" * 46}, "title", "BASE_TYPE_BAD_LENGTH"),
    ({"title": ""}, "title", "BASE_TYPE_REQUIRED"),
    ({"custom_id": "x" * 101}, "custom_id", "BASE_TYPE_BAD_LENGTH"),
    ({"components": []}, "components", "BASE_TYPE_BAD_LENGTH"),
    ({"components": [text()] * 6}, "components", "BASE_TYPE_BAD_LENGTH"),
    ({"components": [row(button())]}, "components.0.components.0.type", "BASE_TYPE_CHOICES"),
    ({"components": [select()]}, "components.0.type", "BASE_TYPE_CHOICES"),
    (
        {"components": [{"type": 18, "label": "x" * 46, "component": select()}]},
        "components.0.label",
        "BASE_TYPE_BAD_LENGTH",
    ),
    ({"components": [{"type": 18, "label": "l"}]}, "components.0.component", "BASE_TYPE_REQUIRED"),
    (
        labelled(type=4, custom_id="t", style=1, max_length=4001),
        "components.0.component.max_length",
        "NUMBER_TYPE_MAX",
    ),
    (
        labelled(type=4, custom_id="t", style=1, min_length=9, max_length=8),
        "components.0.component.max_length",
        "TEXT_INPUT_MIN_EXCEEDS_MAX",
    ),
    (labelled(type=4, custom_id="t", style=3), "components.0.component.style", "BASE_TYPE_CHOICES"),
    (
        labelled(type=4, custom_id="t", style=1, value="long", max_length=3),
        "components.0.component.value",
        "BASE_TYPE_MAX_LENGTH",
    ),
    (
        labelled(type=4, custom_id="t", style=1, placeholder="x" * 101),
        "components.0.component.placeholder",
        "BASE_TYPE_MAX_LENGTH",
    ),
    (labelled(**select(min_values=0)), "components.0.component.min_values", "NUMBER_TYPE_MIN"),
    (labelled(**select(disabled=True)), "components.0.component.disabled", "BASE_TYPE_CHOICES"),
    (
        labelled(type=19, custom_id="f", max_values=11),
        "components.0.component.max_values",
        "NUMBER_TYPE_MAX",
    ),
    (labelled(type=2, custom_id="b"), "components.0.component.type", "BASE_TYPE_CHOICES"),
]


@pytest.mark.parametrize(
    ("changes", "path", "code"), REFUSED_MODALS, ids=[f"{path} {code}" for _, path, code in REFUSED_MODALS]
)
def test_a_modal_over_a_limit_is_refused(changes: Json, path: str, code: str) -> None:
    """A modal that breaks a limit is 50035 with the problem at its place."""
    with pytest.raises(ApiError) as refused:
        modals.check(MODAL | changes)
    assert code in codes(refused.value, path)


def command(**changes: object) -> Json:
    """Make a command that is fine but for the changes."""
    return {"name": "trivia", "description": "Play", "type": 1} | changes


def option(**changes: object) -> Json:
    """Make an option that is fine but for the changes."""
    return {"name": "topic", "description": "What about", "type": 3} | changes


@pytest.mark.parametrize("name", ["trivia", "a-b_c", "日本語", "ñandú", "x" * 32, "1st"])
def test_names_that_are_taken(name: str) -> None:
    """Letters of any script, numbers, dashes and underscores may name a command."""
    commands.check(command(name=name))


REFUSED_COMMANDS: list[tuple[Json, str, str]] = [
    (command(name="Trivia"), "name", "STRING_TYPE_REGEX"),
    (command(name="tri via"), "name", "STRING_TYPE_REGEX"),
    (command(name="x" * 33), "name", "BASE_TYPE_BAD_LENGTH"),
    (command(name="a.b"), "name", "STRING_TYPE_REGEX"),
    (command(name=""), "name", "BASE_TYPE_REQUIRED"),
    (command(description="x" * 101), "description", "BASE_TYPE_BAD_LENGTH"),
    (command(description=""), "description", "BASE_TYPE_REQUIRED"),
    ({"name": "x"}, "description", "BASE_TYPE_REQUIRED"),
    (command(options=[option(name="Topic")]), "options.0.name", "STRING_TYPE_REGEX"),
    (command(options=[option(description="")]), "options.0.description", "BASE_TYPE_REQUIRED"),
    (command(options=[option(type=12)]), "options.0.type", "BASE_TYPE_CHOICES"),
    (command(options=[option()] * 2), "options.1.name", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID"),
    (command(options=[option(name=f"o{n}") for n in range(26)]), "options", "BASE_TYPE_MAX_LENGTH"),
    (
        command(options=[option(), option(name="b", required=True)]),
        "options",
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    ),
    (
        command(options=[option(choices=[{"name": f"{n}", "value": f"{n}"} for n in range(26)])]),
        "options.0.choices",
        "BASE_TYPE_MAX_LENGTH",
    ),
    (
        command(options=[option(choices=[{"name": "x" * 101, "value": "v"}])]),
        "options.0.choices.0.name",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        command(options=[option(choices=[{"name": "x", "value": 5}])]),
        "options.0.choices.0.value",
        "BASE_TYPE_BAD_TYPE",
    ),
    (
        command(options=[option(choices=[{"name": "x", "value": "x"}], autocomplete=True)]),
        "options.0.autocomplete",
        "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
    ),
    (
        command(options=[option(type=5, autocomplete=True)]),
        "options.0.autocomplete",
        "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
    ),
    (
        command(options=[option(), option(name="sub", type=1)]),
        "options",
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    ),
    (
        command(options=[option(name="s", type=1, options=[option(name="t", type=1)])]),
        "options.0.options.0.type",
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    ),
    (command(options=[option(type=4, min_value=5, max_value=4)]), "options.0.min_value", "NUMBER_TYPE_MAX"),
    (command(options=[option(max_length=6001)]), "options.0.max_length", "NUMBER_TYPE_MAX"),
    (command(contexts=[3]), "contexts", "BASE_TYPE_CHOICES"),
    (
        command(default_member_permissions="manage"),
        "default_member_permissions",
        "BITFIELD_TYPE_CONVERT",
    ),
    (command(type=3), "description", "APPLICATION_COMMAND_CONTEXT_MENU_FIELD"),
    (
        command(
            options=[
                option(name=f"o{n}", choices=[{"name": f"{c}", "value": "x" * 100} for c in range(25)])
                for n in range(4)
            ]
        ),
        "",
        "APPLICATION_COMMAND_TOO_LARGE",
    ),
]


@pytest.mark.parametrize(
    ("body", "path", "code"), REFUSED_COMMANDS, ids=[f"{path} {code}" for _, path, code in REFUSED_COMMANDS]
)
def test_a_command_over_a_limit_is_refused(body: Json, path: str, code: str) -> None:
    """A command that breaks a limit is 50035 with the problem at its place."""
    with pytest.raises(ApiError) as refused:
        commands.check(body)
    assert code in codes(refused.value, path)


def test_a_set_of_commands_is_checked_together() -> None:
    """Names must differ within a type, paths begin with the command's index, and 100 is the most."""
    commands.check_all([command(), {"name": "trivia", "type": 3}])
    with pytest.raises(ApiError) as twice:
        commands.check_all([command(), command()])
    with pytest.raises(ApiError) as wrong:
        commands.check_all([command(), command(name="B")])
    with pytest.raises(ApiError) as many:
        commands.check_all([command(name=f"c{n}") for n in range(101)])
    assert codes(twice.value, "1.name") == {"APPLICATION_COMMANDS_DUPLICATE_NAME"}
    assert codes(wrong.value, "1.name") == {"STRING_TYPE_REGEX"}
    assert codes(many.value, "") == {"APPLICATION_COMMAND_TOO_MANY"}


def test_groups_hold_subcommands() -> None:
    """A command holds groups, a group subcommands, a subcommand options."""
    sub = option(name="add", type=1, options=[option(required=True)])
    commands.check(command(options=[option(name="feed", type=2, options=[sub]), sub]))


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ([{"name": f"{n}", "value": "x"} for n in range(26)], "BASE_TYPE_MAX_LENGTH"),
        ([{"name": "", "value": "x"}], "BASE_TYPE_REQUIRED"),
        ([{"name": "x" * 101, "value": "x"}], "BASE_TYPE_BAD_LENGTH"),
        ([{"name": "x", "value": "x" * 101}], "BASE_TYPE_BAD_LENGTH"),
        ([{"name": "x", "value": None}], "BASE_TYPE_BAD_TYPE"),
    ],
)
def test_autocomplete_choices_have_limits(choices: list[Json], code: str) -> None:
    """More than 25 choices, or an empty or long one, are refused."""
    with pytest.raises(ApiError) as refused:
        commands.check_choices({"choices": choices})
    assert code in str(refused.value.errors)


@pytest.mark.parametrize("text", ["👍", "❤", "❤️", "1️⃣", "🇩🇪", "👩‍🚀", "👍🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"])
def test_emoji_are_known(text: str) -> None:
    """Single emoji, with whatever joins their parts, are emoji."""
    assert is_emoji(text)


@pytest.mark.parametrize("text", ["", "A", "1", "⚑", "→", ":thumbsup:", "👍👍", "👍x"])
def test_other_text_is_no_emoji(text: str) -> None:
    """Letters, symbols outside the Emoji property and two emoji in a row are none."""
    assert not is_emoji(text)


def test_a_reply_refers_to_its_message(world: World) -> None:
    """A reply carries where the message it answers is."""
    first = say(world, content="one")
    reply = say(world, content="two", message_reference={"message_id": first.id})
    assert reply.kind == 19
    assert replace(reply, reference=None).payload(BOT.id).get("message_reference") is None
    assert reply.payload(BOT.id)["message_reference"]["message_id"] == first.id
