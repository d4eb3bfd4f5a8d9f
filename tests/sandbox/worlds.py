"""A world without sockets, on a clock that tests move, and the bot's commands in it."""

from dataclasses import dataclass, field

from sandbox import asking
from sandbox.attachments import Upload
from sandbox.compose import Body
from sandbox.events import Event
from sandbox.guilds import GUILDS
from sandbox.interactions import Interaction
from sandbox.payloads import Json
from sandbox.people import PEOPLE, User
from sandbox.world import World

NOON = 1_790_000_000.0
TRIVIA = GUILDS[0].channels[1].id
ANNOUNCEMENTS = GUILDS[0].channels[2].id
ANA, BEN = PEOPLE[0], PEOPLE[1]
PLAY: Json = {"name": "play", "description": "Play"}
ASK: Json = {
    "name": "ask",
    "description": "Ask",
    "options": [
        {"name": "topic", "description": "t", "type": 3, "autocomplete": True},
        {"name": "style", "description": "s", "type": 3, "choices": [{"name": "Calm", "value": "calm"}]},
        {"name": "loud", "description": "l", "type": 5},
        {"name": "seconds", "description": "s", "type": 10, "min_value": 5, "max_value": 60},
        {"name": "where", "description": "w", "type": 7},
        {"name": "role", "description": "r", "type": 8},
        {"name": "file", "description": "f", "type": 11},
    ],
}
BUTTONS: Json = {
    "content": "Which?",
    "components": [
        {
            "type": 1,
            "components": [
                {"type": 2, "style": 1, "label": "A", "custom_id": "a"},
                {"type": 2, "style": 1, "label": "B", "custom_id": "b", "disabled": True},
                {"type": 2, "style": 5, "label": "Read on", "url": "https://example.org"},
            ],
        },
        {
            "type": 1,
            "components": [
                {
                    "type": 3,
                    "custom_id": "pick",
                    "max_values": 2,
                    "options": [{"label": each, "value": each} for each in "xyz"],
                }
            ],
        },
    ],
}


@dataclass
class Clock:
    """A clock that only tests move."""

    now: float = NOON

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


@dataclass
class Scene:
    """A world, its clock, and all that happened in it."""

    clock: Clock = field(default_factory=Clock)
    happened: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Make the world and register the commands."""
        self.world = World("http://127.0.0.1:1", clock=self.clock)
        self.world.subscribe(self.happened.append)
        self.ids = {each["name"]: each["id"] for each in self.world.commands.overwrite(None, [PLAY, ASK])}

    def use(
        self,
        name: str = "play",
        *options: Json,
        user: User = ANA,
        channel: str = TRIVIA,
        files: tuple[Upload, ...] = (),
    ) -> Interaction:
        """Use a command."""
        where = asking.place(user, channel, "n1")
        return asking.command(
            self.world, where, {"command_id": self.ids[name], "options": list(options)}, files
        )

    def press(self, message_id: str, custom_id: str, *values: str, user: User = ANA) -> Interaction:
        """Operate a component."""
        asked: Json = {"message_id": message_id, "custom_id": custom_id, "values": list(values)}
        return asking.component(self.world, asking.place(user, TRIVIA, "n2"), asked)

    def kinds(self) -> list[str]:
        """Name what happened, in order."""
        return [type(each).__name__ for each in self.happened]


def body(**fields: object) -> Body:
    """Make a message's body."""
    return Body(fields)


def reply(kind: int, **data: object) -> Body:
    """Make an interaction's answer."""
    return Body({"type": kind, "data": data})
