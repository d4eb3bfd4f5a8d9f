"""The word lists and tables behind the writing line, each read once from the data file of its name."""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any


def _lines(file: str) -> tuple[str, ...]:
    text = resources.files(__name__).joinpath(file).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """Give the entries of ``name.txt``, one a line."""
    return frozenset(_lines(f"{name}.txt"))


@cache
def given_names() -> frozenset[str]:
    """Give the given names of women, of men, and of either."""
    return words("female_names") | words("male_names") | words("either_names")


@cache
def lower_words(name: str) -> frozenset[str]:
    """Give the entries of ``name.txt`` in lower case."""
    return frozenset(word.lower() for word in words(name))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the rows of ``name.tsv``, each as its columns, padded to the longest row."""
    split = [line.split("\t") for line in _lines(f"{name}.tsv")]
    width = max(map(len, split))
    return tuple(tuple(cells + [""] * (width - len(cells))) for cells in split)


@cache
def table(name: str) -> dict[str, Any]:
    """Give the content of ``name.toml``."""
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def tables(folder: str) -> tuple[dict[str, Any], ...]:
    """Give the content of every TOML file in a folder, by the order of their names."""
    files = (entry.name for entry in resources.files(__name__).joinpath(folder).iterdir())
    stems = sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml"))
    return tuple(table(f"{folder}/{stem}") for stem in stems)


@cache
def finder(name: str) -> Callable[[str], str]:
    """Give a function that finds the first entry of ``name.txt`` in a text, or an empty string.

    An entry matches whole words in any case; one that ends in a star matches every word that begins so.
    """
    entries = sorted(words(name), key=len, reverse=True)
    parts = [re.escape(entry).replace(r"\*", r"\w*") for entry in entries]
    pattern = re.compile(rf"(?<![\w'])(?:{'|'.join(parts)})(?![\w])", re.IGNORECASE)

    def find(text: str) -> str:
        found = pattern.search(text)
        return found.group() if found else ""

    return find
