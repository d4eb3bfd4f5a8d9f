"""The bot as one object: opens what it needs, listens, and closes in reverse."""

import asyncio
import secrets
import signal
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import structlog
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot import clock
from bot.clock import Clock
from bot.cogs.article import Article
from bot.cogs.questions import Questions
from bot.cogs.registration import register_commands
from bot.cogs.trivia import Trivia
from bot.errors import UserError
from bot.game.rules import Rules
from bot.generation import Generation
from bot.play import Play
from bot.settings import DISCORD_API, Settings
from bot.store import Store
from bot.ui.forms import submitted
from bot.ui.registry import CONTROLS, FORMS
from bot.ui.reply import report
from bot.ui.screen import DiscordScreen
from bot.ui.services import Author, Services
from bot.ui.text.commands import PRESENCE

log = structlog.get_logger(__name__)

DRAFTS_KEPT = timedelta(days=7)
"""A draft that nobody decided on for so long is deleted at the next start."""
_SEED_BITS = 64
_STOPS = (signal.SIGINT, signal.SIGTERM)


class _Tree(app_commands.CommandTree["TriviaBot"]):
    async def on_error(
        self, interaction: discord.Interaction["TriviaBot"], error: app_commands.AppCommandError, /
    ) -> None:
        await report(interaction, error)


class TriviaBot(commands.Bot):
    """The bot; ``services`` is there from its set-up on."""

    def __init__(self, settings: Settings, *, clock: Clock, author: Author) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=_Tree,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
            activity=discord.Game(PRESENCE),
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
        )
        self.services: Services | None = None
        self.when_ready: Callable[[str], None] | None = None
        self._settings = settings
        self._clock = clock
        self._author = author
        self._has_resumed = False

    async def setup_hook(self) -> None:
        """Open the store, make the parts, listen to every button and command."""
        store = await Store.open(self._settings.database_url)
        self.services = Services(
            store=store,
            play=Play(
                store,
                DiscordScreen(self),
                clock=self._clock,
                seed=lambda: secrets.randbits(_SEED_BITS),
            ),
            author=self._author,
            clock=self._clock,
            house_rules=Rules(reveal_seconds=self._settings.reveal_seconds),
        )
        async with store.transaction() as tx:
            await tx.articles.purge_drafts(self._clock() - DRAFTS_KEPT)
        self.add_dynamic_items(*CONTROLS)
        await self.add_cog(Trivia())
        await self.add_cog(Article())
        await self.add_cog(Questions())
        await register_commands(self.tree)

    async def on_connect(self) -> None:
        """Take up the games that were running: once, and before the first press can arrive."""
        if self._has_resumed or self.services is None:
            return
        count = await self.services.play.resume()
        self._has_resumed = True
        log.info("connected", resumed_games=count)

    async def on_ready(self) -> None:
        """Say, once, that the bot can be played with."""
        when_ready, self.when_ready = self.when_ready, None
        if when_ready:
            when_ready(str(self.user))

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take what was typed into a form; all else has its own listener."""
        if interaction.type is discord.InteractionType.modal_submit:
            await submitted(interaction, FORMS)

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:  # noqa: ANN401 - its hook
        """Log what no interaction waits for."""
        log.error("event failed", event_name=event_method, exc_info=sys.exception())

    async def close(self) -> None:
        """Close in reverse: the games first, while Discord can still be told, the store last."""
        services, self.services = self.services, None
        async with AsyncExitStack() as closing:
            if services:
                closing.push_async_callback(services.store.close)
                closing.push_async_callback(services.author.close)
            closing.push_async_callback(super().close)
            if services:
                closing.push_async_callback(services.play.close)


def create_bot(settings: Settings, *, clock: Clock = clock.now, author: Author | None = None) -> TriviaBot:
    """Make the bot, not yet started; ``clock`` and ``author`` are for tests."""
    aim_at(settings.discord_api_base)
    author = author or Generation(model=settings.trivia_model, endpoint=settings.endpoint)
    return TriviaBot(settings, clock=clock, author=author)


def aim_at(api_base: str) -> None:
    """Point discord.py at another Discord than its own, for the whole process."""
    if api_base == DISCORD_API:
        return
    url = URL(api_base)
    Route.BASE = api_base.rstrip("/")
    scheme = "wss" if url.scheme == "https" else "ws"
    DiscordWebSocket.DEFAULT_GATEWAY = url.with_scheme(scheme).with_path("/gateway/")


async def serve(settings: Settings, *, on_ready: Callable[[str], None]) -> None:
    """Run the bot until it is told to stop (SIGINT or SIGTERM).

    Args:
        settings: with a token.
        on_ready: called once with the bot's name when it can be played with.

    Raises:
        UserError: there is no token, Discord refuses it, or Discord cannot be reached.
    """
    if settings.discord_token is None:
        raise UserError("DISCORD_TOKEN is not set. Put it into .env; README tells where to get one.")
    bot = create_bot(settings)
    bot.when_ready = on_ready
    told_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in _STOPS:
        loop.add_signal_handler(number, told_to_stop.set)
    running = loop.create_task(_start(bot, settings.discord_token.get_secret_value()))
    stopping = loop.create_task(told_to_stop.wait())
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
    finally:
        await bot.close()
        running.cancel()
        stopping.cancel()
        await asyncio.gather(running, stopping, return_exceptions=True)
        for number in _STOPS:
            loop.remove_signal_handler(number)


async def _start(bot: TriviaBot, token: str) -> None:
    try:
        await bot.start(token)
    except discord.LoginFailure:
        raise UserError("Discord did not accept DISCORD_TOKEN. Copy it anew from its portal.") from None
    except aiohttp.ClientConnectionError:
        raise UserError(
            f"Discord cannot be reached at {Route.BASE}. Check the network and try again."
        ) from None
