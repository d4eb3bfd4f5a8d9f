"""The real bot as a process of its own, against a sandbox in the test's event loop."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sandbox.person import Person
from sandbox.reading import controls_of, text_of
from sandbox.server import Sandbox

START_SECONDS = 60
STOP_SECONDS = 20
Message = dict[str, Any]


class BotProcess:
    """``trivia run``, started and ended by the test."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self._sandbox = sandbox
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None

    @property
    def log(self) -> str:
        """What the process has written."""
        return (self._folder / "bot.log").read_text()

    async def start(self) -> None:
        """Start the process and wait until it is online."""
        environment = {
            **os.environ,  # noqa: TID251 - the child needs PATH and the like
            "DISCORD_TOKEN": "sandbox.secret-token",
            "DISCORD_API_BASE": self._sandbox.api_base,
            "DATABASE_URL": f"sqlite+aiosqlite:///{self._folder / 'trivia.db'}",
            "REVEAL_SECONDS": "0.5",
        }
        with (self._folder / "bot.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                stdout=log,
                stderr=log,
                env=environment,
                cwd=self._folder,
            )
        async with Person(self._sandbox.url, "dev") as dev:
            await dev.wait_for_bot(seconds=START_SECONDS)
            await dev.wait_for_command("trivia", seconds=START_SECONDS)

    async def end(self, number: signal.Signals) -> int:
        """Send a signal and wait for the end; give the exit code."""
        assert self._process is not None
        self._process.send_signal(number)
        async with asyncio.timeout(STOP_SECONDS):
            return await self._process.wait()

    async def close(self) -> None:
        """End the process if it still runs."""
        if self._process is not None and self._process.returncode is None:
            await self.end(signal.SIGKILL)


@asynccontextmanager
async def running_bot(folder: Path) -> AsyncIterator[tuple[Sandbox, BotProcess]]:
    """Give a sandbox and a bot that is online in it."""
    sandbox = Sandbox()
    await sandbox.start()
    bot = BotProcess(sandbox, folder)
    try:
        await bot.start()
        yield sandbox, bot
    finally:
        await bot.close()
        await sandbox.stop()


def options_of(message: Message) -> list[str]:
    """Give the custom_ids of the buttons that answer the question."""
    return [one["custom_id"] for one in controls_of(message) if one["custom_id"].startswith("answer:")]


def is_question(message: Message, number: int) -> bool:
    """Say whether a message asks the question of that number."""
    return f"Question {number} of" in text_of(message) and bool(options_of(message))


def is_reveal(message: Message, number: int) -> bool:
    """Say whether a message shows the answer of the question of that number."""
    return f"Question {number} of" in text_of(message) and "✓" in text_of(message)


def is_over(message: Message) -> bool:
    """Say whether a message shows how a game ended."""
    return any(one["custom_id"].startswith("again:") for one in controls_of(message))


def after(earlier: Message, check: Callable[[Message], bool]) -> Callable[[Message], bool]:
    """Narrow a check to the messages after one: other tests leave theirs in the channel."""
    return lambda message: int(message["id"]) > int(earlier["id"]) and check(message)


def says(words: str) -> Callable[[Message], bool]:
    """Check for messages that say something."""
    return lambda message: words in text_of(message)


def is_same(one: Message, other: Message) -> bool:
    """Say whether two are one message, however it was edited meanwhile."""
    return bool(one["id"] == other["id"])


def revealing(question: Message, number: int) -> Callable[[Message], bool]:
    """Check for the message of a question, edited into its reveal."""
    return lambda message: is_same(question, message) and is_reveal(message, number)
