"""What a person fills in, as the page's protocol carries it: options, forms, and controls found by name."""

from collections.abc import Mapping

from sandbox.limits.layout import Part
from sandbox.options import NESTING, Option
from sandbox.outcomes import File, Modal
from sandbox.payloads import Json
from sandbox.reading import controls_of

Value = str | int | float | bool


def filled_options(
    definition: Json,
    name: str,
    given: Mapping[str, Value | File],
    *,
    ids: Mapping[str, str],
    focused: str = "",
) -> list[Json]:
    """Return options in Discord's shape, inside the subcommands that a name such as "feed add" means.

    Args:
        definition: The command as registered.
        name: Its name, with those of groups and subcommands behind it.
        given: Values by option; a member by key, a channel by name.
        ids: Ids of people by key and of channels by name.
        focused: The option being typed, for autocomplete.
    """
    levels = [definition]
    for part in name.split(" ")[1:]:
        levels.append(next(each for each in levels[-1]["options"] if each["name"] == part))
    known = {each["name"]: each for each in levels[-1].get("options") or () if each["type"] not in NESTING}
    options = [_option(known[key], value, ids) for key, value in given.items()]
    for each in options:
        if each["name"] == focused:
            each["focused"] = True
    for level in reversed(levels[1:]):
        options = [{"name": level["name"], "type": level["type"], "options": options}]
    return options


def _option(option: Json, value: Value | File, ids: Mapping[str, str]) -> Json:
    shown = option["name"] if isinstance(value, File) else value
    if option["type"] in (Option.USER, Option.CHANNEL):
        shown = ids.get(str(value), str(value))
    return {"name": option["name"], "type": option["type"], "value": shown}


def control(message: Json, name: str) -> Json:
    """Find a button or select by label, emoji or custom_id."""
    for each in controls_of(message):
        if name in (each.get("custom_id"), each.get("label"), (each.get("emoji") or {}).get("name")):
            return each
    there = [each.get("label") or each["custom_id"] for each in controls_of(message)]
    raise LookupError(f"The message has no {name!r}; it has {there}")


def filled_form(modal: Modal, values: Mapping[str, str | list[str] | File]) -> list[Json]:
    """Return a form's answers, in labels; fields without a value are left out."""
    return [
        _answered(field, values[field["custom_id"]])
        for field in modal.fields()
        if field["custom_id"] in values
    ]


def _answered(field: Json, value: str | list[str] | File) -> Json:
    """Return one filled-in field, in a label, as a page would send it."""
    answer: Json = {"type": field["type"], "custom_id": field["custom_id"]}
    if isinstance(value, File):
        answer["values"] = [field["custom_id"]]
    elif field["type"] == Part.TEXT_INPUT:
        answer["value"] = value
    else:
        answer["values"] = [value] if isinstance(value, str) else value
    return {"type": int(Part.LABEL), "component": answer}
