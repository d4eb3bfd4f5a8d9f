"""The commands that run the bot and keep its database: start, run, sandbox, db upgrade and backup."""

import asyncio
import errno
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import SecretStr

from bot import clock
from bot.cli.printing import status
from bot.client import serve
from bot.errors import UserError
from bot.logs import configure as configure_logs
from bot.settings import DEFAULT_PORT, DISCORD_API, Settings, load
from bot.store import Store
from bot.store.backup import backup as copy_database
from bot.store.migrate import upgrade as upgrade_database
from questions import library

if TYPE_CHECKING:
    from sandbox.server import Sandbox


def start() -> None:
    """Run the bot: on Discord with a DISCORD_TOKEN, else on the local sandbox. This is ``make run``."""
    settings = load()
    if settings.discord_token:
        _run(settings)
    else:
        status.print("No DISCORD_TOKEN is set, so here is the sandbox: a Discord of your own to try it on.")
        _sandbox(settings)


def run() -> None:
    """Run the bot on Discord."""
    settings = load()
    if not settings.discord_token:
        raise UserError("DISCORD_TOKEN is not set. Put it into .env, or try the bot with: trivia sandbox")
    _run(settings)


def sandbox() -> None:
    """Run the bot on a local stand-in for Discord, with a page to play on."""
    _sandbox(load())


def db_upgrade() -> None:
    """Bring the database to the present schema; nothing is lost."""
    upgrade_database(load().database_url)
    status.print("The database is up to date.")


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
    port = await _listen(local, _free_port(settings.port))
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


async def _listen(local: "Sandbox", port: int) -> int:
    try:
        return await local.start(port)
    except OSError as error:
        why = "is taken" if error.errno == errno.EADDRINUSE else f"can't be used: {error.strerror}"
        raise UserError(f"Port {port} {why}. Set another with PORT=…") from None


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


async def _load_library(settings: Settings) -> None:
    """Put the starter articles where every server may play them; one that was removed stays removed."""
    store = await Store.open(settings.database_url)
    try:
        async with store.transaction() as tx:
            for entry in library.entries():
                await tx.articles.ship(entry.article, entry.questions, at=clock.now())
    finally:
        await store.close()
