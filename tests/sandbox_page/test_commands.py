import base64
import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.sandbox_page.conftest import GENERAL, TRIVIA, Tab
from tests.sandbox_page.wire_bot import CHOICES, MESSAGE, WireBot, command, option

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

STRING, INTEGER, BOOLEAN, USER, CHANNEL, NUMBER, FILE = 3, 4, 5, 6, 7, 10, 11
STYLES = [{"name": "Buttons", "value": "buttons"}, {"name": "Typed", "value": "typed"}]
TRIVIA_COMMAND = command(
    "trivia",
    option(STRING, "topic", autocomplete=True),
    option(INTEGER, "questions", min_value=1, max_value=50),
    option(STRING, "style", choices=STYLES),
)
MODERATORS = command(
    "article", option(1, "add", options=[option(STRING, "source", required=True)]), option(1, "list")
)
MODERATORS["default_member_permissions"] = "32"
EVERY_KIND = command(
    "kinds",
    option(STRING, "word", min_length=2, max_length=5),
    option(NUMBER, "share", min_value=0, max_value=1),
    option(BOOLEAN, "public"),
    option(USER, "player"),
    option(CHANNEL, "place"),
)

REFUSED = [
    ("questions", "0", "questions must be a whole number from 1 to 50."),
    ("questions", "51", "questions must be a whole number from 1 to 50."),
    ("questions", "ten", "questions must be a whole number from 1 to 50."),
    ("questions", "2.5", "questions must be a whole number from 1 to 50."),
    ("style", "loud", "“loud” is not one of the choices for style. Pick one from the list."),
]
REFUSED_KINDS = [
    ("word", "a", "word needs at least 2 characters; this is 1."),
    ("word", "abcdef", "word may have at most 5 characters; this is 6."),
    ("share", "1.5", "share must be a number from 0 to 1."),
    ("public", "maybe", "“maybe” is not one of the choices for public. Pick one from the list."),
    ("player", "nobody", "“nobody” is not one of the choices for player. Pick one from the list."),
]

# (permissions a command needs, whether a moderator asks): whether it is offered
OFFERED = {
    (None, False): True,
    ("32", False): False,
    ("32", True): True,
    ("8", False): False,
    ("0", False): False,
    ("0", True): True,
    ("2048", False): True,
    ("2080", False): False,
}


async def _ready(page: Page, name: str = "trivia") -> None:
    """Wait until the page knows a command, its picker closed again."""
    composer = page.get_by_test_id("composer")
    await composer.fill(f"/{name}")
    await expect(page.get_by_test_id("picker-item").first).to_be_visible()
    await composer.fill("")


async def test_a_name_and_enter_are_enough(tab: Tab, bot: WireBot) -> None:
    """`/trivia` and Enter start a game with all defaults."""
    await bot.register(TRIVIA_COMMAND)
    page = await tab("ana")
    await _ready(page)
    await page.get_by_test_id("composer").fill("/trivia")
    await page.get_by_test_id("composer").press("Enter")
    asked = await bot.next_asked()
    assert (asked["data"]["name"], asked["data"].get("options", [])) == ("trivia", [])
    assert asked["channel_id"] == TRIVIA
    await bot.answer(asked, MESSAGE, content="Here we go")
    await expect(page.get_by_test_id("message")).to_contain_text("Ana used /trivia")
    await expect(page.get_by_test_id("composer")).to_have_value("")


