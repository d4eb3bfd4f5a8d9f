"""The articles of each server and of the shared library: added once, published, removed and brought back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Label, Row, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.game.rules import SHARED_LIBRARY, GuildId, PlayerId
from bot.store import terms
from bot.store.engine import insert_new
from bot.store.guilds import make_known
from bot.store.models import CAN_BE_ASKED, WAITS, ArticleRow, QuestionRow, table
from bot.store.questions import replace_questions
from bot.store.values import ArticleId, ArticleState, ArticleSummary, StoredArticle
from questions.records import Article, Question

ARTICLES = table(ArticleRow)


def _number(of: ColumnElement[bool], name: str) -> Label[int]:
    """Count an article's questions of one sort, as a column with a name."""
    mine = (QuestionRow.guild_id == ArticleRow.guild_id, QuestionRow.article_id == ArticleRow.id)
    return select(func.count()).where(*mine, of).correlate(ArticleRow).scalar_subquery().label(name)


_COUNTS = (_number(CAN_BE_ASKED, "questions"), _number(WAITS, "waiting"))
_SUMMARIES = select(
    ArticleRow.id,
    ArticleRow.guild_id,
    ArticleRow.title,
    ArticleRow.site,
    ArticleRow.topic,
    ArticleRow.published,
    ArticleRow.state,
    ArticleRow.added_at,
    *_COUNTS,
)
_NEWEST_FIRST = (ArticleRow.added_at.desc(), ArticleRow.id.desc())


