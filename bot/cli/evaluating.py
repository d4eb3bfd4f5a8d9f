"""The command that judges the writing line: figures over a folder, and a sheet to rate questions by hand."""

import asyncio
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.printing import TableFormat, following, status, write_file
from bot.errors import UserError
from bot.settings import load
from questions.reading import read_source
from questions.records import Article, Question, SourceError

if TYPE_CHECKING:
    from questions.evaluation import Effort, Figures, HumanAnswer

_READ = (".md", ".txt", ".html", ".htm", ".json")
_WARM = Article("Paris", "Paris is the capital of France. Gustave Eiffel built the tower there in 1889.")


@dataclass(frozen=True, slots=True)
class Sample:
    """An article to write from, with the answers that people chose in it, if anybody did."""

    article: Article
    human: "tuple[HumanAnswer, ...]" = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What writing from all samples gave; the memory is the process's peak in MiB before the bare parse."""

    figures: "tuple[Figures, ...]"
    questions: tuple[Question, ...]
    peak_mib: float | None


def evaluate(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Folders (their .md, .txt, .html files), such files, or a JSON file of SQuAD's shape."
        ),
    ] = None,
    *,
    style: Annotated[TableFormat, typer.Option("--format", help="Tables, or one JSON object.")] = (
        TableFormat.TEXT
    ),
    seed: Annotated[int, typer.Option(help="The same seed gives the same questions and sheet.")] = 0,
    sheet: Annotated[
        Path | None, typer.Option(help="Write a blind rating sheet here, tab-separated.")
    ] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="At most so many questions on the sheet.")] = None,
    filled: Annotated[
        Path | None, typer.Option("--read", help="Read a filled sheet back instead of writing.")
    ] = None,
) -> None:
    """Run the writing line over articles and print its figures, or read a rated sheet back."""
    if filled is not None:
        _print_ratings(filled, style)
        return
    if not sources:
        raise typer.BadParameter(
            "give a folder or a file, or a filled sheet with --read", param_hint="SOURCES"
        )
    samples = [sample for source in sources for sample in _samples(source)]
    outcome = _write_all(samples, seed=seed)
    _print_outcome(outcome, style)
    if sheet is not None:
        from questions.evaluation import write_sheet  # noqa: PLC0415 - loads the parser

        text = write_sheet(outcome.questions, seed=seed, sample=sample)
        write_file(sheet, text)
        count = min(len(outcome.questions), sample or len(outcome.questions))
        status.print(f"Sheet of {count} questions: {sheet}", markup=False, soft_wrap=True)


def _samples(source: Path) -> Iterator[Sample]:
    if not source.is_dir():
        yield from _file(source)
        return
    paths = sorted(path for path in source.iterdir() if path.suffix.lower() in _READ and path.is_file())
    found = 0
    for path in paths:
        try:
            read = list(_file(path))
        except SourceError as error:
            status.print(f"Skipped {path.name}: {error}", markup=False, soft_wrap=True)
            continue
        found += len(read)
        yield from read
    if not found:
        raise UserError(f"{source} holds no article to read (.md, .txt, .html).")


def _file(path: Path) -> Iterator[Sample]:
    if path.suffix.lower() != ".json":
        yield Sample(asyncio.run(read_source(str(path))))
        return
    from questions.evaluation import read_squad  # noqa: PLC0415 - loads the parser

    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise SourceError(f"{path} can't be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{path} is not JSON.") from error
    for article, human in read_squad(data):
        yield Sample(article, human)


def _write_all(samples: Iterable[Sample], *, seed: int) -> Outcome:
    """Write from every sample and time it, then the bare parse of the same texts; both on a warm parser."""
    from questions.evaluation import Effort, covered, figures_of  # noqa: PLC0415 - loads the parser
    from questions.pipeline import generate  # noqa: PLC0415 - the same

    model = load().trivia_model
    generate(_WARM, model=model)
    every, made, spent = tuple(samples), [], []
    for sample in following(every, "Writing questions"):
        wall, cpu = perf_counter(), process_time()
        made.append(generate(sample.article, seed=seed, model=model))
        spent.append(Effort(perf_counter() - wall, process_time() - cpu))
    peak = _peak_mib()
    figures = []
    for sample, written, effort in zip(every, made, spent, strict=True):
        met = covered(written.questions, sample.article.text, sample.human)
        parsed = _with_parse(effort, sample.article, model) if written.report.sentences else effort
        figures.append(
            figures_of(sample.article.title, written, human=len(sample.human), covered=met, effort=parsed)
        )
    return Outcome(tuple(figures), tuple(q for written in made for q in written.questions), peak)


def _with_parse(effort: "Effort", article: Article, model: str) -> "Effort":
    from questions.evaluation import Effort  # noqa: PLC0415 - loads the parser
    from questions.language.document import TEXT_LIMIT  # noqa: PLC0415 - the same
    from questions.language.parsing import load as load_parser  # noqa: PLC0415 - the same

    parser = load_parser(model)
    cpu = process_time()
    parser(article.text[:TEXT_LIMIT])
    return Effort(effort.wall, effort.cpu, process_time() - cpu)


def _peak_mib() -> float | None:
    """Give the most memory this process held, where the system tells."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _print_outcome(outcome: Outcome, style: TableFormat) -> None:
    from bot.cli.tables import print_figures  # noqa: PLC0415 - loads the parser
    from questions.evaluation import total  # noqa: PLC0415 - the same

    if style is TableFormat.TEXT:
        print_figures(outcome.figures, outcome.peak_mib)
        return
    whole = {
        "articles": [one.to_json() for one in outcome.figures],
        "total": total(outcome.figures).to_json(),
        "peak_memory_mib": outcome.peak_mib and round(outcome.peak_mib, 1),
    }
    typer.echo(json.dumps(whole, ensure_ascii=False, indent=2))


def _print_ratings(path: Path, style: TableFormat) -> None:
    from bot.cli.tables import print_tallies  # noqa: PLC0415 - loads the parser
    from questions.evaluation import read_sheet, tallies  # noqa: PLC0415 - the same

    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SourceError(f"{path} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{path} is not UTF-8 text.") from error
    rated = read_sheet(text)
    if style is TableFormat.TEXT:
        print_tallies(rated)
        return
    faults = [
        {"id": one.id, "rating": one.rating, "article": one.article, "prompt": one.prompt, "cause": one.cause}
        for one in rated
        if one.is_faulty
    ]
    whole = {"formats": [one.to_json() for one in tallies(rated)], "faults": faults}
    typer.echo(json.dumps(whole, ensure_ascii=False, indent=2))
