"""The column types of the schema: moments in UTC, text that every database takes, keys of bounded length."""

import hashlib
import re
from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

OwnKey = BigInteger().with_variant(Integer, "sqlite")
"""A key that the database counts up; SQLite does so for INTEGER alone."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_KEY_LENGTH = 128


class Moment(TypeDecorator[datetime]):
    """An aware datetime, given back in UTC; SQLite keeps it as text that sorts by time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn to UTC what goes in."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the time zone to what comes out."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text of at most ``length`` characters: longer is cut, and what a database refuses is replaced.

    Replacing keeps the length, so that offsets into an article's text still hold.
    """

    impl = Text
    cache_ok = True

    def __init__(self, length: int | None = None) -> None:
        super().__init__()
        self.length = length

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Make text storable."""
        return None if value is None else storable(value, self.length)


class Key(TypeDecorator[str]):
    """Text that identifies: a long one becomes its beginning and its digest, so that it stays unique."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Make a key storable."""
        if value is None or (len(value) <= _KEY_LENGTH and not _UNSTORABLE.search(value)):
            return value
        digest = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
        return f"{storable(value, _KEY_LENGTH - len(digest) - 1)}-{digest}"


def storable(text: str, length: int | None = None) -> str:
    """Cut text to ``length`` and replace NUL and lone surrogates, each by one character."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text[:length])
