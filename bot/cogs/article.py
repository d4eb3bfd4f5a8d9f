"""What moderators may type: add, list and remove the articles of their server."""

import discord
from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.errors import UserError
from bot.game.rules import GuildId
from bot.store.values import ArticleId, ArticleState
from bot.ui.access import is_moderator, moderated_guild
from bot.ui.adding import ArticleForm, add_file, add_link
from bot.ui.foreign import plain
from bot.ui.forms import open_form
from bot.ui.reply import show
from bot.ui.services import services_of
from bot.ui.shelf import confirmation, shelf
from bot.ui.text import articles
from bot.ui.text import commands as text

CHOICE_LIMIT = 100
LINK_LIMIT = 2000
ID_DIGITS = 18
"""More would not fit the database's numbers."""


@app_commands.default_permissions(manage_guild=True)
class Article(commands.GroupCog, group_name="article", group_description=text.ARTICLE):
    """Adding, listing, removing."""

    @app_commands.command(name="add", description=text.ARTICLE_ADD)
    @app_commands.describe(link=text.ARTICLE_ADD_LINK, file=text.ARTICLE_ADD_FILE)
    async def add(
        self,
        interaction: discord.Interaction,
        link: Range[str, 1, LINK_LIMIT] | None = None,
        file: discord.Attachment | None = None,
    ) -> None:
        """Add an article from a link, a file, or what is pasted into a form."""
        moderated_guild(interaction)
        if link and file:
            raise UserError(articles.ONE_SOURCE)
        if link:
            await add_link(interaction, link.strip())
        elif file:
            await add_file(interaction, file)
        else:
            await open_form(interaction, ArticleForm())

    @app_commands.command(name="list", description=text.ARTICLE_LIST)
    async def show_all(self, interaction: discord.Interaction) -> None:
        """List the articles of this server, in private."""
        await show(interaction, await shelf(interaction, page=1))

    @app_commands.command(name="remove", description=text.ARTICLE_REMOVE)
    @app_commands.describe(article=text.ARTICLE_REMOVE_ARTICLE)
    async def remove(self, interaction: discord.Interaction, article: Range[str, 1, CHOICE_LIMIT]) -> None:
        """Ask whether to take an article out of play."""
        found = await _chosen(interaction, moderated_guild(interaction), article)
        await show(interaction, confirmation(*found))

    @remove.autocomplete("article")
    async def titles(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        """Offer this server's articles."""
        if interaction.guild_id is None or not is_moderator(interaction):
            return []
        async with services_of(interaction).store.reading() as tx:
            found = await tx.articles.search(GuildId(interaction.guild_id), typed)
        return [Choice(name=plain(one.title, CHOICE_LIMIT) or "?", value=str(one.id)) for one in found]


async def _chosen(
    interaction: discord.Interaction, guild_id: GuildId, article: str
) -> tuple[ArticleId, str, int]:
    """Find the article picked from the list, or else the only one so named: its id, title, questions."""
    async with services_of(interaction).store.reading() as tx:
        if article.isdecimal() and len(article) <= ID_DIGITS:
            stored = await tx.articles.get(guild_id, ArticleId(int(article)))
            if stored and stored.guild_id == guild_id and stored.state is ArticleState.PUBLISHED:
                return stored.id, stored.article.title, stored.questions
        named = await tx.articles.search(guild_id, article)
    if len(named) != 1:
        raise UserError(articles.CHOOSE_FROM_LIST)
    return named[0].id, named[0].title, named[0].questions
