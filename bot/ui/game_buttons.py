"""The buttons under a question, and the form for typed answers: each posts one event and tells its result."""

import re
from collections.abc import Mapping
from typing import ClassVar, Self

import discord
from discord import ui

from bot.game.events import Answered, Event, SkipVoted, Stopped
from bot.game.rules import GameId, PlayerId
from bot.ui.controls import Control
from bot.ui.foreign import safe
from bot.ui.forms import Form, open_form
from bot.ui.reply import tell
from bot.ui.services import services_of
from bot.ui.text import playing

ANSWER_LIMIT = 100
"""Longer than any answer: options have at most 80 characters."""
_SHOWN_ANSWER_LIMIT = 200


class AnswerButton(Control, template=r"answer:(\d{1,19}):(\d{1,3}):(\d{1,2})"):
    """One option of a question."""

    def __init__(self, game_id: GameId, number: int, choice: int, label: str = "") -> None:
        super().__init__(f"answer:{game_id}:{number}:{choice}", label, style=discord.ButtonStyle.primary)
        self.game_id, self.number, self.choice = game_id, number, choice

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        return cls(GameId(int(match[1])), int(match[2]), int(match[3]))

    async def _pressed(self, interaction: discord.Interaction) -> None:
        await _answer(interaction, self.game_id, self.number, choice=self.choice)


class OpenAnswerButton(Control, template=r"type:(\d{1,19}):(\d{1,3}):([nw])"):
    """Opens the form for a typed answer; ``is_number`` says what is to be typed."""

    def __init__(self, game_id: GameId, number: int, label: str = "", *, is_number: bool = False) -> None:
        wanted = "n" if is_number else "w"
        super().__init__(f"type:{game_id}:{number}:{wanted}", label, style=discord.ButtonStyle.primary)
        self.game_id, self.number, self.is_number = game_id, number, is_number

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        return cls(GameId(int(match[1])), int(match[2]), is_number=match[3] == "n")

    async def _pressed(self, interaction: discord.Interaction) -> None:
        await open_form(interaction, AnswerForm(self.game_id, self.number, is_number=self.is_number))


class AnswerForm(Form):
    """Takes a typed answer."""

    template: ClassVar[re.Pattern[str]] = re.compile(r"say:(\d{1,19}):(\d{1,3})")

    def __init__(self, game_id: GameId, number: int, *, is_number: bool = False) -> None:
        super().__init__(title=playing.ANSWER_FORM, custom_id=f"say:{game_id}:{number}")
        label = playing.ANSWER_FORM_NUMBER_LABEL if is_number else playing.ANSWER_FORM_LABEL
        field: ui.TextInput[Self] = ui.TextInput(custom_id="answer", max_length=ANSWER_LIMIT)
        self.add_item(ui.Label(text=label, component=field))

    @classmethod
    async def received(  # noqa: D102 - as its base says
        cls, interaction: discord.Interaction, match: re.Match[str], values: Mapping[str, str], /
    ) -> None:
        typed = values.get("answer", "")[:ANSWER_LIMIT]
        await _answer(interaction, GameId(int(match[1])), int(match[2]), typed=typed)


class SkipButton(Control, template=r"skip:(\d{1,19}):(\d{1,3})"):
    """Asks to skip the question."""

    def __init__(self, game_id: GameId, number: int, label: str = "") -> None:
        super().__init__(f"skip:{game_id}:{number}", label)
        self.game_id, self.number = game_id, number

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        return cls(GameId(int(match[1])), int(match[2]))

    async def _pressed(self, interaction: discord.Interaction) -> None:
        at = services_of(interaction).clock()
        await _post(interaction, self.game_id, SkipVoted(at, self.number, PlayerId(interaction.user.id)))


class StopButton(Control, template=r"stop:(\d{1,19})"):
    """Ends the game, for its host and for moderators."""

    def __init__(self, game_id: GameId, label: str = "") -> None:
        super().__init__(f"stop:{game_id}", label)
        self.game_id = game_id

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        return cls(GameId(int(match[1])))

    async def _pressed(self, interaction: discord.Interaction) -> None:
        at = services_of(interaction).clock()
        may = interaction.permissions
        event = Stopped(
            at, PlayerId(interaction.user.id), is_moderator=may.manage_guild or may.manage_messages
        )
        await _post(interaction, self.game_id, event)


async def _answer(
    interaction: discord.Interaction,
    game_id: GameId,
    number: int,
    *,
    choice: int | None = None,
    typed: str = "",
) -> None:
    event = Answered(
        at=services_of(interaction).clock(),
        round=number,
        player_id=PlayerId(interaction.user.id),
        name=interaction.user.display_name,
        choice=choice,
        text=typed,
    )
    await _post(interaction, game_id, event)


async def _post(interaction: discord.Interaction, game_id: GameId, event: Event) -> None:
    tells = await services_of(interaction).play.post(game_id, event)
    if not tells:
        await tell(interaction, playing.GAME_GONE)
        return
    answer = safe(tells[0].answer, _SHOWN_ANSWER_LIMIT)
    await tell(interaction, playing.notice(tells[0], answer=answer))
