"""What is wrong with a body: problems with their paths, and the checks of single fields that find them."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.errors import ApiError
from sandbox.payloads import Json

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where in the body, under Discord's name for it."""

    path: Path
    code: str
    message: str


Problems = Iterator[Problem]


def refuse_any(problems: Iterable[Problem]) -> None:
    """Raise 50035 with Discord's tree of errors if there is any problem."""
    found = list(problems)
    if found:
        raise ApiError(400, 50035, "Invalid Form Body", errors=tree(found))


def tree(problems: Iterable[Problem]) -> Json:
    """Arrange problems as Discord nests them: by key, with `_errors` at the place."""
    root: Json = {}
    for problem in problems:
        place = root
        for key in problem.path:
            place = place.setdefault(key, {})
        place.setdefault("_errors", []).append({"code": problem.code, "message": problem.message})
    return root


def missing(path: Path) -> Problem:
    """Say that a field is required."""
    return Problem(path, "BASE_TYPE_REQUIRED", "This field is required")


def _length(path: Path, size: int, least: int, most: int) -> Problems:
    if least <= size <= most:
        return
    if size > most and least == 0:
        yield Problem(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
    else:
        yield Problem(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")


def text(body: Json, key: str, path: Path, *, most: int, least: int = 0, required: bool = False) -> Problems:
    """Check a string: its type and its length, without the white space around it."""
    value = body.get(key)
    here = (*path, key)
    if value is None:
        if required:
            yield missing(here)
    elif not isinstance(value, str):
        yield Problem(here, "BASE_TYPE_BAD_STRING", "Must be a string.")
    elif required and not value.strip():
        yield missing(here)
    else:
        yield from _length(here, len(value.strip()), least, most)


def integer(body: Json, key: str, path: Path, *, least: int, most: int, required: bool = False) -> Problems:
    """Check a whole number: its type and its range."""
    value = body.get(key)
    here = (*path, key)
    if value is None:
        if required:
            yield missing(here)
    elif isinstance(value, bool) or not isinstance(value, int):
        yield Problem(here, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
    elif value > most:
        yield Problem(here, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
    elif value < least:
        yield Problem(here, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")


def boolean(body: Json, key: str, path: Path) -> Problems:
    """Check that a field, where there is one, is true or false."""
    if not isinstance(body.get(key, False), bool):
        yield Problem((*path, key), "BOOLEAN_TYPE_PARSE", "Must be either true or false.")


def mapping(body: Json, key: str, path: Path) -> Problems:
    """Check that a field, where there is one, is an object."""
    if not isinstance(body.get(key) or {}, dict):
        yield Problem((*path, key), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType.")


def choice(body: Json, key: str, path: Path, allowed: Iterable[Any], *, required: bool = False) -> Problems:
    """Check that a field is one of a few values."""
    value = body.get(key)
    known = tuple(allowed)
    if value is None:
        if required:
            yield missing((*path, key))
    elif isinstance(value, bool) or value not in known:
        listed = ", ".join(str(each) for each in known)
        yield Problem((*path, key), "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")


def items(body: Json, key: str, path: Path, *, most: int, least: int = 0) -> Problems:
    """Check a list: its type, its length, and that it holds objects."""
    value = body.get(key)
    here = (*path, key)
    if value is None:
        if least:
            yield missing(here)
        return
    if not isinstance(value, list):
        yield Problem(here, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType.")
        return
    yield from _length(here, len(value), least, most)
    for index, each in enumerate(value):
        if not isinstance(each, dict):
            yield Problem(
                (*here, str(index)), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType."
            )


def objects(body: Json, key: str, path: Path) -> Iterator[tuple[Path, Json]]:
    """Walk a list's objects with their paths, skipping what is none."""
    value = body.get(key)
    if isinstance(value, list):
        for index, each in enumerate(value):
            if isinstance(each, dict):
                yield (*path, key, str(index)), each


def duplicates(values: Iterable[tuple[Path, Any]], code: str, message: str) -> Problems:
    """Find values that were there before."""
    seen: set[Hashable] = set()
    for path, value in values:
        if not isinstance(value, Hashable):
            continue
        if value in seen:
            yield Problem(path, code, message)
        seen.add(value)
