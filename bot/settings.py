"""The only reader of the environment: typed, read once at the start, handed down."""

from typing import Annotated

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import UserError

DISCORD_API = "https://discord.com/api/v10"
DEFAULT_PORT = 8080


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
