"""What can happen to a game (past tense) and what is to be done about it (imperative)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.game.rules import Award, Drawn, Game, MessageId, Phase, PlayerId


@dataclass(frozen=True, slots=True)
class Started:
    """The game was opened by its host."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """The message of ``phase`` in ``round`` reached the channel."""

    at: datetime
    round: int
    phase: Phase
    message_id: MessageId


@dataclass(frozen=True, slots=True)
class Answered:
    """A player pressed option ``choice`` or, where that is None, typed ``text``."""

    at: datetime
    round: int
    player_id: PlayerId
    name: str
    choice: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class SkipVoted:
    """A player asked to skip the question of ``round``."""

    at: datetime
    round: int
    player_id: PlayerId


@dataclass(frozen=True, slots=True)
class TimedOut:
    """The deadline of ``phase`` in ``round`` passed."""

    at: datetime
    round: int
    phase: Phase


@dataclass(frozen=True, slots=True)
class Stopped:
    """Somebody asked to end the game; ``is_moderator`` is Discord's word, not theirs."""

    at: datetime
    player_id: PlayerId
    is_moderator: bool


@dataclass(frozen=True, slots=True)
class Resumed:
    """The process came back and found the game running."""

    at: datetime


@dataclass(frozen=True, slots=True)
class ChannelLost:
    """The channel can no longer be written to: it is gone, or the bot may not."""

    at: datetime


@dataclass(frozen=True, slots=True)
class MessageLost:
    """The message of ``round`` is gone from the channel: somebody deleted it, or the sandbox forgot it."""

    at: datetime
    round: int
    message_id: MessageId


Event = Started | Shown | Answered | SkipVoted | TimedOut | Stopped | Resumed | ChannelLost | MessageLost


class Notice(StrEnum):
    """What one player is told in private."""

    LOCKED_IN = "locked_in"
    ALREADY_ANSWERED = "already_answered"
    TOO_LATE = "too_late"
    OLD_ROUND = "old_round"
    NOT_AN_OPTION = "not_an_option"
    BE_SPECIFIC = "be_specific"
    NOT_A_NUMBER = "not_a_number"
    SKIP_COUNTED = "skip_counted"
    SKIP_ALREADY_COUNTED = "skip_already_counted"
    STOPPED = "stopped"
    MAY_NOT_STOP = "may_not_stop"


@dataclass(frozen=True, slots=True)
class Post:
    """Send ``game`` as a new message, then report ``Shown``."""

    game: Game


@dataclass(frozen=True, slots=True)
class Edit:
    """Show ``game`` again in the message that its round already has."""

    game: Game


@dataclass(frozen=True, slots=True)
class Tell:
    """Answer the player whose event this was; ``needed`` is how many more skip votes it takes."""

    player_id: PlayerId
    notice: Notice
    answer: str = ""
    needed: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """Append the revealed round to the answer ledger and add its points to the running totals."""

    awards: tuple[Award, ...]


@dataclass(frozen=True, slots=True)
class MarkAsked:
    """Remember that ``drawn`` was asked as ``round``, so that its fact is not asked again soon."""

    round: int
    drawn: Drawn


Effect = Post | Edit | Tell | Record | MarkAsked
