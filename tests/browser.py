"""The headless Chromium that tests of the page drive."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright

# The shell without windows costs half the CPU of the whole browser.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Run a browser; without one the tests are skipped here and fail where CI runs."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        reason = "Chromium is not installed"
        if os.environ.get("CI"):  # noqa: TID251 - whether a missing browser is an error is CI's to say
            pytest.fail(reason)
        pytest.skip(reason)
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=_SWITCHES)
        yield running
        await running.close()
