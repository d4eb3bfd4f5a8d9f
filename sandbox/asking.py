"""What people ask of the bot: opening an interaction for a command, a component or a filled-in form."""

import secrets
from dataclasses import dataclass
from typing import Any

from sandbox import filling, options, resolving
from sandbox.answers import metadata
from sandbox.attachments import MAX_BYTES, Upload
from sandbox.commands import may_use
from sandbox.errors import PersonError
from sandbox.events import InteractionOpened
from sandbox.guilds import Channel, Guild, channel_by_id
from sandbox.interactions import Asked, Interaction
from sandbox.limits.layout import SELECTS, Part, walk
from sandbox.messages import Flag, Message
from sandbox.payloads import Json
from sandbox.people import APPLICATION_ID, BOT, User
from sandbox.permissions import Permission
from sandbox.world import World, guild_of

CHAT_INPUT, USER_MENU, MESSAGE_MENU = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Place:
    """Who asks, where, and the page's name for the question."""

    user: User
    channel: Channel
    guild: Guild
    nonce: str


def place(user: User, channel_id: str, nonce: str = "") -> Place:
    """Find where somebody is, or raise a sentence."""
    channel = channel_by_id(channel_id)
    if channel is None:
        raise PersonError("There is no such channel.")
    guild = guild_of(channel)
    if not guild.permissions(user.id, channel) & Permission.VIEW_CHANNEL:
        raise PersonError("You may not see that channel.")
    return Place(user, channel, guild, nonce)


def command(world: World, where: Place, asked: Json, uploads: tuple[Upload, ...] = ()) -> Interaction:
    """Use a slash command or a context menu."""
    definition = _usable(world, where, str(asked.get("command_id")))
    given = asked.get("options") or []
    kept = _keep(world, where, uploads)
    data = _command_data(definition, where)
    resolved = resolving.Resolved(where.guild)
    if definition["type"] == CHAT_INPUT:
        data["options"] = options.checked(definition, given, resolved, kept)
    else:
        data["target_id"] = _target(world, where, definition, str(asked.get("target_id")), resolved)
    if resolved.body:
        data["resolved"] = resolved.body
    return _open(
        world, where, Asked.COMMAND, data, command_kind=definition["type"], name=_path(definition, given)
    )


def autocomplete(world: World, where: Place, asked: Json) -> Interaction:
    """Ask for choices while an option is being typed."""
    definition = _usable(world, where, str(asked.get("command_id")))
    given = asked.get("options") or []
    options.check_focused(definition, given)
    return _open(world, where, Asked.AUTOCOMPLETE, _command_data(definition, where) | {"options": given})


def component(world: World, where: Place, asked: Json) -> Interaction:
    """Press a button or choose from a select."""
    message = world.messages.find(where.channel.id, str(asked.get("message_id")))
    if message is None or not message.visible_to(where.user.id):
        raise PersonError("That message is gone.")
    found = _component_of(message, asked.get("custom_id"))
    if found.get("disabled"):
        raise PersonError("That is disabled.")
    data = {"custom_id": found["custom_id"], "component_type": found["type"], "id": found["id"]}
    if found["type"] in SELECTS:
        resolved = resolving.Resolved(where.guild)
        data["values"] = filling.chosen(found, asked.get("values") or [], resolved)
        if found["type"] != Part.STRING_SELECT:
            data["resolved"] = resolved.body
    return _open(world, where, Asked.COMPONENT, data, message=message)


def modal_submit(world: World, where: Place, asked: Json, uploads: tuple[Upload, ...] = ()) -> Interaction:
    """Send a filled-in form."""
    shown = world.interactions.find(str(asked.get("interaction_id")))
    if shown is None or shown.modal is None or shown.user != where.user:
        raise PersonError("That form is no longer open.")
    resolved = resolving.Resolved(where.guild)
    kept = _keep(world, where, uploads)
    filled = filling.filled(shown.modal, asked.get("components") or [], resolved, kept)
    data: Json = {"custom_id": shown.modal["custom_id"], "components": filled}
    if resolved.body:
        data["resolved"] = resolved.body
    message = world.messages.find(shown.channel_id, shown.message_id) if shown.message_id else None
    return _open(world, where, Asked.MODAL, data, message=message, origin=metadata(shown))


