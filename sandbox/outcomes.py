"""What a person sends along and gets back: files, forms, and how a question to the bot ended."""

import base64
from dataclasses import dataclass

from sandbox.limits.layout import walk
from sandbox.payloads import Json


@dataclass(frozen=True, slots=True)
class File:
    """A file a person sends along."""

    filename: str
    data: bytes
    content_type: str = "application/octet-stream"

    def frame(self) -> Json:
        """Return the file as the page's protocol carries it."""
        encoded = base64.b64encode(self.data).decode()
        return {"filename": self.filename, "content_type": self.content_type, "base64": encoded}


@dataclass(frozen=True, slots=True)
class Modal:
    """A form the bot opened."""

    interaction_id: str
    channel_id: str
    body: Json

    @property
    def title(self) -> str:
        """What stands above the form."""
        return str(self.body["title"])

    def fields(self) -> list[Json]:
        """Return what can be filled in, in the form's order."""
        return [each for each in walk(self.body["components"]) if "custom_id" in each]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a question to the bot ended: answered, refused by the sandbox, or not answered in time."""

    state: str
    error: str | None = None
    modal: Modal | None = None
    choices: tuple[Json, ...] = ()

    @property
    def is_acknowledged(self) -> bool:
        """Whether the bot answered in time."""
        return self.state == "acknowledged"
