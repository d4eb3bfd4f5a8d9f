"""How a moderator decides what is asked: publishing a draft, and the questions that wait, one after another.

A review is one private message, edited in place. All it knows is in the ids of its buttons: through which
article it goes, how many this moderator has accepted and dropped in it, and what was decided last. The rest
is read from the store at every press, so that several moderators can go through the same questions:

* the first decision on a question counts; who decides the same later, or presses twice, has decided it too;
* who decides otherwise later is told how it stands, and it is none of theirs;
* a question that has gone meanwhile is passed over, with a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

import discord
from discord import Colour, ui

from bot.errors import UserError
from bot.game.rules import GuildId, QuestionId
from bot.store.store import Transaction
from bot.store.values import ArticleId, ArticleState, ArticleSummary, Review
from bot.ui.access import moderated_guild
from bot.ui.controls import LABEL_LIMIT, Control
from bot.ui.foreign import plain, safe
from bot.ui.parts import TITLE_LIMIT, Frame, Row, named, sample
from bot.ui.reply import note, turn_to
from bot.ui.services import services_of
from bot.ui.text import articles, playing
from questions.records import Question

DRAFTS_OFFERED = 3
_TOPIC_LIMIT = 100
_STYLES = {
    Review.ACCEPTED: (articles.ACCEPT, discord.ButtonStyle.success),
    Review.DROPPED: (articles.DROP, discord.ButtonStyle.danger),
}
_PROGRESS = r"(\d{1,19}):(\d{1,9}):(\d{1,9})"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a moderator is: in which article (None: in all of the server), and what they decided so far."""

    article_id: ArticleId | None = None
    accepted: int = 0
    dropped: int = 0

    def __str__(self) -> str:
        return f"{self.article_id or 0}:{self.accepted}:{self.dropped}"

    @classmethod
    def parsed(cls, article_id: str, accepted: str, dropped: str) -> Self:
        """Read what ``str`` gave."""
        return cls(ArticleId(int(article_id)) or None, int(accepted), int(dropped))

    def counting(self, decision: Review, number: int = 1) -> Self:
        """Add to the decisions of one kind; a negative number takes them away, never below none."""
        if decision is Review.ACCEPTED:
            return replace(self, accepted=max(0, self.accepted + number))
        return replace(self, dropped=max(0, self.dropped + number))


class PublishButton(Control, template=r"publish:(\d{1,19})"):
    """Lets a draft be played."""

    def __init__(self, article_id: ArticleId, label: str = "") -> None:
        super().__init__(f"publish:{article_id}", label, style=discord.ButtonStyle.success)
        self.article_id = article_id

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        return cls(ArticleId(int(match[1])))

    async def _pressed(self, interaction: discord.Interaction) -> None:
        guild_id, services = moderated_guild(interaction), services_of(interaction)
        async with services.store.transaction() as tx:
            article = await tx.articles.publish(guild_id, self.article_id, at=services.clock())
        if article is None:
            raise UserError(articles.ARTICLE_GONE)
        await turn_to(interaction, published(article))


class ReviewButton(Control, template=r"review:(\d{1,19})"):
    """Opens the review of an article."""

    def __init__(self, article_id: ArticleId, label: str = "") -> None:
        super().__init__(f"review:{article_id}", label, style=discord.ButtonStyle.primary)
        self.article_id = article_id

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        return cls(ArticleId(int(match[1])))

    async def _pressed(self, interaction: discord.Interaction) -> None:
        guild_id = moderated_guild(interaction)
        async with services_of(interaction).store.reading() as tx:
            article = await tx.articles.get(guild_id, self.article_id)
        if article is None or article.guild_id != guild_id or article.state is ArticleState.REMOVED:
            raise UserError(articles.ARTICLE_GONE)
        await turn_to(interaction, await opened(interaction, Progress(self.article_id)))


class DecisionButton(Control, template=rf"review:(accepted|dropped):(\d{{1,19}}):{_PROGRESS}"):
    """Accepts or drops the question that is shown, and shows the next."""

    def __init__(self, decision: Review, question_id: QuestionId, progress: Progress) -> None:
        label, style = _STYLES[decision]
        super().__init__(f"review:{decision}:{question_id}:{progress}", label, style=style)
        self.decision, self.question_id, self.progress = decision, question_id, progress

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        progress = Progress.parsed(match[3], match[4], match[5])
        return cls(Review(match[1]), QuestionId(int(match[2])), progress)

    async def _pressed(self, interaction: discord.Interaction) -> None:
        guild_id, services = moderated_guild(interaction), services_of(interaction)
        async with services.store.transaction() as tx:
            decide = tx.reviews.accept if self.decision is Review.ACCEPTED else tx.reviews.drop
            stands = await decide(guild_id, self.question_id)
            if stands is self.decision:
                progress = self.progress.counting(self.decision)
                undo = UndoButton(self.decision, self.question_id, progress)
                view = await _next(tx, guild_id, progress, undo=undo)
            else:
                view = await _next(tx, guild_id, self.progress, missed=_missed(stands))
        await turn_to(interaction, view)


