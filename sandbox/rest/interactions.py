"""Routes that answer interactions, and the webhook routes of their follow-ups."""

from aiohttp import web

from sandbox import answers, errors
from sandbox.people import APPLICATION_ID, BOT
from sandbox.rest.http import WORLD, answer, nothing, read_body

_MESSAGE = "/webhooks/{application_id}/{token}/messages/{message_id:@original|\\d+}"
routes = web.RouteTableDef()


@routes.post("/interactions/{interaction_id}/{token}/callback")
async def callback(request: web.Request) -> web.Response:
    """Take the first answer; 204, or with `with_response` what it made."""
    body = await read_body(request)
    where = request.match_info
    done = answers.answer(request.app[WORLD], where["interaction_id"], where["token"], body)
    if request.query.get("with_response", "").lower() in ("1", "true"):
        return answer(done.body())
    return nothing()


@routes.post("/webhooks/{application_id}/{token}")
async def follow_up(request: web.Request) -> web.Response:
    """Post a follow-up."""
    token = _token(request)
    message = answers.follow_up(request.app[WORLD], token, await read_body(request))
    return answer(message.payload(BOT.id))


@routes.get(_MESSAGE)
async def get_follow_up(request: web.Request) -> web.Response:
    """Return an answer or a follow-up."""
    message = answers.get(request.app[WORLD], _token(request), request.match_info["message_id"])
    return answer(message.payload(BOT.id))


@routes.patch(_MESSAGE)
async def edit_follow_up(request: web.Request) -> web.Response:
    """Edit an answer or a follow-up."""
    token = _token(request)
    body = await read_body(request)
    message = answers.edit(request.app[WORLD], token, request.match_info["message_id"], body)
    return answer(message.payload(BOT.id))


@routes.delete(_MESSAGE)
async def delete_follow_up(request: web.Request) -> web.Response:
    """Delete an answer or a follow-up."""
    answers.delete(request.app[WORLD], _token(request), request.match_info["message_id"])
    return nothing()


def _token(request: web.Request) -> str:
    if request.match_info["application_id"] != APPLICATION_ID:
        raise errors.unknown_webhook()
    return request.match_info["token"]
