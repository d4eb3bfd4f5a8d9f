"""How a game is opened from a command or a button: may the bot play here, then one call, then one answer."""

import discord

from bot.errors import UserError
from bot.game.rules import ChannelId, GuildId, PlayerId, Rules
from bot.play import Opening
from bot.ui.foreign import safe
from bot.ui.reply import tell
from bot.ui.services import services_of
from bot.ui.text import commands, playing

_TOPIC_LIMIT = 200


async def open_game(interaction: discord.Interaction, rules: Rules) -> None:
    """Start a game where the interaction happened.

    Raises:
        UserError: not in a server, the bot may not write here, a game is running, or there is nothing to ask.
    """
    guild, channel_id = interaction.guild, interaction.channel_id
    if guild is None or channel_id is None:
        raise UserError(commands.ONLY_IN_SERVERS)
    missing = _missing_permission(interaction)
    if missing:
        raise UserError(playing.cannot_write(missing))
    await interaction.response.defer(ephemeral=True, thinking=True)
    opening = Opening(
        guild_id=GuildId(guild.id),
        guild_name=guild.name,
        channel_id=ChannelId(channel_id),
        host_id=PlayerId(interaction.user.id),
        host_name=interaction.user.display_name,
        rules=rules,
    )
    game = await services_of(interaction).play.start(opening)
    await tell(interaction, playing.game_on(rules, len(game.deck), safe(rules.topic, _TOPIC_LIMIT)))


def _missing_permission(interaction: discord.Interaction) -> str:
    may = interaction.app_permissions
    if not may.view_channel:
        return playing.VIEW_CHANNEL
    if isinstance(interaction.channel, discord.Thread):
        return "" if may.send_messages_in_threads else playing.SEND_IN_THREADS
    return "" if may.send_messages else playing.SEND_MESSAGES
