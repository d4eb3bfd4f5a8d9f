"""What was said: frozen messages, and a store that keeps the latest thousand of each channel."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum, IntFlag

from sandbox.attachments import Attachment
from sandbox.payloads import Json
from sandbox.people import User
from sandbox.snowflakes import seconds_of, timestamp

KEPT_PER_CHANNEL = 1000


class Flag(IntFlag):
    """Message flags the sandbox knows."""

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


NO_FLAGS = Flag(0)


class Kind(IntEnum):
    """Message types the sandbox makes."""

    DEFAULT = 0
    REPLY = 19
    COMMAND = 20
    CONTEXT_MENU = 23


@dataclass(frozen=True, slots=True)
class Reaction:
    """One emoji under a message and who chose it."""

    emoji: str
    user_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A message. `owner_id` is set on ephemeral ones: its person sees it until they dismiss it."""

    id: str
    channel_id: str
    guild_id: str
    author: User
    content: str = ""
    kind: Kind = Kind.DEFAULT
    flags: Flag = NO_FLAGS
    embeds: tuple[Json, ...] = ()
    components: tuple[Json, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    shown_elsewhere: frozenset[str] = frozenset()
    mentions: tuple[User, ...] = ()
    mention_everyone: bool = False
    reactions: tuple[Reaction, ...] = ()
    edited_at: float | None = None
    nonce: str | None = None
    reference: Json | None = None
    interaction: Json | None = None
    application_id: str | None = None
    owner_id: str | None = None
    is_dismissed: bool = False
    member: Json = field(default_factory=dict)

    def visible_to(self, user_id: str) -> bool:
        """Say whether somebody may see this."""
        return not self.is_dismissed and self.owner_id in (None, user_id)

    def payload(self, viewer_id: str) -> Json:
        """Return Discord's message object, as one viewer gets it."""
        body: Json = {
            "id": self.id,
            "type": int(self.kind),
            "channel_id": self.channel_id,
            "guild_id": self.guild_id,
            "author": self.author.payload(),
            "member": self.member,
            "content": self.content,
            "timestamp": timestamp(seconds_of(self.id)),
            "edited_timestamp": None if self.edited_at is None else timestamp(self.edited_at),
            "tts": False,
            "mention_everyone": self.mention_everyone,
            "mentions": [user.payload() for user in self.mentions],
            "mention_roles": [],
            "attachments": [
                each.payload() for each in self.attachments if each.id not in self.shown_elsewhere
            ],
            "embeds": list(self.embeds),
            "components": list(self.components),
            "pinned": False,
            "flags": int(self.flags),
        }
        if self.reactions:
            body["reactions"] = [_reaction(each, viewer_id) for each in self.reactions]
        if self.nonce is not None:
            body["nonce"] = self.nonce
        if self.reference is not None:
            body["message_reference"] = self.reference
        return body | self._origin()

    def _origin(self) -> Json:
        """Tell which interaction and application a message came from."""
        if self.application_id is None:
            return {}
        if self.interaction is None:
            return {"application_id": self.application_id}
        return {
            "application_id": self.application_id,
            "webhook_id": self.application_id,
            "interaction_metadata": self.interaction,
        }


def _reaction(reaction: Reaction, viewer_id: str) -> Json:
    count = len(reaction.user_ids)
    return {
        "emoji": {"id": None, "name": reaction.emoji},
        "count": count,
        "count_details": {"normal": count, "burst": 0},
        "burst_colors": [],
        "me": viewer_id in reaction.user_ids,
        "me_burst": False,
        "burst_count": 0,
    }


def with_reaction(message: Message, emoji: str, user_id: str) -> Message:
    """Add one person's reaction; twice is once."""
    found = next((each for each in message.reactions if each.emoji == emoji), None)
    if found is None:
        return replace(message, reactions=(*message.reactions, Reaction(emoji, (user_id,))))
    if user_id in found.user_ids:
        return message
    grown = replace(found, user_ids=(*found.user_ids, user_id))
    return replace(message, reactions=tuple(grown if each is found else each for each in message.reactions))


def without_reactions(message: Message, *, emoji: str | None = None, user_id: str | None = None) -> Message:
    """Take reactions away: all, those of one emoji, or one person's of one emoji."""
    left: list[Reaction] = []
    for each in message.reactions:
        if emoji is not None and each.emoji != emoji:
            left.append(each)
        elif user_id is not None and (rest := tuple(who for who in each.user_ids if who != user_id)):
            left.append(replace(each, user_ids=rest))
    return replace(message, reactions=tuple(left))


class Messages:
    """Messages by channel, oldest first; the oldest of a channel go when it holds a thousand."""

    def __init__(self, *, kept_per_channel: int = KEPT_PER_CHANNEL) -> None:
        self._kept = kept_per_channel
        self._channels: defaultdict[str, OrderedDict[str, Message]] = defaultdict(OrderedDict)

    def put(self, message: Message) -> None:
        """Add a message, or put an edited one in its place."""
        channel = self._channels[message.channel_id]
        channel[message.id] = message
        if len(channel) > self._kept:
            channel.popitem(last=False)

    def remove(self, message: Message) -> None:
        """Forget a message."""
        self._channels[message.channel_id].pop(message.id, None)

    def find(self, channel_id: str, message_id: str) -> Message | None:
        """Find a message."""
        return self._channels[channel_id].get(message_id)

    def by_nonce(self, channel_id: str, nonce: str) -> Message | None:
        """Find what was already sent with a nonce."""
        return next((each for each in self._newest_first(channel_id) if each.nonce == nonce), None)

    def seen_by(self, user_id: str, channel_id: str) -> Iterable[Message]:
        """Return what somebody may see of a channel, oldest first."""
        return [each for each in self._channels[channel_id].values() if each.visible_to(user_id)]

    def last_id(self, channel_id: str) -> str | None:
        """Return the id of the last message everybody can see."""
        return next((each.id for each in self._newest_first(channel_id) if each.owner_id is None), None)

    def _newest_first(self, channel_id: str) -> Iterator[Message]:
        return reversed(self._channels[channel_id].values())
