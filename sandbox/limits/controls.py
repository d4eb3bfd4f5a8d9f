"""Limits of what people operate: buttons, selects, text inputs and file uploads."""

from sandbox.limits.addresses import web
from sandbox.limits.emoji import is_emoji
from sandbox.limits.layout import Part
from sandbox.limits.problems import (
    Path,
    Problem,
    Problems,
    boolean,
    choice,
    duplicates,
    integer,
    items,
    missing,
    objects,
    text,
)
from sandbox.payloads import Json

_LINK = 5
_STYLES = range(1, 6)
_SELECT_MOST = 25
_FILES_MOST = 10


def button(body: Json, path: Path) -> Problems:
    """Check a button: a label or an emoji, and either a custom_id or, on a link, an address."""
    yield from choice(body, "style", path, _STYLES, required=True)
    yield from text(body, "label", path, most=80)
    yield from boolean(body, "disabled", path)
    yield from emoji(body, path)
    label_text = body.get("label")
    if not (isinstance(label_text, str) and label_text.strip()) and not body.get("emoji"):
        yield Problem(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button needs a label or an emoji.")
    if body.get("style") == _LINK:
        yield from web(body, "url", path, most=512, required=True)
        if body.get("custom_id") is not None:
            message = "A custom id and url cannot both be specified"
            yield Problem((*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message)
    else:
        yield from custom_id(body, path)
        if body.get("url") is not None:
            message = "Only a link button may have a url"
            yield Problem((*path, "url"), "BUTTON_COMPONENT_INVALID_STYLE", message)


def custom_id(body: Json, path: Path) -> Problems:
    """Check a custom_id: 1 to 100 characters."""
    yield from text(body, "custom_id", path, least=1, most=100, required=True)


def emoji(body: Json, path: Path) -> Problems:
    """Check that an emoji, where there is one, is a Unicode emoji: the servers have none of their own."""
    value = body.get("emoji")
    if value is None:
        return
    name = value.get("name") if isinstance(value, dict) else None
    own = value.get("id") if isinstance(value, dict) else None
    if own or not isinstance(name, str) or not is_emoji(name):
        yield Problem((*path, "emoji", "name"), "COMPONENT_INVALID_EMOJI", "Invalid emoji")


def select(body: Json, path: Path, *, in_modal: bool = False) -> Problems:
    """Check a select of any type."""
    yield from custom_id(body, path)
    yield from text(body, "placeholder", path, most=150)
    yield from boolean(body, "disabled", path)
    if in_modal and body.get("disabled"):
        yield Problem((*path, "disabled"), "BASE_TYPE_CHOICES", "A modal cannot have disabled components.")
    options = body.get("options")
    is_list = body.get("type") == Part.STRING_SELECT
    count = len(options) if is_list and isinstance(options, list) else _SELECT_MOST
    required = in_modal and bool(body.get("required", True))
    yield from _range(body, path, most=min(count, _SELECT_MOST), required=required)
    if is_list:
        yield from _options(body, path)
    else:
        yield from items(body, "default_values", path, most=_SELECT_MOST)


def _range(body: Json, path: Path, *, most: int, required: bool) -> Problems:
    yield from integer(body, "min_values", path, least=int(required), most=max(most, 1))
    yield from integer(body, "max_values", path, least=1, most=max(most, 1))
    least_wanted, most_wanted = body.get("min_values"), body.get("max_values", 1)
    both = isinstance(least_wanted, int) and isinstance(most_wanted, int)
    if both and least_wanted > most_wanted:
        message = "Max values must be greater than or equal to min values"
        yield Problem((*path, "max_values"), "SELECT_COMPONENT_MIN_VALUES_EXCEED_MAX", message)


def _options(body: Json, path: Path) -> Problems:
    yield from items(body, "options", path, least=1, most=_SELECT_MOST)
    for here, option in objects(body, "options", path):
        yield from text(option, "label", here, least=1, most=100, required=True)
        yield from text(option, "value", here, least=1, most=100, required=True)
        yield from text(option, "description", here, most=100)
        yield from emoji(option, here)
    values = [((*here, "value"), each.get("value")) for here, each in objects(body, "options", path)]
    yield from duplicates(
        values, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used"
    )


def text_input(body: Json, path: Path, *, labelled: bool) -> Problems:
    """Check a text input; in an action row it brings its own label."""
    yield from custom_id(body, path)
    yield from choice(body, "style", path, (1, 2), required=True)
    yield from text(body, "placeholder", path, most=100)
    yield from text(body, "value", path, most=4000)
    yield from integer(body, "min_length", path, least=0, most=4000)
    yield from integer(body, "max_length", path, least=1, most=4000)
    yield from boolean(body, "required", path)
    if labelled:
        yield from text(body, "label", path, least=1, most=45, required=True)
    elif body.get("label") is not None:
        yield Problem(
            (*path, "label"), "BASE_TYPE_CHOICES", "Inside a label a text input has no label of its own."
        )
    least, most = body.get("min_length"), body.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        yield Problem((*path, "max_length"), "TEXT_INPUT_MIN_EXCEEDS_MAX", "Max length is under min length.")
    value = body.get("value")
    if isinstance(value, str) and isinstance(most, int) and len(value) > most:
        yield Problem((*path, "value"), "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def file_upload(body: Json, path: Path) -> Problems:
    """Check a file upload."""
    yield from custom_id(body, path)
    yield from boolean(body, "required", path)
    yield from _range(body, path, most=_FILES_MOST, required=bool(body.get("required", True)))


def label(body: Json, path: Path) -> Problems:
    """Check a label around one control."""
    yield from text(body, "label", path, least=1, most=45, required=True)
    yield from text(body, "description", path, most=100)
    if not isinstance(body.get("component"), dict):
        yield missing((*path, "component"))
