"""Limits of a message's components, of both generations: action rows alone, or Components V2."""

from collections.abc import Collection

from sandbox.limits import controls
from sandbox.limits.addresses import media
from sandbox.limits.layout import (
    BESIDE_SECTION,
    IN_CONTAINER,
    IN_MESSAGE,
    IN_MESSAGE_V2,
    IN_ROW,
    IN_SECTION,
    MOST_COMPONENTS,
    MOST_ROWS,
    SELECTS,
    Part,
    kind_of,
    placed,
    totals,
    unique,
)
from sandbox.limits.problems import (
    Path,
    Problem,
    Problems,
    boolean,
    choice,
    integer,
    items,
    missing,
    objects,
    text,
)
from sandbox.payloads import Json

_ROW_WIDTH = 5
_MOST_ID = 2**31 - 1
_DESCRIPTION = 1024


def check(body: Json, *, v2: bool, files: Collection[str]) -> Problems:
    """Check the components of a message body."""
    yield from items(body, "components", (), most=MOST_COMPONENTS if v2 else MOST_ROWS)
    allowed = IN_MESSAGE_V2 if v2 else IN_MESSAGE
    for path, component in objects(body, "components", ()):
        yield from _component(component, path, allowed, files)
    yield from unique(body)
    yield from totals(body)


def _component(component: Json, path: Path, allowed: Collection[Part], files: Collection[str]) -> Problems:
    misplaced = list(placed(component, path, allowed))
    yield from misplaced
    if misplaced:
        return
    yield from integer(component, "id", path, least=0, most=_MOST_ID)
    kind = Part(component["type"])
    if kind in SELECTS:
        yield from controls.select(component, path)
        return
    match kind:
        case Part.ACTION_ROW:
            yield from _row(component, path, files)
        case Part.BUTTON:
            yield from controls.button(component, path)
        case Part.SECTION:
            yield from _section(component, path, files)
        case Part.TEXT_DISPLAY:
            yield from text(component, "content", path, least=1, most=4000, required=True)
        case Part.CONTAINER:
            yield from _container(component, path, files)
        case Part.SEPARATOR:
            yield from boolean(component, "divider", path)
            yield from choice(component, "spacing", path, (1, 2))
        case _:
            yield from _picture(component, kind, path, files)


def _row(component: Json, path: Path, files: Collection[str]) -> Problems:
    yield from items(component, "components", path, least=1, most=_ROW_WIDTH)
    inside = list(objects(component, "components", path))
    for here, each in inside:
        yield from _component(each, here, IN_ROW, files)
    if len(inside) > 1 and any(kind_of(each) in SELECTS for _, each in inside):
        message = "The specified component exceeds the maximum width"
        yield Problem((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)


def _section(component: Json, path: Path, files: Collection[str]) -> Problems:
    yield from items(component, "components", path, least=1, most=3)
    for here, each in objects(component, "components", path):
        yield from _component(each, here, IN_SECTION, files)
    accessory = component.get("accessory")
    if isinstance(accessory, dict):
        yield from _component(accessory, (*path, "accessory"), BESIDE_SECTION, files)
    else:
        yield missing((*path, "accessory"))


def _container(component: Json, path: Path, files: Collection[str]) -> Problems:
    yield from items(component, "components", path, least=1, most=MOST_COMPONENTS)
    yield from integer(component, "accent_color", path, least=0, most=0xFFFFFF)
    yield from boolean(component, "spoiler", path)
    for here, each in objects(component, "components", path):
        yield from _component(each, here, IN_CONTAINER, files)


def _picture(component: Json, kind: Part, path: Path, files: Collection[str]) -> Problems:
    """Check what shows media: a thumbnail, a gallery or a file."""
    yield from boolean(component, "spoiler", path)
    if kind is Part.THUMBNAIL:
        yield from media(component, "media", path, files=files)
        yield from text(component, "description", path, most=_DESCRIPTION)
    elif kind is Part.FILE:
        yield from media(component, "file", path, files=files, web_too=False)
    else:
        yield from items(component, "items", path, least=1, most=10)
        for here, item in objects(component, "items", path):
            yield from media(item, "media", here, files=files)
            yield from text(item, "description", here, most=_DESCRIPTION)
