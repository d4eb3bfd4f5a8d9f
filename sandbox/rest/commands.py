"""Routes of application commands, global and of one guild."""

from aiohttp import web

from sandbox import errors
from sandbox.events import CommandsChanged
from sandbox.guilds import guild_by_id
from sandbox.limits import commands as limits
from sandbox.limits.problems import Problem, refuse_any
from sandbox.people import APPLICATION_ID
from sandbox.rest.http import WORLD, answer, nothing, read_json, read_object

_GLOBAL = "/applications/{application_id}/commands"
_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
routes = web.RouteTableDef()


def _scope(request: web.Request) -> str | None:
    if request.match_info["application_id"] != APPLICATION_ID:
        raise errors.ApiError(404, 10002, "Unknown Application")
    guild_id = request.match_info.get("guild_id")
    if guild_id is not None and guild_by_id(guild_id) is None:
        raise errors.missing_access()
    return guild_id


@routes.get(_GLOBAL)
@routes.get(_GUILD)
async def get_commands(request: web.Request) -> web.Response:
    """List commands."""
    return answer(request.app[WORLD].commands.all(_scope(request)))


@routes.put(_GLOBAL)
@routes.put(_GUILD)
async def overwrite_commands(request: web.Request) -> web.Response:
    """Replace all commands."""
    world, scope = request.app[WORLD], _scope(request)
    bodies = await read_json(request)
    if not isinstance(bodies, list):
        refuse_any([Problem((), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType.")])
    limits.check_all(bodies)
    kept = world.commands.overwrite(scope, bodies)
    world.publish(CommandsChanged())
    return answer(kept)


@routes.post(_GLOBAL)
@routes.post(_GUILD)
async def create_command(request: web.Request) -> web.Response:
    """Add a command, or overwrite the one of its name."""
    world, scope = request.app[WORLD], _scope(request)
    body = await read_object(request)
    limits.check(body)
    kept, is_new = world.commands.upsert(scope, body)
    world.publish(CommandsChanged())
    return answer(kept, status=201 if is_new else 200)


@routes.get(_GLOBAL + "/{command_id}")
@routes.get(_GUILD + "/{command_id}")
async def get_command(request: web.Request) -> web.Response:
    """Return one command."""
    return answer(request.app[WORLD].commands.get(_scope(request), request.match_info["command_id"]))


@routes.patch(_GLOBAL + "/{command_id}")
@routes.patch(_GUILD + "/{command_id}")
async def edit_command(request: web.Request) -> web.Response:
    """Change a command."""
    world, scope, command_id = request.app[WORLD], _scope(request), request.match_info["command_id"]
    changes = await read_object(request)
    limits.check(world.commands.get(scope, command_id) | changes)
    kept = world.commands.edit(scope, command_id, changes)
    world.publish(CommandsChanged())
    return answer(kept)


@routes.delete(_GLOBAL + "/{command_id}")
@routes.delete(_GUILD + "/{command_id}")
async def delete_command(request: web.Request) -> web.Response:
    """Remove a command."""
    world = request.app[WORLD]
    world.commands.delete(_scope(request), request.match_info["command_id"])
    world.publish(CommandsChanged())
    return nothing()
