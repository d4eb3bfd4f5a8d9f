"""Where log lines go and what never stands in them: one line a happening on stderr, and no secret."""

import logging
import sys

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.errors import UserError
from bot.settings import Settings

VEIL = "(secret)"


def configure(settings: Settings) -> None:
    """Send our lines and the libraries' warnings to stderr.

    Tracebacks are printed without the values of variables: a request's hold the token.

    Raises:
        UserError: the level is none that there is.
    """
    level = logging.getLevelNamesMapping().get(settings.log_level.upper())
    if level is None:
        raise UserError("LOG_LEVEL is not usable: choose DEBUG, INFO, WARNING or ERROR.")
    secret = settings.discord_token.get_secret_value() if settings.discord_token else ""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_VeiledFormatter("%(asctime)s %(name)s: %(message)s", secret=secret))
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[handler], force=True)
    logging.getLogger("discord.client").addFilter(_is_not_about_voice)
    structlog.configure(
        processors=processors(secret),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def processors(secret: str) -> list[Processor]:
    """Give what turns an event into its line."""
    renderer = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )

    def veil(_logger: WrappedLogger, _method: str, line: EventDict) -> str:
        # The renderer before it has made a string of the event.
        return _veiled(str(line), secret)

    return [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=True),
        renderer,
        veil,
    ]


class _VeiledFormatter(logging.Formatter):
    def __init__(self, pattern: str, *, secret: str) -> None:
        super().__init__(pattern)
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        return _veiled(super().format(record), self._secret)


def _veiled(line: str, secret: str) -> str:
    return line.replace(secret, VEIL) if secret else line


def _is_not_about_voice(record: logging.LogRecord) -> bool:
    """Leave out that voice needs more packages: this bot never speaks."""
    return "voice will NOT be supported" not in record.getMessage()
