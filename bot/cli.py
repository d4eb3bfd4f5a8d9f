"""The ``trivia`` command: reading and writing for whoever tries it out, running and keeping for operators.

Exit codes: 0 done, 1 one clear line on stderr, 2 wrong usage; never a traceback for bad input.
"""

import asyncio
import json
import os
import socket
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import SecretStr
from rich.console import Console
from rich.progress import track

from bot import clock
from bot.client import serve
from bot.errors import UserError
from bot.game.rules import SHARED_LIBRARY, GuildId
from bot.logs import configure as configure_logs
from bot.settings import DEFAULT_PORT, DISCORD_API, Settings, load
from bot.store import Store
from bot.store.backup import backup as copy_database
from bot.store.migrate import upgrade as upgrade_database
from bot.store.values import ArticleState
from questions import library
from questions.reading import read_source
from questions.records import Article, Question, SourceError

if TYPE_CHECKING:
    from questions.pipeline import Generation

app = typer.Typer(
    help="Trivia from the articles you read: write questions, run the bot, keep its database.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db = typer.Typer(help="The database's schema.", no_args_is_help=True)
app.add_typer(db, name="db")

Source = Annotated[str, typer.Argument(help="A path, a URL, or - for standard input.")]
Sources = Annotated[list[str], typer.Argument(help="Paths, URLs, or - for standard input.")]
screen = Console(highlight=False)
status = Console(stderr=True, highlight=False)


class TextFormat(StrEnum):
    """How ``read`` prints."""

    TEXT = "text"
    JSON = "json"


class QuestionFormat(StrEnum):
    """How ``generate`` prints."""

    TEXT = "text"
    JSONL = "jsonl"


def main(words: list[str] | None = None) -> None:
    """Run the command that was typed, or the one in ``words``."""
    try:
        app(words)
    except (UserError, SourceError) as error:
        status.print(f"trivia: {error}", markup=False, soft_wrap=True)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@app.command()
def read(
    source: Source,
    style: Annotated[TextFormat, typer.Option("--format", help="The bare text, or all that was found.")] = (
        TextFormat.TEXT
    ),
) -> None:
    """Print an article as it is read: the text that every question's evidence points into."""
    article = asyncio.run(read_source(source))
    if style is TextFormat.JSON:
        typer.echo(json.dumps(article.to_json(), ensure_ascii=False, indent=2))
        return
    status.print(_headline(article), markup=False)
    typer.echo(article.text)


@app.command("generate")
def generate_questions(
    sources: Sources,
    *,
    style: Annotated[
        QuestionFormat, typer.Option("--format", help="For reading, or one JSON object a line.")
    ] = (QuestionFormat.TEXT),
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Also print what was dropped, and why.")
    ] = False,
    seed: Annotated[int, typer.Option(help="The same seed gives the same questions.")] = 0,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many questions an article.")] = None,
) -> None:
    """Write questions from articles and print them; nothing is stored."""
    settings = load()
    for source in sources:
        article = asyncio.run(read_source(source))
        written = _write(article, settings, seed=seed, limit=limit)
        if style is QuestionFormat.JSONL:
            _print_lines(written, rejected=rejected)
        else:
            _print_sheet(article, written, rejected=rejected)


@app.command()
def add(
    sources: Sources,
    guild: Annotated[
        int, typer.Option(help="The server's id; without it, the library that all servers share.")
    ] = SHARED_LIBRARY,
) -> None:
    """Store articles and their questions; an article that is already stored is not stored twice."""
    settings = load()
    upgrade_database(settings.database_url)
    asyncio.run(_add(settings, sources, GuildId(guild)))


@app.command()
def start() -> None:
    """Run the bot: on Discord with a DISCORD_TOKEN, else on the local sandbox. This is ``make run``."""
    settings = load()
    if settings.discord_token:
        _run(settings)
    else:
        status.print("No DISCORD_TOKEN is set, so here is the sandbox: a Discord of your own to try it on.")
        _sandbox(settings)


@app.command()
def run() -> None:
    """Run the bot on Discord."""
    settings = load()
    if not settings.discord_token:
        raise UserError("DISCORD_TOKEN is not set. Put it into .env, or try the bot with: trivia sandbox")
    _run(settings)


