"""Limits of embeds: sizes of their parts, at least one part, 6000 characters over a message."""

import re
from collections.abc import Collection
from typing import Any

from sandbox.limits.addresses import media, web
from sandbox.limits.problems import (
    Path,
    Problem,
    Problems,
    boolean,
    integer,
    items,
    mapping,
    missing,
    objects,
    text,
)
from sandbox.payloads import Json

MOST_EMBEDS = 10
MOST_CHARACTERS = 6000
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")
_PARTS = ("title", "description", "fields", "image", "thumbnail", "author", "footer")


def check(body: Json, *, files: Collection[str]) -> Problems:
    """Check all embeds of a message body."""
    yield from items(body, "embeds", (), most=MOST_EMBEDS)
    for path, embed in objects(body, "embeds", ()):
        yield from _embed(embed, path, files)
    if sum(_characters(embed) for _, embed in objects(body, "embeds", ())) > MOST_CHARACTERS:
        message = f"Embed size exceeds maximum size of {MOST_CHARACTERS}"
        yield Problem(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", message)


def _embed(embed: Json, path: Path, files: Collection[str]) -> Problems:
    yield from text(embed, "title", path, most=256)
    yield from text(embed, "description", path, most=4096)
    yield from web(embed, "url", path)
    yield from integer(embed, "color", path, least=0, most=0xFFFFFF)
    stamp = embed.get("timestamp")
    if stamp is not None and not (isinstance(stamp, str) and _TIMESTAMP.fullmatch(stamp)):
        yield Problem(
            (*path, "timestamp"), "DATE_TIME_TYPE_PARSE", f"Could not parse {stamp}. Should be ISO8601."
        )
    for key in ("image", "thumbnail"):
        if embed.get(key) is not None:
            yield from media(embed, key, path, files=files)
    yield from _fields(embed, path)
    yield from _named(embed, "author", "name", path, most=256, files=files)
    yield from _named(embed, "footer", "text", path, most=2048, files=files)
    if not any(_filled(embed.get(key)) for key in _PARTS):
        yield missing((*path, "description"))


def _filled(value: Any) -> bool:  # noqa: ANN401 - whatever the bot sent is looked at here
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def _fields(embed: Json, path: Path) -> Problems:
    yield from items(embed, "fields", path, most=25)
    for here, field in objects(embed, "fields", path):
        yield from text(field, "name", here, least=1, most=256, required=True)
        yield from text(field, "value", here, least=1, most=1024, required=True)
        yield from boolean(field, "inline", here)


def _named(embed: Json, part: str, key: str, path: Path, *, most: int, files: Collection[str]) -> Problems:
    yield from mapping(embed, part, path)
    value = embed.get(part)
    if isinstance(value, dict):
        yield from text(value, key, (*path, part), most=most, required=True)
        if value.get("icon_url") is not None:
            yield from media({"icon_url": {"url": value["icon_url"]}}, "icon_url", (*path, part), files=files)
        yield from web(value, "url", (*path, part))


def _characters(embed: Json) -> int:
    """Count what the limit over all embeds counts: title, description, fields, footer and author."""
    texts = [embed.get("title"), embed.get("description")]
    for part, key in (("footer", "text"), ("author", "name")):
        value = embed.get(part)
        texts.append(value.get(key) if isinstance(value, dict) else None)
    for _, field in objects(embed, "fields", ()):
        texts += [field.get("name"), field.get("value")]
    return sum(len(each.strip()) for each in texts if isinstance(each, str))
