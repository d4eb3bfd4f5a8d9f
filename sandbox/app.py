"""The web application: Discord's API, its gateway, the files, the page, and the sandbox's own routes."""

from aiohttp import web

from sandbox import page_files
from sandbox.buckets import Buckets
from sandbox.deadlines import Deadlines
from sandbox.faults import Faults
from sandbox.gateway import Gateway
from sandbox.page_socket import Pages
from sandbox.rest import cdn, commands, control, interactions, messages, places
from sandbox.rest.guards import (
    API,
    in_discords_form,
    loopback_only,
    not_offered,
    with_faults,
    with_rate_limits,
)
from sandbox.rest.http import BUCKETS, FAULTS, GATEWAY, MAX_REQUEST_BYTES, WORLD
from sandbox.world import World


def create_app(
    world: World,
    *,
    gateway: Gateway | None = None,
    faults: Faults | None = None,
    rate_limits: bool = True,
) -> web.Application:
    """Wire a world to the web.

    Args:
        world: The state; its `base_url` must be where the application will be reached.
        gateway: The bot's gateway, made here if not given.
        faults: The ordered faults, made here if not given.
        rate_limits: Whether requests are counted and refused as Discord would.
    """
    app = web.Application(
        middlewares=[loopback_only, with_rate_limits, in_discords_form, with_faults],
        client_max_size=MAX_REQUEST_BYTES,
    )
    app[WORLD] = world
    app[GATEWAY] = gateway or Gateway(world)
    app[FAULTS] = faults or Faults()
    if rate_limits:
        app[BUCKETS] = Buckets()
    pages = Pages(world)
    deadlines = Deadlines(world)
    for module in (places, messages, interactions, commands):
        app.add_routes(_under(API, module.routes))
    app.router.add_route("*", API + "/{rest:.*}", not_offered)
    app.router.add_get("/page/ws", pages.serve)
    app.add_routes([*control.routes, *cdn.routes, *page_files.routes])
    app.router.add_get("/gateway/", app[GATEWAY].serve)

    async def shut_down(_app: web.Application) -> None:
        deadlines.close()
        await app[GATEWAY].close()
        await pages.close()

    app.on_shutdown.append(shut_down)
    return app


def _under(prefix: str, routes: web.RouteTableDef) -> list[web.RouteDef]:
    """Put a prefix before every route of a table."""
    defined = [each for each in routes if isinstance(each, web.RouteDef)]
    return [web.RouteDef(each.method, prefix + each.path, each.handler, each.kwargs) for each in defined]
