"""The only reader of the environment: typed, read once at the start, handed down."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import UserError
from questions.endpoint import Answers, Api, Endpoint, Limits

DISCORD_API = "https://discord.com/api/v10"
DEFAULT_PORT = 8080
_LIMITS = Limits()


def _web_address(secret: SecretStr) -> SecretStr:
    try:
        parts = urlsplit(secret.get_secret_value())
        is_usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable:
        raise PydanticCustomError("web_address", "it must start with http:// or https:// and name a host")
    return secret


class Settings(BaseSettings):
    """What an operator may choose; each field is the upper-case name in ``.env`` or the environment."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    discord_token: SecretStr | None = None
    database_url: str = "sqlite+aiosqlite:///trivia.db"
    discord_api_base: str = DISCORD_API
    port: Annotated[int, Field(ge=0, le=65535)] | None = None
    log_level: str = "INFO"
    trivia_model: str = "en_core_web_sm"
    reveal_seconds: Annotated[float, Field(ge=0.1, le=60)] = 8.0
    llm_model: str = ""
    llm_api: Api = Api.OPENAI
    llm_base_url: Annotated[SecretStr, AfterValidator(_web_address)] | None = None
    llm_api_key: SecretStr | None = None
    llm_answers: Answers = Answers.TOOL
    llm_seconds: Annotated[float, Field(ge=1, le=600)] = _LIMITS.seconds
    llm_requests: Annotated[int, Field(ge=1, le=100)] = _LIMITS.requests
    llm_input_tokens: Annotated[int, Field(ge=1_000)] = _LIMITS.input_tokens
    llm_output_tokens: Annotated[int, Field(ge=500)] = _LIMITS.output_tokens

    @property
    def endpoint(self) -> Endpoint | None:
        """The language model that writes beside the rules, where one is named."""
        if not self.llm_model:
            return None
        return Endpoint(
            model=self.llm_model,
            api=self.llm_api,
            base_url=self.llm_base_url.get_secret_value() if self.llm_base_url else "",
            key=self.llm_api_key.get_secret_value() if self.llm_api_key else "",
            answers=self.llm_answers,
            limits=Limits(
                seconds=self.llm_seconds,
                requests=self.llm_requests,
                input_tokens=self.llm_input_tokens,
                output_tokens=self.llm_output_tokens,
            ),
        )


def load(**overrides: object) -> Settings:
    """Read the environment and ``.env``.

    Raises:
        UserError: a value is not usable; the sentence names it, never its content.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "A setting"
        raise UserError(f"{name} is not usable: {first['msg'].lower()}. See .env.example.") from None
