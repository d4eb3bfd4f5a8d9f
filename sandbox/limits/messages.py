"""Limits of a message as a whole: its text, flags, mentions and files, and what Components V2 rules out."""

from collections.abc import Collection

from sandbox.limits import components, embeds
from sandbox.limits.layout import Part
from sandbox.limits.problems import Path, Problem, Problems, boolean, items, objects, refuse_any, text
from sandbox.messages import Flag, Message
from sandbox.payloads import Json

MOST_CONTENT = 2000
MOST_FILES = 10
TEXT_DISPLAY = Part.TEXT_DISPLAY
_NOT_OFFERED = ("poll", "sticker_ids", "stickers", "thread_name", "applied_tags")
_MENTIONS = ("users", "roles", "everyone")


def check(fields: Json, *, before: Message, flags: Flag, files: Collection[str], uploads: int) -> None:
    """Refuse a body that breaks a limit.

    Args:
        fields: The body's JSON.
        before: The message it changes; a blank one for a new message.
        flags: The flags the message will have.
        files: Names of the files the message will have.
        uploads: How many files those are.

    Raises:
        ApiError: 50035 with every problem found.
    """
    v2 = Flag.COMPONENTS_V2 in flags
    problems = [
        *text(fields, "content", (), most=MOST_CONTENT),
        *boolean(fields, "tts", ()),
        *embeds.check(fields, files=files),
        *components.check(fields, v2=v2, files=files),
        *_mentions(fields),
        *_files(fields, uploads),
        *_not_offered(fields),
    ]
    if v2:
        problems += _legacy(fields, before)
    refuse_any(problems)


def _legacy(fields: Json, before: Message) -> Problems:
    """Find content or embeds that a message of Components V2 would have."""
    for key, kept in (("content", before.content), ("embeds", before.embeds)):
        if fields.get(key, kept):
            message = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            yield Problem((key,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)


def _mentions(fields: Json) -> Problems:
    allowed = fields.get("allowed_mentions")
    path: Path = ("allowed_mentions",)
    if allowed is None:
        return
    if not isinstance(allowed, dict):
        yield Problem(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType.")
        return
    parse = allowed.get("parse") or []
    for index, each in enumerate(parse):
        if each not in _MENTIONS:
            message = f"Value must be one of ({', '.join(_MENTIONS)})."
            yield Problem((*path, "parse", str(index)), "BASE_TYPE_CHOICES", message)
    for key in ("users", "roles"):
        if allowed.get(key) and key in parse:
            message = f'parse:["{key}"] and {key}: [ids...] are mutually exclusive.'
            yield Problem(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)


def _files(fields: Json, uploads: int) -> Problems:
    yield from items(fields, "attachments", (), most=MOST_FILES)
    for path, each in objects(fields, "attachments", ()):
        yield from text({"id": str(each.get("id", ""))}, "id", path, most=32, required=True)
        yield from text(each, "description", path, most=1024)
        yield from text(each, "filename", path, most=1024)
    if uploads > MOST_FILES:
        yield Problem(("attachments",), "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_FILES} or fewer in length.")


def _not_offered(fields: Json) -> Problems:
    for key in _NOT_OFFERED:
        if fields.get(key):
            yield Problem((key,), "SANDBOX_NOT_OFFERED", f"The sandbox does not offer {key}.")
