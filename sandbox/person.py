"""A person at the sandbox, for tests: says things, uses commands, presses buttons, fills in forms, reads.

    async with Person(sandbox.url, "ana") as ana:
        done = await ana.command("trivia", "trivia", questions=3)
        question = await ana.wait_for(lambda message: "Question 1" in text_of(message))
        await ana.click(question, "B")

Everything goes through the page's socket, so a person sees exactly what their page would.
"""

import asyncio
import itertools
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self, TypeVar

import aiohttp

from sandbox.errors import PersonError
from sandbox.filled import Value, control, filled_form, filled_options
from sandbox.outcomes import File, Modal, Outcome
from sandbox.payloads import Json

__all__ = ["File", "Modal", "Outcome", "Person"]

PATIENCE_SECONDS = 10.0
MESSAGE_MENU = 3
Found = TypeVar("Found")


class Person:
    """One of the cast, connected through the page's socket.

    Attributes:
        key: How the page's address names them.
        me: Their user object, once connected.
        commands: The commands they may use.
        bot_is_online: Whether the bot is there.
        refusals: Sentences the sandbox refused a request with.
    """

    def __init__(self, url: str, key: str) -> None:
        self.key = key
        self.me: Json = {}
        self.commands: list[Json] = []
        self.bot_is_online = False
        self.typing: list[str] = []
        self.refusals: list[str] = []
        self._url = f"{url}/page/ws?as={key}"
        self._nonces = (f"{key}-{number}" for number in itertools.count(1))
        self._channels: dict[str, str] = {}
        self._users: dict[str, str] = {}
        self._messages: dict[str, dict[str, Json]] = {}
        self._outcomes: dict[str, Outcome] = {}
        self._modals: dict[str, Json] = {}
        self._choices: dict[str, list[Json]] = {}
        self._news = asyncio.Condition()
        self._is_gone = False

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        self._socket = await self._session.ws_connect(self._url, max_msg_size=0)
        self._reader = asyncio.create_task(self._read())
        await self.until(lambda: self.me)
        for channel_id in self._channels.values():
            await self._send({"type": "open", "channel_id": channel_id})
        await self.until(lambda: len(self._messages) == len(self._channels))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()
        await self._session.close()
        await self._reader

    async def until(self, check: Callable[[], Found | None], *, seconds: float = PATIENCE_SECONDS) -> Found:
        """Wait until something this person can see is so; returns what the check found.

        Raises:
            TimeoutError: When it does not come about.
            ConnectionError: When the sandbox leaves meanwhile.
        """
        async with asyncio.timeout(seconds), self._news:
            while not (found := check()):
                if self._is_gone:
                    raise ConnectionError("The sandbox closed the page's socket.")
                await self._news.wait()
            return found

    async def wait_for(
        self,
        predicate: Callable[[Json], object],
        *,
        channel: str | None = None,
        seconds: float = PATIENCE_SECONDS,
    ) -> Json:
        """Wait for a message, new, changed or already there; the newest that fits is returned."""
        names = (channel,) if channel else tuple(self._channels)

        def newest() -> Json | None:
            seen = (message for name in names for message in reversed(self.messages(name)))
            return next((message for message in seen if predicate(message)), None)

        return await self.until(newest, seconds=seconds)

    async def wait_for_bot(self, *, online: bool = True, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until the bot comes online or leaves."""
        await self.until(lambda: self.bot_is_online is online, seconds=seconds)

    async def wait_for_command(self, name: str, *, seconds: float = PATIENCE_SECONDS) -> Json:
        """Wait until a command is registered that this person may use."""
        return await self.until(lambda: self._command(name), seconds=seconds)

    def messages(self, channel: str) -> list[Json]:
        """Return what this person sees in a channel, oldest first."""
        return sorted(self._messages[self._channels[channel]].values(), key=lambda each: int(each["id"]))

    def channel_id(self, channel: str) -> str:
        """Return a channel's id by its name."""
        return self._channels[channel]

    async def say(self, channel: str, content: str) -> Json:
        """Say something; returns the message, or raises PersonError with the sandbox's sentence."""
        before, refused = {each["id"] for each in self.messages(channel)}, len(self.refusals)
        await self._send({"type": "say", "channel_id": self._channels[channel], "content": content})

        def mine() -> Json | None:
            if len(self.refusals) > refused:
                raise PersonError(self.refusals[-1])
            fresh = (each for each in self.messages(channel) if each["id"] not in before)
            return next((each for each in fresh if each["author"]["id"] == self.me["id"]), None)

        return await self.until(mine)

    async def command(self, channel: str, name: str, /, **options: Value | File) -> Outcome:
        """Use a slash command, e.g. `command("trivia", "feed add", url="…")`."""
        definition = self._definition(name)
        filled = filled_options(definition, name, options, ids=self._users | self._channels)
        files = {key: value.frame() for key, value in options.items() if isinstance(value, File)}
        request = {"type": "command", "command_id": definition["id"], "options": filled, "files": files}
        return await self._ask(channel, request)

    async def message_command(self, message: Json, name: str) -> Outcome:
        """Use a context menu's command on a message."""
        found = next(
            (each for each in self.commands if (each["type"], each["name"]) == (MESSAGE_MENU, name)), None
        )
        if found is None:
            raise LookupError(f"{self.key} sees no message command {name!r}")
        request = {"type": "command", "command_id": found["id"], "target_id": message["id"]}
        return await self._ask(message["channel_id"], request)

    async def complete(
        self, channel: str, name: str, option: str, typed: str, /, **others: Value
    ) -> list[Json]:
        """Type into an option with autocomplete; returns the choices offered."""
        definition = self._definition(name)
        given = {**others, option: typed}
        filled = filled_options(definition, name, given, ids=self._users | self._channels, focused=option)
        request = {"type": "autocomplete", "command_id": definition["id"], "options": filled}
        return list((await self._ask(channel, request)).choices)

    async def click(self, message: Json, button: str) -> Outcome:
        """Press a button, by its label, its emoji or its custom_id."""
        return await self._operate(message, control(message, button))

    async def choose(self, message: Json, custom_id: str, *values: str) -> Outcome:
        """Choose from a select."""
        return await self._operate(message, control(message, custom_id), values=list(values))

    async def submit(self, modal: Modal, values: Mapping[str, str | list[str] | File]) -> Outcome:
        """Fill in a form, by its fields' custom_ids, and send it."""
        files = {key: value.frame() for key, value in values.items() if isinstance(value, File)}
        request = {
            "type": "modal_submit",
            "interaction_id": modal.interaction_id,
            "custom_id": modal.body["custom_id"],
            "components": filled_form(modal, values),
            "files": files,
        }
        return await self._ask(modal.channel_id, request)

    async def dismiss(self, message: Json) -> None:
        """Hide an own private message."""
        await self._send(
            {"type": "dismiss", "channel_id": message["channel_id"], "message_id": message["id"]}
        )

    async def react(self, message: Json, emoji: str) -> None:
        """React to a message."""
        where = {"channel_id": message["channel_id"], "message_id": message["id"]}
        await self._send({"type": "react", "emoji": emoji, **where})

    async def _operate(self, message: Json, control: Json, **more: object) -> Outcome:
        request = {
            "type": "component",
            "message_id": message["id"],
            "component_type": control["type"],
            "custom_id": control["custom_id"],
        }
        return await self._ask(message["channel_id"], request | more)

    async def _ask(self, channel: str, request: Json) -> Outcome:
        """Send a question and wait for how it ends."""
        nonce = next(self._nonces)
        channel_id = self._channels.get(channel, channel)
        await self._send(request | {"nonce": nonce, "channel_id": channel_id})
        outcome = await self.until(lambda: self._outcomes.pop(nonce, None))
        modal = self._modals.pop(nonce, None)
        shown = Modal(modal["interaction_id"], channel_id, modal["modal"]) if modal else None
        return Outcome(outcome.state, outcome.error, shown, tuple(self._choices.pop(nonce, ())))

    async def _send(self, frame: Json) -> None:
        await self._socket.send_json(frame)

    def _command(self, name: str) -> Json | None:
        return next((each for each in self.commands if each["name"] == name.split(" ", 1)[0]), None)

    def _definition(self, name: str) -> Json:
        found = self._command(name)
        if found is None:
            there = [each["name"] for each in self.commands]
            raise LookupError(f"{self.key} sees no command {name!r}; there are {there}")
        return found

    async def _read(self) -> None:
        async for received in self._socket:
            if received.type is aiohttp.WSMsgType.TEXT:
                async with self._news:
                    self._take(received.json())
                    self._news.notify_all()
        async with self._news:
            self._is_gone = True
            self._news.notify_all()

    def _take(self, frame: Json) -> None:
        match frame:
            case {"type": "hello"}:
                self._greet(frame)
            case {"type": "history", "channel_id": channel_id, "messages": messages}:
                self._messages[channel_id] = {each["id"]: each for each in messages}
            case {"type": "message_create" | "message_update", "message": message}:
                self._messages.setdefault(message["channel_id"], {})[message["id"]] = message
            case {"type": "message_delete", "channel_id": channel_id, "id": message_id}:
                self._messages.get(channel_id, {}).pop(message_id, None)
            case {"type": "commands", "commands": commands}:
                self.commands = commands
            case {"type": "bot", "online": online}:
                self.bot_is_online = online
            case {"type": "typing", "channel_id": channel_id}:
                self.typing.append(channel_id)
            case {"type": "error", "message": sentence}:
                self.refusals.append(sentence)
                self._end(frame.get("nonce"), Outcome("refused", sentence))
            case {"nonce": nonce}:
                self._end(nonce, self._outcome(nonce, frame))

    def _greet(self, frame: Json) -> None:
        channels = [channel for guild in frame["guilds"] for channel in guild["channels"]]
        self._channels = {channel["name"]: channel["id"] for channel in channels}
        self._users = {each["key"]: each["user"]["id"] for each in frame["people"]}
        self.commands = frame["commands"]
        self.bot_is_online = frame["bot"]["online"]
        self.me = frame["me"]

    def _outcome(self, nonce: str, frame: Json) -> Outcome | None:
        match frame["type"]:
            case "modal":
                self._modals[nonce] = frame
            case "choices":
                self._choices[nonce] = frame["choices"]
            case "interaction":
                return Outcome(frame["state"], frame.get("error"))
        return None

    def _end(self, nonce: str | None, outcome: Outcome | None) -> None:
        if nonce is not None and outcome is not None:
            self._outcomes[nonce] = outcome
