"""What every request passes: loopback only, a token, ordered faults, and refusals in Discord's own form."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from sandbox import errors
from sandbox.faults import Fault, When
from sandbox.rest.http import BUCKETS, FAULTS, WORLD, answer, refusal

API = "/api/v10"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_WITHOUT_TOKEN = ("/interactions/", "/webhooks/")
_log = logging.getLogger("sandbox.rest")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_loopback(host: str) -> bool:
    """Say whether a Host header, or the rest of an Origin, names this machine's loopback."""
    try:
        return urlsplit(f"//{host}").hostname in _LOOPBACK
    except ValueError:
        return False


@web.middleware
async def loopback_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what a foreign page could send through somebody's browser: another Host or Origin than ours."""
    origin = request.headers.get("Origin")
    foreign = origin is not None and origin != f"http://{request.host}"
    if not is_loopback(request.host) or foreign:
        return web.Response(status=403, text="The sandbox only answers this machine.")
    return await handler(request)


@web.middleware
async def in_discords_form(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Check the token, and turn refusals into Discord's JSON."""
    if not request.path.startswith(API):
        return await handler(request)
    path = request.path.removeprefix(API)
    if not path.startswith(_WITHOUT_TOKEN) and not _has_token(request):
        return refusal(errors.unauthorized())
    try:
        return await handler(request)
    except errors.ApiError as error:
        _log.info("%s %s refused: %s %s", request.method, path, error.code, error.message)
        return refusal(error)


@web.middleware
async def with_faults(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let a request fail if that was ordered."""
    if not request.path.startswith(API):
        return await handler(request)
    fault = request.app[FAULTS].take(request.method, request.path.removeprefix(API))
    if fault is None:
        return await handler(request)
    if fault.delay_seconds:
        await asyncio.sleep(fault.delay_seconds)
    if fault.when is When.AFTER:
        await handler(request)
    return _failed(request, fault)


@web.middleware
async def with_rate_limits(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Count a request, tell the client what is left, and refuse one too many."""
    if not request.path.startswith(API) or BUCKETS not in request.app:
        return await handler(request)
    now = asyncio.get_running_loop().time()
    path = request.path.removeprefix(API)
    verdict = request.app[BUCKETS].take(request.method, path, now=now)
    if verdict.retry_after is not None:
        _log.warning("%s %s is rate limited for %.2f s", request.method, path, verdict.retry_after)
        fault = Fault(path, status=429, retry_after=verdict.retry_after, is_global=verdict.is_global)
        return answer(fault.body(), status=fault.status, headers=fault.headers())
    response = await handler(request)
    if verdict.window is not None:
        response.headers.update(verdict.window.headers(now=now, clock=request.app[WORLD].clock()))
    return response


def _failed(request: web.Request, fault: Fault) -> web.StreamResponse:
    if fault.status == 0 and request.transport is not None:
        request.transport.abort()
    return answer(fault.body(), status=fault.status or 500, headers=fault.headers())


def _has_token(request: web.Request) -> bool:
    """Take any token that is not empty: there is nobody to keep out on loopback."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return scheme == "Bot" and bool(token.strip())


async def not_offered(request: web.Request) -> web.Response:
    """Refuse, loudly, a route the sandbox does not have."""
    what = f"{request.method} {request.path.removeprefix(API)}"
    _log.error("The sandbox does not offer %s", what)
    return refusal(errors.unsupported(what))
