"""What happened in the world, told in order to the bot's gateway and to everybody's page."""

from dataclasses import dataclass

from sandbox.interactions import Interaction
from sandbox.messages import Message
from sandbox.payloads import Json
from sandbox.people import User


@dataclass(frozen=True, slots=True)
class MessagePosted:
    """Somebody said something."""

    message: Message


@dataclass(frozen=True, slots=True)
class MessageEdited:
    """A message changed."""

    message: Message


@dataclass(frozen=True, slots=True)
class MessageDeleted:
    """A message is gone."""

    message: Message


@dataclass(frozen=True, slots=True)
class ReactionChanged:
    """Somebody added or took back a reaction."""

    message: Message
    user: User
    emoji: str
    added: bool


@dataclass(frozen=True, slots=True)
class ReactionsCleared:
    """All reactions went, or all of one emoji."""

    message: Message
    emoji: str | None


@dataclass(frozen=True, slots=True)
class TypingStarted:
    """Somebody is typing."""

    user: User
    channel_id: str
    guild_id: str


@dataclass(frozen=True, slots=True)
class CommandsChanged:
    """The bot registered, changed or removed commands."""


@dataclass(frozen=True, slots=True)
class BotChanged:
    """The bot came online or left."""

    online: bool


@dataclass(frozen=True, slots=True)
class InteractionOpened:
    """Somebody asked something of the bot; `body` is the event it gets."""

    interaction: Interaction
    body: Json


@dataclass(frozen=True, slots=True)
class InteractionAcknowledged:
    """The bot answered in time."""

    interaction: Interaction


@dataclass(frozen=True, slots=True)
class InteractionFailed:
    """Nobody answered in time."""

    interaction: Interaction
    reason: str


@dataclass(frozen=True, slots=True)
class ModalShown:
    """The bot answered with a form."""

    interaction: Interaction
    modal: Json


@dataclass(frozen=True, slots=True)
class ChoicesOffered:
    """The bot answered an autocomplete."""

    interaction: Interaction
    choices: list[Json]


Event = (
    MessagePosted
    | MessageEdited
    | MessageDeleted
    | ReactionChanged
    | ReactionsCleared
    | TypingStarted
    | CommandsChanged
    | BotChanged
    | InteractionOpened
    | InteractionAcknowledged
    | InteractionFailed
    | ModalShown
    | ChoicesOffered
)
