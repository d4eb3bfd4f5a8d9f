import struct
import zlib

import pytest
from playwright.async_api import expect

from tests.sandbox_page.conftest import GENERAL, TRIVIA, Tab
from tests.sandbox_page.wire_bot import (
    COMPONENTS_V2,
    DEFERRED,
    EPHEMERAL,
    MESSAGE,
    UPDATE,
    WireBot,
    button,
    command,
    question,
    row,
)

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TOPICS = [{"label": name, "value": name.lower()} for name in ("Tides", "Maps", "Moss")]


def _picture() -> bytes:
    """Draw a PNG of one pixel."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0\0\0")),
        (b"IEND", b""),
    )
    body = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


async def test_a_press_reaches_the_bot(tab: Tab, bot: WireBot) -> None:
    """Who pressed which button of which message arrives; the button is busy until the bot has answered."""
    page = await tab("ben")
    posted = await bot.say(TRIVIA, content="Which?", components=[question()])
    pressed = page.locator("[data-custom-id='q:B']")
    await pressed.click()
    asked = await bot.next_asked()
    assert asked["member"]["user"]["username"] == "ben"
    assert (asked["data"]["custom_id"], asked["message"]["id"]) == ("q:B", posted)
    await expect(pressed).to_have_attribute("aria-busy", "true")
    await bot.answer(asked, MESSAGE, content="Locked in: B", flags=EPHEMERAL)
    await expect(pressed).not_to_have_attribute("aria-busy", "true")


async def test_a_second_press_waits_for_the_first(tab: Tab, bot: WireBot) -> None:
    """Pressing twice before the answer asks the bot once."""
    page = await tab("ben")
    await bot.say(TRIVIA, content="Which?", components=[question()])
    await page.locator("[data-custom-id='q:B']").dblclick()
    await page.locator("[data-custom-id='q:A']").click()
    asked = await bot.next_asked()
    await bot.answer(asked, UPDATE, content="Closed", components=[question(closed=True)])
    await expect(page.locator("[data-custom-id='q:A']")).to_be_disabled()
    assert bot.asked.empty()


async def test_private_answers_are_their_owners_alone(tab: Tab, bot: WireBot) -> None:
    """An ephemeral message is in its owner's tabs only, marked as such, and dismissed in all of them."""
    ana, ben = await tab("ana"), await tab("ben")
    await bot.say(TRIVIA, content="Which?", components=[question()])
    await ana.locator("[data-custom-id='q:A']").click()
    await bot.answer(await bot.next_asked(), MESSAGE, content="Locked in: A", flags=EPHEMERAL)
    private = ana.locator("[data-ephemeral]")
    await expect(private).to_contain_text("Only you can see this")
    await bot.say(TRIVIA, content="And on")
    await expect(ben.get_by_test_id("log").get_by_text("And on")).to_be_visible()
    await expect(ben.get_by_text("Locked in")).to_have_count(0)
    second = (await tab("ana")).locator("[data-ephemeral]")
    await expect(second).to_contain_text("Locked in: A")
    await private.get_by_role("button", name="Dismiss").click()
    await expect(private).to_have_count(0)
    await expect(second).to_have_count(0)


async def test_an_unanswered_press_turns_red_beside_its_message(tab: Tab, bot: WireBot) -> None:
    """Without an answer the message says so to who pressed, until it is pressed again."""
    ana, ben = await tab("ana"), await tab("ben")
    await bot.say(TRIVIA, content="Which?", components=[question()])
    await ana.locator("[data-custom-id='q:A']").click()
    await bot.next_asked()
    failure = ana.get_by_test_id("message").get_by_test_id("failure")
    await expect(failure).to_contain_text("The application did not respond")
    await expect(ben.get_by_test_id("failure")).to_have_count(0)
    await ana.locator("[data-custom-id='q:A']").click()
    await expect(failure).to_have_count(0)
    await bot.answer(await bot.next_asked(), MESSAGE, content="Now", flags=EPHEMERAL)


