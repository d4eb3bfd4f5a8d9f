"""What a game is made of: ids, rules, the drawn questions, what was answered, the scoreboard.

Times are aware datetimes in UTC; durations are seconds in the name or the type.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from questions.records import Format, Question

GuildId = NewType("GuildId", int)
ChannelId = NewType("ChannelId", int)
PlayerId = NewType("PlayerId", int)
MessageId = NewType("MessageId", int)
GameId = NewType("GameId", int)
QuestionId = NewType("QuestionId", int)

SHARED_LIBRARY = GuildId(0)
"""The owner of articles that every server may play."""


class Style(StrEnum):
    """How players answer."""

    BUTTONS = "buttons"
    TYPED = "typed"


class Difficulty(StrEnum):
    """The level asked for; ``ANY`` draws from all."""

    ANY = "any"
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Phase(StrEnum):
    """Where a game stands; see the table in ``machine``."""

    READY = "ready"
    ASKING = "asking"
    REVEALED = "revealed"
    ENDED = "ended"
    CLOSED = "closed"


class Ending(StrEnum):
    """Why a game ended."""

    PLAYED = "played"
    STOPPED = "stopped"
    IDLE = "idle"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Rules:
    """What was chosen when the game was started."""

    questions: int = 10
    seconds: int = 20
    style: Style = Style.BUTTONS
    difficulty: Difficulty = Difficulty.ANY
    topic: str = ""
    speed: bool = True
    streak: bool = True
    reveal_seconds: float = 8.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question as drawn for one game; ``question.options`` stand in the order players see."""

    question_id: QuestionId
    question: Question


@dataclass(frozen=True, slots=True)
class Given:
    """A player's answer to the round that is running: a button's index, or words."""

    player_id: PlayerId
    name: str
    right: bool
    seconds: float
    choice: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Award:
    """One line of the answer ledger: what a player answered in a revealed round, and what it earned."""

    round: int
    question_id: QuestionId
    given: Given
    points: int


@dataclass(frozen=True, slots=True)
class Score:
    """A player's line on the game's scoreboard; ``seconds`` sums the time taken by right answers."""

    player_id: PlayerId
    name: str
    points: int = 0
    right: int = 0
    answered: int = 0
    streak: int = 0
    best_streak: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Game:
    """One game in one channel, whole: what is stored is this, and what is shown follows from it.

    ``number`` counts rounds from 1 (0 before the first). ``awards`` are those of the round last revealed.
    ``audience`` holds who answered in each of the last two rounds. ``message_id`` is the message of the
    present round, None until it has been sent; ``messages_lost`` counts those of the round that vanished.
    ``unscored`` are the rounds that earned nobody anything: skipped, stopped or interrupted.
    """

    id: GameId
    guild_id: GuildId
    channel_id: ChannelId
    host_id: PlayerId
    rules: Rules
    deck: tuple[Drawn, ...]
    phase: Phase = Phase.READY
    number: int = 0
    opened_at: datetime | None = None
    deadline: datetime | None = None
    message_id: MessageId | None = None
    given: tuple[Given, ...] = ()
    skip_votes: tuple[PlayerId, ...] = ()
    awards: tuple[Award, ...] = ()
    scores: tuple[Score, ...] = ()
    audience: tuple[tuple[PlayerId, ...], ...] = ()
    silent_rounds: int = 0
    host_name: str = ""
    messages_lost: int = 0
    unscored: tuple[int, ...] = ()
    skipped: bool = False
    ending: Ending | None = None

    @property
    def drawn(self) -> Drawn:
        """The drawn question of the present round."""
        return self.deck[max(self.number, 1) - 1]

    @property
    def question(self) -> Question:
        """The question of the present round."""
        return self.drawn.question

    @property
    def is_typed(self) -> bool:
        """Say whether the present question is answered in words instead of by button."""
        return (
            self.rules.style is Style.TYPED and self.question.format is not Format.TRUE_FALSE
        ) or not self.question.options

    @property
    def is_last(self) -> bool:
        """Say whether no question follows the present one."""
        return self.number >= len(self.deck)

    def standings(self) -> tuple[tuple[int, Score], ...]:
        """Rank the scoreboard: equal points share a rank, and the faster stands first among equals."""
        ordered = sorted(self.scores, key=lambda score: (-score.points, score.seconds, score.player_id))
        points = [score.points for score in ordered]
        return tuple((points.index(score.points) + 1, score) for score in ordered)

    def reopened(self, *, opened_at: datetime) -> "Game":
        """Give the present question its full time again, from ``opened_at`` on."""
        deadline = opened_at + timedelta(seconds=self.rules.seconds)
        return replace(self, opened_at=opened_at, deadline=deadline)
