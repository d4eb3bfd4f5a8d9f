"""What follows a game: playing again by the same rules, and what a player missed, with the proofs."""

import re
from collections.abc import Sequence
from typing import Self

import discord
from discord import ui

from bot.errors import UserError
from bot.game.rules import Game, GameId, PlayerId
from bot.store.values import Missed
from bot.ui.controls import Control
from bot.ui.foreign import safe
from bot.ui.opening import open_game
from bot.ui.parts import proof
from bot.ui.reply import note, show, turn_to
from bot.ui.services import services_of
from bot.ui.text import boards, playing

MISSED_A_PAGE = 3
_PROMPT_LIMIT = 260
_ANSWER_LIMIT = 100
_QUOTE_LIMIT = 320


class PlayAgainButton(Control, template=r"again:(\d{1,19})"):
    """Starts a game by the rules of the one before."""

    def __init__(self, game_id: GameId, label: str = "") -> None:
        super().__init__(f"again:{game_id}", label, style=discord.ButtonStyle.primary)
        self.game_id = game_id

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        return cls(GameId(int(match[1])))

    async def _pressed(self, interaction: discord.Interaction) -> None:
        game = await _game_here(interaction, self.game_id)
        await open_game(interaction, game.rules)


class MissedButton(Control, template=r"missed:(\d{1,19}):(\d{1,3})"):
    """Shows a player, in private, what they missed; ``page`` counts from 1."""

    def __init__(self, game_id: GameId, page: int, label: str = "", *, is_off: bool = False) -> None:
        super().__init__(f"missed:{game_id}:{page}", label, is_off=is_off)
        self.game_id, self.page = game_id, page

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        return cls(GameId(int(match[1])), int(match[2]))

    async def _pressed(self, interaction: discord.Interaction) -> None:
        await _game_here(interaction, self.game_id)
        async with services_of(interaction).store.reading() as tx:
            missed = await tx.games.missed(self.game_id, PlayerId(interaction.user.id))
        view = missed_page(self.game_id, missed, page=self.page)
        is_own_list = interaction.message is not None and interaction.message.flags.ephemeral
        await (turn_to(interaction, view) if is_own_list else show(interaction, view))


def missed_page(game_id: GameId, missed: Sequence[Missed], *, page: int) -> ui.LayoutView:
    """Give one page of what a player missed."""
    if not missed:
        return note(playing.NOTHING_MISSED)
    pages = -(-len(missed) // MISSED_A_PAGE)
    page = min(max(page, 1), pages)
    shown = missed[(page - 1) * MISSED_A_PAGE : page * MISSED_A_PAGE]
    view = note(f"### {playing.missed_title(len(missed))}")
    for one in shown:
        view.add_item(ui.Separator())
        view.add_item(ui.TextDisplay(_missed(one)))
    if pages > 1:
        view.add_item(ui.TextDisplay(f"-# {boards.page_of(page, pages)}"))
        back = MissedButton(game_id, page - 1, boards.PREVIOUS, is_off=page == 1)
        on = MissedButton(game_id, page + 1, boards.NEXT, is_off=page == pages)
        view.add_item(ui.ActionRow(back, on))
    return view


def _missed(one: Missed) -> str:
    question = one.question
    answer = playing.missed_answer(
        safe(question.answer, _ANSWER_LIMIT), safe(one.answer_given, _ANSWER_LIMIT)
    )
    return "\n".join([safe(question.prompt, _PROMPT_LIMIT), answer, proof(question, limit=_QUOTE_LIMIT)])


async def _game_here(interaction: discord.Interaction, game_id: GameId) -> Game:
    async with services_of(interaction).store.reading() as tx:
        game = await tx.games.get(game_id)
    if game is None or game.guild_id != interaction.guild_id:
        raise UserError(playing.GAME_GONE)
    return game
