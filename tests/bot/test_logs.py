"""Log lines: a token never stands in one, not even through a traceback."""

import io
import logging
import sys

import pytest
import structlog
from pydantic import SecretStr

from bot import logs
from bot.errors import UserError
from bot.settings import Settings


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Catch what is written to stderr after logging was configured with a token."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    logs.configure(Settings(discord_token=SecretStr("s3cret-token")))
    return written


def test_a_failing_request_shows_its_place_but_no_secret(lines: io.StringIO) -> None:
    """A traceback names its error, and neither prints variables nor the token."""
    headers = {"Authorization": "Bot s3cret-token"}
    try:
        headers[f"refused: {headers}"]
    except KeyError:
        structlog.get_logger("test").exception("request failed")
        logging.getLogger("library").exception("request failed")
    assert lines.getvalue().count("KeyError") >= 2
    assert "s3cret" not in lines.getvalue()
    assert logs.VEIL in lines.getvalue()


def test_voice_is_not_spoken_of(lines: io.StringIO) -> None:
    """What discord.py says of packages for voice concerns nobody here; its other warnings do."""
    logging.getLogger("discord.client").warning("davey is not installed, voice will NOT be supported")
    logging.getLogger("discord.client").warning("something else")
    assert "voice" not in lines.getvalue()
    assert "something else" in lines.getvalue()


def test_a_level_that_is_none_is_said() -> None:
    """The operator reads which levels there are."""
    with pytest.raises(UserError, match="DEBUG, INFO"):
        logs.configure(Settings(log_level="loud"))
