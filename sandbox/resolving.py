"""The `resolved` part of an interaction: whole objects for the ids its data only names."""

from sandbox.errors import PersonError
from sandbox.guilds import Guild
from sandbox.messages import Message
from sandbox.payloads import Json
from sandbox.people import BOT


class Resolved:
    """Collects users, members, roles, channels, attachments and messages by id."""

    def __init__(self, guild: Guild) -> None:
        self._guild = guild
        self.body: Json = {}

    def user(self, user_id: str) -> str:
        """Add a member of the guild."""
        member = self._guild.member(user_id)
        if member is None:
            raise PersonError("There is no such member.")
        permissions = str(int(self._guild.permissions(user_id)))
        self._add("users", user_id, member.user.payload())
        self._add("members", user_id, member.payload(with_user=False) | {"permissions": permissions})
        return user_id

    def role(self, role_id: str) -> str:
        """Add a role of the guild."""
        role = self._guild.role(role_id)
        if role is None:
            raise PersonError("There is no such role.")
        self._add("roles", role_id, role.payload())
        return role_id

    def mentionable(self, target_id: str) -> str:
        """Add a member or a role."""
        return self.user(target_id) if self._guild.member(target_id) else self.role(target_id)

    def channel(self, channel_id: str) -> str:
        """Add a channel of the guild."""
        channel = next((each for each in self._guild.channels if each.id == channel_id), None)
        if channel is None:
            raise PersonError("There is no such channel.")
        self._add("channels", channel_id, channel.payload() | {"permissions": "0"})
        return channel_id

    def attachment(self, attachment: Json) -> str:
        """Add a file."""
        self._add("attachments", attachment["id"], attachment)
        return str(attachment["id"])

    def message(self, message: Message) -> str:
        """Add a message."""
        self._add("messages", message.id, message.payload(BOT.id))
        return message.id

    def _add(self, kind: str, object_id: str, payload: Json) -> None:
        self.body.setdefault(kind, {})[object_id] = payload
