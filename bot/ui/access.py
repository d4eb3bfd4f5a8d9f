"""Who may do what moderators do: Discord hides their commands from others, and this does not rely on it."""

import discord

from bot.errors import UserError
from bot.game.rules import GuildId
from bot.ui.text import commands


def is_moderator(interaction: discord.Interaction) -> bool:
    """Say whether the person may manage the server."""
    return interaction.permissions.manage_guild


def moderated_guild(interaction: discord.Interaction) -> GuildId:
    """Give the server that a moderator acts in.

    Raises:
        UserError: it is no server, or the person may not manage it.
    """
    if interaction.guild_id is None:
        raise UserError(commands.ONLY_IN_SERVERS)
    if not is_moderator(interaction):
        raise UserError(commands.MODERATORS_ONLY)
    return GuildId(interaction.guild_id)