class UndoButton(Control, template=rf"review:undo:(accepted|dropped):(\d{{1,19}}):{_PROGRESS}"):
    """Takes the last decision back and shows its question again; ``progress`` counts that decision."""

    def __init__(self, decision: Review, question_id: QuestionId, progress: Progress) -> None:
        super().__init__(f"review:undo:{decision}:{question_id}:{progress}", articles.UNDO)
        self.decision, self.question_id, self.progress = decision, question_id, progress

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        progress = Progress.parsed(match[3], match[4], match[5])
        return cls(Review(match[1]), QuestionId(int(match[2])), progress)

    async def _pressed(self, interaction: discord.Interaction) -> None:
        guild_id, services = moderated_guild(interaction), services_of(interaction)
        async with services.store.transaction() as tx:
            stands = await tx.reviews.reopen(guild_id, self.question_id, self.decision)
            if stands is Review.WAITING:
                view = await _next(tx, guild_id, self.progress.counting(self.decision, -1))
            else:
                view = await _next(tx, guild_id, self.progress, missed=_missed(stands))
        await turn_to(interaction, view)


async def opened(interaction: discord.Interaction, progress: Progress) -> ui.LayoutView:
    """Give the message of the first question that waits, or the sentence that none does."""
    guild_id = moderated_guild(interaction)
    async with services_of(interaction).store.reading() as tx:
        if not await tx.reviews.count(guild_id, article_id=progress.article_id):
            return note(articles.NOTHING_WAITS)
        return await _next(tx, guild_id, progress)


def published(article: ArticleSummary) -> ui.LayoutView:
    """Confirm that an article can be played, and offer to review what waits in it."""
    lines = [articles.published(safe(article.title, TITLE_LIMIT), article.questions)]
    if article.questions:
        # In code nothing can be escaped, so what would end the code is left out.
        lines.append(articles.play_it(plain(article.title, _TOPIC_LIMIT).replace("`", "'")))
    if not article.waiting:
        return note(*lines)
    wait = articles.more_wait if article.questions else articles.all_wait
    view = note(*lines, wait(article.waiting))
    view.add_item(Row(ReviewButton(article.id, articles.review(article.waiting))))
    return view


def card(
    question_id: QuestionId,
    question: Question,
    progress: Progress,
    *,
    left: int,
    undo: UndoButton | None = None,
    missed: str = "",
) -> ui.LayoutView:
    """Give the message of one question under review; ``left`` counts it and those behind it."""
    done = progress.accepted + progress.dropped
    head = [
        f"### {articles.reviewing(done + 1, done + left)}",
        f"-# {playing.origin(named(question.article))}",
    ]
    frame = Frame(accent_colour=Colour.blurple())
    frame.add_item(ui.TextDisplay("\n".join(filter(None, [missed, *head]))))
    frame.add_item(ui.Separator())
    frame.add_item(ui.TextDisplay(sample(question)))
    decisions = [DecisionButton(decision, question_id, progress) for decision in _STYLES]
    frame.add_item(Row(*decisions, *([undo] if undo else [])))
    view = ui.LayoutView(timeout=None)
    view.add_item(frame)
    return view


def closing(
    progress: Progress,
    drafts: Sequence[ArticleSummary],
    *,
    undo: UndoButton | None = None,
    missed: str = "",
) -> ui.LayoutView:
    """Give the message after the last question: what was decided, and which drafts can be published."""
    lines = [articles.reviewed(progress.accepted, progress.dropped)]
    lines += [articles.still_draft(safe(one.title, TITLE_LIMIT), one.questions) for one in drafts]
    view = note(*filter(None, [missed, *lines]))
    buttons = [*_offers(drafts), *([undo] if undo else [])]
    if buttons:
        view.add_item(Row(*buttons))
    return view


def _offers(drafts: Sequence[ArticleSummary]) -> Iterator[PublishButton]:
    for one in drafts:
        title = plain(one.title, LABEL_LIMIT - len(articles.publish_draft("")))
        yield PublishButton(one.id, articles.publish_draft(title))


async def _next(
    tx: Transaction,
    guild_id: GuildId,
    progress: Progress,
    *,
    undo: UndoButton | None = None,
    missed: str = "",
) -> ui.LayoutView:
    """Read what waits next and make its message, or the closing one."""
    article_id = progress.article_id
    waiting = await tx.reviews.waiting(guild_id, article_id=article_id, limit=1)
    for question_id, question in waiting:
        left = await tx.reviews.count(guild_id, article_id=article_id)
        return card(question_id, question, progress, left=left, undo=undo, missed=missed)
    drafts = await tx.articles.drafts(guild_id, article_id=article_id, limit=DRAFTS_OFFERED)
    return closing(progress, drafts, undo=undo, missed=missed)


def _missed(stands: Review | None) -> str:
    """Say why a press decided nothing."""
    return articles.QUESTION_GONE if stands is None else articles.stands(stands)
