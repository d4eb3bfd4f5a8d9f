"""The page's own files, served from `sandbox/page/` under rules that let nothing foreign in."""

from pathlib import Path

from aiohttp import web

_FOLDER = Path(__file__).parent / "page"
_RULES = (
    "default-src 'self'; img-src 'self' data: blob: https: http:; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _RULES,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
routes = web.RouteTableDef()


@routes.get("/")
async def index(_request: web.Request) -> web.StreamResponse:
    """Return the page; who looks at it stands in the address (`?as=ana`)."""
    file = _FOLDER / "index.html"
    if not file.is_file():
        return web.Response(text="The sandbox is up; its page is not here.")
    return web.FileResponse(file, headers=HEADERS)


@routes.get("/page/{name}")
async def page_file(request: web.Request) -> web.StreamResponse:
    """Return one of the page's files."""
    file = (_FOLDER / request.match_info["name"]).resolve()
    if file.parent != _FOLDER.resolve() or not file.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(file, headers=HEADERS)
