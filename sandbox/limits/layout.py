"""Component types, what may stand inside what, and how a message's components are walked and counted."""

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import Any

from sandbox.limits.problems import Path, Problem, Problems, duplicates, objects
from sandbox.payloads import Json


class Part(IntEnum):
    """Component types."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19


SELECTS = frozenset(
    {Part.STRING_SELECT, Part.USER_SELECT, Part.ROLE_SELECT, Part.MENTIONABLE_SELECT, Part.CHANNEL_SELECT}
)
IN_ROW = frozenset({Part.BUTTON}) | SELECTS
IN_SECTION = frozenset({Part.TEXT_DISPLAY})
BESIDE_SECTION = frozenset({Part.BUTTON, Part.THUMBNAIL})
IN_CONTAINER = frozenset(
    {Part.ACTION_ROW, Part.SECTION, Part.TEXT_DISPLAY, Part.MEDIA_GALLERY, Part.FILE, Part.SEPARATOR}
)
IN_MESSAGE = frozenset({Part.ACTION_ROW})
IN_MESSAGE_V2 = IN_CONTAINER | {Part.CONTAINER}
IN_LABEL = SELECTS | {Part.TEXT_INPUT, Part.FILE_UPLOAD}
IN_MODAL = frozenset({Part.ACTION_ROW, Part.LABEL, Part.TEXT_DISPLAY})
IN_MODAL_ROW = frozenset({Part.TEXT_INPUT})

_SELECT_KEYS = "custom_id placeholder min_values max_values disabled"
KEYS: dict[Part, frozenset[str]] = {
    part: frozenset({"type", "id", *keys.split()})
    for part, keys in {
        Part.ACTION_ROW: "components",
        Part.BUTTON: "style label emoji custom_id url disabled",
        Part.STRING_SELECT: f"{_SELECT_KEYS} options",
        Part.USER_SELECT: f"{_SELECT_KEYS} default_values",
        Part.ROLE_SELECT: f"{_SELECT_KEYS} default_values",
        Part.MENTIONABLE_SELECT: f"{_SELECT_KEYS} default_values",
        Part.CHANNEL_SELECT: f"{_SELECT_KEYS} default_values channel_types",
        Part.SECTION: "components accessory",
        Part.TEXT_DISPLAY: "content",
        Part.THUMBNAIL: "media description spoiler",
        Part.MEDIA_GALLERY: "items",
        Part.FILE: "file spoiler",
        Part.SEPARATOR: "divider spacing",
        Part.CONTAINER: "components accent_color spoiler",
    }.items()
}

MOST_COMPONENTS = 40
MOST_ROWS = 5
MOST_TEXT = 4000


def kind_of(component: Json) -> Part | None:
    """Return a component's type, or None if it has none that the sandbox knows."""
    kind = component.get("type")
    if isinstance(kind, bool) or not isinstance(kind, int) or kind not in tuple(Part):
        return None
    return Part(kind)


def walk(components: Iterable[Any]) -> Iterator[Json]:
    """Yield every component, each before those inside it."""
    for component in components:
        if not isinstance(component, dict):
            continue
        yield component
        inner = component.get("components")
        yield from walk(inner if isinstance(inner, list) else ())
        yield from walk(component[key] for key in ("accessory", "component") if key in component)


def children(component: Json, path: Path) -> Iterator[tuple[Path, Json]]:
    """Yield the components directly inside one, with their paths."""
    yield from objects(component, "components", path)
    for key in ("accessory", "component"):
        if isinstance(component.get(key), dict):
            yield (*path, key), component[key]


def with_paths(body: Json, path: Path = ()) -> Iterator[tuple[Path, Json]]:
    """Yield every component of a body with its path."""
    for here, component in children(body, path):
        yield here, component
        yield from with_paths(component, here)


def placed(component: Json, path: Path, allowed: Iterable[Part]) -> Problems:
    """Check that a component may stand where it does."""
    if kind_of(component) not in tuple(allowed):
        listed = ", ".join(str(int(each)) for each in sorted(allowed))
        yield Problem((*path, "type"), "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")


def unique(body: Json) -> Problems:
    """Check that neither a custom_id nor an id comes twice."""
    found = list(with_paths(body))
    custom = [
        ((*path, "custom_id"), each["custom_id"]) for path, each in found if _is_given(each, "custom_id")
    ]
    yield from duplicates(
        custom, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"
    )
    ids = [((*path, "id"), each["id"]) for path, each in found if _is_given(each, "id")]
    yield from duplicates(ids, "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")


def _is_given(component: Json, key: str) -> bool:
    return isinstance(component.get(key), str | int) and bool(component[key])


def totals(body: Json) -> Problems:
    """Check what is counted over a whole message: 40 components, 4000 characters of text."""
    components = body.get("components")
    found = list(walk(components if isinstance(components, list) else ()))
    if len(found) > MOST_COMPONENTS:
        message = f"A message may hold at most {MOST_COMPONENTS} components, nested ones counted."
        yield Problem(("components",), "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
    texts = (each.get("content") for each in found if kind_of(each) is Part.TEXT_DISPLAY)
    if sum(len(each) for each in texts if isinstance(each, str)) > MOST_TEXT:
        message = f"The text of all components may hold at most {MOST_TEXT} characters."
        yield Problem(("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)
