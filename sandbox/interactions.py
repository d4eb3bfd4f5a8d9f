"""The life of an interaction: three seconds to answer, once, then fifteen minutes of follow-ups.

    pending  --answered-->  answered          a second answer: 40060
    pending  --3 s------->  dead              any answer: 10062
    answered --15 min---->  token refused     50027

Refusals raise and nothing changes.
"""

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum

from sandbox import errors
from sandbox.payloads import Clock, Json
from sandbox.people import User

ANSWER_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0
_KEPT = 2000


class Asked(IntEnum):
    """Interaction types."""

    PING = 1
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Answer(IntEnum):
    """Interaction callback types."""

    PONG = 1
    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


class State(StrEnum):
    """Where an interaction stands."""

    PENDING = "pending"
    ANSWERED = "answered"
    DEAD = "dead"


ANSWERS: dict[Asked, frozenset[Answer]] = {
    Asked.PING: frozenset({Answer.PONG}),
    Asked.COMMAND: frozenset({Answer.MESSAGE, Answer.DEFERRED_MESSAGE, Answer.MODAL}),
    Asked.COMPONENT: frozenset(
        {Answer.MESSAGE, Answer.DEFERRED_MESSAGE, Answer.DEFERRED_UPDATE, Answer.UPDATE, Answer.MODAL}
    ),
    Asked.AUTOCOMPLETE: frozenset({Answer.CHOICES}),
    Asked.MODAL: frozenset({Answer.MESSAGE, Answer.DEFERRED_MESSAGE, Answer.DEFERRED_UPDATE, Answer.UPDATE}),
}


@dataclass(frozen=True, slots=True)
class Interaction:
    """What somebody asked of the bot, and how far the answer has come.

    `message_id` is the message a component sits on; `original_id` what `@original` means.
    `thinking` is true from a deferred answer until its first follow-up.
    """

    id: str
    token: str
    asked: Asked
    user: User
    channel_id: str
    guild_id: str
    opened_at: float
    nonce: str
    name: str = ""
    command_kind: int = 1
    message_id: str | None = None
    state: State = State.PENDING
    original_id: str | None = None
    thinking: bool = False
    ephemeral: bool = False
    modal: Json | None = None
    origin: Json | None = None
    follow_ups: tuple[str, ...] = field(default=())

    @property
    def is_pending(self) -> bool:
        """Whether an answer is still awaited."""
        return self.state is State.PENDING


def answered(
    interaction: Interaction, answer: Answer, *, at: float, within: float = ANSWER_SECONDS
) -> Interaction:
    """Take an answer, or raise what Discord answers to one that is late, double or of the wrong type."""
    if interaction.state is State.ANSWERED:
        raise errors.already_acknowledged()
    if interaction.state is State.DEAD or at - interaction.opened_at > within:
        raise errors.unknown_interaction()
    allowed = ANSWERS[interaction.asked]
    if interaction.asked is Asked.MODAL and interaction.message_id is None:
        allowed -= {Answer.UPDATE}
    if answer not in allowed:
        choices = ", ".join(str(int(each)) for each in sorted(allowed))
        problem = {"code": "BASE_TYPE_CHOICES", "message": f"Value must be one of {{{choices}}}."}
        raise errors.ApiError(400, 50035, "Invalid Form Body", errors={"type": {"_errors": [problem]}})
    return replace(interaction, state=State.ANSWERED)


def expired(interaction: Interaction) -> Interaction:
    """Let an interaction die if nobody answered it."""
    return replace(interaction, state=State.DEAD) if interaction.is_pending else interaction


def check_token(interaction: Interaction, *, at: float) -> None:
    """Raise if follow-ups are not, or no longer, possible."""
    if at - interaction.opened_at > TOKEN_SECONDS:
        raise errors.expired_token()
    if interaction.state is not State.ANSWERED:
        raise errors.unknown_webhook()


class Interactions:
    """The latest interactions, by id and by token."""

    def __init__(self, clock: Clock, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        self._clock = clock
        self.answer_seconds = answer_seconds
        self._by_id: OrderedDict[str, Interaction] = OrderedDict()
        self._ids: dict[str, str] = {}

    def put(self, interaction: Interaction) -> None:
        """Add an interaction, or put a changed one in its place."""
        self._by_id[interaction.id] = interaction
        self._ids[interaction.token] = interaction.id
        if len(self._by_id) > _KEPT:
            _, oldest = self._by_id.popitem(last=False)
            del self._ids[oldest.token]

    def find(self, interaction_id: str) -> Interaction | None:
        """Find an interaction."""
        return self._by_id.get(interaction_id)

    def take_answer(self, interaction_id: str, token: str, answer: Answer) -> Interaction:
        """Return the interaction as answered, without keeping it yet; raise if it may not be."""
        found = self._by_id.get(interaction_id)
        if found is None or found.token != token:
            raise errors.unknown_interaction()
        return answered(found, answer, at=self._clock(), within=self.answer_seconds)

    def by_token(self, token: str) -> Interaction:
        """Return the interaction whose follow-ups a token allows; raise if it allows none."""
        found = self._by_id.get(self._ids.get(token, ""))
        if found is None:
            raise errors.unknown_webhook()
        check_token(found, at=self._clock())
        return found
