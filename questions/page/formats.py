"""How a format is told from the others on the page: by a letter and a name as well as by a colour."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from questions.records import Format


@dataclass(frozen=True, slots=True)
class Look:
    """A format's letter and its name for people; its colour is the style sheet's."""

    letter: str
    title: str


LOOKS: Mapping[Format, Look] = MappingProxyType(
    {
        Format.MISSING_WORDS: Look("M", "Missing words"),
        Format.WHO_SAID: Look("S", "Who said"),
        Format.TRUE_FALSE: Look("T", "True or false"),
        Format.CLOSEST_NUMBER: Look("N", "Closest number"),
        Format.WH: Look("W", "Plain question"),
    }
)


def css_class(name: Format) -> str:
    """Give the class that carries a format's colour."""
    return f"is-{name.replace('_', '-')}"