async def test_the_picker_is_walked_by_keyboard(tab: Tab, bot: WireBot) -> None:
    """Typing narrows the commands, arrows walk them, Escape closes and Tab takes one."""
    await bot.register(TRIVIA_COMMAND, MODERATORS, command("stats"))
    page = await tab("ana")
    await _ready(page)
    composer, items = page.get_by_test_id("composer"), page.get_by_test_id("picker-item")
    await composer.press_sequentially("/")
    await expect(items).to_have_text(
        [re.compile(name) for name in ("/article add", "/article list", "/stats", "/trivia")]
    )
    active = page.locator(".option[data-active]")
    await composer.press("ArrowDown")
    await expect(active).to_contain_text("/article list")
    await composer.press("ArrowUp")
    await composer.press("ArrowUp")
    await expect(active).to_contain_text("/trivia")
    await composer.press_sequentially("art")
    await expect(items).to_have_count(2)
    await composer.press("Escape")
    await expect(page.get_by_test_id("picker")).to_be_hidden()
    await composer.press_sequentially("i")
    await composer.press("Tab")
    await expect(page.get_by_test_id("option-source")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(composer).to_have_value("/article add")


async def test_commands_that_arrive_while_somebody_types_are_offered(tab: Tab, bot: WireBot) -> None:
    """A picker that was opened before the bot had commands shows them as soon as they are there."""
    page = await tab("ana")
    await page.get_by_test_id("composer").fill("/sta")
    await expect(page.get_by_text("The bot has no commands yet.")).to_be_visible()
    await bot.register(command("stats"))
    await expect(page.get_by_test_id("picker-item")).to_have_text([re.compile("/stats")])


async def test_the_picker_speaks(tab: Tab, bot: WireBot) -> None:
    """The composer is a combobox that names its list and its active option."""
    await bot.register(TRIVIA_COMMAND)
    page = await tab("ana")
    await _ready(page)
    composer = page.get_by_test_id("composer")
    await expect(composer).to_have_attribute("aria-expanded", "false")
    await composer.press_sequentially("/")
    await expect(composer).to_have_attribute("aria-expanded", "true")
    active = await composer.get_attribute("aria-activedescendant")
    await expect(page.locator(f"#{active}")).to_have_role("option")


async def test_commands_of_moderators_are_not_offered_to_others(tab: Tab, bot: WireBot) -> None:
    """Who lacks Manage Server does not see a command that needs it."""
    await bot.register(TRIVIA_COMMAND, MODERATORS)
    ana, ben = await tab("ana"), await tab("ben")
    for page, names in ((ana, ["/article add", "/article list", "/trivia"]), (ben, ["/trivia"])):
        await _ready(page)
        await page.get_by_test_id("composer").fill("/")
        await expect(page.get_by_test_id("picker-item").locator(".option-label")).to_have_text(names)


@pytest.mark.parametrize(("used", "table"), [("trivia", REFUSED), ("kinds", REFUSED_KINDS)])
async def test_a_wrong_value_is_refused_before_it_is_sent(
    tab: Tab, bot: WireBot, used: str, table: list[tuple[str, str, str]]
) -> None:
    """The reader is told in one sentence what the option takes, and the bot hears nothing."""
    await bot.register(TRIVIA_COMMAND, EVERY_KIND)
    page = await tab("ana")
    await _ready(page)
    await page.get_by_test_id("composer").fill(f"/{used} ")
    for name, typed, sentence in table:
        field = page.get_by_test_id(f"option-{name}")
        await field.fill(typed)
        await page.get_by_test_id("send").click()
        await expect(page.get_by_test_id("composer-note")).to_have_text(sentence)
        await expect(field).to_be_focused()
        await expect(field).to_have_attribute("aria-invalid", "true")
        await field.fill("")
    assert bot.asked.empty()


async def test_values_arrive_in_discords_shape(tab: Tab, bot: WireBot) -> None:
    """Numbers are numbers, people and channels are ids, truths are truths."""
    await bot.register(EVERY_KIND)
    page = await tab("ana")
    await _ready(page, "kinds")
    await page.get_by_test_id("composer").fill("/kinds ")
    for name, typed in (
        ("word", "abc"),
        ("share", "0.25"),
        ("public", "true"),
        ("player", "Ben"),
        ("place", "general"),
    ):
        await page.get_by_test_id(f"option-{name}").fill(typed)
    await page.get_by_test_id("send").click()
    asked = await bot.next_asked()
    values = {each["name"]: each["value"] for each in asked["data"]["options"]}
    assert values == {
        "word": "abc",
        "share": 0.25,
        "public": True,
        "player": "826100000000000202",
        "place": GENERAL,
    }
    assert list(asked["data"]["resolved"]["users"]) == ["826100000000000202"]
    await bot.answer(asked, MESSAGE, content="Seen")


async def test_a_required_option_is_asked_for(tab: Tab, bot: WireBot) -> None:
    """A command with a required option waits for it instead of being sent without."""
    await bot.register(MODERATORS)
    page = await tab("ana")
    await _ready(page, "article")
    await page.get_by_test_id("composer").fill("/article add")
    await page.get_by_test_id("composer").press("Enter")
    source = page.get_by_test_id("option-source")
    await expect(source).to_be_focused()
    await source.press("Enter")
    await expect(page.get_by_test_id("composer-note")).to_have_text("Fill in source: it is required.")
    await source.fill("https://example.org")
    await source.press("Enter")
    asked = await bot.next_asked()
    inner = {"name": "source", "type": STRING, "value": "https://example.org"}
    assert asked["data"]["options"] == [{"name": "add", "type": 1, "options": [inner]}]
    await bot.answer(asked, MESSAGE, content="Added")


async def test_choices_are_picked_by_key(tab: Tab, bot: WireBot) -> None:
    """An option with choices opens a list; its value, not its name, is sent."""
    await bot.register(TRIVIA_COMMAND)
    page = await tab("ana")
    await _ready(page)
    await page.get_by_test_id("composer").fill("/trivia ")
    style = page.get_by_test_id("option-style")
    await style.focus()
    await expect(page.get_by_test_id("choice-item")).to_have_text(["Buttons", "Typed"])
    await style.press("ArrowDown")
    await style.press("ArrowDown")
    await style.press("Enter")
    await expect(style).to_have_value("Typed")
    await style.press("Enter")
    asked = await bot.next_asked()
    assert asked["data"]["options"] == [{"name": "style", "type": STRING, "value": "typed"}]
    await bot.answer(asked, MESSAGE, content="Typed it is")


async def test_the_bot_completes_what_is_typed(tab: Tab, bot: WireBot) -> None:
    """What is typed goes to the bot, its choices come back, and the chosen one's value is sent."""
    await bot.register(TRIVIA_COMMAND)
    page = await tab("ana")
    await _ready(page)
    await page.get_by_test_id("composer").fill("/trivia ")
    first = await bot.next_typed()
    await bot.answer(first, CHOICES, choices=[])
    topic = page.get_by_test_id("option-topic")
    await topic.press_sequentially("tid")
    asked = await bot.next_typed()
    while asked["data"]["options"][0]["value"] != "tid":
        asked = await bot.next_typed()
    assert asked["data"]["options"][0]["focused"] is True
    await bot.answer(asked, CHOICES, choices=[{"name": "Tide pools (12)", "value": "tide-pools"}])
    await expect(page.get_by_test_id("choice-item")).to_have_text(["Tide pools (12)"])
    await topic.press("Enter")
    await expect(topic).to_have_value("Tide pools (12)")
    await page.get_by_test_id("send").click()
    started = await bot.next_asked()
    assert started["data"]["options"] == [{"name": "topic", "type": STRING, "value": "tide-pools"}]
    await bot.answer(started, MESSAGE, content="Tide pools")


async def test_a_typed_line_is_read_as_options(tab: Tab, bot: WireBot) -> None:
    """`/trivia questions:5 topic:old maps`, typed or pasted, fills the options in."""
    await bot.register(TRIVIA_COMMAND)
    page = await tab("ana")
    await _ready(page)
    await page.get_by_test_id("composer").fill("/trivia questions:5 topic:old maps")
    await expect(page.get_by_test_id("option-questions")).to_have_value("5")
    await expect(page.get_by_test_id("option-topic")).to_have_value("old maps")


async def test_a_file_goes_along(tab: Tab, bot: WireBot, tmp_path: Path) -> None:
    """A chosen file arrives whole as the option's attachment."""
    await bot.register(command("upload", option(FILE, "file", required=True)))
    page = await tab("ana")
    await _ready(page, "upload")
    chosen = tmp_path / "notes.txt"
    chosen.write_bytes(b"\x00tide\xff")
    await page.get_by_test_id("composer").fill("/upload ")
    await page.get_by_test_id("option-file").set_input_files(chosen)
    await expect(page.locator(".field-file-name")).to_have_text("notes.txt")
    await page.get_by_test_id("send").click()
    asked = await bot.next_asked()
    key = asked["data"]["options"][0]["value"]
    kept = asked["data"]["resolved"]["attachments"][key]
    assert (kept["filename"], kept["size"]) == ("notes.txt", 6)
    body = await page.evaluate(
        "async (url) => btoa(String.fromCharCode(...new Uint8Array(await (await fetch(url)).arrayBuffer())))",
        kept["url"],
    )
    assert base64.b64decode(body) == b"\x00tide\xff"
    await bot.answer(asked, MESSAGE, content="Kept")


async def test_a_dropped_file_is_taken(tab: Tab, bot: WireBot) -> None:
    """A file dropped on the writing line becomes the command's file."""
    await bot.register(command("upload", option(FILE, "file")))
    page = await tab("ana")
    await _ready(page, "upload")
    await page.get_by_test_id("composer").fill("/upload ")
    await page.evaluate("""() => {
      const carried = new DataTransfer();
      carried.items.add(new File(['words'], 'dropped.md', {type: 'text/markdown'}));
      document.querySelector('.composer').dispatchEvent(
        new DragEvent('drop', {dataTransfer: carried, bubbles: true, cancelable: true}));
    }""")
    await expect(page.locator(".field-file-name")).to_have_text("dropped.md")


async def test_an_unknown_command_is_not_said_aloud(tab: Tab, bot: WireBot) -> None:
    """A mistyped command gives a sentence instead of a message to everybody."""
    await bot.register(TRIVIA_COMMAND)
    page = await tab("ana")
    await _ready(page)
    await page.get_by_test_id("composer").fill("/trvia")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.get_by_test_id("composer-note")).to_contain_text("There is no command /trvia.")
    await expect(page.get_by_test_id("message")).to_have_count(0)


