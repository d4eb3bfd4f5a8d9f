"""Forms that need no memory: their custom id says what they are for, so they outlive a restart.

discord.py keeps a form until it is sent in, and many are not; these are forgotten as soon as they are shown,
and ``submitted`` finds the right one by its custom id.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

import discord
from discord import ui

from bot.ui.reply import report


class Form(ui.Modal):
    """A form whose custom id matches ``template``."""

    template: ClassVar[re.Pattern[str]]

    @classmethod
    async def received(
        cls, interaction: discord.Interaction, match: re.Match[str], values: Mapping[str, str], /
    ) -> None:
        """Do what the form is for; ``values`` holds what was typed, by the field's custom id."""
        raise NotImplementedError


async def open_form(interaction: discord.Interaction, form: Form) -> None:
    """Show a form to who pressed or typed."""
    await interaction.response.send_modal(form)
    form.stop()


async def submitted(interaction: discord.Interaction, forms: Sequence[type[Form]]) -> None:
    """Hand a form that was sent in to its kind; one of no kind is left to others."""
    data: Mapping[str, Any] = interaction.data or {}
    for form in forms:
        match = form.template.fullmatch(data.get("custom_id", ""))
        if match is None:
            continue
        try:
            await form.received(interaction, match, dict(_fields(data.get("components", ()))))
        except Exception as error:  # noqa: BLE001 - the root of a form: nobody above would answer
            await report(interaction, error)


def _fields(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the custom id and text of every input, in rows or in labels."""
    for component in components:
        if "component" in component:
            yield from _fields([component["component"]])
        yield from _fields(component.get("components", ()))
        if "value" in component:
            yield component["custom_id"], component["value"]
