"""Leaderboards with their page buttons, and a player's record."""

import re
from collections.abc import Iterator
from typing import Self

import discord
from discord import Colour, ui

from bot.errors import UserError
from bot.game.rules import GuildId, PlayerId
from bot.store.values import Period, StandingsPage, Stats
from bot.ui.controls import Control
from bot.ui.foreign import name, safe
from bot.ui.parts import Frame, Row
from bot.ui.reply import note, show, turn_to
from bot.ui.services import services_of
from bot.ui.text import boards, commands

PAGE_SIZE = 10
TOPIC_LIMIT = 80


class BoardButton(Control, template=r"board:(day|week|month|season|all):(\d{1,9}):(\d{1,20})"):
    """Turns a leaderboard to a page; for anybody but who asked for it, it opens a private one."""

    def __init__(
        self, period: Period, page: int, asker: PlayerId, label: str = "", *, is_off: bool = False
    ) -> None:
        super().__init__(f"board:{period}:{page}:{asker}", label, is_off=is_off)
        self.period, self.page, self.asker = period, page, asker

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        return cls(Period(match[1]), int(match[2]), PlayerId(int(match[3])))

    async def _pressed(self, interaction: discord.Interaction) -> None:
        view = await leaderboard(interaction, self.period, page=self.page)
        is_own = interaction.user.id == self.asker
        await (turn_to(interaction, view) if is_own else show(interaction, view))


async def leaderboard(interaction: discord.Interaction, period: Period, *, page: int) -> ui.LayoutView:
    """Read a page of this server's leaderboard, with the rank of who asks, and make its message."""
    if interaction.guild_id is None:
        raise UserError(commands.ONLY_IN_SERVERS)
    services = services_of(interaction)
    asker = PlayerId(interaction.user.id)
    async with services.store.reading() as tx:
        standings = await tx.standings.page(
            GuildId(interaction.guild_id),
            period,
            at=services.clock(),
            page=page,
            size=PAGE_SIZE,
            own=asker,
        )
    return board(standings, asker=asker, asker_name=interaction.user.display_name)


def board(page: StandingsPage, *, asker: PlayerId, asker_name: str) -> ui.LayoutView:
    """Give the message of one page of a leaderboard."""
    frame = Frame(accent_colour=Colour.gold())
    frame.add_item(ui.TextDisplay(f"## {boards.board_title(page.period)}"))
    frame.add_item(ui.TextDisplay("\n".join(_lines(page)) or boards.NOBODY_YET))
    frame.add_item(ui.TextDisplay("\n".join(f"-# {line}" for line in _foot(page, asker_name))))
    if page.pages > 1:
        back = BoardButton(page.period, page.page - 1, asker, boards.PREVIOUS, is_off=page.page <= 1)
        on = BoardButton(page.period, page.page + 1, asker, boards.NEXT, is_off=page.page >= page.pages)
        frame.add_item(Row(back, on))
    view = ui.LayoutView(timeout=None)
    view.add_item(frame)
    return view


def record(stats: Stats | None, *, player_name: str) -> ui.LayoutView:
    """Give the message of a player's record."""
    if stats is None:
        return note(boards.no_stats(name(player_name)))
    lines = [
        f"## {boards.stats_title(name(stats.name))}",
        boards.stats_rank(stats.rank, stats.points),
        boards.stats_answers(stats.right, stats.answered, stats.games),
        boards.stats_pace(stats.best_streak, stats.average_seconds),
    ]
    frame = Frame(ui.TextDisplay("\n".join(lines)), accent_colour=Colour.gold())
    if stats.by_topic:
        topics = [
            boards.stats_topic(safe(topic, TOPIC_LIMIT), right, answered)
            for topic, right, answered in stats.by_topic
        ]
        frame.add_item(ui.TextDisplay("\n".join([f"**{boards.STATS_TOPICS}**", *topics])))
    view = ui.LayoutView(timeout=None)
    view.add_item(frame)
    return view


def _lines(page: StandingsPage) -> Iterator[str]:
    for one in page.standings:
        yield boards.board_line(one.rank, name(one.name), one.points, one.right, one.answered)


def _foot(page: StandingsPage, asker_name: str) -> Iterator[str]:
    who = name(asker_name)
    yield boards.own_rank(who, page.own.rank, page.own.points) if page.own else boards.no_own_rank(who)
    if page.ends_at:
        yield boards.resets(page.ends_at)
    if page.pages > 1:
        yield boards.page_of(page.page, page.pages)
