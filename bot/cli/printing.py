"""What the commands print: questions as a sheet to read or as lines for machines, and headlines."""

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer
from rich.console import Console
from rich.progress import track

from bot.errors import UserError
from questions.records import Article, Question

if TYPE_CHECKING:
    from questions.pipeline import Generation


class TableFormat(StrEnum):
    """How ``evaluate`` prints."""

    TEXT = "text"
    JSON = "json"


T = TypeVar("T")
_OPENING, _CLOSING = set('“"‘«„'), set('”"’»')

screen = Console(highlight=False)
status = Console(stderr=True, highlight=False)


def following(items: Sequence[T], what: str) -> Iterable[T]:
    """Give the items one after the other, with a bar where somebody watches and nothing where none does."""
    return track(items, description=what, console=status, transient=True, disable=not status.is_interactive)


def write_file(path: Path, content: str) -> None:
    """Write text into a file.

    Raises:
        UserError: the file can't be written.
    """
    try:
        path.write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UserError(f"{path} can't be written: {error.strerror}.") from error


def print_lines(written: "Generation", *, rejected: bool) -> None:
    """Print one JSON object a question, and one a drop where they are wanted."""
    for question in written.questions:
        typer.echo(json.dumps(question.to_json(), ensure_ascii=False))
    if rejected:
        for drop in written.report.rejected:
            typer.echo(
                json.dumps(
                    {"rejected": drop.text, "reason": drop.reason, "format": drop.format}, ensure_ascii=False
                )
            )


def print_sheet(article: Article, written: "Generation", *, waiting: bool, rejected: bool) -> None:
    """Print an article's questions with their proofs, and what waits or was dropped where it is wanted."""
    report = written.report
    screen.print(headline(article), style="bold", markup=False)
    for number, question in enumerate(written.questions, 1):
        _print_question(number, question)
    _print_waiting(written, whole=waiting)
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


def _print_waiting(written: "Generation", *, whole: bool) -> None:
    number = len(written.waiting)
    if not number:
        return
    wait = f"{number} more {'waits' if number == 1 else 'wait'} for review"
    if not whole:
        screen.print(f"\n{wait} (--waiting shows {'it' if number == 1 else 'them'})", style="yellow")
        return
    screen.print(f"\n{wait}", style="bold")
    for place, question in enumerate(written.waiting, len(written.questions) + 1):
        _print_question(place, question)


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
    screen.print(f"   {_in_marks(question.evidence.shown)}", style="dim", markup=False)
    screen.print(
        f"   {question.format} · {question.kind} · score {question.score:.2f}", style="dim", markup=False
    )


def _in_marks(quote: str) -> str:
    """Put quotation marks around a sentence that does not bring its own."""
    return quote if quote[:1] in _OPENING or quote[-1:] in _CLOSING else f"“{quote}”"


def headline(article: Article) -> str:
    """Give an article's title, site, author and date in one line."""
    parts = (
        article.title,
        article.site,
        article.author,
        article.published.isoformat() if article.published else "",
    )
    return " · ".join(part for part in parts if part)
