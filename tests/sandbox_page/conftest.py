"""A running sandbox, a bot on it, and people looking at the page in headless Chromium."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest_asyncio
from playwright.async_api import Browser, Page

from sandbox.server import Sandbox
from tests.browser import chromium
from tests.sandbox_page.wire_bot import WireBot, connected

ANSWER_SECONDS = 2.0
GENERAL, TRIVIA, ANNOUNCEMENTS = "826100000000001101", "826100000000001102", "826100000000001103"
PHONE = {"width": 390, "height": 844}
Tab = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Run one browser for all tests."""
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    """Run a sandbox on a free port."""
    running = Sandbox(answer_seconds=ANSWER_SECONDS, rate_limits=False)
    await running.start()
    yield running
    await running.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def bot(sandbox: Sandbox) -> AsyncIterator[WireBot]:
    """Connect a bot."""
    async with connected(sandbox) as ready:
        yield ready


@pytest_asyncio.fixture(loop_scope="session")
async def tab(browser: Browser, sandbox: Sandbox) -> AsyncIterator[Tab]:
    """Give what opens a tab for a person; an error in any tab's console fails the test."""
    contexts = []
    complaints: list[str] = []

    async def open_tab(person: str, *, channel: str = TRIVIA, **options: object) -> Page:
        context = await browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda said: complaints.append(said.text) if _is_fault(said.type, said.text) else None
        )
        await page.goto(f"{sandbox.url}/?as={person}#{channel}")
        return page

    yield open_tab
    for context in contexts:
        await context.close()
    assert complaints == []


def _is_fault(kind: str, text: str) -> bool:
    """Whether a line in the console tells of a mistake; a socket that found no server does not."""
    return kind == "error" and "WebSocket connection" not in text
