"""What a member may do: Discord's permission bits and the order in which roles and overwrites apply.

Owner and administrators may do everything. Everybody else starts from the union of their roles; then the
channel's overwrites apply: for everyone, for the roles together, for the member. Without View Channel nothing
is left; without Send Messages the bits that only matter to a sender go too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag


class Permission(IntFlag):
    """The bits a quiz bot meets."""

    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31


NONE = Permission(0)
EVERYTHING = Permission((1 << 50) - 1)
_SENDERS_ONLY = (
    Permission.SEND_TTS_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.MENTION_EVERYONE
)


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What a channel allows or denies one role (kind 0) or member (kind 1)."""

    target_id: str
    kind: int
    allow: Permission = NONE
    deny: Permission = NONE


def in_channel(
    base: Permission,
    overwrites: Iterable[Overwrite],
    *,
    everyone_id: str,
    roles: Iterable[str],
    member_id: str,
) -> Permission:
    """Apply a channel's overwrites to what a member's roles give them."""
    if base & Permission.ADMINISTRATOR:
        return EVERYTHING
    known = tuple(overwrites)
    own = frozenset(roles)
    layers = (
        [each for each in known if each.target_id == everyone_id],
        [each for each in known if each.kind == 0 and each.target_id in own],
        [each for each in known if each.kind == 1 and each.target_id == member_id],
    )
    result = base
    for layer in layers:
        for each in layer:
            result &= ~each.deny
        for each in layer:
            result |= each.allow
    if not result & Permission.VIEW_CHANNEL:
        return NONE
    return result if result & Permission.SEND_MESSAGES else result & ~_SENDERS_ONLY
