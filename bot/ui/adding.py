"""How an article is added: read, write, keep as a draft, show; with a private line on how far it is."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import ClassVar, Self
from urllib.parse import urlsplit

import discord
from discord import TextStyle, ui

from bot.errors import UserError
from bot.game.rules import GuildId, PlayerId
from bot.store.values import ArticleState
from bot.ui.access import moderated_guild
from bot.ui.drafts import preview
from bot.ui.foreign import safe
from bot.ui.forms import Form
from bot.ui.parts import SITE_LIMIT, TITLE_LIMIT
from bot.ui.reply import show, tell
from bot.ui.services import services_of
from bot.ui.text import articles
from questions.records import Article

FILE_BYTES = 1024 * 1024
PASTED_CHARACTERS = 4000
_TITLE_CHARACTERS = 200
_OPENING_CHARACTERS = 60
"""What stands for the title of a text without one is its opening: so much of it is enough in a sentence."""
_READABLE = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml")


class ArticleForm(Form):
    """Takes a pasted article."""

    template: ClassVar[re.Pattern[str]] = re.compile(r"paste")

    def __init__(self) -> None:
        super().__init__(title=articles.ARTICLE_FORM, custom_id="paste")
        title: ui.TextInput[Self] = ui.TextInput(custom_id="title", max_length=_TITLE_CHARACTERS)
        text: ui.TextInput[Self] = ui.TextInput(
            custom_id="text", style=TextStyle.paragraph, max_length=PASTED_CHARACTERS
        )
        self.add_item(ui.Label(text=articles.ARTICLE_FORM_TITLE, component=title))
        self.add_item(
            ui.Label(
                text=articles.ARTICLE_FORM_TEXT, description=articles.ARTICLE_FORM_TEXT_HELP, component=text
            )
        )

    @classmethod
    async def received(  # noqa: D102 - as its base says
        cls, interaction: discord.Interaction, _match: re.Match[str], values: Mapping[str, str], /
    ) -> None:
        await add_text(interaction, title=values.get("title", ""), text=values.get("text", ""))


async def add_link(interaction: discord.Interaction, link: str) -> None:
    """Add the article at an address."""
    guild_id = moderated_guild(interaction)
    author = services_of(interaction).author
    site = safe(_host(link) or link, SITE_LIMIT)
    await _add(interaction, guild_id, lambda: author.read_url(link), articles.reading(site))


async def add_file(interaction: discord.Interaction, file: discord.Attachment) -> None:
    """Add the article in an uploaded file.

    Raises:
        UserError: the file is empty, too big, or no text.
    """
    guild_id = moderated_guild(interaction)
    if not file.size:
        raise UserError(articles.NO_FILE)
    if file.size > FILE_BYTES:
        raise UserError(articles.file_too_big(file.size / FILE_BYTES))
    if not ((file.content_type or "").startswith("text/") or file.filename.lower().endswith(_READABLE)):
        raise UserError(articles.UNREADABLE_FILE)
    await _add(interaction, guild_id, lambda: _read_file(interaction, file), articles.READING_FILE)


async def add_text(interaction: discord.Interaction, *, title: str, text: str) -> None:
    """Add a pasted article."""
    guild_id = moderated_guild(interaction)
    if not text.strip():
        raise UserError(articles.NO_TEXT)
    await _add(interaction, guild_id, lambda: _read_text(interaction, title, text), articles.READING_TEXT)


async def _add(
    interaction: discord.Interaction, guild_id: GuildId, read: Callable[[], Awaitable[Article]], sentence: str
) -> None:
    services = services_of(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    await tell(interaction, sentence)
    article = await read()
    await tell(interaction, articles.writing(len(article.text.split())))
    written = await services.author.write(article)
    title = safe(article.title, TITLE_LIMIT)
    if not written.questions:
        title = safe(article.title, _OPENING_CHARACTERS)
        await tell(interaction, articles.nothing_to_ask(title, safe(written.report.notice, TITLE_LIMIT)))
        return
    async with services.store.transaction() as tx:
        stored, is_new = await tx.articles.add(
            guild_id,
            article,
            written.questions,
            added_by=PlayerId(interaction.user.id),
            at=services.clock(),
            state=ArticleState.DRAFT,
        )
    if not is_new:
        await tell(interaction, articles.already_stored(title, stored.questions))
        return
    await show(interaction, preview(stored.id, article, written))


async def _read_file(interaction: discord.Interaction, file: discord.Attachment) -> Article:
    try:
        data = await file.read()
    except discord.HTTPException:
        raise UserError(articles.FILE_GONE) from None
    author = services_of(interaction).author
    return await author.read_upload(data, name=file.filename, content_type=file.content_type or "")


async def _read_text(interaction: discord.Interaction, title: str, text: str) -> Article:
    author = services_of(interaction).author
    article = await author.read_upload(text.encode(), name="pasted.txt", content_type="text/plain")
    return replace(article, title=title.strip() or article.title)


def _host(link: str) -> str:
    try:
        return urlsplit(link.strip()).hostname or ""
    except ValueError:
        return ""
