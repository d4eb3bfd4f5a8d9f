"""Leaderboards and players' records, read from the running totals by index; answers are never read here.

A hidden player stands on no leaderboard, and takes nobody's rank.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.game.rules import GuildId, PlayerId
from bot.store.models import PlayerRow, TopicTotalRow, TotalRow
from bot.store.periods import bounds, starts_on
from bot.store.values import Period, Standing, StandingsPage, Stats

BEST_TOPICS = 5

_LINES = select(
    TotalRow.player_id,
    func.coalesce(PlayerRow.name, "").label("name"),
    TotalRow.points,
    TotalRow.right,
    TotalRow.answered,
    TotalRow.games,
    TotalRow.milliseconds,
    TotalRow.best_streak,
).outerjoin(
    PlayerRow, and_(PlayerRow.guild_id == TotalRow.guild_id, PlayerRow.player_id == TotalRow.player_id)
)


class Standings:
    """Reads who stands where."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def page(
        self,
        guild_id: GuildId,
        period: Period,
        *,
        at: datetime,
        page: int = 1,
        size: int = 10,
        own: PlayerId | None = None,
    ) -> StandingsPage:
        """Give one page of a leaderboard: that of the period around ``at``; a page too far is the last.

        Equal points share a rank, and the next is as many further (1, 2, 2, 4).
        """
        shown = _shown(guild_id, period, starts_on(period, at))
        players = await self._count(shown)
        pages = max(1, -(-players // size))
        page = min(max(page, 1), pages)
        starts_at, ends_at = bounds(period, at)
        return StandingsPage(
            period=period,
            starts_at=starts_at,
            ends_at=ends_at,
            standings=await self._lines(shown, offset=(page - 1) * size, limit=size),
            page=page,
            pages=pages,
            players=players,
            own=None if own is None else await self._own(shown, own),
        )

    async def stats(self, guild_id: GuildId, player_id: PlayerId, *, at: datetime) -> Stats | None:
        """Give a player's record of all time; None for who has not answered yet."""
        window = (guild_id, Period.ALL, starts_on(Period.ALL, at))
        found = await self._session.execute(_LINES.where(*_within(*window), TotalRow.player_id == player_id))
        row = found.one_or_none()
        if row is None:
            return None
        own = await self._own(_shown(*window), player_id)
        return Stats(
            player_id=player_id,
            name=row.name,
            points=row.points,
            right=row.right,
            answered=row.answered,
            games=row.games,
            best_streak=row.best_streak,
            average_seconds=row.milliseconds / row.right / 1000 if row.right else None,
            rank=own.rank if own else None,
            by_topic=await self._topics(guild_id, player_id),
        )

    async def _lines(
        self, shown: tuple[ColumnElement[bool], ...], *, offset: int, limit: int
    ) -> tuple[Standing, ...]:
        best_first = (TotalRow.points.desc(), TotalRow.player_id.desc())
        rows = (
            await self._session.execute(
                _LINES.where(*shown).order_by(*best_first).offset(offset).limit(limit)
            )
        ).all()
        if not rows:
            return ()
        rank = await self._rank(shown, rows[0].points)
        standings: list[Standing] = []
        for place, row in enumerate(rows, offset + 1):
            if standings and row.points < standings[-1].points:
                rank = place
            standings.append(_standing(row, rank))
        return tuple(standings)

    async def _own(self, shown: tuple[ColumnElement[bool], ...], player_id: PlayerId) -> Standing | None:
        found = await self._session.execute(_LINES.where(*shown, TotalRow.player_id == player_id))
        row = found.one_or_none()
        return _standing(row, await self._rank(shown, row.points)) if row else None

    async def _rank(self, shown: tuple[ColumnElement[bool], ...], points: int) -> int:
        return 1 + await self._count((*shown, TotalRow.points > points))

    async def _count(self, where: tuple[ColumnElement[bool], ...]) -> int:
        return await self._session.scalar(select(func.count()).select_from(TotalRow).where(*where)) or 0

    async def _topics(self, guild_id: GuildId, player_id: PlayerId) -> tuple[tuple[str, int, int], ...]:
        rows = await self._session.execute(
            select(TopicTotalRow.topic, TopicTotalRow.right, TopicTotalRow.answered)
            .where(TopicTotalRow.guild_id == guild_id, TopicTotalRow.player_id == player_id)
            .order_by(TopicTotalRow.right.desc(), TopicTotalRow.answered, TopicTotalRow.topic)
            .limit(BEST_TOPICS)
        )
        return tuple((row.topic, row.right, row.answered) for row in rows)


def _within(guild_id: GuildId, period: Period, first_day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        TotalRow.guild_id == guild_id,
        TotalRow.period == period,
        TotalRow.starts_on == first_day,
    )


def _shown(guild_id: GuildId, period: Period, first_day: date) -> tuple[ColumnElement[bool], ...]:
    return (*_within(guild_id, period, first_day), TotalRow.player_id.not_in(_hidden(guild_id)))


def _hidden(guild_id: GuildId) -> Select[int]:
    return select(PlayerRow.player_id).where(PlayerRow.guild_id == guild_id, PlayerRow.is_hidden)


def _standing(row: Row[*tuple[Any, ...]], rank: int) -> Standing:
    return Standing(
        rank=rank,
        player_id=PlayerId(row.player_id),
        name=row.name,
        points=row.points,
        right=row.right,
        answered=row.answered,
        games=row.games,
    )
