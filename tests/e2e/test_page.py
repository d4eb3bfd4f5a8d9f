"""Two people play in two tabs of a browser, with the real process behind the page."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from sandbox.server import Sandbox
from tests.browser import chromium
from tests.e2e.process import running_bot

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
ANSWERS = 'button[data-custom-id^="answer:"]:not([disabled])'
PATIENCE_MS = 30_000


async def open_tab(browser: Browser, sandbox: Sandbox, person: str, complaints: list[str]) -> Page:
    """Open the page as a person, on a phone's screen for Ben."""
    context = await browser.new_context(viewport=PHONE if person == "ben" else None)  # type: ignore[arg-type]
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(f"{sandbox.url}/?as={person}")
    return page


async def test_two_tabs_play_a_question_through(tmp_path: Path) -> None:
    """Ana types /trivia, both press an answer, both read the proof and the standings, and the board."""
    complaints: list[str] = []
    async with running_bot(tmp_path) as (sandbox, _), chromium() as browser:
        ana = await open_tab(browser, sandbox, "ana", complaints)
        ben = await open_tab(browser, sandbox, "ben", complaints)
        await ana.get_by_test_id("composer").fill("/trivia")
        await ana.keyboard.press("Tab")
        await ana.get_by_test_id("option-questions").fill("1")
        await ana.get_by_test_id("option-seconds").fill("5")
        await ana.keyboard.press("Enter")
        for tab in (ana, ben):
            await tab.locator(ANSWERS).first.click()
            await expect(tab.get_by_text("Locked in")).to_be_visible(timeout=PATIENCE_MS)
        for tab in (ana, ben):
            await expect(tab.locator("blockquote").last).to_be_visible(timeout=PATIENCE_MS)
            await expect(tab.get_by_text("Final standings", exact=True)).to_be_visible(timeout=PATIENCE_MS)
            assert await tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        await ben.get_by_test_id("composer").fill("/leaderboard")
        await ben.keyboard.press("Enter")
        board = ben.get_by_test_id("message").filter(has_text="Leaderboard")
        await expect(board).to_contain_text("Ana", timeout=PATIENCE_MS)
        await expect(board).to_contain_text("Ben")
    assert complaints == []
