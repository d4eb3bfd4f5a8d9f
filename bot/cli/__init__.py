"""The ``trivia`` command: reading and writing for whoever tries it out, running and keeping for operators.

Exit codes: 0 done, 1 one clear line on stderr, 2 wrong usage; never a traceback for bad input.
"""

import os
import sys

import typer

from bot.cli import evaluating, operating, writing
from bot.cli.printing import status
from bot.errors import UserError
from questions.records import SourceError

app = typer.Typer(
    help="Trivia from the articles you read: write questions, run the bot, keep its database.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db = typer.Typer(help="The database's schema.", no_args_is_help=True)
app.add_typer(db, name="db")
app.command()(writing.read)
app.command("generate")(writing.generate_questions)
app.command()(writing.add)
app.command()(evaluating.evaluate)
app.command()(operating.start)
app.command()(operating.run)
app.command()(operating.sandbox)
app.command()(operating.backup)
db.command("upgrade")(operating.db_upgrade)


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
