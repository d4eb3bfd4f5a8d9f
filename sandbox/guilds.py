"""The two servers: their channels, roles and members, and what each member may do where."""

from dataclasses import dataclass, field

from sandbox.payloads import Json
from sandbox.people import APPLICATION_ID, BOT, OWNER, PEOPLE, User
from sandbox.permissions import EVERYTHING, NONE, Overwrite, Permission, in_channel

_JOINED = "2021-04-01T12:00:00.000000+00:00"
_MEMBERS_MAY = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.ADD_REACTIONS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.USE_APPLICATION_COMMANDS
)
_BOT_MAY = _MEMBERS_MAY


@dataclass(frozen=True, slots=True)
class Role:
    """A role; the one with the guild's own id is @everyone."""

    id: str
    name: str
    permissions: Permission
    position: int = 0
    color: int = 0
    bot_id: str | None = None

    def payload(self) -> Json:
        """Return Discord's role object."""
        body: Json = {
            "id": self.id,
            "name": self.name,
            "description": None,
            "color": self.color,
            "colors": {"primary_color": self.color, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "icon": None,
            "unicode_emoji": None,
            "position": self.position,
            "permissions": str(int(self.permissions)),
            "managed": self.bot_id is not None,
            "mentionable": False,
            "flags": 0,
        }
        return body | {"tags": {"bot_id": self.bot_id}} if self.bot_id else body


@dataclass(frozen=True, slots=True)
class Member:
    """A user in a guild."""

    user: User
    role_ids: tuple[str, ...] = ()

    def payload(self, *, with_user: bool = True) -> Json:
        """Return Discord's member object."""
        body: Json = {
            "roles": list(self.role_ids),
            "nick": None,
            "avatar": None,
            "banner": None,
            "joined_at": _JOINED,
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "pending": False,
            "flags": 0,
            "communication_disabled_until": None,
        }
        return body | {"user": self.user.payload()} if with_user else body


@dataclass(frozen=True, slots=True)
class Channel:
    """A text channel."""

    id: str
    guild_id: str
    name: str
    topic: str
    position: int
    overwrites: tuple[Overwrite, ...] = ()

    def payload(self, *, last_message_id: str | None = None) -> Json:
        """Return Discord's channel object."""
        return {
            "id": self.id,
            "type": 0,
            "guild_id": self.guild_id,
            "name": self.name,
            "topic": self.topic,
            "position": self.position,
            "parent_id": None,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "last_message_id": last_message_id,
            "flags": 0,
            "permission_overwrites": [
                {
                    "id": each.target_id,
                    "type": each.kind,
                    "allow": str(int(each.allow)),
                    "deny": str(int(each.deny)),
                }
                for each in self.overwrites
            ],
        }


@dataclass(frozen=True, slots=True)
class Guild:
    """A server."""

    id: str
    name: str
    icon_color: str
    roles: tuple[Role, ...]
    channels: tuple[Channel, ...]
    members: tuple[Member, ...]
    owner: User = field(default=OWNER)

    def member(self, user_id: str) -> Member | None:
        """Find a member by user id."""
        return next((each for each in self.members if each.user.id == user_id), None)

    def role(self, role_id: str) -> Role | None:
        """Find a role by id."""
        return next((each for each in self.roles if each.id == role_id), None)

    def permissions(self, user_id: str, channel: Channel | None = None) -> Permission:
        """Compute what a member may do, in a channel or in the whole guild."""
        member = self.member(user_id)
        if member is None:
            return NONE
        if user_id == self.owner.id:
            return EVERYTHING
        own = {self.id, *member.role_ids}
        base = NONE
        for role in self.roles:
            if role.id in own:
                base |= role.permissions
        return in_channel(
            base,
            channel.overwrites if channel else (),
            everyone_id=self.id,
            roles=member.role_ids,
            member_id=user_id,
        )

    def payload(self) -> Json:
        """Return Discord's guild object, as REST gives it."""
        return {
            "id": self.id,
            "name": self.name,
            "icon": None,
            "splash": None,
            "discovery_splash": None,
            "banner": None,
            "description": None,
            "owner_id": self.owner.id,
            "region": "deprecated",
            "afk_channel_id": None,
            "afk_timeout": 300,
            "verification_level": 0,
            "default_message_notifications": 1,
            "explicit_content_filter": 0,
            "roles": [role.payload() for role in self.roles],
            "emojis": [],
            "stickers": [],
            "features": [],
            "mfa_level": 0,
            "application_id": None,
            "system_channel_id": None,
            "system_channel_flags": 0,
            "rules_channel_id": None,
            "public_updates_channel_id": None,
            "safety_alerts_channel_id": None,
            "widget_enabled": False,
            "widget_channel_id": None,
            "max_presences": None,
            "max_members": 500_000,
            "max_video_channel_users": 25,
            "max_stage_video_channel_users": 50,
            "vanity_url_code": None,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "premium_progress_bar_enabled": False,
            "preferred_locale": "en-US",
            "nsfw_level": 0,
            "nsfw": False,
            "incidents_data": None,
        }


def _guild(guild_id: str, name: str, icon_color: str, channels: tuple[Channel, ...]) -> Guild:
    """Make a server that everybody is in, with @everyone, the owner's role and the bot's."""
    moderators = Role(
        moderator_role_id(guild_id), "Moderator", Permission.MANAGE_GUILD, position=1, color=0x2ECC71
    )
    roles = (
        Role(guild_id, "@everyone", _MEMBERS_MAY),
        moderators,
        Role(bot_role_id(guild_id), BOT.username, _BOT_MAY, position=2, bot_id=APPLICATION_ID),
    )
    people = tuple(Member(each, (moderators.id,) if each == OWNER else ()) for each in PEOPLE)
    return Guild(
        guild_id, name, icon_color, roles, channels, (*people, Member(BOT, (bot_role_id(guild_id),)))
    )


def moderator_role_id(guild_id: str) -> str:
    """Return the id of a guild's moderators' role."""
    return str(int(guild_id) + 1)


def bot_role_id(guild_id: str) -> str:
    """Return the id of the role a guild gave the bot."""
    return str(int(guild_id) + 2)


_READING_ROOM = "826100000000001000"
_NIGHT_DESK = "826100000000002000"
_BOT_IS_MUTE = (Overwrite(bot_role_id(_READING_ROOM), 0, deny=Permission.SEND_MESSAGES),)

GUILDS = (
    _guild(
        _READING_ROOM,
        "Reading Room",
        "#5865f2",
        (
            Channel("826100000000001101", _READING_ROOM, "general", "What we are reading", 0),
            Channel("826100000000001102", _READING_ROOM, "trivia", "Play here", 1),
            Channel(
                "826100000000001103",
                _READING_ROOM,
                "announcements",
                "News; the bot may not send here",
                2,
                _BOT_IS_MUTE,
            ),
        ),
    ),
    _guild(
        _NIGHT_DESK,
        "Night Desk",
        "#eb459e",
        (
            Channel("826100000000002101", _NIGHT_DESK, "lobby", "Come in", 0),
            Channel("826100000000002102", _NIGHT_DESK, "quiz", "Play here", 1),
        ),
    ),
)

_GUILDS = {guild.id: guild for guild in GUILDS}
_CHANNELS = {channel.id: channel for guild in GUILDS for channel in guild.channels}


def guild_by_id(guild_id: str) -> Guild | None:
    """Find a guild."""
    return _GUILDS.get(guild_id)


def channel_by_id(channel_id: str) -> Channel | None:
    """Find a channel in any guild."""
    return _CHANNELS.get(channel_id)
