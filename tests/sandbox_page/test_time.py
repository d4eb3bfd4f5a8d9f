import pytest
from playwright.async_api import expect

from tests.sandbox_page.conftest import TRIVIA, Tab
from tests.sandbox_page.wire_bot import WireBot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NOON = 1_700_000_000
RELATIVE = [
    (12, "in 12 seconds"),
    (1, "in 1 second"),
    (0, "now"),
    (-5, "5 seconds ago"),
    (59, "in 59 seconds"),
    (60, "in 1 minute"),
    (-90, "1 minute ago"),
    (3600, "in 1 hour"),
    (86_400 * 2, "in 2 days"),
    (-86_400 * 45, "last month"),
]


async def test_relative_times_read_like_discords(tab: Tab, bot: WireBot) -> None:
    """Seconds are counted out when a moment is near; larger units stand for what is far."""
    page = await tab("ana")
    await page.clock.pause_at(NOON)
    await page.reload()
    for offset, _ in RELATIVE:
        await bot.say(TRIVIA, content=f"<t:{NOON + offset}:R>")
    await expect(page.locator("time.stamp")).to_have_text([words for _, words in RELATIVE])


async def test_a_countdown_ticks(tab: Tab, bot: WireBot) -> None:
    """A deadline counts down second by second without any message from the bot."""
    page = await tab("ana")
    await page.clock.pause_at(NOON)
    await page.reload()
    await bot.say(TRIVIA, content=f"Ends <t:{NOON + 12}:R>")
    stamp = page.locator("time.stamp")
    await expect(stamp).to_have_text("in 12 seconds")
    await page.clock.run_for(7_100)
    await expect(stamp).to_have_text("in 5 seconds")
    await expect(stamp).to_have_attribute("data-soon", "")
    await page.clock.run_for(6_000)
    await expect(stamp).to_have_text("1 second ago")
