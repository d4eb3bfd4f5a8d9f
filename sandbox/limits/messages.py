"""Limits of a message as a whole: its text, flags, mentions and files, and what Components V2 rules out."""

from collections.abc import Collection

from sandbox.limits import components, embeds
from sandbox.limits.problems import (
    Path,
    Problem,
    Problems,
    boolean,
    integer,
    items,
    objects,
    refuse_any,
    text,
)
from sandbox.messages import Flag, Message
from sandbox.payloads import Json

MOST_CONTENT = 2000
MOST_FILES = 10
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
        *_nonce(fields),
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
    for key in ("parse", "users", "roles"):
        if not isinstance(allowed.get(key) or [], list):
            yield Problem((*path, key), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType.")
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


def _nonce(fields: Json) -> Problems:
    nonce = fields.get("nonce")
    if isinstance(nonce, bool) or not isinstance(nonce, int | str | None):
        yield Problem(("nonce",), "BASE_TYPE_BAD_STRING", "Must be a string or a number.")
    elif nonce is not None:
        yield from text({"nonce": str(nonce)}, "nonce", (), most=25)


def check_flags(fields: Json) -> None:
    """Refuse flags that are no bit set."""
    refuse_any(integer(fields, "flags", (), least=0, most=2**53))


def _not_offered(fields: Json) -> Problems:
    for key in _NOT_OFFERED:
        if fields.get(key):
            yield Problem((key,), "SANDBOX_NOT_OFFERED", f"The sandbox does not offer {key}.")
