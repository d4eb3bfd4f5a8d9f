"""What moderators may type about questions: go through those that wait for them."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui.reply import show
from bot.ui.reviewing import Progress, opened
from bot.ui.text import commands as text


@app_commands.default_permissions(manage_guild=True)
class Questions(commands.GroupCog, group_name="questions", group_description=text.QUESTIONS):
    """Reviewing."""

    @app_commands.command(name="review", description=text.QUESTIONS_REVIEW)
    async def review(self, interaction: discord.Interaction) -> None:
        """Show the first of this server's questions that wait, in private."""
        await show(interaction, await opened(interaction, Progress()))
