"""A command's options as a person fills them in, checked as Discord's own client would."""

from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum
from typing import Any

from sandbox.errors import PersonError
from sandbox.payloads import Json
from sandbox.resolving import Resolved


class Option(IntEnum):
    """Command option types."""

    SUBCOMMAND = 1
    GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


NESTING = frozenset({Option.SUBCOMMAND, Option.GROUP})
_MOST_TEXT = 6000


def checked(definition: Json, given: list[Json], resolved: Resolved, files: Mapping[str, Json]) -> list[Json]:
    """Return options as an interaction carries them, or raise a sentence a person may read."""
    known = {each["name"]: each for each in definition.get("options") or ()}
    nested = any(each["type"] in NESTING for each in known.values())
    if nested and len(given) != 1:
        raise PersonError(f"Choose one of: {', '.join(known)}.")
    for each in given:
        if each.get("name") not in known:
            raise PersonError(f"There is no option {each.get('name')}.")
    named = {each["name"] for each in given}
    for name, option in known.items():
        if option.get("required") and name not in named:
            raise PersonError(f"{name}: this option is required.")
    if len(named) != len(given):
        raise PersonError("An option was given twice.")
    return [_option(known[each["name"]], each, resolved, files) for each in given]


def check_focused(definition: Json, given: Iterable[Json]) -> None:
    """Raise unless exactly one option, with autocomplete, has the focus."""
    focused = [(option, each) for option, each in _leaves(definition, given) if each.get("focused")]
    if len(focused) != 1 or not focused[0][0].get("autocomplete"):
        raise PersonError("One option with autocomplete must have the focus.")


def _leaves(definition: Json, given: Iterable[Json]) -> Iterable[tuple[Json, Json]]:
    known = {each["name"]: each for each in definition.get("options") or ()}
    for each in given:
        option = known.get(each.get("name"))
        if option is None:
            raise PersonError(f"There is no option {each.get('name')}.")
        if option["type"] in NESTING:
            yield from _leaves(option, each.get("options") or ())
        else:
            yield option, each


def _option(option: Json, given: Json, resolved: Resolved, files: Mapping[str, Json]) -> Json:
    name, kind = option["name"], Option(option["type"])
    if kind in NESTING:
        inner = checked(option, given.get("options") or [], resolved, files)
        return {"name": name, "type": int(kind), "options": inner}
    value = given.get("value")
    if kind is Option.ATTACHMENT:
        if str(value) not in files:
            raise PersonError(f"{name}: no file was sent.")
        return {"name": name, "type": int(kind), "value": resolved.attachment(files[str(value)])}
    finders: dict[Option, Callable[[str], str]] = {
        Option.USER: resolved.user,
        Option.CHANNEL: resolved.channel,
        Option.ROLE: resolved.role,
        Option.MENTIONABLE: resolved.mentionable,
    }
    plain = finders[kind](str(value)) if kind in finders else _plain(option, kind, value)
    return {"name": name, "type": int(kind), "value": plain}


def _plain(option: Json, kind: Option, value: Any) -> str | int | float | bool:  # noqa: ANN401 - what a page sent
    name = option["name"]
    if kind is Option.BOOLEAN:
        if not isinstance(value, bool):
            raise PersonError(f"{name}: choose true or false.")
        return value
    if kind is Option.STRING:
        return _text(option, value)
    wanted = int if kind is Option.INTEGER else (int, float)
    if isinstance(value, bool) or not isinstance(value, wanted):
        raise PersonError(f"{name}: enter a {'whole ' if kind is Option.INTEGER else ''}number.")
    number: float = value
    if number < option.get("min_value", number) or number > option.get("max_value", number):
        least, most = option.get("min_value", "…"), option.get("max_value", "…")
        raise PersonError(f"{name}: enter a number from {least} to {most}.")
    _check_choice(option, number)
    return number


def _text(option: Json, value: object) -> str:
    name = option["name"]
    if not isinstance(value, str) or not value:
        raise PersonError(f"{name}: enter a text.")
    least, most = option.get("min_length", 1), option.get("max_length", _MOST_TEXT)
    if not least <= len(value) <= most:
        raise PersonError(f"{name}: enter {least} to {most} characters.")
    _check_choice(option, value)
    return value


def _check_choice(option: Json, value: str | float) -> None:
    choices = [each["value"] for each in option.get("choices") or ()]
    if choices and value not in choices:
        raise PersonError(f"{option['name']}: choose one of the choices.")