class Articles:
    """Keeps articles: a server changes its own only, and reads those of the shared library too."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self,
        guild_id: GuildId,
        article: Article,
        questions: Sequence[Question],
        *,
        waiting: Sequence[Question] = (),
        added_by: PlayerId | None,
        at: datetime,
        state: ArticleState,
    ) -> tuple[StoredArticle, bool]:
        """Store an article with its questions, unless this server has the same text published already.

        Those in ``waiting`` are asked when a moderator has accepted them.

        A draft, or an article that had been removed, comes back with the questions and state given here.

        Returns:
            The article as stored, and whether this call stored it: False where it was published before.
        """
        await make_known(self._session, guild_id)
        row = _row(guild_id, article) | {
            "state": state,
            "added_by": added_by,
            "added_at": at,
            "changed_at": at,
        }
        same = (ArticleRow.guild_id == guild_id, ArticleRow.content_hash == article.content_hash)
        is_new = bool(await insert_new(self._session, ARTICLES, [row], ARTICLES.c.id))
        if not is_new:
            comes_back = (
                update(ArticleRow).where(*same, ArticleRow.state != ArticleState.PUBLISHED).values(**row)
            )
            is_new = await self._session.scalar(comes_back.returning(ArticleRow.id)) is not None
        article_id = ArticleId((await self._session.scalars(select(ArticleRow.id).where(*same))).one())
        if is_new:
            await terms.store_terms(self._session, guild_id, article_id, article)
            await replace_questions(self._session, guild_id, article_id, questions, waiting=waiting)
        stored = await self.get(guild_id, article_id)
        if stored is None:
            raise LookupError(f"article {article_id} is not there after it was stored")
        return stored, is_new

    async def ship(self, article: Article, questions: Sequence[Question], *, at: datetime) -> None:
        """Bring a starter article and its newest questions into the shared library.

        One that an operator removed stays removed; of one that is there, unchanged questions keep their ids.
        """
        found = await self._session.execute(
            select(ArticleRow.id, ArticleRow.state).where(
                ArticleRow.guild_id == SHARED_LIBRARY, ArticleRow.content_hash == article.content_hash
            )
        )
        row = found.one_or_none()
        if row is None:
            state = ArticleState.PUBLISHED
            await self.add(SHARED_LIBRARY, article, questions, added_by=None, at=at, state=state)
        elif row.state == ArticleState.PUBLISHED:
            await replace_questions(self._session, SHARED_LIBRARY, ArticleId(row.id), questions)

    async def get(self, guild_id: GuildId, article_id: ArticleId) -> StoredArticle | None:
        """Give an article of this server, or a published one of the shared library."""
        shared = (ArticleRow.guild_id == SHARED_LIBRARY) & (ArticleRow.state == ArticleState.PUBLISHED)
        found = await self._session.execute(
            select(*ARTICLES.c, *_COUNTS).where(
                ArticleRow.id == article_id, or_(ArticleRow.guild_id == guild_id, shared)
            )
        )
        row = found.one_or_none()
        return _stored(row) if row else None

    async def publish(
        self, guild_id: GuildId, article_id: ArticleId, *, at: datetime
    ) -> ArticleSummary | None:
        """Make a draft's questions askable; None unless there is such a draft, or it is published already."""
        return await self._turn(guild_id, article_id, ArticleState.DRAFT, ArticleState.PUBLISHED, at=at)

    async def remove(
        self, guild_id: GuildId, article_id: ArticleId, *, at: datetime
    ) -> ArticleSummary | None:
        """Take a published article out of play; it can be restored."""
        return await self._turn(guild_id, article_id, ArticleState.PUBLISHED, ArticleState.REMOVED, at=at)

    async def restore(
        self, guild_id: GuildId, article_id: ArticleId, *, at: datetime
    ) -> ArticleSummary | None:
        """Put a removed article back into play."""
        return await self._turn(guild_id, article_id, ArticleState.REMOVED, ArticleState.PUBLISHED, at=at)

    async def discard(
        self,
        guild_id: GuildId,
        article_id: ArticleId,
        *,
        at: datetime,  # noqa: ARG002 - the four changes of state are called alike
    ) -> ArticleSummary | None:
        """Delete a draft with its questions; give what it was."""
        draft = await self._summary(guild_id, article_id, ArticleState.DRAFT)
        if draft:
            await self._session.execute(
                delete(ArticleRow).where(ArticleRow.guild_id == guild_id, ArticleRow.id == article_id)
            )
        return draft

    async def purge_drafts(self, before: datetime) -> int:
        """Delete the drafts of all servers that were added before a moment; give how many."""
        gone = await self._session.scalars(
            delete(ArticleRow)
            .where(ArticleRow.state == ArticleState.DRAFT, ArticleRow.added_at < before)
            .returning(ArticleRow.id)
        )
        return len(gone.all())

    async def drafts(
        self, guild_id: GuildId, *, article_id: ArticleId | None = None, limit: int
    ) -> tuple[ArticleSummary, ...]:
        """Give a server's drafts with something to ask, or the one of them that is meant; newest first."""
        found = _SUMMARIES.where(
            ArticleRow.guild_id == guild_id, ArticleRow.state == ArticleState.DRAFT, _COUNTS[0].element > 0
        )
        if article_id is not None:
            found = found.where(ArticleRow.id == article_id)
        rows = await self._session.execute(found.order_by(*_NEWEST_FIRST).limit(limit))
        return tuple(map(_summary, rows))

    async def page(
        self, guild_id: GuildId, *, page: int, size: int
    ) -> tuple[tuple[ArticleSummary, ...], int]:
        """Give a page (from 1) of a server's own published articles, newest first, and how many there are."""
        mine = (ArticleRow.guild_id == guild_id, ArticleRow.state == ArticleState.PUBLISHED)
        count = await self._session.scalar(select(func.count()).select_from(ArticleRow).where(*mine)) or 0
        pages = max(1, -(-count // size))
        offset = (min(max(page, 1), pages) - 1) * size
        rows = await self._session.execute(
            _SUMMARIES.where(*mine).order_by(*_NEWEST_FIRST).limit(size).offset(offset)
        )
        return tuple(map(_summary, rows)), pages

    async def search(self, guild_id: GuildId, text: str, *, limit: int = 25) -> tuple[ArticleSummary, ...]:
        """Find a server's own published articles by part of a title, topic or tag, newest first."""
        found = _SUMMARIES.where(ArticleRow.guild_id == guild_id, ArticleRow.state == ArticleState.PUBLISHED)
        if text.strip():
            found = found.where(ArticleRow.id.in_(terms.named(guild_id, text)))
        rows = await self._session.execute(found.order_by(*_NEWEST_FIRST).limit(limit))
        return tuple(map(_summary, rows))

    async def topics(self, guild_id: GuildId, text: str, *, limit: int = 25) -> tuple[str, ...]:
        """List topics, tags and titles that contain ``text`` and that a game here can be about."""
        return await terms.choices(self._session, guild_id, text, limit=limit)

    async def _turn(
        self,
        guild_id: GuildId,
        article_id: ArticleId,
        old: ArticleState,
        new: ArticleState,
        *,
        at: datetime,
    ) -> ArticleSummary | None:
        """Change a state; where it is the new one already, there is nothing to do, and that is well."""
        await self._session.execute(
            update(ArticleRow)
            .where(ArticleRow.guild_id == guild_id, ArticleRow.id == article_id, ArticleRow.state == old)
            .values(state=new, changed_at=at)
        )
        return await self._summary(guild_id, article_id, new)

    async def _summary(
        self, guild_id: GuildId, article_id: ArticleId, state: ArticleState
    ) -> ArticleSummary | None:
        found = await self._session.execute(
            _SUMMARIES.where(
                ArticleRow.guild_id == guild_id, ArticleRow.id == article_id, ArticleRow.state == state
            )
        )
        row = found.one_or_none()
        return _summary(row) if row else None


def _row(guild_id: GuildId, article: Article) -> dict[str, Any]:
    return {
        "guild_id": guild_id,
        "content_hash": article.content_hash,
        "title": article.title,
        "topic": article.topic,
        "site": article.site,
        "author": article.author,
        "url": article.url,
        "published": article.published,
        "tags": list(article.tags),
        "text": article.text,
    }


def _stored(row: Row[*tuple[Any, ...]]) -> StoredArticle:
    return StoredArticle(
        id=ArticleId(row.id),
        guild_id=GuildId(row.guild_id),
        article=Article(
            title=row.title,
            text=row.text,
            url=row.url,
            site=row.site,
            author=row.author,
            published=row.published,
            topic=row.topic,
            tags=tuple(row.tags),
        ),
        state=ArticleState(row.state),
        added_by=None if row.added_by is None else PlayerId(row.added_by),
        added_at=row.added_at,
        questions=row.questions,
        waiting=row.waiting,
    )


def _summary(row: Row[*tuple[Any, ...]]) -> ArticleSummary:
    return ArticleSummary(
        id=ArticleId(row.id),
        guild_id=GuildId(row.guild_id),
        title=row.title,
        site=row.site,
        topic=row.topic,
        published=row.published,
        state=ArticleState(row.state),
        added_at=row.added_at,
        questions=row.questions,
        waiting=row.waiting,
    )
