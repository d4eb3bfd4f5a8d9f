"""The questions in stock: which could be asked in a server next, and the questions themselves."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.game.draw import EASY_BELOW, HARD_FROM, Candidate
from bot.game.rules import SHARED_LIBRARY, Difficulty, Drawn, GuildId, QuestionId
from bot.store import terms
from bot.store.difficulties import relearn
from bot.store.engine import upsert
from bot.store.models import CAN_BE_ASKED, ArticleRow, AskedRow, QuestionRow, table
from bot.store.values import ArticleId, ArticleState
from questions.records import Format, Kind, Question

QUESTIONS = table(QuestionRow)

_LEVELS: dict[Difficulty, ColumnElement[bool]] = {
    Difficulty.ANY: true(),
    Difficulty.EASY: QuestionRow.difficulty < EASY_BELOW,
    Difficulty.MEDIUM: (QuestionRow.difficulty >= EASY_BELOW) & (QuestionRow.difficulty < HARD_FROM),
    Difficulty.HARD: QuestionRow.difficulty >= HARD_FROM,
}
_UNTIL = QuestionRow.body["asked_until"].as_string()
_IS_ASKED_FACT = AskedRow.fact == QuestionRow.fact


class Questions:
    """Reads questions of published articles."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, article_id: ArticleId) -> tuple[tuple[QuestionId, Question], ...]:
        """Give the questions of an article in whatever state, best first, without those that wait."""
        rows = await self._session.execute(
            select(QuestionRow.id, QuestionRow.body)
            .where(QuestionRow.article_id == article_id, CAN_BE_ASKED)
            .order_by(QuestionRow.score.desc(), QuestionRow.id)
        )
        return tuple((QuestionId(row.id), Question.from_json(row.body)) for row in rows)

    async def load(self, ids: Sequence[QuestionId]) -> tuple[Drawn, ...]:
        """Give questions in the order asked for; ids that do not exist are left out."""
        rows = await self._session.execute(
            select(QuestionRow.id, QuestionRow.body).where(QuestionRow.id.in_(ids))
        )
        found = {row.id: Question.from_json(row.body) for row in rows}
        return tuple(Drawn(one, found[one]) for one in ids if one in found)

    async def candidates(
        self,
        guild_id: GuildId,
        *,
        topic: str = "",
        difficulty: Difficulty = Difficulty.ANY,
        today: date | None = None,
        limit: int = 400,
    ) -> tuple[Candidate, ...]:
        """Give what could be asked, own and shared: never asked (own first), then asked longest ago.

        With ``today`` those are left out whose shelf life is over.

        Among those with equal claim the order is one of chance, but always the same, so that a limited
        choice is spread over all articles however they were added.
        """
        wanted = [_LEVELS[difficulty]]
        if today is not None:
            wanted.append(or_(_UNTIL.is_(None), today.isoformat() <= _UNTIL))
        if topic:
            wanted.append(QuestionRow.article_id.in_(await terms.articles_on(self._session, guild_id, topic)))
        found: list[Candidate] = []
        for owner in terms.visible_to(guild_id):
            fresh = _fresh(guild_id, owner).where(*wanted).limit(limit - len(found))
            found += await self._read(fresh, guild_id)
        stale = _stale(guild_id).where(*wanted).limit(limit - len(found))
        return (*found, *await self._read(stale, guild_id))

    async def _read(self, choice: Select[int], guild_id: GuildId) -> list[Candidate]:
        rows = await self._session.execute(
            choice.add_columns(
                QuestionRow.guild_id,
                QuestionRow.article_id,
                QuestionRow.fact,
                QuestionRow.format,
                QuestionRow.kind,
                QuestionRow.score,
                QuestionRow.difficulty,
                AskedRow.asked_at,
            )
        )
        return [
            Candidate(
                question_id=QuestionId(row.id),
                article_id=row.article_id,
                fact=row.fact,
                format=Format(row.format),
                kind=Kind(row.kind),
                is_own=row.guild_id == guild_id,
                asked_at=row.asked_at,
                score=row.score,
                difficulty=row.difficulty,
            )
            for row in rows
        ]


async def replace_questions(
    session: AsyncSession,
    guild_id: GuildId,
    article_id: ArticleId,
    questions: Sequence[Question],
    *,
    waiting: Sequence[Question] = (),
) -> None:
    """Give an article these questions and no others; those it had keep their ids, or are retired.

    Of one that is among both, the question that waits is left out.
    """
    await session.execute(
        update(QuestionRow)
        .where(QuestionRow.guild_id == guild_id, QuestionRow.article_id == article_id)
        .values(is_retired=True, is_waiting=False)
    )
    new = [*((question, False) for question in questions), *((question, True) for question in waiting)]
    rows = {
        question.id: _row(guild_id, article_id, question, is_waiting=is_waiting)
        for question, is_waiting in reversed(new)
    }
    key = ("guild_id", "article_id", "key")
    kept = {"id", "answered", "right", *key}
    replaced = [name for name in QUESTIONS.c.keys() if name not in kept]  # noqa: SIM118 - a collection of columns
    await upsert(session, QUESTIONS, list(reversed(rows.values())), replace=replaced, key=key)
    await relearn(session, guild_id, article_id)


def _row(guild_id: GuildId, article_id: ArticleId, question: Question, *, is_waiting: bool) -> dict[str, Any]:
    return {
        "guild_id": guild_id,
        "article_id": article_id,
        "key": question.id,
        "fact": question.fact,
        "shuffle": hashlib.sha256(question.id.encode("utf-8", "replace")).hexdigest()[:16],
        "format": question.format,
        "kind": question.kind,
        "difficulty": question.difficulty,
        "score": question.score,
        "is_retired": False,
        "body": question.to_json(),
        "is_waiting": is_waiting,
    }


def _askable() -> Select[int]:
    return (
        select(QuestionRow.id)
        .join(ArticleRow, ArticleRow.id == QuestionRow.article_id)
        .where(CAN_BE_ASKED, ArticleRow.state == ArticleState.PUBLISHED)
    )


def _fresh(guild_id: GuildId, owner: GuildId) -> Select[int]:
    """Select an owner's questions whose fact this server has never been asked."""
    return (
        _askable()
        .outerjoin(AskedRow, and_(AskedRow.guild_id == guild_id, _IS_ASKED_FACT))
        .where(QuestionRow.guild_id == owner, AskedRow.fact.is_(None))
        .order_by(QuestionRow.shuffle, QuestionRow.id)
    )


def _stale(guild_id: GuildId) -> Select[int]:
    """Select questions whose fact this server has been asked, longest ago first."""
    return (
        _askable()
        .join(AskedRow, _IS_ASKED_FACT)
        .where(AskedRow.guild_id == guild_id, QuestionRow.guild_id.in_((guild_id, SHARED_LIBRARY)))
        .order_by(AskedRow.asked_at, QuestionRow.shuffle, QuestionRow.id)
    )