def _usable(world: World, where: Place, command_id: str) -> Json:
    found = world.commands.usable_in(where.guild, command_id)
    if found is None:
        raise PersonError("That command no longer exists.")
    if not may_use(found, where.guild.permissions(where.user.id, where.channel)):
        raise PersonError(f"You do not have permission to use {found['name']} here.")
    return found


def _command_data(definition: Json, where: Place) -> Json:
    data = {key: definition[key] for key in ("id", "name", "type")}
    return data | {"guild_id": where.guild.id} if "guild_id" in definition else data


def _target(
    world: World, where: Place, definition: Json, target_id: str, resolved: resolving.Resolved
) -> str:
    """Resolve what a context menu was opened on."""
    if definition["type"] == USER_MENU:
        return resolved.user(target_id)
    message = world.messages.find(where.channel.id, target_id)
    if message is None or not message.visible_to(where.user.id) or Flag.EPHEMERAL in message.flags:
        raise PersonError("Choose a message of this channel.")
    return resolved.message(message)


def _path(definition: Json, given: list[Json]) -> str:
    """Return a command's full name, with the subcommand that was used."""
    names = [definition["name"]]
    while given and given[0].get("type") in (1, 2):
        names.append(str(given[0]["name"]))
        given = given[0].get("options") or []
    return " ".join(names)


def _component_of(message: Message, custom_id: object) -> Json:
    for each in walk(message.components):
        if each.get("custom_id") == custom_id and each["type"] in {Part.BUTTON, *SELECTS}:
            return each
    raise PersonError("That is no longer on the message.")


def _keep(world: World, where: Place, uploads: tuple[Upload, ...]) -> dict[str, Json]:
    """Store files a person sent along; returns their attachment objects by the page's name for them."""
    if any(len(upload.data) > MAX_BYTES for upload in uploads):
        raise PersonError("That file is too large: 10 MiB is the most.")
    return {
        upload.key: world.attachments.keep(
            upload, attachment_id=world.snowflakes.mint(), channel_id=where.channel.id, ephemeral=True
        ).payload()
        for upload in uploads
    }


def _open(  # noqa: PLR0913 - an interaction has this many sides
    world: World,
    where: Place,
    asked: Asked,
    data: Json,
    *,
    message: Message | None = None,
    name: str = "",
    command_kind: int = CHAT_INPUT,
    origin: Json | None = None,
) -> Interaction:
    """Keep a new interaction and tell the bot."""
    interaction = Interaction(
        world.snowflakes.mint(),
        secrets.token_urlsafe(96),
        asked,
        where.user,
        where.channel.id,
        where.guild.id,
        world.clock(),
        where.nonce,
        name=name,
        command_kind=command_kind,
        message_id=message.id if message else None,
        origin=origin,
    )
    world.interactions.put(interaction)
    body = _body(world, where, interaction) | {"data": data}
    if message is not None:
        body["message"] = message.payload(BOT.id)
    world.publish(InteractionOpened(interaction, body))
    return interaction


def _body(world: World, where: Place, interaction: Interaction) -> dict[str, Any]:
    """Return the interaction as the bot's gateway gets it, apart from its data."""
    guild, channel, user = where.guild, where.channel, where.user
    may = guild.permissions(user.id, channel)
    member = guild.member(user.id)
    if member is None:
        raise PersonError("You are not in that server.")
    shown = channel.payload(last_message_id=world.messages.last_id(channel.id))
    return {
        "id": interaction.id,
        "application_id": APPLICATION_ID,
        "type": int(interaction.asked),
        "token": interaction.token,
        "version": 1,
        "guild_id": guild.id,
        "guild": {"id": guild.id, "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "channel_id": channel.id,
        "channel": shown | {"permissions": str(int(may))},
        "member": member.payload() | {"permissions": str(int(may))},
        "locale": "en-US",
        "app_permissions": str(int(guild.permissions(BOT.id, channel))),
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": {"0": guild.id},
        "context": 0,
        "attachment_size_limit": MAX_BYTES,
    }
