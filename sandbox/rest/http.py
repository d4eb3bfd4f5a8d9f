"""Reading requests and writing answers the way Discord does: JSON, multipart with `payload_json`, 204."""

import json
from typing import Any

from aiohttp import BodyPartReader, web

from sandbox import errors
from sandbox.attachments import MAX_BYTES, Upload
from sandbox.buckets import Buckets
from sandbox.compose import Body
from sandbox.faults import Faults
from sandbox.gateway import Gateway
from sandbox.payloads import Json
from sandbox.world import World

WORLD = web.AppKey("world", World)
GATEWAY = web.AppKey("gateway", Gateway)
FAULTS = web.AppKey("faults", Faults)
BUCKETS = web.AppKey("buckets", Buckets)
MAX_REQUEST_BYTES = 12 * MAX_BYTES
_FILE_FIELD = "files["


def answer(payload: object, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Answer with JSON; the content type carries no charset, or discord.py would take it for text."""
    body = json.dumps(payload, ensure_ascii=False).encode()
    return web.Response(body=body, status=status, content_type="application/json", headers=headers)


def nothing() -> web.Response:
    """Answer that it is done."""
    return web.Response(status=204)


def refusal(error: errors.ApiError) -> web.Response:
    """Answer with a refusal."""
    return answer(error.body(), status=error.status)


async def read_json(request: web.Request) -> Any:  # noqa: ANN401 - whatever was sent; the limits look at it
    """Read a JSON body; none at all is an empty object."""
    raw = await request.read()
    if not raw:
        return {}
    if request.content_type != "application/json":
        raise errors.ApiError(400, 50035, "Invalid Form Body", errors=_wrong_type(request.content_type))
    try:
        return json.loads(raw)
    except ValueError:
        raise errors.unreadable_body() from None


async def read_object(request: web.Request) -> Json:
    """Read a JSON body that must be an object."""
    body = await read_json(request)
    if not isinstance(body, dict):
        raise errors.unreadable_body()
    return body


async def read_body(request: web.Request) -> Body:
    """Read a message's body: JSON, or multipart with `payload_json` and files."""
    if request.content_type != "multipart/form-data":
        return Body(await read_object(request))
    fields: Json = {}
    uploads: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise errors.unreadable_body()
        data = bytes(await part.read())
        if part.name == "payload_json":
            fields = _object(data)
        elif part.filename is not None:
            uploads.append(_upload(part, data))
    return Body(fields, tuple(uploads))


def _object(data: bytes) -> Json:
    try:
        body = json.loads(data)
    except ValueError:
        raise errors.unreadable_body() from None
    if not isinstance(body, dict):
        raise errors.unreadable_body()
    return body


def _upload(part: BodyPartReader, data: bytes) -> Upload:
    name = part.name or ""
    key = name.removeprefix(_FILE_FIELD).removesuffix("]") if name.startswith(_FILE_FIELD) else name
    filename = part.filename or "unknown"
    return Upload(key, filename, content_type(filename), data)


def content_type(filename: str) -> str:
    """Guess a file's type from its name, as Discord does: what the client says of it is not looked at."""
    ending = filename.rsplit(".", 1)[-1].lower()
    return _TYPES.get(ending, "application/octet-stream")


_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "pdf": "application/pdf",
}


def _wrong_type(content_type: str) -> Json:
    message = f'Expected "Content-Type" header to be one of application/json, not {content_type}.'
    return {"_errors": [{"code": "CONTENT_TYPE_INVALID", "message": message}]}
