"""The bot at a simulated Discord: who sits at the table, what they see, and an author that needs no model."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import discord
import simcord

from bot.client import TriviaBot, create_bot
from bot.settings import Settings
from bot.ui.text.playing import READ_ARTICLE
from questions.records import Article, Question
from tests.builders import NOON, question

Shown = discord.Message | simcord.ResponseMessage
BUTTON, TEXT = 2, 10


@dataclass(frozen=True)
class FakeReport:
    """What was left out in the writing."""

    dropped: Mapping[str, int] = field(
        default_factory=lambda: {"leak": 4, "hedged": 3, "prompt or title gives the answer": 1}
    )
    notice: str = ""


@dataclass(frozen=True)
class FakeWritten:
    """What was written."""

    questions: tuple[Question, ...]
    report: FakeReport = field(default_factory=FakeReport)
    waiting: tuple[Question, ...] = ()


@dataclass
class FakeAuthor:
    """Writes questions about towers, whatever it reads; raises ``error`` on reading, if there is one."""

    error: Exception | None = None
    questions: int = 3
    waiting: int = 0
    write_one: Callable[[int], Question] = question
    notice: str = ""
    links: list[str] = field(default_factory=list)
    uploads: list[tuple[str, str]] = field(default_factory=list)
    written: list[Article] = field(default_factory=list)
    closed: int = 0

    async def read_url(self, url: str) -> Article:
        """Pretend to fetch."""
        self.links.append(url)
        return self._read("Linked towers", f"Text of {url}", url=url)

    async def read_upload(self, data: bytes, *, name: str, content_type: str = "") -> Article:
        """Take the bytes for the text."""
        self.uploads.append((name, content_type))
        return self._read(name, data.decode())

    async def write(self, article: Article) -> FakeWritten:
        """Write as many questions as it was told to, those that wait from 101 on; all ask for Paris."""
        self.written.append(article)
        written = tuple(self.write_one(n) for n in range(1, self.questions + 1))
        waiting = tuple(self.write_one(100 + n) for n in range(1, self.waiting + 1))
        return FakeWritten(written, FakeReport(notice=self.notice), waiting)

    async def close(self) -> None:
        """Count the closings."""
        self.closed += 1

    def _read(self, title: str, text: str, *, url: str = "") -> Article:
        if self.error:
            raise self.error
        return Article(title, text, url=url)


class SimClock:
    """The simulation's time, before and while there is one."""

    env: simcord.Env | None = None

    def __call__(self) -> datetime:
        """Give the present moment."""
        return self.env.now() if self.env else NOON


@dataclass
class Table:
    """A server with a channel, a bot, and people: Mo is a moderator, Ana and Ben are not."""

    env: simcord.Env
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    ana: simcord.MemberActor
    ben: simcord.MemberActor
    mo: simcord.MemberActor
    author: FakeAuthor
    settings: Settings

    @property
    def bot(self) -> TriviaBot:
        """The bot that is online."""
        assert isinstance(self.env.bot, TriviaBot)
        return self.env.bot

    def messages(self) -> list[discord.Message]:
        """What stands in the channel for all to see."""
        return [one for one in self.channel.history() if not one.flags.ephemeral]

    def last(self) -> discord.Message:
        """The newest message that all see."""
        return self.messages()[-1]

    async def start(self, **options: object) -> discord.Message:
        """Let Ana start a game, and give its first question."""
        await self.ana.slash(self.channel, "trivia", **options)
        return self.last()

    async def answer(
        self, who: simcord.MemberActor, option: str, *, on: discord.Message | None = None
    ) -> str:
        """Let somebody press an option, and give what they are told."""
        message = on or self.last()
        (label,) = [label for label in labels(message) if label.endswith(f"  {option}")]
        return shown((await who.click(message, label=label)).response)

    async def play(self, rounds: int) -> None:
        """Let Ana, who is always right, and Ben, who never is, play so many questions to their next."""
        for _ in range(rounds):
            await self.answer(self.ana, "Paris")
            await self.answer(self.ben, "Rome")
            if READ_ARTICLE not in labels(self.last()):
                await self.env.advance_time(20)
            await self.env.advance_time(8)

    async def restart(self) -> None:
        """End the process and start another on the same database."""
        await self.bot.close()
        await self.env.restart_bot(create_bot(self.settings, clock=self.env.now, author=self.author))


def shown(message: Shown | None) -> str:
    """Give all the text of a message, as it was sent."""
    assert message is not None
    texts = [one["content"] for one in walk(components(message)) if one["type"] == TEXT]
    return "\n".join([message.content, *texts]).strip()


def labels(message: Shown | None) -> list[str]:
    """Give the labels of a message's buttons."""
    assert message is not None
    return [one["label"] for one in walk(components(message)) if one["type"] == BUTTON]


def custom_id(message: Shown, label: str) -> str:
    """Give the custom id of the button with a label."""
    found = (one for one in walk(components(message)) if one["type"] == BUTTON and one["label"] == label)
    return str(next(found)["custom_id"])


def components(message: Shown) -> list[dict[str, Any]]:
    """Give a message's components as they were sent."""
    return [one if isinstance(one, dict) else dict(one.to_dict()) for one in message.components]


def walk(tree: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the components and what is in them."""
    for one in tree:
        yield one
        yield from walk(one.get("components", []))
