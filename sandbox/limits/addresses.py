"""Limits of web addresses and of files referred to by name."""

from collections.abc import Collection
from urllib.parse import urlsplit

from sandbox.limits.problems import Path, Problem, Problems, text
from sandbox.payloads import Json

_MOST = 2048
_FILE = "attachment://"


def web(body: Json, key: str, path: Path, *, most: int = _MOST, required: bool = False) -> Problems:
    """Check an http or https address."""
    yield from text(body, key, path, most=most, required=required)
    value = body.get(key)
    if isinstance(value, str) and value and not is_web(value):
        yield Problem((*path, key), "URL_TYPE_INVALID_URL", "Not a well formed URL.")


def is_web(value: str) -> bool:
    """Say whether something is a well-formed http or https address."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(map(str.isspace, value))


def media(body: Json, key: str, path: Path, *, files: Collection[str], web_too: bool = True) -> Problems:
    """Check where a picture or file is: a web address, or `attachment://` and the name of a file."""
    value = body.get(key)
    here = (*path, key)
    if not isinstance(value, dict):
        yield Problem(here, "BASE_TYPE_REQUIRED", "This field is required")
        return
    url = value.get("url")
    if isinstance(url, str) and url.startswith(_FILE):
        if url.removeprefix(_FILE) not in files:
            yield Problem(
                (*here, "url"), "MEDIA_ATTACHMENT_NOT_FOUND", "The referenced attachment was not found."
            )
    elif web_too:
        yield from web(value, "url", here, required=True)
    else:
        yield Problem((*here, "url"), "URL_TYPE_INVALID_SCHEME", "Must be an attachment:// address.")