async def test_drafts_wait_in_their_channel(tab: Tab, bot: WireBot) -> None:
    """A half-written text and a half-filled command are kept over a change of channel and a reload."""
    await bot.register(TRIVIA_COMMAND)
    page = await tab("ana")
    await _ready(page)
    await page.get_by_test_id("composer").fill("half a thou")
    await page.locator(f"[data-channel-id='{GENERAL}']").click()
    await expect(page.get_by_test_id("composer")).to_have_value("")
    await page.get_by_test_id("composer").fill("/trivia questions:7")
    await expect(page.get_by_test_id("option-questions")).to_have_value("7")
    await page.locator(f"[data-channel-id='{TRIVIA}']").click()
    await expect(page.get_by_test_id("composer")).to_have_value("half a thou")
    await page.locator(f"[data-channel-id='{GENERAL}']").click()
    await expect(page.get_by_test_id("option-questions")).to_have_value("7")
    await page.reload()
    await expect(page.get_by_test_id("option-questions")).to_have_value("7")


async def test_the_empty_channel_invites_to_play(tab: Tab, bot: WireBot) -> None:
    """A channel without messages offers a button that fills the command in."""
    await bot.register(TRIVIA_COMMAND)
    page = await tab("ana")
    await expect(page.get_by_test_id("welcome")).to_contain_text("Type /trivia to start a game")
    await page.get_by_test_id("start").click()
    await expect(page.get_by_test_id("composer")).to_have_value("/trivia")
    await expect(page.get_by_test_id("composer")).to_be_focused()


