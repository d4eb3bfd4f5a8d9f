"""What a person chose in a select or filled into a form, checked as Discord's own client would."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sandbox.errors import PersonError
from sandbox.limits.layout import SELECTS, Part, walk
from sandbox.payloads import Json
from sandbox.resolving import Resolved

_MOST_TEXT = 4000


def chosen(select: Json, values: Iterable[Any], resolved: Resolved) -> list[str]:
    """Return a select's chosen values, or raise a sentence."""
    found = [str(each) for each in values]
    _check_count(select, len(found))
    if len(set(found)) != len(found):
        raise PersonError("Choose each only once.")
    if select["type"] == Part.STRING_SELECT:
        known = {each["value"] for each in select["options"]}
        if not set(found) <= known:
            raise PersonError("That is not one of the options.")
        return found
    finders: dict[int, Callable[[str], str]] = {
        Part.USER_SELECT: resolved.user,
        Part.ROLE_SELECT: resolved.role,
        Part.MENTIONABLE_SELECT: resolved.mentionable,
        Part.CHANNEL_SELECT: resolved.channel,
    }
    return [finders[select["type"]](each) for each in found]


def filled(modal: Json, given: list[Json], resolved: Resolved, files: Mapping[str, Json]) -> list[Json]:
    """Return a form's components as an interaction carries them, in the form's own order.

    Raises:
        PersonError: When a required field is empty or a value breaks what the form asks.
    """
    answers = {each["custom_id"]: each for each in walk(given) if "custom_id" in each}
    numbers = iter(range(1, 100))
    return [_component(each, answers, resolved, files, numbers) for each in modal["components"]]


def _component(
    component: Json,
    answers: Mapping[str, Json],
    resolved: Resolved,
    files: Mapping[str, Json],
    numbers: Iterator[int],
) -> Json:
    """Answer one component; ids are given in order to those without."""
    kind = component["type"]
    shown: Json = {"type": kind, "id": component.get("id") or next(numbers)}
    if kind == Part.ACTION_ROW:
        inner = [_component(each, answers, resolved, files, numbers) for each in component["components"]]
        return shown | {"components": inner}
    if kind == Part.LABEL:
        return shown | {"component": _component(component["component"], answers, resolved, files, numbers)}
    if kind == Part.TEXT_DISPLAY:
        return shown
    answer = answers.get(component["custom_id"], {})
    shown["custom_id"] = component["custom_id"]
    if kind == Part.TEXT_INPUT:
        return shown | {"value": _text(component, answer.get("value") or "")}
    if kind in SELECTS:
        return shown | {"values": chosen(component, answer.get("values") or [], resolved)}
    return shown | {"values": _uploaded(component, answer.get("values") or [], resolved, files)}


def _text(component: Json, value: Any) -> str:  # noqa: ANN401 - what a page sent
    if not isinstance(value, str):
        raise PersonError("Enter a text.")
    required = component.get("required", True)
    if not value.strip() and required:
        raise PersonError("This field is required.")
    least, most = component.get("min_length", 0), component.get("max_length", _MOST_TEXT)
    if value and not least <= len(value) <= most:
        raise PersonError(f"Enter {least} to {most} characters.")
    return value


def _uploaded(component: Json, keys: list[Any], resolved: Resolved, files: Mapping[str, Json]) -> list[str]:
    _check_count(component, len(keys))
    if not all(str(key) in files for key in keys):
        raise PersonError("A file was named but not sent.")
    return [resolved.attachment(files[str(key)]) for key in keys]


def _check_count(component: Json, count: int) -> None:
    least, most = component.get("min_values", 1), component.get("max_values", 1)
    if count == 0 and component.get("required") is False:
        return
    if not least <= count <= most:
        wanted = str(least) if least == most else f"{least} to {most}"
        raise PersonError(f"Choose {wanted}.")
