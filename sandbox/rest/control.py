"""The sandbox's own routes, outside Discord's API: ordering faults and cutting the gateway."""

from aiohttp import web

from sandbox.faults import parse
from sandbox.rest.http import FAULTS, GATEWAY, answer, nothing, read_object

routes = web.RouteTableDef()


@routes.get("/sandbox/faults")
async def list_faults(request: web.Request) -> web.Response:
    """List the faults still to come."""
    return answer(request.app[FAULTS].waiting())


@routes.post("/sandbox/faults")
async def order_fault(request: web.Request) -> web.Response:
    """Order a fault; the fields are those of `sandbox.faults.Fault`."""
    try:
        fault = parse(await read_object(request))
    except (ValueError, TypeError) as error:
        return answer({"message": str(error)}, status=400)
    request.app[FAULTS].add(fault)
    return nothing()


@routes.delete("/sandbox/faults")
async def clear_faults(request: web.Request) -> web.Response:
    """Order none any more."""
    request.app[FAULTS].clear()
    return nothing()


@routes.post("/sandbox/gateway/{action:drop|reconnect|invalidate}")
async def disturb_gateway(request: web.Request) -> web.Response:
    """Cut the bot's connection, ask it to reconnect, or invalidate its session (`?resumable=1` keeps it)."""
    gateway = request.app[GATEWAY]
    match request.match_info["action"]:
        case "drop":
            await gateway.drop()
        case "reconnect":
            gateway.ask_to_reconnect()
        case _:
            gateway.invalidate(resumable="resumable" in request.query)
    return nothing()
