"""The pool: names of other articles, by kind and sub-kind, from which wrong options may be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from questions.records import Kind


@dataclass(frozen=True, slots=True)
class Pool:
    """Like things from other articles: (kind, sub-kind) to names."""

    names: Mapping[tuple[Kind, str], tuple[str, ...]] = field(default_factory=dict)

    def like(self, kind: Kind, subkind: str) -> tuple[str, ...]:
        """Give the names of a kind and sub-kind, in the order they were pooled."""
        return self.names.get((kind, subkind), ())


EMPTY = Pool()
