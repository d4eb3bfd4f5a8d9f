"""From a request's body to a message: limits checked, files kept, addresses and mentions resolved."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sandbox import errors
from sandbox.attachments import MAX_BYTES, Attachment, Upload, safe_name
from sandbox.guilds import Guild
from sandbox.limits import messages as limits
from sandbox.limits.layout import KEYS, Part, walk
from sandbox.limits.problems import objects
from sandbox.messages import Flag, Message
from sandbox.payloads import Json, without_nulls
from sandbox.permissions import Permission
from sandbox.world import World

_USER_MENTION = re.compile(r"<@!?(\d+)>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")
_KEPT_FLAGS = Flag.SUPPRESS_EMBEDS | Flag.SUPPRESS_NOTIFICATIONS | Flag.COMPONENTS_V2
_PLAIN_ATTACHMENT = "attachment://"
_MEDIA_KEYS = ("media", "file")
_PICTURES = ("image", "thumbnail")
_EMBED_KEYS = frozenset("title description url color timestamp footer image thumbnail author fields".split())


@dataclass(frozen=True, slots=True)
class Body:
    """What a request says about a message: its JSON and the files that came with it."""

    fields: Json
    uploads: tuple[Upload, ...] = ()


def composed(world: World, base: Message, body: Body, guild: Guild) -> Message:
    """Apply a body to a blank message or to one that is being edited.

    Keys that are absent keep what `base` has; a null clears it.

    Raises:
        ApiError: When the body, or what the message would become, breaks a limit.
    """
    if any(len(upload.data) > MAX_BYTES for upload in body.uploads):
        raise errors.too_large()
    fields = body.fields
    limits.check_flags(fields)
    flags = base.flags | (Flag(fields.get("flags") or 0) & _KEPT_FLAGS)
    kept = _kept(base, fields)
    names = {each.filename for each in kept} | {safe_name(each.filename) for each in body.uploads}
    limits.check(fields, before=base, flags=flags, files=names, uploads=len(body.uploads) + len(kept))
    files = (*kept, *_new_files(world, base, body))
    message = replace(
        base,
        flags=flags,
        content=_content(fields, base),
        embeds=_embeds(fields, base, files),
        components=_components(fields, base, files),
        attachments=files,
    )
    message = replace(message, shown_elsewhere=_shown_elsewhere(message))
    if _is_empty(message):
        raise errors.empty_message()
    return _with_mentions(message, fields.get("allowed_mentions"), guild)


def _content(fields: Json, base: Message) -> str:
    return (fields["content"] or "").strip() if "content" in fields else base.content


def _embeds(fields: Json, base: Message, files: Sequence[Attachment]) -> tuple[Json, ...]:
    if "embeds" not in fields:
        return base.embeds
    return tuple(_embed(each, files) for each in fields["embeds"] or ())


def _components(fields: Json, base: Message, files: Sequence[Attachment]) -> tuple[Json, ...]:
    if "components" not in fields:
        return base.components
    taken = {each["id"] for each in walk(fields["components"] or ()) if each.get("id")}
    fresh = (number for number in range(1, 10_000) if number not in taken)
    return tuple(_component(each, files, fresh) for each in fields["components"] or ())


def _kept(base: Message, fields: Json) -> tuple[Attachment, ...]:
    """Return the files an edit leaves: all, or those its `attachments` list."""
    if "attachments" not in fields:
        return base.attachments
    listed = {str(each.get("id")) for _, each in objects(fields, "attachments", ())}
    return tuple(each for each in base.attachments if each.id in listed)


def _new_files(world: World, base: Message, body: Body) -> Iterator[Attachment]:
    notes = {str(each["id"]): each for each in body.fields.get("attachments") or ()}
    for upload in body.uploads:
        note = notes.get(upload.key, {})
        yield world.attachments.keep(
            replace(upload, filename=note.get("filename") or upload.filename),
            attachment_id=world.snowflakes.mint(),
            channel_id=base.channel_id,
            description=note.get("description"),
            ephemeral=base.owner_id is not None,
        )


def _media(media: Json, files: Sequence[Attachment]) -> Json:
    """Replace an `attachment://` address by where the file is served."""
    url = media["url"]
    if not url.startswith(_PLAIN_ATTACHMENT):
        return media | {"proxy_url": url}
    name = url.removeprefix(_PLAIN_ATTACHMENT)
    found = next(each for each in files if each.filename == name)
    body = found.payload()
    size = {key: body[key] for key in ("width", "height") if key in body}
    return (
        media
        | size
        | {
            "url": found.url,
            "proxy_url": found.url,
            "content_type": found.content_type,
            "attachment_id": found.id,
        }
    )


def _embed(embed: Json, files: Sequence[Attachment]) -> Json:
    """Return an embed as a client gets it: only keys Discord knows, its pictures resolved."""
    shown: Json = {key: value for key, value in without_nulls(embed).items() if key in _EMBED_KEYS}
    for key in _PICTURES:
        if key in shown:
            shown[key] = _media(shown[key], files)
    for key in ("author", "footer"):
        if "icon_url" in shown.get(key, {}):
            icon = _media({"url": shown[key]["icon_url"]}, files)
            shown[key] |= {"icon_url": icon["url"], "proxy_icon_url": icon["proxy_url"]}
    return shown | {"type": "rich"}


def _component(component: Json, files: Sequence[Attachment], fresh: Iterator[int]) -> Json:
    """Return a component as a client gets it: with an id, its files resolved, the same for all inside it."""
    keys = KEYS[Part(component["type"])]
    shown: Json = {key: value for key, value in without_nulls(component).items() if key in keys}
    shown["id"] = component.get("id") or next(fresh)
    for key in _MEDIA_KEYS:
        if isinstance(shown.get(key), dict):
            shown[key] = _media(shown[key], files)
    if "items" in shown:
        shown["items"] = [each | {"media": _media(each["media"], files)} for each in shown["items"]]
    if "accessory" in shown:
        shown["accessory"] = _component(shown["accessory"], files, fresh)
    if "components" in shown:
        shown["components"] = [_component(each, files, fresh) for each in shown["components"]]
    return shown


def _shown_elsewhere(message: Message) -> frozenset[str]:
    """Return the files that embeds or components already show, so that they are not listed below as well."""
    media = [embed[key] for embed in message.embeds for key in _PICTURES if key in embed]
    for component in walk(message.components):
        media += [component[key] for key in _MEDIA_KEYS if key in component]
        media += [item["media"] for item in component.get("items", ())]
    return frozenset(each["attachment_id"] for each in media if "attachment_id" in each)


def _is_empty(message: Message) -> bool:
    return not (message.content or message.embeds or message.components or message.attachments)


def _with_mentions(message: Message, allowed: Json | None, guild: Guild) -> Message:
    """Work out who is pinged: named in the text, and not ruled out by `allowed_mentions`."""
    shown = (each["content"] for each in walk(message.components) if each["type"] == Part.TEXT_DISPLAY)
    text = "\n".join((message.content, *shown))
    parse = {"users", "everyone"} if allowed is None else set(allowed.get("parse") or ())
    listed = set() if allowed is None else {str(each) for each in allowed.get("users") or ()}
    named = dict.fromkeys(_USER_MENTION.findall(text))
    members = [guild.member(user_id) for user_id in named if "users" in parse or user_id in listed]
    users = tuple(member.user for member in members if member)
    may_ping_all = bool(guild.permissions(message.author.id) & Permission.MENTION_EVERYONE)
    everyone = "everyone" in parse and may_ping_all and bool(_EVERYONE.search(text))
    return replace(message, mentions=users, mention_everyone=everyone)
