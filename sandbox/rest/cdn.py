"""Where uploaded files are served, inertly: nothing in them can run on the sandbox's own page."""

from aiohttp import web

from sandbox.rest.http import WORLD

_INERT = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, max-age=3600",
}
routes = web.RouteTableDef()


@routes.get("/cdn/attachments/{channel_id}/{attachment_id}/{filename}")
async def get_attachment(request: web.Request) -> web.Response:
    """Return a file; anything but a picture is offered as a download."""
    kept = request.app[WORLD].attachments.find(request.match_info["attachment_id"])
    if kept is None or kept.channel_id != request.match_info["channel_id"]:
        raise web.HTTPNotFound
    headers = dict(_INERT)
    headers["Content-Type"] = kept.content_type
    if not kept.content_type.startswith("image/"):
        headers["Content-Disposition"] = "attachment"
    return web.Response(body=kept.data, headers=headers)