@app.command()
def sandbox() -> None:
    """Run the bot on a local stand-in for Discord, with a page to play on."""
    _sandbox(load())


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to the present schema; nothing is lost."""
    upgrade_database(load().database_url)
    status.print("The database is up to date.")


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="Where to write the copy.")]) -> None:
    """Copy the database into a file while the bot runs."""
    copy_database(load().database_url, file)
    status.print(f"Saved to {file}", markup=False)


def _run(settings: Settings) -> None:
    configure_logs(settings)
    asyncio.run(_serve(settings))


def _sandbox(settings: Settings) -> None:
    configure_logs(settings)
    asyncio.run(_serve_sandbox(settings))


async def _serve(settings: Settings) -> None:
    await asyncio.to_thread(upgrade_database, settings.database_url)
    await _load_library(settings)
    if settings.discord_api_base == DISCORD_API:
        status.print("Connecting to Discord … (Ctrl-C stops the bot; running games resume at the next start)")
    await serve(settings, on_ready=lambda name: status.print(f"Online as {name}.", markup=False))


async def _serve_sandbox(settings: Settings) -> None:
    from sandbox.server import Sandbox  # noqa: PLC0415 - a bot on Discord never needs it

    await asyncio.to_thread(upgrade_database, settings.database_url)
    await _load_library(settings)
    local = Sandbox()
    port = await local.start(_free_port(settings.port))
    url = f"http://127.0.0.1:{port}"
    on_sandbox = settings.model_copy(
        update={"discord_token": SecretStr("sandbox.bot"), "discord_api_base": f"{url}/api/v10"}
    )

    def announce(_: str) -> None:
        typer.echo(f"Sandbox ready: {url}")
        typer.echo(
            f"Open it in two tabs, {url}/?as=ana and {url}/?as=ben, and type /trivia. Ctrl-C stops it."
        )

    try:
        await serve(on_sandbox, on_ready=announce)
    finally:
        await local.stop()


def _free_port(wanted: int | None) -> int:
    """Give the wanted port, or where none was asked for and the default is taken, any free one (0)."""
    if wanted is not None:
        return wanted
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", DEFAULT_PORT))
        except OSError:
            return 0
    return DEFAULT_PORT


async def _add(settings: Settings, sources: list[str], guild: GuildId) -> None:
    store = await Store.open(settings.database_url)
    try:
        for source in track(sources, description="Writing questions", console=status, transient=True):
            article = await read_source(source)
            written = _write(article, settings)
            if not written.questions:
                raise UserError(f"“{article.title}” gave no questions. {written.report.notice}".strip())
            is_new = await _store(store, article, written.questions, guild=guild)
            word = "Added" if is_new else "Already stored"
            status.print(f"{word}: “{article.title}”, {len(written.questions)} questions", markup=False)
    finally:
        await store.close()


async def _load_library(settings: Settings) -> None:
    """Put the starter articles where every server may play them; one that was removed stays removed."""
    store = await Store.open(settings.database_url)
    try:
        async with store.transaction() as tx:
            for entry in library.entries():
                await tx.articles.ship(entry.article, entry.questions, at=clock.now())
    finally:
        await store.close()


async def _store(store: Store, article: Article, questions: tuple[Question, ...], *, guild: GuildId) -> bool:
    async with store.transaction() as tx:
        _, is_new = await tx.articles.add(
            guild, article, questions, added_by=None, at=clock.now(), state=ArticleState.PUBLISHED
        )
    return is_new


def _write(article: Article, settings: Settings, *, seed: int = 0, limit: int | None = None) -> "Generation":
    from questions.pipeline import generate  # noqa: PLC0415 - heavy, and a running bot leaves it to its worker

    return generate(article, seed=seed, limit=limit, model=settings.trivia_model)


def _print_lines(written: "Generation", *, rejected: bool) -> None:
    for question in written.questions:
        typer.echo(json.dumps(question.to_json(), ensure_ascii=False))
    if rejected:
        for drop in written.report.rejected:
            typer.echo(
                json.dumps(
                    {"rejected": drop.text, "reason": drop.reason, "format": drop.format}, ensure_ascii=False
                )
            )


def _print_sheet(article: Article, written: "Generation", *, rejected: bool) -> None:
    report = written.report
    screen.print(_headline(article), style="bold", markup=False)
    for number, question in enumerate(written.questions, 1):
        _print_question(number, question)
    if rejected:
        screen.print("\nDropped", style="bold")
        for drop in report.rejected:
            screen.print(f"  {drop.reason}: {drop.text}", style="dim", markup=False)
    formats = ", ".join(f"{count} {name}" for name, count in sorted(report.formats.items()))
    screen.print(
        f"\n{report.kept} questions ({formats or 'none'}) from {report.words:,} words; "
        f"{report.coverage:.0%} of {report.sentences} sentences prove one.",
        style="dim",
    )
    if report.notice:
        screen.print(report.notice, style="yellow", markup=False)


def _print_question(number: int, question: Question) -> None:
    screen.print(f"\n{number}. {question.prompt}", markup=False)
    for letter, option in zip("ABCD", question.options, strict=False):
        is_right = option == question.answer
        screen.print(
            f"   {letter} {option}{'  ✓' if is_right else ''}",
            style="green" if is_right else "",
            markup=False,
        )
    if not question.options:
        screen.print(f"   ✓ {question.answer}", style="green", markup=False)
    if question.correction:
        screen.print(f"   In truth: {question.correction}", style="green", markup=False)
    screen.print(f"   “{question.evidence.quote}”", style="dim", markup=False)
    screen.print(
        f"   {question.format} · {question.kind} · score {question.score:.2f}", style="dim", markup=False
    )


def _headline(article: Article) -> str:
    parts = (
        article.title,
        article.site,
        article.author,
        article.published.isoformat() if article.published else "",
    )
    return " · ".join(part for part in parts if part)
