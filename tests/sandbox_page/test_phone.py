import pytest
from playwright.async_api import Page, expect

from tests.sandbox_page.conftest import GENERAL, PHONE, TRIVIA, Tab
from tests.sandbox_page.wire_bot import CHOICES, COMPONENTS_V2, WireBot, command, option, question, row

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SMALLEST_TOUCH = 44
WIDE_CARD = {
    "type": 17,
    "accent_color": 0x0B6B62,
    "components": [
        {"type": 10, "content": "### A heading of many words and one of them is " + "w" * 120},
        {"type": 10, "content": "https://example.org/" + "long/" * 60 + "\n```\n" + "code " * 60 + "\n```"},
        question(
            [
                "A · " + "Wordy answer " * 5,
                "B · " + "x" * 70,
                "C · short",
                "D · Taumatawhakatangihangakoauauo",
            ]
        ),
        row(
            {
                "type": 3,
                "custom_id": "pick",
                "placeholder": "p" * 140,
                "options": [{"label": "One", "value": "1"}],
            }
        ),
    ],
}
WIDE_EMBED = {
    "title": "T" * 200,
    "description": "d" * 500,
    "fields": [{"name": "n" * 90, "value": "v" * 300, "inline": True} for _ in range(3)],
    "footer": {"text": "f" * 300},
}

# Whatever sticks out of the screen, unless something around it scrolls, or ends it in an ellipsis.
OVERFLOWING = """() => {
  const clipped = (each) => {
    for (let box = each.parentElement; box && !box.matches('.log'); box = box.parentElement) {
      const {overflowX, textOverflow} = getComputedStyle(box);
      if (['auto', 'scroll'].includes(overflowX) || textOverflow === 'ellipsis') return true;
    }
    return false;
  };
  const out = [...document.querySelectorAll('.main *')].filter((each) => {
    const at = each.getBoundingClientRect();
    return at.width > 1 && (at.right > innerWidth + 1 || at.left < -1) && !clipped(each);
  });
  return {page: document.documentElement.scrollWidth, out: out.map((each) => each.className || each.tagName)};
}"""

SMALL_TARGETS = """(least) => [...document.querySelectorAll('button, a[href], input, textarea')]
  .filter((each) => each.checkVisibility({visibilityProperty: true}))
  .filter((each) => !each.closest('.prose, .sr-only') && !each.matches('.text-button'))
  .map((each) => [each.getBoundingClientRect(), each.className])
  .filter(([at]) => at.width > 0 && (at.height < least - 0.5 || at.width < least - 0.5))
  .map(([at, name]) => `${name} ${at.width}x${at.height}`)"""


async def _phone(tab: Tab) -> Page:
    return await tab("ana", viewport=PHONE, has_touch=True, is_mobile=True)


async def _fill_channel(bot: WireBot) -> None:
    """Post what is widest."""
    await bot.say(TRIVIA, content="plain " + "x" * 300)
    await bot.say(TRIVIA, embeds=[WIDE_EMBED])
    await bot.say(TRIVIA, flags=COMPONENTS_V2, components=[WIDE_CARD])


async def test_a_phone_never_scrolls_sideways(tab: Tab, bot: WireBot) -> None:
    """At 390 pixels nothing sticks out: messages, cards, answers, the picker, the options."""
    await bot.register(
        command("trivia", *({"type": 3, "name": f"option{n}", "description": "d"} for n in range(6)))
    )
    await _fill_channel(bot)
    page = await _phone(tab)
    await expect(page.get_by_test_id("message")).to_have_count(3)
    assert await page.evaluate(OVERFLOWING) == {"page": PHONE["width"], "out": []}
    await page.get_by_test_id("composer").fill("/")
    await expect(page.get_by_test_id("picker-item")).to_be_visible()
    assert await page.evaluate(OVERFLOWING) == {"page": PHONE["width"], "out": []}
    await page.get_by_test_id("composer").fill("/trivia ")
    await expect(page.get_by_test_id("option-option5")).to_be_visible()
    assert await page.evaluate(OVERFLOWING) == {"page": PHONE["width"], "out": []}


async def test_a_finger_hits_every_target(tab: Tab, bot: WireBot) -> None:
    """On a phone whatever can be pressed is at least 44 pixels each way."""
    await bot.register(
        command("trivia", {"type": 3, "name": "topic", "description": "d"}), {"type": 3, "name": "Make"}
    )
    await _fill_channel(bot)
    page = await _phone(tab)
    await expect(page.get_by_test_id("message")).to_have_count(3)
    assert await page.evaluate(SMALL_TARGETS, SMALLEST_TOUCH) == []
    await page.get_by_test_id("composer").fill("/trivia ")
    await expect(page.get_by_test_id("option-topic")).to_be_visible()
    small = await page.evaluate(SMALL_TARGETS, SMALLEST_TOUCH)
    assert [each for each in small if not each.startswith("field-input")] == []


async def test_the_drawer_of_a_phone(tab: Tab, bot: WireBot) -> None:
    """Channels sit in a drawer that opens by a button, takes the focus, and closes by choice or Escape."""
    page = await _phone(tab)
    await expect(page.get_by_test_id("sidebar")).to_be_hidden()
    await page.get_by_test_id("menu").click()
    await expect(page.get_by_role("button", name="Close")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("sidebar")).to_be_hidden()
    await expect(page.get_by_test_id("menu")).to_be_focused()
    await page.get_by_test_id("menu").click()
    await page.locator(f"[data-channel-id='{GENERAL}']").click()
    await expect(page.get_by_test_id("sidebar")).to_be_hidden()
    await expect(page.get_by_role("heading", level=1)).to_have_text("general")


HIDDEN_AT_TOP = """(item) => {
  const list = item.closest('.listbox').getBoundingClientRect();
  return list.top - item.getBoundingClientRect().top;
}"""


async def test_the_first_suggestion_is_seen_whole(tab: Tab, bot: WireBot) -> None:
    """New suggestions begin at their top, however far the list before was scrolled."""
    many = [command(f"zz{n:02}") for n in range(14)]
    await bot.register(command("trivia", option(3, "topic", autocomplete=True)), *many)
    page = await _phone(tab)
    composer, items = page.get_by_test_id("composer"), page.get_by_test_id("picker-item")
    await composer.fill("/")
    await expect(items).to_have_count(15)
    await composer.press("ArrowUp")
    await expect(page.locator(".option[data-active]")).to_contain_text("zz13")
    await composer.fill("/trivia ")
    asked = await bot.next_typed()
    choices = [{"name": f"Topic {n}", "value": f"t{n}"} for n in range(20)]
    await bot.answer(asked, CHOICES, choices=choices)
    first = page.get_by_test_id("choice-item").first
    await expect(first).to_contain_text("Topic 0")
    assert await first.evaluate(HIDDEN_AT_TOP) <= 0
    await page.get_by_test_id("choice-item").last.scroll_into_view_if_needed()
    await page.get_by_test_id("option-topic").press_sequentially("x")
    await bot.answer(await bot.next_typed(), CHOICES, choices=choices[::-1])
    await expect(first).to_contain_text("Topic 19")
    assert await first.evaluate(HIDDEN_AT_TOP) <= 0
