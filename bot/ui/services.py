"""What a button, a form or a command finds at the client that received it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import discord

from bot.clock import Clock
from bot.game.rules import Rules
from bot.play import Play
from bot.store import Store
from questions.records import Article, Question


class Report(Protocol):
    """What moderators are told about the writing; ``notice`` is a sentence, or empty."""

    @property
    def dropped(self) -> Mapping[str, int]: ...  # noqa: D102 - see above
    @property
    def notice(self) -> str: ...  # noqa: D102 - see above


class Written(Protocol):
    """The questions of an article; those ``waiting`` are too doubtful to be asked unseen."""

    @property
    def questions(self) -> tuple[Question, ...]: ...  # noqa: D102 - see above
    @property
    def waiting(self) -> tuple[Question, ...]: ...  # noqa: D102 - see above
    @property
    def report(self) -> Report: ...  # noqa: D102 - see above


class Author(Protocol):
    """Reads sources and writes questions; ``bot.generation`` does it in a process of its own."""

    async def read_url(self, url: str) -> Article:
        """Read a web page."""

    async def read_upload(self, data: bytes, *, name: str, content_type: str = "") -> Article:
        """Read a file or pasted text."""

    async def write(self, article: Article) -> Written:
        """Write an article's questions."""

    async def close(self) -> None:
        """Let go of what it holds."""


@dataclass(frozen=True, slots=True)
class Services:
    """The parts below the client; ``house_rules`` are those of a game of which nothing was chosen."""

    store: Store
    play: Play
    author: Author
    clock: Clock
    house_rules: Rules


def services_of(interaction: discord.Interaction) -> Services:
    """Give the services of the client that received an interaction."""
    services = getattr(interaction.client, "services", None)
    if not isinstance(services, Services):
        raise TypeError("the client has no services: it is not ours, or not set up yet")
    return services
