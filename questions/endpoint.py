"""Where a language model is reached and what one article may cost there: values only, light to import."""

from dataclasses import dataclass, field
from enum import StrEnum


class Api(StrEnum):
    """Which protocol the service speaks."""

    OPENAI = "openai"
    ANTHROPIC = "anthropic"


class Answers(StrEnum):
    """How the service is made to answer in our shape."""

    TOOL = "tool"  # a tool call: hosted services
    SCHEMA = "schema"  # a JSON schema it must keep to: Ollama, llama-server, vLLM
    PROMPT = "prompt"  # only asked for in words: whatever else


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may cost: seconds in all, requests in all, tokens in all each way."""

    seconds: float = 60.0
    requests: int = 6
    input_tokens: int = 40_000
    output_tokens: int = 12_000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A language model's address; ``base_url`` and ``key`` may hold secrets and never print.

    Without ``base_url`` it is the protocol's own hosted service, which needs a key.
    """

    model: str
    api: Api = Api.OPENAI
    base_url: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    answers: Answers = Answers.TOOL
    limits: Limits = field(default_factory=Limits)
