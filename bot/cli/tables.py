"""The tables that ``evaluate`` prints: figures by article and drops by reason, ratings by format."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from rich import box
from rich.table import Table
from rich.text import Text

from bot.cli.printing import screen
from questions.evaluation import Figures, Rated, Rating, Tally, tallies, total
from questions.evaluation.ratings import Share
from questions.page.formats import LOOKS

_COMMONEST = 2  # reasons named in an article's row
_CHECKS = {
    "fluent": "fluent",
    "stands_alone": "stands alone",
    "one_right": "one right",
    "distractors": "distractors",
    "worth_asking": "worth asking",
}

T = TypeVar("T")


def print_figures(figures: Sequence[Figures], peak_mib: float | None) -> None:
    """Print yield, cost and drops, a row an article and their sum, and the whole cost in a line."""
    whole = total(figures)
    letters = [look.letter for look in LOOKS.values()]
    yielded = _table("article", "words", "asked", "facts", "per 1,000", "cover", *letters)
    _fill(yielded, figures, whole, _yield)
    screen.print(
        f"{' · '.join(f'{look.letter} {look.title.lower()}' for look in LOOKS.values())}", style="dim"
    )
    cost = _table("article", "words/s", "parses", "humans met", "drops")
    cost.add_column("mostly because", style="dim", overflow="fold")
    _fill(cost, figures, whole, _cost)
    _print_drops(figures, whole)
    _print_sum(whole, peak_mib)


def print_tallies(rated: Sequence[Rated]) -> None:
    """Print ratings by format with 95 % intervals, and what was rated wrong with its cause."""
    counted = tallies(rated)
    verdicts = _table("format", "n", *(f"{rating} {rating.name.lower()}" for rating in Rating))
    _fill(verdicts, counted[:-1], counted[-1], _verdicts)
    screen.print("Counts, shares in percent and their Wilson 95 % intervals.", style="dim")
    _fill(_table("format", *_CHECKS.values()), counted[:-1], counted[-1], _checked)
    for one in rated:
        if one.rating is Rating.WRONG:
            screen.print(f"\nW {one.format} · {one.id} · {one.article}", style="red", markup=False)
            screen.print(f"  {one.prompt}", markup=False)
            screen.print(f"  {one.cause}", style="dim", markup=False)


def _table(first: str, *others: str) -> Table:
    table = Table(box=box.SIMPLE, pad_edge=False, header_style="dim", padding=(0, 1, 0, 0))
    table.add_column(first, min_width=12, overflow="fold")
    for other in others:
        table.add_column(other, justify="right", no_wrap=True)
    return table


def _fill(table: Table, ones: Sequence[T], whole: T, row: Callable[[T], list[str | Text]]) -> None:
    for one in ones:
        table.add_row(*row(one))
    table.add_section()
    table.add_row(*row(whole), style="bold")
    screen.print(table)


def _yield(one: Figures) -> list[str | Text]:
    return [
        Text(one.title),
        f"{one.words:,}",
        str(one.questions),
        str(one.facts),
        f"{one.per_thousand:.1f}",
        f"{one.coverage:.0%}",
        *(str(one.formats.get(name, "")) for name in LOOKS),
    ]


def _cost(one: Figures) -> list[str | Text]:
    commonest = list(one.dropped.items())[:_COMMONEST]
    return [
        Text(one.title),
        f"{one.words_per_second:,.0f}",
        f"{one.parse_ratio:.2f}" if one.effort.parse_cpu else "",
        f"{one.human_share:.0%}" if one.human else "",
        f"{sum(one.dropped.values()):,}",
        Text(", ".join(f"{count} {reason}" for reason, count in commonest)),
    ]


def _print_drops(figures: Sequence[Figures], whole: Figures) -> None:
    every = sum(whole.dropped.values())
    table = _table("dropped because", "drafts", "share", "articles")
    for reason, count in whole.dropped.items():
        articles = sum(reason in one.dropped for one in figures)
        table.add_row(Text(reason), f"{count:,}", f"{count / every:.1%}", str(articles))
    screen.print(table)


def _print_sum(whole: Figures, peak_mib: float | None) -> None:
    effort = whole.effort
    parts = [
        f"{whole.words_per_second:,.0f} words/s of processor time",
        f"{whole.words_per_wall_second:,.0f} by the clock",
        f"{whole.parse_ratio:.2f} times the bare parse" if effort.parse_cpu else "",
        f"peak memory {peak_mib:,.0f} MiB" if peak_mib is not None else "",
        f"{whole.covered} of {whole.human} human answers met ({whole.human_share:.1%})"
        if whole.human
        else "",
    ]
    screen.print("; ".join(part for part in parts if part) + ".", style="dim")


def _verdicts(tally: Tally) -> list[str | Text]:
    ratings = [_interval(tally.ratings[rating]) for rating in Rating]
    return [tally.format, str(tally.questions), *ratings]


def _checked(tally: Tally) -> list[str | Text]:
    shares = [tally.checks[check] for check in _CHECKS]
    return [tally.format, *(f"{share.value:.0%}" if share.trials else "–" for share in shares)]


def _interval(share: Share) -> str:
    low, high = share.interval
    return f"{share.hits} · {100 * share.value:.0f} ({100 * low:.0f}–{100 * high:.0f})"