async def test_keys_answer_the_newest_question(tab: Tab, bot: WireBot) -> None:
    """A digit presses the answer it counts to; once something is typed it is only a digit."""
    page = await tab("ana")
    await bot.say(TRIVIA, content="Old", components=[row(button("old:A", "A"), button("old:B", "B"))])
    await bot.say(TRIVIA, content="New", components=[question(["A · Tide", "B · Moss", "C · Map"])])
    await expect(page.get_by_test_id("composer-hint")).to_contain_text("answer the question")
    await page.get_by_test_id("composer").focus()
    await page.keyboard.press("3")
    asked = await bot.next_asked()
    assert asked["data"]["custom_id"] == "q:C"
    await bot.answer(asked, MESSAGE, content="Locked in", flags=EPHEMERAL)
    await expect(page.locator("[data-ephemeral]")).to_have_count(1)
    await page.get_by_test_id("composer").press_sequentially("in 1923")
    await expect(page.get_by_test_id("composer")).to_have_value("in 1923")
    assert bot.asked.empty()


async def test_keys_of_what_counts_down_are_not_called_answers(tab: Tab, bot: WireBot) -> None:
    """Under a leaderboard that resets soon, the keys press its buttons and say no more than that."""
    page = await tab("ana")
    buttons = row(button("page:1", "Previous", disabled=True), button("page:2", "Next"))
    await bot.say(TRIVIA, content="Leaderboard · resets <t:4102444800:R>", components=[buttons])
    await expect(page.get_by_test_id("composer-hint")).to_contain_text("press a button")
    await bot.say(TRIVIA, content="New", components=[question(["A · Tide", "B · Moss"])])
    await expect(page.get_by_test_id("composer-hint")).to_contain_text("answer the question")


async def test_letters_answer_outside_the_writing_line(tab: Tab, bot: WireBot) -> None:
    """A letter presses its answer where it cannot be the start of a sentence."""
    page = await tab("ana")
    await bot.say(TRIVIA, content="Which?", components=[question()])
    await expect(page.locator("[data-answer-key]")).to_have_count(4)
    await page.get_by_test_id("composer").press("b")
    await expect(page.get_by_test_id("composer")).to_have_value("b")
    await page.get_by_test_id("log").focus()
    await page.keyboard.press("b")
    asked = await bot.next_asked()
    assert asked["data"]["custom_id"] == "q:B"
    await bot.answer(asked, MESSAGE, content="Locked in", flags=EPHEMERAL)


async def test_no_key_presses_what_is_no_question(tab: Tab, bot: WireBot) -> None:
    """Buttons such as Play again are never pressed by a digit."""
    page = await tab("ana")
    await bot.say(
        TRIVIA,
        content="Over",
        components=[row(button("again", "Play again"), button("missed", "What I missed"))],
    )
    await expect(page.locator("[data-custom-id='again']")).to_be_visible()
    await page.get_by_test_id("composer").press("1")
    await expect(page.get_by_test_id("composer")).to_have_value("1")
    assert bot.asked.empty()


async def test_edits_leave_focus_and_place_alone(tab: Tab, bot: WireBot) -> None:
    """While messages change, the focused button stays focused and the reader's place stays too."""
    page = await tab("ana")
    for number in range(30):
        await bot.say(TRIVIA, content=f"line {number}\n\nmore of it")
    first = await bot.say(TRIVIA, content="First", components=[question()])
    second = await bot.say(TRIVIA, content="Second", components=[row(button("keep", "Keep"))])
    await page.locator("[data-custom-id='q:C']").focus()
    await bot.edit(
        TRIVIA,
        second,
        content="Second, edited",
        components=[row(button("keep", "Keep"), button("more", "More"))],
    )
    await expect(page.locator("[data-custom-id='more']")).to_be_visible()
    await expect(page.locator("[data-custom-id='q:C']")).to_be_focused()
    await bot.edit(TRIVIA, first, content="First, edited: one answer")
    await expect(page.get_by_text("First, edited")).to_be_visible()
    await expect(page.locator("[data-custom-id='q:C']")).to_be_focused()
    log = page.get_by_test_id("log")
    await log.evaluate("log => new Promise((done) => { log.onscroll = done; log.scrollTop = 200; })")
    await bot.edit(TRIVIA, second, content="Second\n\nagain\n\nand again")
    await expect(page.get_by_text("and again")).to_have_count(1)
    assert await log.evaluate("log => log.scrollTop") == 200