async def test_what_nobody_answered_turns_red_for_its_asker(tab: Tab, bot: WireBot) -> None:
    """After the deadline only the person who asked reads that the application did not respond."""
    await bot.register(command("silent"))
    ana, ben = await tab("ana"), await tab("ben")
    await _ready(ana, "silent")
    await ana.get_by_test_id("composer").fill("/silent")
    await ana.get_by_test_id("composer").press("Enter")
    await bot.next_asked()
    failure = ana.get_by_test_id("failure")
    await expect(failure).to_contain_text("The application did not respond")
    await expect(ben.get_by_test_id("failure")).to_have_count(0)
    await failure.get_by_role("button", name="Dismiss").click()
    await expect(failure).to_have_count(0)


async def test_a_message_command_names_its_message(tab: Tab, bot: WireBot) -> None:
    """The menu of a message offers the app's message commands and tells the bot which message it was."""
    await bot.register({"type": 3, "name": "Make trivia"})
    page = await tab("ana")
    await page.get_by_test_id("composer").fill("Otters hold hands.")
    await page.get_by_test_id("composer").press("Enter")
    said = page.get_by_test_id("message")
    await said.hover()
    await said.get_by_role("button", name="Apps for the message of Ana").click()
    await page.get_by_test_id("select-item").click()
    asked = await bot.next_asked()
    assert asked["data"]["target_id"] == await said.get_attribute("data-message-id")
    await bot.answer(asked, MESSAGE, content="Made", flags=64)
    await expect(page.locator("[data-ephemeral]")).to_contain_text("Ana used Make trivia")


