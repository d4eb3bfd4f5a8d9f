"""The commands that read articles and write questions: ``read``, ``generate`` and ``add``."""

import asyncio
import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import clock
from bot.cli.printing import following, headline, print_lines, print_sheet, status, write_file
from bot.errors import UserError
from bot.game.rules import SHARED_LIBRARY, GuildId
from bot.settings import Settings, load
from bot.store import Store
from bot.store.migrate import upgrade as upgrade_database
from bot.store.values import ArticleState
from questions.reading import Reading, read_sources
from questions.records import Article

if TYPE_CHECKING:
    from questions.pipeline import Generation

MOST_ID = 2**63 - 1

Source = Annotated[str, typer.Argument(help="A path, a URL (also of a feed), or - for standard input.")]
Sources = Annotated[list[str], typer.Argument(help="Paths, URLs (also of feeds), or - for standard input.")]


class TextFormat(StrEnum):
    """How ``read`` prints."""

    TEXT = "text"
    JSON = "json"


class QuestionFormat(StrEnum):
    """How ``generate`` prints."""

    TEXT = "text"
    JSONL = "jsonl"


def read(
    source: Source,
    style: Annotated[TextFormat, typer.Option("--format", help="The bare text, or all that was found.")] = (
        TextFormat.TEXT
    ),
) -> None:
    """Print an article as it is read: the text that every question's evidence points into.

    Of a feed, --format json prints every article, one object a line; otherwise the first is printed.
    """
    reading = _read(source)
    if style is TextFormat.JSON:
        for article in reading.articles:
            typer.echo(
                json.dumps(article.to_json(), ensure_ascii=False, indent=None if reading.is_feed else 2)
            )
        return
    if reading.is_feed:
        status.print(f"A feed: the first of {len(reading.articles)} articles; --format json prints all.")
    status.print(headline(reading.articles[0]), markup=False)
    typer.echo(reading.articles[0].text)


def generate_questions(
    sources: Sources,
    *,
    style: Annotated[
        QuestionFormat, typer.Option("--format", help="For reading, or one JSON object a line.")
    ] = (QuestionFormat.TEXT),
    waiting: Annotated[
        bool, typer.Option("--waiting", help="Also print, for reading, what waits for a moderator's review.")
    ] = False,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Also print what was dropped, and why.")
    ] = False,
    seed: Annotated[int, typer.Option(help="The same seed gives the same questions.")] = 0,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many questions an article.")] = None,
    page: Annotated[
        Path | None,
        typer.Option("--html", help="Write one page to look at instead: facts, questions, drops."),
    ] = None,
) -> None:
    """Write questions from articles and print them; nothing is stored."""
    settings = load()
    if page is not None and str(page) in sources:
        raise UserError(f"{page} is what the questions are written from: name another file for the page.")
    laid_out: list[tuple[Article, Generation]] = []
    for article in (article for source in sources for article in _read(source).articles):
        written = _write(article, settings, seed=seed, limit=limit)
        if page is not None:
            laid_out.append((article, written))
        elif style is QuestionFormat.JSONL:
            print_lines(written, rejected=rejected)
            if not written.questions:
                status.print(_no_questions(article, written), markup=False, soft_wrap=True)
        else:
            print_sheet(article, written, waiting=waiting, rejected=rejected)
    if page is not None:
        _lay_out(laid_out, page)


def add(
    sources: Sources,
    guild: Annotated[
        int | None,
        typer.Option(
            min=1, max=MOST_ID, help="The server's id; without it, the library that all servers share."
        ),
    ] = None,
) -> None:
    """Store articles and their questions; an article that is already stored is not stored twice."""
    settings = load()
    upgrade_database(settings.database_url)
    asyncio.run(_add(settings, sources, SHARED_LIBRARY if guild is None else GuildId(guild)))


def _lay_out(made: "list[tuple[Article, Generation]]", file: Path) -> None:
    from questions.page import Chapter, render  # noqa: PLC0415 - loads the parser

    write_file(file, render([Chapter(article, written) for article, written in made]))
    count = sum(len(written.questions) for _, written in made)
    status.print(f"{count} questions laid out: {file}", markup=False, soft_wrap=True)


async def _add(settings: Settings, sources: list[str], guild: GuildId) -> None:
    store = await Store.open(settings.database_url)
    try:
        for source in following(sources, "Writing questions"):
            await _add_source(store, source, settings, guild=guild)
    finally:
        await store.close()


async def _add_source(store: Store, source: str, settings: Settings, *, guild: GuildId) -> None:
    """Store what a source holds; an article of a feed that gives no questions stops no other.

    Raises:
        UserError: no article of the source gave a question.
    """
    reading = await read_sources(source)
    _tell_skipped(reading)
    barren = []
    for article in reading.articles:
        written = _write(article, settings)
        if not written.questions and not written.waiting:
            barren.append(_no_questions(article, written))
            continue
        line = await keep(store, article, written, guild=guild)
        status.print(line, markup=False, soft_wrap=True)
    if len(barren) == len(reading.articles):
        raise UserError(barren[0])
    for sentence in barren:
        status.print(f"Skipped: {sentence}", markup=False, soft_wrap=True)


def _read(source: str) -> Reading:
    reading = asyncio.run(read_sources(source))
    _tell_skipped(reading)
    return reading


def _tell_skipped(reading: Reading) -> None:
    for entry in reading.skipped:
        status.print(f"Skipped: “{entry.title}”. {entry.reason}", markup=False, soft_wrap=True)


def _no_questions(article: Article, written: "Generation") -> str:
    return f"“{article.title}” gave no questions. {written.report.notice}".strip()


async def keep(store: Store, article: Article, written: "Generation", *, guild: GuildId) -> str:
    """Store an article with what was written from it, unless it is there already; say what is there now."""
    async with store.transaction() as tx:
        stored, is_new = await tx.articles.add(
            guild,
            article,
            written.questions,
            waiting=written.waiting,
            added_by=None,
            at=clock.now(),
            state=ArticleState.PUBLISHED,
        )
    word = "Added" if is_new else "Already stored"
    line = f"{word}: “{article.title}”, {stored.questions} questions"
    if not stored.waiting:
        return line
    # The library that all servers share has no moderators.
    where = "in a server only: --guild" if guild == SHARED_LIBRARY else "/questions review"
    return f"{line}; {stored.waiting} more wait for review ({where})"


def _write(article: Article, settings: Settings, *, seed: int = 0, limit: int | None = None) -> "Generation":
    from questions.pipeline import generate  # noqa: PLC0415 - heavy, and a running bot leaves it to its worker

    return generate(article, seed=seed, limit=limit, model=settings.trivia_model, endpoint=settings.endpoint)