async def test_the_end_is_kept_in_sight_unless_one_reads_back(tab: Tab, bot: WireBot) -> None:
    """New messages scroll along at the bottom; further up they only raise a pill that leads down."""
    page = await tab("ana")
    for number in range(40):
        await bot.say(TRIVIA, content=f"line {number}")
    await expect(page.get_by_text("line 39", exact=True)).to_be_in_viewport()
    await page.get_by_test_id("log").hover()
    await page.mouse.wheel(0, -600)
    await expect(page.get_by_text("line 39", exact=True)).not_to_be_in_viewport()
    await bot.say(TRIVIA, content="line 40")
    await bot.say(TRIVIA, content="line 41")
    pill = page.get_by_test_id("new-messages")
    await expect(pill).to_have_text("2 new messages")
    await expect(page.get_by_test_id("log").get_by_text("line 41")).not_to_be_in_viewport()
    await pill.click()
    await expect(page.get_by_test_id("log").get_by_text("line 41")).to_be_in_viewport()
    await expect(pill).to_be_hidden()


async def test_thinking_becomes_the_answer(tab: Tab, bot: WireBot) -> None:
    """A deferred reply shows that the bot is thinking, then becomes its answer in place."""
    await bot.register(command("slow"))
    page = await tab("ana")
    composer = page.get_by_test_id("composer")
    await composer.fill("/slow")
    await expect(page.get_by_test_id("picker-item")).to_be_visible()
    await composer.press("Enter")
    asked = await bot.next_asked()
    await bot.answer(asked, DEFERRED)
    await expect(page.locator("[data-thinking]")).to_contain_text("is thinking")
    await bot.edit_original(asked, content="Forty-two")
    await expect(page.get_by_test_id("message")).to_have_count(1)
    await expect(page.get_by_test_id("message")).to_contain_text("Forty-two")
    await expect(page.locator("[data-thinking]")).to_have_count(0)


