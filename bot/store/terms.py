"""The names by which players find questions: titles, topics and tags of articles, compared without case."""

from sqlalchemy import ColumnElement, Select, case, delete, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.game.rules import SHARED_LIBRARY, GuildId
from bot.store.columns import storable
from bot.store.engine import insert_new
from bot.store.models import CAN_BE_ASKED, ArticleRow, QuestionRow, TermRow, table
from bot.store.values import ArticleId, ArticleState
from questions.records import Article

TERMS = table(TermRow)
TERM_LENGTH = 100
"""As long as a choice that a player picks from a list may be, so that what is picked is found again."""


def visible_to(guild_id: GuildId) -> tuple[GuildId, ...]:
    """Give whose articles a server plays: its own, and those of the shared library."""
    return tuple({guild_id: None, SHARED_LIBRARY: None})


def named(guild_id: GuildId, text: str) -> Select[int]:
    """Select the ids of a server's own articles that have ``text`` in a name."""
    return select(TermRow.article_id).where(
        TermRow.guild_id == guild_id, TermRow.folded.contains(_folded(text), autoescape=True)
    )


async def articles_on(session: AsyncSession, guild_id: GuildId, topic: str) -> Select[int]:
    """Select the ids of articles on a topic: those so named or else those with a word that so begins."""
    wanted = _folded(topic)
    exactly = _playable(guild_id).where(TermRow.folded == wanted)
    if await session.scalar(select(exists(exactly))):
        return exactly
    return _playable(guild_id).where(_begins(wanted))


async def choices(session: AsyncSession, guild_id: GuildId, text: str, *, limit: int) -> tuple[str, ...]:
    """List names with questions that contain ``text``: those that begin with it and the commonest.

    In the order of their letters, those that begin with ``text`` first.
    """
    wanted = _folded(text)
    begins = case((TermRow.folded.startswith(wanted, autoescape=True), 0), else_=1)
    articles = _playable(guild_id).where(TermRow.folded.contains(wanted, autoescape=True))
    found = await session.scalars(
        articles.with_only_columns(func.min(TermRow.term))
        .group_by(TermRow.folded)
        .order_by(func.min(begins), func.count().desc(), TermRow.folded)
        .limit(limit)
    )
    return tuple(sorted(found, key=lambda name: (not _folded(name).startswith(wanted), _folded(name))))


async def store_terms(
    session: AsyncSession, guild_id: GuildId, article_id: ArticleId, article: Article
) -> None:
    """Make an article findable by its names, and by no others."""
    mine = (TermRow.guild_id == guild_id, TermRow.article_id == article_id)
    await session.execute(delete(TermRow).where(*mine))
    names = {_folded(name): _clipped(name) for name in (*article.tags, article.topic, article.title)}
    rows = [
        {"guild_id": guild_id, "article_id": article_id, "folded": folded, "term": name}
        for folded, name in names.items()
        if folded
    ]
    await insert_new(session, TERMS, rows, TERMS.c.folded)


def _playable(guild_id: GuildId) -> Select[int]:
    can_be_asked = exists().where(
        QuestionRow.guild_id == TermRow.guild_id,
        QuestionRow.article_id == TermRow.article_id,
        CAN_BE_ASKED,
    )
    return (
        select(TermRow.article_id)
        .join(ArticleRow, ArticleRow.id == TermRow.article_id)
        .where(
            TermRow.guild_id.in_(visible_to(guild_id)),
            ArticleRow.state == ArticleState.PUBLISHED,
            can_be_asked,
        )
    )


def _begins(text: str) -> ColumnElement[bool]:
    return or_(
        TermRow.folded.startswith(text, autoescape=True),
        TermRow.folded.contains(f" {text}", autoescape=True),
    )


def _folded(text: str) -> str:
    return _clipped(text).casefold()


def _clipped(text: str) -> str:
    return storable(" ".join(text.split()), TERM_LENGTH).strip()
