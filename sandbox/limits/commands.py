"""Limits of application commands, their options and choices, and of autocomplete answers."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Any

from sandbox.limits.problems import (
    Path,
    Problem,
    Problems,
    boolean,
    choice,
    duplicates,
    integer,
    items,
    objects,
    refuse_any,
    text,
)
from sandbox.payloads import Json

CHAT_INPUT, USER_MENU, MESSAGE_MENU = 1, 2, 3
MOST_BY_KIND = {CHAT_INPUT: 100, USER_MENU: 15, MESSAGE_MENU: 15}
SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, NUMBER = 3, 4, 10
MOST_OPTIONS = 25
MOST_CHOICES = 25
MOST_CHARACTERS = 8000
_NAME = re.compile(r"[-_\w]{1,32}")
_OPTION_TYPES = tuple(range(1, 12))
_VALUE_TYPES = {STRING: (str,), INTEGER: (int,), NUMBER: (int, float)}
_LARGEST = 2**53


def check_all(bodies: Sequence[Any]) -> None:
    """Refuse a scope's whole set of commands if any breaks a limit; paths begin with its index."""
    refuse_any([problem for index, body in enumerate(bodies) for problem in _command(body, (str(index),))])
    refuse_any(_together([body for body in bodies if isinstance(body, dict)]))


def check(body: Json) -> None:
    """Refuse a command that breaks a limit."""
    refuse_any(_command(body, ()))


def check_choices(data: Json) -> None:
    """Refuse an autocomplete answer that breaks a limit."""
    refuse_any([*items(data, "choices", (), most=MOST_CHOICES), *_choices(data, (), (str, int, float))])


def is_name(value: object) -> bool:
    """Say whether something may name a command or an option: letters, numbers, - and _, in lower case."""
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        return False
    allowed = all(each in "-_" or unicodedata.category(each)[0] in "LN" for each in value)
    return allowed and value == value.lower()


def _together(bodies: Sequence[Json]) -> Problems:
    """Check what only shows over a whole scope: how many of each kind, and that names differ."""
    for kind, most in MOST_BY_KIND.items():
        count = sum(body.get("type", CHAT_INPUT) == kind for body in bodies)
        if count > most:
            message = f"Maximum number of application commands reached ({most})."
            yield Problem((), "APPLICATION_COMMAND_TOO_MANY", message)
    names = [
        ((str(index), "name"), (body["name"], body.get("type", CHAT_INPUT)))
        for index, body in enumerate(bodies)
    ]
    yield from duplicates(
        names, "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
    )


