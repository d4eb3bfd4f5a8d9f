"""What messages have in common: the head of a question, the proof of an answer, a question told whole."""

import re
from typing import Any
from urllib.parse import quote as percent_encoded

from discord import ButtonStyle, ui

from bot.game.rules import Game
from bot.ui import text
from bot.ui.foreign import quoted, safe
from bot.ui.text import playing
from questions.records import Question, Source

Frame = ui.Container[Any]
"""Any: discord.py's dynamic items claim to belong to a plain view, wherever they are."""
Row = ui.ActionRow[Any]

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXY"
PROMPT_LIMIT = 700
TOPIC_LIMIT = 80
TITLE_LIMIT = 160
SITE_LIMIT = 80
QUOTE_LIMIT = 800
LINK_LIMIT = 512
_SAMPLE_PROMPT, _SAMPLE_ANSWER, _SAMPLE_OPTION, _SAMPLE_QUOTE = 220, 80, 40, 230

_LINK = re.compile(r"https?://[a-z\d-]+(?:\.[a-z\d-]+)+(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_LINK_SIGNS = "%/:?#[]@!$&'()*+,;=~-._"


def origin(game: Game) -> str:
    """Give the small lines of where we are and what the question draws on."""
    question = game.question
    progress = playing.progress(game.number, len(game.deck), safe(question.topic, TOPIC_LIMIT))
    return f"-# {progress}\n-# {playing.origin(named(question.article))}"


def named(source: Source) -> str:
    """Name an article in one line."""
    return text.article_line(safe(source.title, TITLE_LIMIT), safe(source.site, SITE_LIMIT), source.published)


def proof(question: Question, *, limit: int = QUOTE_LIMIT) -> str:
    """Quote the sentence that proves the answer and name its article."""
    return f"{quotation(question, limit=limit)}\n-# {named(question.article)}"


def quotation(question: Question, *, limit: int) -> str:
    """Quote the sentence that proves the answer, the answer in bold; put a false statement right.

    Both together take hardly more than one and a half times ``limit``.
    """
    evidence = question.evidence
    quote = f"> {quoted(evidence.before, evidence.answer, evidence.after, limit=limit)}"
    # The evidence of a false statement is as a rule the true one, word for word: then it is said once.
    if not question.correction or question.correction == question.evidence.quote:
        return quote
    return f"{playing.correction(safe(question.correction, limit // 2))}\n{quote}"


def sample(question: Question) -> str:
    """Tell a question whole to a moderator: prompt, answer, wrong options, proof."""
    answer = playing.right_answer(f"**{safe(question.answer, _SAMPLE_ANSWER)}**")
    wrong = [safe(option, _SAMPLE_OPTION) for option in question.options if option != question.answer]
    lines = [safe(question.prompt, _SAMPLE_PROMPT), answer]
    if wrong:
        lines.append(playing.wrong_options(wrong))
    return "\n".join([*lines, quotation(question, limit=_SAMPLE_QUOTE)])


def link(source: Source) -> Row | None:
    """Give the button that leads to the article, if its address is one that Discord takes."""
    if not _LINK.fullmatch(source.url):
        return None
    url = percent_encoded(source.url, safe=_LINK_SIGNS)
    if len(url) > LINK_LIMIT:
        return None
    return Row(ui.Button(style=ButtonStyle.link, label=playing.READ_ARTICLE, url=url))
