import re

import pytest
from playwright.async_api import expect

from sandbox.server import Sandbox
from tests.sandbox_page.conftest import ANNOUNCEMENTS, ANSWER_SECONDS, GENERAL, Tab
from tests.sandbox_page.wire_bot import WireBot, command, connected

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_reload_returns_to_the_channel(tab: Tab, bot: WireBot) -> None:
    """The channel stands in the address, so a reload or a shared link opens it again."""
    page = await tab("ana", channel="")
    await expect(page).to_have_url(re.compile(rf"\?as=ana#{GENERAL}$"))
    await page.locator("[data-channel-id='826100000000002102']").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("quiz")
    await expect(page).to_have_url(re.compile(r"\?as=ana#826100000000002102$"))
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_have_text("quiz")
    await expect(page.locator("[aria-current]")).to_have_text("quiz")


async def test_one_tab_is_one_person(tab: Tab, bot: WireBot) -> None:
    """The header says who one is and leads to the same channel as somebody else, in a new tab."""
    page = await tab("ana")
    await page.get_by_test_id("person").click()
    ben = page.get_by_test_id("person-menu").locator("[data-person='ben']")
    async with page.context.expect_page() as opened:
        await ben.click()
    other = await opened.value
    await expect(other.get_by_test_id("person")).to_contain_text("Ben")
    await expect(other.get_by_role("heading", level=1)).to_have_text("trivia")
    await other.get_by_test_id("composer").fill("Hello from Ben")
    await other.get_by_test_id("composer").press("Enter")
    await expect(page.get_by_text("Hello from Ben")).to_be_visible()


async def test_a_stranger_may_choose_who_to_be(tab: Tab) -> None:
    """An unknown name in the address gets the list of people, and no stream of reconnects."""
    page = await tab("nobody")
    await page.clock.install()
    async with page.expect_websocket() as opened:
        await page.reload()
    socket = await opened.value
    if not socket.is_closed():
        await socket.wait_for_event("close")
    tried: list[object] = []
    page.on("websocket", lambda each: tried.append(each))  # noqa: PLW0108 - a bound builtin is refused
    await page.clock.run_for(60_000)
    assert tried == []
    people = page.get_by_test_id("chooser").locator("[data-person]")
    await expect(people).to_have_count(5)
    await page.get_by_test_id("chooser").locator("[data-person='cleo']").click()
    await expect(page.get_by_test_id("person")).to_contain_text("Cleo")


async def test_a_missing_bot_is_explained(tab: Tab, sandbox: Sandbox) -> None:
    """Without a bot the page says that it is starting, and takes the hint away when it has come."""
    page = await tab("ana")
    await expect(page.get_by_test_id("banner")).to_contain_text("The bot is starting…")
    await expect(page.get_by_test_id("bot-status")).to_have_text("Bot starting")
    await page.get_by_test_id("composer").fill("/")
    await expect(page.get_by_test_id("picker")).to_contain_text("its commands come in a moment")
    async with connected(sandbox) as bot:
        await expect(page.get_by_test_id("banner")).to_be_hidden()
        await expect(page.get_by_test_id("bot-status")).to_have_text("Bot online")
        await bot.register(command("trivia"))
        await page.get_by_test_id("composer").fill("/t")
        await expect(page.get_by_test_id("picker-item")).to_have_count(1)
    await expect(page.get_by_test_id("banner")).to_contain_text("The bot is starting…")


async def test_a_barred_bot_is_explained(tab: Tab, bot: WireBot) -> None:
    """A channel in which the bot may not write says so instead of inviting to play."""
    page = await tab("ana", channel=ANNOUNCEMENTS)
    await expect(page.locator(".header-barred")).to_have_text("The bot may not write here")
    await expect(page.get_by_test_id("start")).to_have_count(0)


async def test_the_page_comes_back_after_the_server(tab: Tab, sandbox: Sandbox) -> None:
    """When the server went away the draft stays; when it is back the channel is open again."""
    page = await tab("ana")
    await page.get_by_test_id("composer").fill("not yet sent")
    port = int(sandbox.url.rsplit(":", 1)[1])
    await sandbox.stop()
    await expect(page.get_by_test_id("banner")).to_contain_text("The connection was lost")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.get_by_test_id("composer-note")).to_contain_text("Not connected just now")
    again = Sandbox(answer_seconds=ANSWER_SECONDS, rate_limits=False)
    await again.start(port)
    try:
        await expect(page.get_by_test_id("banner")).to_contain_text("The bot is starting…", timeout=15_000)
        await expect(page.get_by_test_id("composer")).to_have_value("not yet sent")
        await page.get_by_test_id("composer").press("Enter")
        await expect(page.get_by_test_id("message")).to_contain_text("not yet sent")
    finally:
        await page.close()
        await again.stop()


async def test_colours_follow_the_system_until_one_chooses(tab: Tab, bot: WireBot) -> None:
    """Dark is dark from the start, the switch turns it, and a reload remembers."""
    page = await tab("ana", color_scheme="dark")
    scheme = "getComputedStyle(document.body).backgroundColor"
    assert await page.evaluate(scheme) == "rgb(20, 23, 26)"
    await page.get_by_role("button", name="Use light colours").click()
    assert await page.evaluate(scheme) == "rgb(244, 241, 234)"
    await page.reload()
    await expect(page.get_by_role("button", name="Use dark colours")).to_be_visible()
    assert await page.evaluate(scheme) == "rgb(244, 241, 234)"


async def test_only_this_server_is_asked(tab: Tab, bot: WireBot, sandbox: Sandbox) -> None:
    """Opening the page fetches nothing from anywhere else."""
    page = await tab("ana")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    await page.reload()
    await expect(page.get_by_test_id("welcome")).to_be_visible()
    assert len(fetched) > 20
    assert [url for url in fetched if not url.startswith(sandbox.url)] == []
