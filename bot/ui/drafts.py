"""A new article before anybody plays it: what would be asked, and the buttons that decide."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Self

import discord
from discord import Colour, ui

from bot.errors import UserError
from bot.store.values import ArticleId
from bot.ui.access import moderated_guild
from bot.ui.controls import Control
from bot.ui.foreign import safe
from bot.ui.parts import SITE_LIMIT, TITLE_LIMIT, Frame, Row, sample
from bot.ui.reply import note, turn_to
from bot.ui.reviewing import PublishButton, ReviewButton
from bot.ui.services import Written, services_of
from bot.ui.text import article_line, articles
from questions.records import Article, Question

SAMPLES = 4
REASONS_SHOWN = 3
_NOTICE_LIMIT = 220
_REASON_LIMIT = 40


class DiscardButton(Control, template=r"discard:(\d{1,19})"):
    """Deletes a draft."""

    def __init__(self, article_id: ArticleId, label: str = "") -> None:
        super().__init__(f"discard:{article_id}", label)
        self.article_id = article_id

    @classmethod
    def _parsed(cls, match: re.Match[str]) -> Self:
        return cls(ArticleId(int(match[1])))

    async def _pressed(self, interaction: discord.Interaction) -> None:
        guild_id, services = moderated_guild(interaction), services_of(interaction)
        async with services.store.transaction() as tx:
            draft = await tx.articles.discard(guild_id, self.article_id, at=services.clock())
        if draft is None:
            raise UserError(articles.ARTICLE_GONE)
        await turn_to(interaction, note(articles.DISCARDED))


def preview(article_id: ArticleId, article: Article, written: Written) -> ui.LayoutView:
    """Give the message that shows a moderator what would be asked."""
    title = article_line(safe(article.title, TITLE_LIMIT), safe(article.site, SITE_LIMIT), article.published)
    frame = Frame(accent_colour=Colour.blurple())
    frame.add_item(ui.TextDisplay("\n".join([f"### {title}", *_summary(written)])))
    if written.questions:
        frame.add_item(ui.TextDisplay(articles.SAMPLE))
    for question in _samples(written.questions):
        frame.add_item(ui.Separator())
        frame.add_item(ui.TextDisplay(sample(question)))
    frame.add_item(Row(*_buttons(article_id, written)))
    view = ui.LayoutView(timeout=None)
    view.add_item(frame)
    return view


def _buttons(article_id: ArticleId, written: Written) -> Iterator[Control]:
    """Offer to publish what can be asked; where all of it waits, to review it first."""
    if written.questions:
        yield PublishButton(article_id, articles.PUBLISH)
    else:
        yield ReviewButton(article_id, articles.review(len(written.waiting)))
    yield DiscardButton(article_id, articles.DISCARD)


def _summary(written: Written) -> Iterator[str]:
    formats = Counter(question.format for question in written.questions)
    if written.questions:
        yield articles.preview_count(len(written.questions), dict(formats.most_common()))
        if written.waiting:
            yield articles.more_wait(len(written.waiting))
    else:
        yield articles.all_wait(len(written.waiting))
    dropped: Counter[str] = Counter()
    for reason, number in written.report.dropped.items():
        dropped[articles.REASONS.get(reason, reason)] += number
    if dropped:
        reasons = [
            f"{safe(reason, _REASON_LIMIT)} {number:,}"
            for reason, number in dropped.most_common(REASONS_SHOWN)
        ]
        yield f"-# {articles.dropped(dropped.total(), ', '.join(reasons))}"
    if written.report.notice:
        yield safe(written.report.notice, _NOTICE_LIMIT)


def _samples(questions: Iterable[Question]) -> list[Question]:
    """Take one question of each format, then more, the best first as they come."""
    seen: Counter[str] = Counter()
    ranked = []
    for order, question in enumerate(questions):
        ranked.append((seen[question.format], order, question))
        seen[question.format] += 1
    return [question for _, _, question in sorted(ranked, key=lambda one: one[:2])[:SAMPLES]]