def _command(body: Any, path: Path) -> Problems:  # noqa: ANN401 - whatever the bot sent is looked at here
    if not isinstance(body, dict):
        yield Problem(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType.")
        return
    yield from choice(body, "type", path, MOST_BY_KIND)
    yield from boolean(body, "nsfw", path)
    yield from _required_permissions(body, path)
    for key, allowed in (("contexts", (0, 1, 2)), ("integration_types", (0, 1))):
        yield from _listed(body, key, path, allowed)
    if body.get("type", CHAT_INPUT) == CHAT_INPUT:
        yield from _named(body, path)
        yield from _options(body, path, depth=0)
        if _characters(body) > MOST_CHARACTERS:
            message = f"Command exceeds maximum size ({MOST_CHARACTERS})"
            yield Problem(path, "APPLICATION_COMMAND_TOO_LARGE", message)
        return
    yield from text(body, "name", path, least=1, most=32, required=True)
    for key in ("description", "options"):
        if body.get(key):
            yield Problem(
                (*path, key), "APPLICATION_COMMAND_CONTEXT_MENU_FIELD", f"Context menus have no {key}."
            )


def _required_permissions(body: Json, path: Path) -> Problems:
    value = body.get("default_member_permissions")
    if value is not None and (isinstance(value, bool) or not re.fullmatch(r"[0-9]+", str(value))):
        yield Problem((*path, "default_member_permissions"), "BITFIELD_TYPE_CONVERT", "Must be a bit set.")


def _listed(body: Json, key: str, path: Path, allowed: Collection[int]) -> Problems:
    value = body.get(key)
    if value is not None and not (isinstance(value, list) and all(each in allowed for each in value)):
        yield Problem((*path, key), "BASE_TYPE_CHOICES", f"Values must be of {tuple(allowed)}.")


def _named(body: Json, path: Path) -> Problems:
    yield from text(body, "description", path, least=1, most=100, required=True)
    yield from text(body, "name", path, least=1, most=32, required=True)
    name = body.get("name")
    if isinstance(name, str) and name and not is_name(name):
        yield Problem((*path, "name"), "STRING_TYPE_REGEX", "String value did not match validation regex.")


def _options(body: Json, path: Path, *, depth: int) -> Problems:
    """Check options; depth is how many groups or subcommands lie around them."""
    yield from items(body, "options", path, most=MOST_OPTIONS)
    found = list(objects(body, "options", path))
    for here, option in found:
        yield from _option(option, here, depth=depth)
    nests = [option.get("type") in (SUBCOMMAND, GROUP) for _, option in found]
    if any(nests) and not all(nests):
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        yield Problem((*path, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    names = [((*here, "name"), option.get("name")) for here, option in found]
    yield from duplicates(names, "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option name already used")
    required = [bool(option.get("required")) for _, option in found]
    if required != sorted(required, reverse=True):
        message = "Required options must be placed before non-required options"
        yield Problem((*path, "options"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)


def _option(option: Json, path: Path, *, depth: int) -> Problems:
    yield from _named(option, path)
    yield from choice(option, "type", path, _OPTION_TYPES, required=True)
    kind = option.get("type")
    if kind in (SUBCOMMAND, GROUP):
        deepest = 1 if kind == SUBCOMMAND else 0
        if depth > deepest or (kind == GROUP and not option.get("options")):
            message = "A subcommand stands in a command or a group, a group only in a command"
            yield Problem((*path, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
        yield from _options(option, path, depth=2 if kind == SUBCOMMAND else 1)
        return
    yield from boolean(option, "required", path)
    yield from boolean(option, "autocomplete", path)
    yield from items(option, "choices", path, most=MOST_CHOICES)
    types = _VALUE_TYPES.get(kind, ()) if isinstance(kind, int) else ()
    yield from _choices(option, path, types)
    names = [((*here, "name"), each.get("name")) for here, each in objects(option, "choices", path)]
    yield from duplicates(
        names, "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATE", "Choice name already used"
    )
    yield from _bounds(option, path, kind)
    if option.get("autocomplete") and (option.get("choices") or not types):
        message = "Autocomplete needs a string, integer or number option without choices"
        yield Problem((*path, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", message)


def _bounds(option: Json, path: Path, kind: Any) -> Problems:  # noqa: ANN401 - not known to be a type yet
    if kind == STRING:
        yield from integer(option, "min_length", path, least=0, most=6000)
        yield from integer(option, "max_length", path, least=1, most=6000)
    for key in ("min_value", "max_value"):
        value = option.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            yield Problem((*path, key), "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')
    for least_key, most_key in (("min_length", "max_length"), ("min_value", "max_value")):
        least, most = option.get(least_key), option.get(most_key)
        if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
            yield Problem((*path, least_key), "NUMBER_TYPE_MAX", f"{least_key} is over {most_key}.")


def _choices(body: Json, path: Path, types: tuple[type, ...]) -> Problems:
    for here, each in objects(body, "choices", path):
        yield from text(each, "name", here, least=1, most=100, required=True)
        value = each.get("value")
        if isinstance(value, bool) or not isinstance(value, types):
            yield Problem((*here, "value"), "BASE_TYPE_BAD_TYPE", "Not a value of such an option.")
        elif isinstance(value, str):
            yield from text(each, "value", here, least=1, most=100, required=True)
        elif isinstance(value, int | float) and abs(value) > _LARGEST:
            yield Problem((*here, "value"), "NUMBER_TYPE_MAX", "Numbers lie between -2^53 and 2^53.")


def _characters(body: Json) -> int:
    """Count names, descriptions and choice values, all the way down."""
    own = sum(len(str(body.get(key) or "")) for key in ("name", "description", "value"))
    inner = (each for key in ("options", "choices") for _, each in objects(body, key, ()))
    return own + sum(_characters(each) for each in inner)
