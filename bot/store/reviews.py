"""The questions that wait for a moderator: read in order, accepted, dropped, and taken up again.

Invariants:
    * a server reads and changes questions of its own articles only, and of none that is removed;
    * the first decision counts: who decides the same again, or otherwise, changes nothing;
    * a decision is taken back by who names it, so that nobody takes back another one.
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.game.rules import GuildId, QuestionId
from bot.store.models import CAN_BE_ASKED, WAITS, ArticleRow, QuestionRow
from bot.store.values import ArticleId, ArticleState, Review
from questions.records import Question

_IN_STATE: Mapping[Review, ColumnElement[bool]] = {
    Review.WAITING: WAITS,
    Review.ACCEPTED: CAN_BE_ASKED,
    Review.DROPPED: QuestionRow.is_waiting & QuestionRow.is_retired,
}
_FLAGS: Mapping[Review, Mapping[str, bool]] = {
    Review.WAITING: {"is_waiting": True, "is_retired": False},
    Review.ACCEPTED: {"is_waiting": False, "is_retired": False},
    Review.DROPPED: {"is_waiting": True, "is_retired": True},
}


class Reviews:
    """Reads and decides what waits."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def waiting(
        self, guild_id: GuildId, *, article_id: ArticleId | None = None, limit: int
    ) -> tuple[tuple[QuestionId, Question], ...]:
        """Give what waits in an article, or in all of a server's; that of the oldest article first."""
        oldest_first = (ArticleRow.added_at, ArticleRow.id, QuestionRow.id)
        rows = await self._session.execute(
            _waiting(guild_id, article_id)
            .add_columns(QuestionRow.id, QuestionRow.body)
            .order_by(*oldest_first)
            .limit(limit)
        )
        return tuple((QuestionId(row.id), Question.from_json(row.body)) for row in rows)

    async def count(self, guild_id: GuildId, *, article_id: ArticleId | None = None) -> int:
        """Count what waits in an article, or in all of a server's."""
        return await self._session.scalar(_waiting(guild_id, article_id).add_columns(func.count())) or 0

    async def accept(self, guild_id: GuildId, question_id: QuestionId) -> Review | None:
        """Make a question that waits askable; give where it stands then, None where it is gone."""
        return await self._turn(guild_id, question_id, Review.WAITING, Review.ACCEPTED)

    async def drop(self, guild_id: GuildId, question_id: QuestionId) -> Review | None:
        """Retire a question that waits; give where it stands then, None where it is gone."""
        return await self._turn(guild_id, question_id, Review.WAITING, Review.DROPPED)

    async def reopen(self, guild_id: GuildId, question_id: QuestionId, decision: Review) -> Review | None:
        """Take a decision back: the question waits again. Give where it stands, None where it is gone."""
        return await self._turn(guild_id, question_id, decision, Review.WAITING)

    async def _turn(
        self, guild_id: GuildId, question_id: QuestionId, old: Review, new: Review
    ) -> Review | None:
        here = select(ArticleRow.id).where(
            ArticleRow.guild_id == guild_id, ArticleRow.state != ArticleState.REMOVED
        )
        mine = (
            QuestionRow.guild_id == guild_id,
            QuestionRow.id == question_id,
            QuestionRow.article_id.in_(here),
        )
        await self._session.execute(update(QuestionRow).where(*mine, _IN_STATE[old]).values(_FLAGS[new]))
        found = await self._session.execute(
            select(QuestionRow.is_waiting, QuestionRow.is_retired).where(*mine)
        )
        row = found.one_or_none()
        flags = {"is_waiting": row.is_waiting, "is_retired": row.is_retired} if row else {}
        return next((review for review, these in _FLAGS.items() if these == flags), None)


def _waiting(guild_id: GuildId, article_id: ArticleId | None) -> Select[()]:
    """Select nothing yet of what waits in a server's own articles that are not removed."""
    found = (
        select()
        .select_from(QuestionRow)
        .join(ArticleRow, ArticleRow.id == QuestionRow.article_id)
        .where(QuestionRow.guild_id == guild_id, WAITS, ArticleRow.state != ArticleState.REMOVED)
    )
    return found if article_id is None else found.where(QuestionRow.article_id == article_id)