async def test_slow_choices_do_not_open_for_a_field_left_behind(tab: Tab, bot: WireBot) -> None:
    """Suggestions that come after the reader has gone to the next option are dropped."""
    await bot.register(TRIVIA_COMMAND)
    page = await tab("ana")
    await _ready(page)
    await page.get_by_test_id("composer").fill("/trivia ")
    asked = await bot.next_typed()
    await page.get_by_test_id("option-questions").focus()
    await bot.answer(asked, CHOICES, choices=[{"name": "Late", "value": "late"}])
    await bot.say(TRIVIA, content="after the choices")
    await expect(page.get_by_test_id("message")).to_have_count(1)
    await expect(page.get_by_test_id("picker")).to_be_hidden()


async def test_permissions_decide_what_is_offered(tab: Tab) -> None:
    """A command that needs more than a member has is offered to moderators only; "0" means nobody else."""
    page = await tab("ana")
    found = {
        case: await page.evaluate(
            "async ([command, state]) => (await import('/page/commands.js')).allowed(command, state)",
            [{"default_member_permissions": case[0]}, {"isModerator": case[1], "guild": {"id": "1"}}],
        )
        for case in OFFERED
    }
    assert found == OFFERED


async def test_a_file_over_the_limit_is_refused_with_its_size(tab: Tab, bot: WireBot, tmp_path: Path) -> None:
    """The sentence gives a size that is more than the limit, however little."""
    await bot.register(command("upload", option(FILE, "file", required=True)))
    page = await tab("ana")
    await _ready(page, "upload")
    for size, shown in ((10 * 1024**2 + 1, "10.1 MB"), (11_010_048, "10.5 MB")):
        large = tmp_path / "huge.html"
        large.write_bytes(b" " * size)
        await page.get_by_test_id("composer").fill("/upload ")
        await page.get_by_test_id("option-file").set_input_files(large)
        await page.get_by_test_id("send").click()
        await expect(page.get_by_text(f"huge.html is {shown}; the limit is 10 MB.")).to_be_visible()
        await page.keyboard.press("Escape")
    assert bot.asked.empty()
