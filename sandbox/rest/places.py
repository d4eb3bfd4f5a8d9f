"""Routes of the application, its gateway, users, guilds and members."""

from aiohttp import web

from sandbox import errors
from sandbox.guilds import GUILDS, Guild, guild_by_id
from sandbox.payloads import Json
from sandbox.people import APPLICATION_ID, BOT, OWNER, by_id
from sandbox.rest.http import WORLD, answer

_MOST_MEMBERS = 1000
routes = web.RouteTableDef()


@routes.get("/users/@me")
async def get_me(_request: web.Request) -> web.Response:
    """Return the bot's own user."""
    return answer(BOT.payload() | {"verified": True, "mfa_enabled": True, "locale": "en-US", "email": None})


@routes.get("/users/@me/guilds")
async def get_my_guilds(_request: web.Request) -> web.Response:
    """List the guilds the bot is in."""
    return answer([_partial(guild) for guild in GUILDS])


def _partial(guild: Guild) -> Json:
    shown = {key: guild.payload()[key] for key in ("id", "name", "icon", "banner", "features")}
    return shown | {"owner": False, "permissions": str(int(guild.permissions(BOT.id)))}


@routes.get("/users/{user_id:\\d+}")
async def get_user(request: web.Request) -> web.Response:
    """Return a user."""
    user = by_id(request.match_info["user_id"])
    if user is None:
        raise errors.unknown_user()
    return answer(user.payload())


@routes.get("/oauth2/applications/@me")
@routes.get("/applications/@me")
async def get_application(_request: web.Request) -> web.Response:
    """Return the application."""
    return answer(
        {
            "id": APPLICATION_ID,
            "name": BOT.username,
            "icon": None,
            "description": "The bot that plays in this sandbox.",
            "bot_public": True,
            "bot_require_code_grant": False,
            "bot": BOT.payload(),
            "owner": OWNER.payload(),
            "team": None,
            "verify_key": "0" * 64,
            "flags": 0,
            "summary": "",
            "tags": [],
            "redirect_uris": [],
            "rpc_origins": [],
            "approximate_guild_count": len(GUILDS),
            "approximate_user_install_count": 0,
            "install_params": None,
            "integration_types_config": {"0": {}},
        }
    )


def _gateway_url(request: web.Request) -> str:
    return request.app[WORLD].base_url.replace("http", "ws", 1) + "/gateway/"


@routes.get("/gateway")
async def get_gateway(request: web.Request) -> web.Response:
    """Return where the gateway is."""
    return answer({"url": _gateway_url(request)})


@routes.get("/gateway/bot")
async def get_bot_gateway(request: web.Request) -> web.Response:
    """Return where the gateway is and how many shards to open."""
    starts = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 1}
    return answer({"url": _gateway_url(request), "shards": 1, "session_start_limit": starts})


def _guild(request: web.Request) -> Guild:
    guild = guild_by_id(request.match_info["guild_id"])
    if guild is None:
        raise errors.unknown_guild()
    return guild


@routes.get("/guilds/{guild_id}")
async def get_guild(request: web.Request) -> web.Response:
    """Return a guild."""
    guild = _guild(request)
    counts = {
        "approximate_member_count": len(guild.members),
        "approximate_presence_count": len(guild.members),
    }
    return answer(guild.payload() | (counts if "with_counts" in request.query else {}))


@routes.get("/guilds/{guild_id}/channels")
async def get_channels(request: web.Request) -> web.Response:
    """List a guild's channels."""
    messages = request.app[WORLD].messages
    channels = _guild(request).channels
    return answer([each.payload(last_message_id=messages.last_id(each.id)) for each in channels])


@routes.get("/guilds/{guild_id}/roles")
async def get_roles(request: web.Request) -> web.Response:
    """List a guild's roles."""
    return answer([role.payload() for role in _guild(request).roles])


@routes.get("/guilds/{guild_id}/members")
async def get_members(request: web.Request) -> web.Response:
    """List members by id, after one."""
    limit = min(int(request.query.get("limit", "1")), _MOST_MEMBERS)
    after = int(request.query.get("after", "0"))
    members = sorted(_guild(request).members, key=lambda each: int(each.user.id))
    return answer([each.payload() for each in members if int(each.user.id) > after][:limit])


@routes.get("/guilds/{guild_id}/members/search")
async def search_members(request: web.Request) -> web.Response:
    """List members whose name starts with a text."""
    start = request.query.get("query", "").lower()
    limit = min(int(request.query.get("limit", "1")), _MOST_MEMBERS)
    found = [each for each in _guild(request).members if each.user.username.startswith(start)]
    return answer([each.payload() for each in found[:limit]])


@routes.get("/guilds/{guild_id}/members/{user_id:\\d+}")
async def get_member(request: web.Request) -> web.Response:
    """Return a member."""
    member = _guild(request).member(request.match_info["user_id"])
    if member is None:
        raise errors.unknown_member()
    return answer(member.payload())