async def test_a_select_sends_what_was_chosen(tab: Tab, bot: WireBot) -> None:
    """A select for several opens a list, walked by keys, and sends its values together."""
    page = await tab("ana")
    select = {
        "type": 3,
        "custom_id": "topics",
        "placeholder": "Topics",
        "min_values": 1,
        "max_values": 2,
        "options": TOPICS,
    }
    await bot.say(TRIVIA, content="Which topics?", components=[row(select)])
    trigger = page.locator("[data-custom-id='topics']")
    await trigger.press("Enter")
    await expect(page.get_by_role("listbox", name="Topics")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Space")
    await expect(page.locator(".option[aria-selected='true']")).to_have_text(["Tides", "Maps"])
    await page.get_by_role("button", name="Done").click()
    asked = await bot.next_asked()
    assert asked["data"]["values"] == ["tides", "maps"]
    await bot.answer(asked, MESSAGE, content="Chosen", flags=EPHEMERAL)
    await expect(trigger).to_be_focused()


async def test_escape_leaves_a_select_unchosen(tab: Tab, bot: WireBot) -> None:
    """Escape closes the list, sends nothing and goes back to the select."""
    page = await tab("ana")
    people = {"type": 5, "custom_id": "who", "placeholder": "Who?"}
    await bot.say(TRIVIA, content="Whose?", components=[row(people)])
    await page.locator("[data-custom-id='who']").click()
    await expect(page.get_by_test_id("select-item").filter(has_text="Cleo")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("select-list")).to_have_count(0)
    await expect(page.locator("[data-custom-id='who']")).to_be_focused()
    assert bot.asked.empty()


async def test_a_layout_is_drawn_whole(tab: Tab, bot: WireBot) -> None:
    """Version 2 components: container, section with a button, divider, gallery, row with a link."""
    page = await tab("ana")
    layout = {
        "type": 17,
        "accent_color": 0x2E7D5B,
        "components": [
            {
                "type": 9,
                "components": [{"type": 10, "content": "### Reveal"}],
                "accessory": button("next", "Next"),
            },
            {"type": 14},
            {"type": 12, "items": [{"media": {"url": "attachment://card.png"}, "description": "A card"}]},
            row({"type": 2, "style": 5, "label": "Read on", "url": "https://example.org/read"}),
        ],
    }
    await bot.show(TRIVIA, "card.png", _picture(), flags=COMPONENTS_V2, components=[layout])
    message = page.get_by_test_id("message")
    await expect(message.get_by_role("heading", name="Reveal")).to_be_visible()
    await expect(message.get_by_role("button", name="Next")).to_be_enabled()
    await expect(message.get_by_role("img", name="A card")).to_have_js_property("naturalWidth", 1)
    await expect(message.get_by_role("link", name="Read on")).to_have_attribute(
        "href", "https://example.org/read"
    )
    await expect(message.locator(".attachments")).to_have_count(0)


async def test_an_embed_is_drawn_whole(tab: Tab, bot: WireBot) -> None:
    """Title with its link, text, fields side by side, picture and footer are all there."""
    page = await tab("ana")
    embed = {
        "title": "Standings",
        "url": "https://example.org/standings",
        "description": "**Ana** leads",
        "color": 0xC98A1B,
        "fields": [{"name": name, "value": "1", "inline": True} for name in ("Games", "Right")],
        "image": {"url": "attachment://card.png"},
        "footer": {"text": "Page 1 of 3"},
    }
    await bot.show(TRIVIA, "card.png", _picture(), embeds=[embed])
    card = page.locator(".embed")
    await expect(card.get_by_role("link", name="Standings")).to_have_attribute(
        "href", "https://example.org/standings"
    )
    await expect(card.locator("strong")).to_have_text("Ana")
    await expect(card.locator("dt")).to_have_text(["Games", "Right"])
    tops = await card.locator("dt").evaluate_all("all => all.map((each) => each.getBoundingClientRect().top)")
    assert tops[0] == tops[1]
    await expect(card.locator(".embed-image img")).to_have_js_property("naturalWidth", 1)
    await expect(card.locator(".embed-footer")).to_have_text("Page 1 of 3")


async def test_pictures_from_elsewhere_are_not_fetched(tab: Tab, bot: WireBot) -> None:
    """A picture on another site is offered as a link; opening the channel tells that site nothing."""
    page = await tab("ana")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    await bot.say(TRIVIA, embeds=[{"title": "Card", "image": {"url": "https://pictures.example/a.png"}}])
    link = page.locator(".picture-outside a")
    await expect(link).to_have_attribute("href", "https://pictures.example/a.png")
    await expect(page.locator(".embed img")).to_have_count(0)
    assert [url for url in fetched if "pictures.example" in url] == []


async def test_messages_elsewhere_mark_their_channel(tab: Tab, bot: WireBot) -> None:
    """A channel with news is marked until it is opened."""
    page = await tab("ana")
    await expect(page.get_by_test_id("welcome")).to_be_visible()
    await bot.say(GENERAL, content="Over here")
    channel = page.locator(f"[data-channel-id='{GENERAL}']")
    await expect(channel).to_have_attribute("data-unread", "true")
    await channel.click()
    await expect(page.get_by_text("Over here")).to_be_visible()
    await expect(channel).not_to_have_attribute("data-unread", "true")


async def test_news_is_announced(tab: Tab, bot: WireBot) -> None:
    """What the bot writes is put into the polite region, counting edits are not."""
    page = await tab("ana")
    await expect(page.get_by_test_id("welcome")).to_be_visible()
    posted = await bot.say(TRIVIA, content="Which planet?", components=[question()])
    region = page.locator("#announcer")
    await expect(region).to_contain_text("Which planet?")
    await bot.edit(TRIVIA, posted, content="Which planet? 1 answer")
    await bot.edit(TRIVIA, posted, content="It was Mars", components=[question(closed=True)])
    await expect(region).to_contain_text("It was Mars")
    await expect(region).not_to_contain_text("1 answer")
