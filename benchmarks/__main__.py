"""Run every benchmark, print a table, and write ``bench.json``."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import game, store, writing
from benchmarks.measure import Result

RESULTS = Path("bench.json")


def main() -> int:
    """Measure, show, write; the exit code says whether every goal was met."""
    table = Table("benchmark", "value", "unit", "baseline", "ratio", "goal", "met")
    results: list[Result] = []
    for result in _measure():
        results.append(result)
        print(f"  {result.name}", file=sys.stderr)
        table.add_row(
            result.name,
            f"{result.value:,.2f}",
            result.unit,
            f"{result.baseline:,.2f}",
            f"{result.ratio:.2f}",
            result.goal,
            "yes" if result.met else "NO",
        )
    Console().print(table)
    rows = {
        result.name: {key: value for key, value in asdict(result).items() if key != "name"}
        for result in results
    }
    RESULTS.write_text(json.dumps(rows, indent=2) + "\n")
    return 0 if all(result.met for result in results) else 1


def _measure() -> Iterator[Result]:
    yield from game.measure()
    yield from store.measure()
    yield from writing.measure()


if __name__ == "__main__":
    sys.exit(main())
