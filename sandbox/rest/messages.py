"""Routes of channels and what is said in them."""

from urllib.parse import unquote

from aiohttp import web

from sandbox import errors, speech
from sandbox.limits.emoji import is_emoji
from sandbox.limits.problems import Problem, refuse_any
from sandbox.messages import Message
from sandbox.people import BOT, User, by_id
from sandbox.permissions import Permission
from sandbox.rest.http import WORLD, answer, nothing, read_body
from sandbox.world import channel_and_guild

_DEFAULT_LIMIT, _MOST_MESSAGES = 50, 100
routes = web.RouteTableDef()


@routes.get("/channels/{channel_id}")
async def get_channel(request: web.Request) -> web.Response:
    """Return a channel."""
    channel, guild = channel_and_guild(request.match_info["channel_id"])
    speech.require(BOT, channel, guild, Permission.VIEW_CHANNEL)
    return answer(channel.payload(last_message_id=request.app[WORLD].messages.last_id(channel.id)))


@routes.get("/channels/{channel_id}/messages")
async def get_history(request: web.Request) -> web.Response:
    """Return messages, newest first: the last ones, or those before, after or around one."""
    channel, guild = channel_and_guild(request.match_info["channel_id"])
    speech.require(BOT, channel, guild, Permission.READ_MESSAGE_HISTORY)
    public = [
        each for each in request.app[WORLD].messages.seen_by(BOT.id, channel.id) if each.owner_id is None
    ]
    found = _slice(public, request)
    return answer([each.payload(BOT.id) for each in reversed(found)])


def _slice(messages: list[Message], request: web.Request) -> list[Message]:
    limit = _number(request, "limit", _DEFAULT_LIMIT)
    if not 1 <= limit <= _MOST_MESSAGES:
        refuse_any([Problem(("limit",), "NUMBER_TYPE_MAX", f"limit must be between 1 and {_MOST_MESSAGES}.")])
    if "after" in request.query:
        return [each for each in messages if int(each.id) > _number(request, "after", 0)][:limit]
    if "around" in request.query:
        pivot = _number(request, "around", 0)
        before = [each for each in messages if int(each.id) < pivot][-(limit // 2) :]
        return before + [each for each in messages if int(each.id) >= pivot][: limit - len(before)]
    if "before" in request.query:
        messages = [each for each in messages if int(each.id) < _number(request, "before", 0)]
    return messages[-limit:]


def _number(request: web.Request, key: str, default: int) -> int:
    value = request.query.get(key, str(default))
    if not value.isdigit():
        refuse_any([Problem((key,), "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')])
    return int(value)


@routes.get("/channels/{channel_id}/messages/{message_id:\\d+}")
async def get_message(request: web.Request) -> web.Response:
    """Return one message."""
    channel, guild = channel_and_guild(request.match_info["channel_id"])
    speech.require(BOT, channel, guild, Permission.READ_MESSAGE_HISTORY)
    found = speech.find(request.app[WORLD], channel.id, request.match_info["message_id"])
    return answer(found.payload(BOT.id))


@routes.post("/channels/{channel_id}/messages")
async def create_message(request: web.Request) -> web.Response:
    """Post a message."""
    body = await read_body(request)
    message = speech.post(request.app[WORLD], BOT, request.match_info["channel_id"], body)
    return answer(message.payload(BOT.id))


@routes.patch("/channels/{channel_id}/messages/{message_id:\\d+}")
async def edit_message(request: web.Request) -> web.Response:
    """Edit one of the bot's messages."""
    body = await read_body(request)
    where = request.match_info
    message = speech.edit(request.app[WORLD], where["channel_id"], where["message_id"], body)
    return answer(message.payload(BOT.id))


@routes.delete("/channels/{channel_id}/messages/{message_id:\\d+}")
async def delete_message(request: web.Request) -> web.Response:
    """Delete a message."""
    where = request.match_info
    speech.delete(request.app[WORLD], where["channel_id"], where["message_id"])
    return nothing()


@routes.post("/channels/{channel_id}/typing")
async def start_typing(request: web.Request) -> web.Response:
    """Show that the bot is typing."""
    speech.type_in(request.app[WORLD], BOT, request.match_info["channel_id"])
    return nothing()


@routes.put("/channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me")
async def add_reaction(request: web.Request) -> web.Response:
    """React as the bot."""
    where = request.match_info
    speech.react(request.app[WORLD], BOT, where["channel_id"], where["message_id"], _emoji(request))
    return nothing()


@routes.delete("/channels/{channel_id}/messages/{message_id}/reactions/{emoji}/{user_id}")
async def remove_reaction(request: web.Request) -> web.Response:
    """Take back the bot's reaction, or somebody's with Manage Messages."""
    where = request.match_info
    user = _reactor(where["user_id"])
    if user != BOT:
        speech.require(BOT, *channel_and_guild(where["channel_id"]), Permission.MANAGE_MESSAGES)
    speech.unreact(request.app[WORLD], user, where["channel_id"], where["message_id"], _emoji(request))
    return nothing()


@routes.get("/channels/{channel_id}/messages/{message_id}/reactions/{emoji}")
async def get_reactions(request: web.Request) -> web.Response:
    """Return who reacted with an emoji."""
    where = request.match_info
    message = speech.find(request.app[WORLD], where["channel_id"], where["message_id"])
    chosen = (each for each in message.reactions if each.emoji == _emoji(request))
    users = [by_id(user_id) for each in chosen for user_id in sorted(each.user_ids, key=int)]
    shown = [user.payload() for user in users if user]
    return answer(shown[: _number(request, "limit", 25)])


@routes.delete("/channels/{channel_id}/messages/{message_id}/reactions")
@routes.delete("/channels/{channel_id}/messages/{message_id}/reactions/{emoji}")
async def clear_reactions(request: web.Request) -> web.Response:
    """Take all reactions away, or all of one emoji."""
    where = request.match_info
    emoji = _emoji(request) if "emoji" in where else None
    speech.clear_reactions(request.app[WORLD], where["channel_id"], where["message_id"], emoji)
    return nothing()


def _emoji(request: web.Request) -> str:
    emoji = unquote(request.match_info["emoji"])
    if not is_emoji(emoji):
        raise errors.ApiError(400, 10014, "Unknown Emoji")
    return emoji


def _reactor(user_id: str) -> User:
    user = BOT if user_id == "@me" else by_id(user_id)
    if user is None:
        raise errors.unknown_user()
    return user
