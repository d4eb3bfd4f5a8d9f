"""The articles that a server has: the list, taking one out of play, and putting it back."""

import re
from collections.abc import Sequence
from typing import Self

import discord
from discord import ui

from bot.errors import UserError
from bot.store.values import ArticleId, ArticleSummary
from bot.ui.access import moderated_guild
from bot.ui.controls import Control
from bot.ui.foreign import safe
from bot.ui.parts import SITE_LIMIT, TITLE_LIMIT, Row
from bot.ui.reply import note, turn_to
from bot.ui.services import services_of
from bot.ui.text import articles, boards

PAGE_SIZE = 8


class ShelfButton(Control, template=r"articles:(\d{1,9})"):
    """Turns the list to a page."""

    def __init__(self, page: int, label: str = "", *, is_off: bool = False) -> None:
        super().__init__(f"articles:{page}", label, is_off=is_off)
        self.page = page

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        return cls(int(match[1]))

    async def _pressed(self, interaction: discord.Interaction) -> None:
        await turn_to(interaction, await shelf(interaction, page=self.page))


class RemoveButton(Control, template=r"remove:(\d{1,19})"):
    """Takes an article out of play."""

    def __init__(self, article_id: ArticleId, label: str = "") -> None:
        super().__init__(f"remove:{article_id}", label, style=discord.ButtonStyle.danger)
        self.article_id = article_id

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        return cls(ArticleId(int(match[1])))

    async def _pressed(self, interaction: discord.Interaction) -> None:
        guild_id, services = moderated_guild(interaction), services_of(interaction)
        async with services.store.transaction() as tx:
            article = await tx.articles.remove(guild_id, self.article_id, at=services.clock())
        if article is None:
            raise UserError(articles.ARTICLE_GONE)
        view = note(articles.removed(safe(article.title, TITLE_LIMIT)))
        view.add_item(Row(RestoreButton(self.article_id, articles.UNDO)))
        await turn_to(interaction, view)


class KeepButton(Control, template=r"keep"):
    """Leaves everything as it is."""

    def __init__(self, label: str = "") -> None:
        super().__init__("keep", label)

    @classmethod
    def _parsed(cls, _match: re.Match[str]) -> Self:
        return cls()

    async def _pressed(self, interaction: discord.Interaction) -> None:
        await turn_to(interaction, note(articles.KEPT))


class RestoreButton(Control, template=r"restore:(\d{1,19})"):
    """Puts a removed article back into play."""

    def __init__(self, article_id: ArticleId, label: str = "") -> None:
        super().__init__(f"restore:{article_id}", label)
        self.article_id = article_id

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        return cls(ArticleId(int(match[1])))

    async def _pressed(self, interaction: discord.Interaction) -> None:
        guild_id, services = moderated_guild(interaction), services_of(interaction)
        async with services.store.transaction() as tx:
            article = await tx.articles.restore(guild_id, self.article_id, at=services.clock())
        if article is None:
            raise UserError(articles.ARTICLE_GONE)
        done = articles.restored(safe(article.title, TITLE_LIMIT), article.questions)
        await turn_to(interaction, note(done))


async def shelf(interaction: discord.Interaction, *, page: int) -> ui.LayoutView:
    """Read a page of this server's articles and make its message."""
    guild_id = moderated_guild(interaction)
    async with services_of(interaction).store.reading() as tx:
        shown, pages = await tx.articles.page(guild_id, page=page, size=PAGE_SIZE)
    return shelf_page(shown, page=min(max(page, 1), pages), pages=pages)


def shelf_page(shown: Sequence[ArticleSummary], *, page: int, pages: int) -> ui.LayoutView:
    """Give the message of one page of articles."""
    if not shown:
        return note(articles.NO_ARTICLES)
    view = note(f"### {articles.ARTICLES}", *map(_line, shown))
    if pages > 1:
        view.add_item(ui.TextDisplay(f"-# {boards.page_of(page, pages)}"))
        newer = ShelfButton(page - 1, boards.NEWER, is_off=page <= 1)
        older = ShelfButton(page + 1, boards.OLDER, is_off=page >= pages)
        view.add_item(Row(newer, older))
    return view


def confirmation(article_id: ArticleId, title: str, questions: int) -> ui.LayoutView:
    """Give the message that asks before an article is removed."""
    view = note(articles.really_remove(safe(title, TITLE_LIMIT), questions))
    view.add_item(Row(RemoveButton(article_id, articles.REMOVE), KeepButton(articles.KEEP)))
    return view


def _line(article: ArticleSummary) -> str:
    site = safe(article.site, SITE_LIMIT)
    details = articles.article_details(article.questions, article.waiting, site, article.added_at)
    return f"**{safe(article.title, TITLE_LIMIT)}**\n-# {details}"
