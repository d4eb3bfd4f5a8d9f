"""Limits of modals, and of what a person fills into one."""

from sandbox.limits import controls
from sandbox.limits.layout import IN_LABEL, IN_MODAL, IN_MODAL_ROW, SELECTS, Part, placed, unique
from sandbox.limits.problems import Path, Problems, integer, items, objects, refuse_any, text
from sandbox.payloads import Json

MOST_COMPONENTS = 5


def check(modal: Json) -> None:
    """Refuse a modal that breaks a limit.

    Raises:
        ApiError: 50035 with every problem found.
    """
    problems = [
        *text(modal, "title", (), least=1, most=45, required=True),
        *controls.custom_id(modal, ()),
        *items(modal, "components", (), least=1, most=MOST_COMPONENTS),
        *unique(modal),
    ]
    for path, component in objects(modal, "components", ()):
        problems += _component(component, path)
    refuse_any(problems)


def _component(component: Json, path: Path) -> Problems:
    misplaced = list(placed(component, path, IN_MODAL))
    yield from misplaced
    if misplaced:
        return
    yield from integer(component, "id", path, least=0, most=2**31 - 1)
    match component["type"]:
        case Part.ACTION_ROW:
            yield from items(component, "components", path, least=1, most=1)
            for here, each in objects(component, "components", path):
                yield from placed(each, here, IN_MODAL_ROW)
                yield from controls.text_input(each, here, labelled=True)
        case Part.LABEL:
            yield from controls.label(component, path)
            if isinstance(component.get("component"), dict):
                yield from _control(component["component"], (*path, "component"))
        case _:
            yield from text(component, "content", path, least=1, most=4000, required=True)


def _control(component: Json, path: Path) -> Problems:
    misplaced = list(placed(component, path, IN_LABEL))
    yield from misplaced
    if misplaced:
        return
    if component["type"] in SELECTS:
        yield from controls.select(component, path, in_modal=True)
    elif component["type"] == Part.TEXT_INPUT:
        yield from controls.text_input(component, path, labelled=False)
    else:
        yield from controls.file_upload(component, path)
