"""The answer ledger, which is only appended to, and the running totals that follow from it.

Laws, each a test:
    * a line is unique by game, round and player; writing it again adds nothing;
    * the totals equal the sum of the ledger: rebuilding them changes nothing.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.game.rules import Award, Game, GuildId, PlayerId
from bot.store import difficulties, tallies
from bot.store.engine import insert_new, lock_out_writers, upsert
from bot.store.models import AnswerRow, GameRow, TopicTotalRow, TotalRow, table
from bot.store.players import remember
from bot.store.tallies import Line

ANSWERS = table(AnswerRow)
TOTALS = table(TotalRow)
TOPIC_TOTALS = table(TopicTotalRow)

_SUMS = ("points", "right", "answered", "games", "milliseconds")
_LINES = (
    AnswerRow.player_id,
    AnswerRow.topic,
    AnswerRow.points,
    AnswerRow.is_right,
    AnswerRow.milliseconds,
    AnswerRow.streak,
    AnswerRow.answered_at,
)


class Ledger:
    """Appends what players earned, and keeps the totals in step."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def append(self, game: Game, awards: Sequence[Award], *, at: datetime) -> None:
        """Write the answers of revealed rounds, and add those not written before to the totals.

        ``game`` is the game after the reveal: its scoreboard tells the streaks.
        """
        rows = [_row(game, award, at) for award in awards]
        written = await insert_new(self._session, ANSWERS, rows, ANSWERS.c.round, *_columns())
        if not written:
            return
        lines = [_line(row) for row in written]
        await difficulties.learn(self._session, game, ((row.round, row.is_right) for row in written))
        names = {award.given.player_id: award.given.name for award in awards}
        await remember(
            self._session, game.guild_id, ((line.player_id, names[line.player_id]) for line in lines), at=at
        )
        await self._add(game.guild_id, tallies.by_period(lines))
        await self._add_topics(game.guild_id, tallies.by_topic(lines))

    async def finish(self, game: Game, *, at: datetime) -> None:
        """Count an ended game for each who answered in it; doing so again changes nothing."""
        ended = await self._session.scalar(
            update(GameRow)
            .where(GameRow.guild_id == game.guild_id, GameRow.id == game.id, GameRow.ended_at.is_(None))
            .values(ended_at=at)
            .returning(GameRow.id)
        )
        if ended is None:
            return
        players = await self._session.scalars(
            select(AnswerRow.player_id)
            .where(AnswerRow.guild_id == game.guild_id, AnswerRow.game_id == game.id)
            .distinct()
        )
        played = [(PlayerId(player_id), at) for player_id in players]
        await self._add(game.guild_id, tallies.by_period((), played=played))

    async def rebuild(self, guild_id: GuildId) -> None:
        """Make a server's totals anew from its ledger."""
        await lock_out_writers(self._session, TOTALS, TOPIC_TOTALS)
        rows = await self._session.execute(select(*_LINES).where(AnswerRow.guild_id == guild_id))
        lines = [_line(row) for row in rows]
        games = await self._session.execute(
            select(AnswerRow.player_id, GameRow.ended_at)
            .join(GameRow, (GameRow.guild_id == AnswerRow.guild_id) & (GameRow.id == AnswerRow.game_id))
            .where(AnswerRow.guild_id == guild_id, GameRow.ended_at.is_not(None))
            .distinct()
            .add_columns(GameRow.id)
        )
        played = [(PlayerId(row.player_id), row.ended_at) for row in games if row.ended_at]
        await self._session.execute(delete(TotalRow).where(TotalRow.guild_id == guild_id))
        await self._session.execute(delete(TopicTotalRow).where(TopicTotalRow.guild_id == guild_id))
        await self._add(guild_id, tallies.by_period(lines, played=played))
        await self._add_topics(guild_id, tallies.by_topic(lines))

    async def _add(self, guild_id: GuildId, totals: tallies.Totals) -> None:
        rows = [
            {
                "guild_id": guild_id,
                "period": period,
                "starts_on": starts_on,
                "player_id": player_id,
                "points": tally.points,
                "right": tally.right,
                "answered": tally.answered,
                "games": tally.games,
                "milliseconds": tally.milliseconds,
                "best_streak": tally.best_streak,
            }
            for (period, starts_on, player_id), tally in sorted(totals.items(), key=lambda item: item[0])
        ]
        await upsert(self._session, TOTALS, rows, add=_SUMS, raise_to=["best_streak"])

    async def _add_topics(self, guild_id: GuildId, topics: tallies.TopicTotals) -> None:
        rows = [
            {
                "guild_id": guild_id,
                "player_id": player_id,
                "topic": topic,
                "right": right,
                "answered": answered,
            }
            for (player_id, topic), (right, answered) in sorted(topics.items())
        ]
        await upsert(self._session, TOPIC_TOTALS, rows, add=["right", "answered"])


def _columns() -> list[Any]:
    return [ANSWERS.c[column.key] for column in _LINES]


def _row(game: Game, award: Award, at: datetime) -> dict[str, object]:
    given = award.given
    question = game.deck[award.round - 1].question
    streaks = {score.player_id: score.streak for score in game.scores}
    return {
        "guild_id": game.guild_id,
        "game_id": game.id,
        "round": award.round,
        "player_id": given.player_id,
        "question_id": award.question_id,
        "topic": question.topic,
        "answer": given.text if given.choice is None else question.options[given.choice],
        "is_right": given.right,
        "points": award.points,
        "milliseconds": round(given.seconds * 1000),
        "streak": streaks.get(given.player_id, 0) if given.right else 0,
        "answered_at": at,
    }


def _line(row: Row[*tuple[Any, ...]]) -> Line:
    return Line(
        player_id=PlayerId(row.player_id),
        topic=row.topic,
        points=row.points,
        is_right=row.is_right,
        milliseconds=row.milliseconds,
        streak=row.streak,
        at=row.answered_at,
    )
