"""Buttons that need no memory: all they know is in their custom id, so they work after a restart.

``Control`` is the base of every button: it answers the player when a press fails. A message whose buttons are
all of this kind leaves nothing behind in discord.py's view store.
"""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.ui.reply import report

LABEL_LIMIT = 80
_UNSEEN = "·"
"""The label of a button made from a press: it is never sent."""


class Control(ui.DynamicItem[ui.Button[Any]], template=r"(?!)"):
    """A button whose custom id matches its class's template; its named groups are what ``__init__`` takes."""

    def __init__(
        self,
        custom_id: str,
        label: str = _UNSEEN,
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        emoji: str | None = None,
        is_off: bool = False,
    ) -> None:
        super().__init__(
            ui.Button(style=style, label=label or _UNSEEN, custom_id=custom_id, emoji=emoji, disabled=is_off)
        )

    @classmethod
    async def from_custom_id(  # noqa: D102 - discord.py's hook
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls._parsed(match)

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        """Make the button again from its custom id."""
        raise NotImplementedError

    async def callback(self, interaction: discord.Interaction) -> None:  # noqa: D102 - discord.py's hook
        try:
            await self._pressed(interaction)
        except Exception as error:  # noqa: BLE001 - the root of a press: discord.py would only log it
            await report(interaction, error)

    async def _pressed(self, interaction: discord.Interaction) -> None:
        """Do what the button is for."""
        raise NotImplementedError
