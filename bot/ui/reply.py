"""Answers to one person: private sentences, and what becomes of an error.

An interaction is answered once; after that its answer is edited or followed up. The three ways look alike to
whoever calls ``tell``.
"""

import secrets

import discord
import structlog
from discord import app_commands, ui

from bot.errors import UserError
from bot.ui import text
from bot.ui.foreign import safe
from bot.ui.text import commands

log = structlog.get_logger(__name__)

UNKNOWN_INTERACTION = 10062
ERROR_LIMIT = 1500


def note(*lines: str) -> ui.LayoutView:
    """Make a message of sentences alone."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("\n".join(lines)))
    return view


async def tell(interaction: discord.Interaction, sentence: str) -> None:
    """Answer in private, whether or not the interaction has been answered or deferred."""
    response = interaction.response
    if not response.is_done():
        await response.send_message(sentence, ephemeral=True)
    elif response.type is discord.InteractionResponseType.deferred_channel_message:
        await interaction.edit_original_response(view=note(sentence))
    else:
        await interaction.followup.send(sentence, ephemeral=True)


async def show(interaction: discord.Interaction, view: ui.LayoutView) -> None:
    """Answer in private with a message that has buttons."""
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)
    # All its buttons carry their state in their ids: nothing has to listen for fifteen minutes.
    view.stop()


async def turn_to(interaction: discord.Interaction, view: ui.LayoutView) -> None:
    """Put another view into the message whose button was pressed."""
    await interaction.response.edit_message(view=view)


async def report(interaction: discord.Interaction, error: Exception) -> None:
    """Turn an error into a private sentence; what is our fault is logged once, with the code they get."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, discord.NotFound) and cause.code == UNKNOWN_INTERACTION:
        log.warning("interaction expired", **_place(interaction))
        return
    try:
        await tell(interaction, _sentence(interaction, cause))
    except discord.HTTPException as unanswered:
        # There is no way left to reach the person: the interaction has expired, or Discord is down.
        log.info("not answered", code=unanswered.code, status=unanswered.status)


def _sentence(interaction: discord.Interaction, cause: Exception) -> str:
    match cause:
        case UserError():
            return safe(str(cause), ERROR_LIMIT)
        case app_commands.MissingPermissions():
            return commands.MODERATORS_ONLY
        case app_commands.NoPrivateMessage():
            return commands.ONLY_IN_SERVERS
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            log.warning("command out of date", **_place(interaction))
            return text.SLOW_DOWN
        case _:
            error_id = secrets.token_hex(4)
            log.error("failed", error_id=error_id, exc_info=cause, **_place(interaction))
            return text.went_wrong(error_id)


def _place(interaction: discord.Interaction) -> dict[str, object]:
    """Say where it happened; never what was typed."""
    command = interaction.command
    data: dict[str, object] = {**(interaction.data or {})}
    return {
        "command": command.qualified_name if command else None,
        "custom_id": data.get("custom_id"),
        "guild": interaction.guild_id,
        "channel": interaction.channel_id,
    }
