"""Faults to order: the next requests of a route fail as real ones sometimes do.

A fault is ordered in process (`Faults.add`) or by `POST /sandbox/faults` with the same fields as JSON. It is
used up by the first requests that match it, in the order of their coming; the first matching fault wins.
"""

from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from fnmatch import fnmatchcase

from sandbox.payloads import Json

_TOO_MANY = 429


class When(StrEnum):
    """Whether a request is carried out before it fails: the second is an answer that got lost."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of failure for the next requests of a route.

    Attributes:
        path: Glob over the path behind `/api/v10`, e.g. `/channels/*/messages`; `*` matches slashes too.
        method: The method, or `*`.
        status: What to answer; 0 cuts the connection without an answer.
        times: For how many requests.
        when: Whether the request is carried out first.
        delay_seconds: How long to wait before anything else.
        retry_after: For 429: the seconds to wait, in body and header.
        is_global: For 429: whether all routes are meant.
        via: For 429: whether there is a `Via` header; without it a client takes it for a ban and gives up.
    """

    path: str
    method: str = "*"
    status: int = 500
    times: int = 1
    when: When = When.BEFORE
    delay_seconds: float = 0.0
    retry_after: float = 0.1
    is_global: bool = False
    via: bool = True

    def matches(self, method: str, path: str) -> bool:
        """Say whether a request is meant."""
        return self.method in ("*", method) and fnmatchcase(path, self.path)

    def headers(self) -> dict[str, str]:
        """Return the headers of the failed answer."""
        if self.status != _TOO_MANY:
            return {}
        scope = {"X-RateLimit-Scope": "global" if self.is_global else "user"}
        via = {"Via": "1.1 sandbox"} if self.via else {}
        return scope | via | {"Retry-After": str(self.retry_after)}

    def body(self) -> Json:
        """Return the body of the failed answer."""
        if self.status != _TOO_MANY:
            return {"message": f"{self.status}: ordered fault", "code": 0}
        message = "You are being rate limited."
        return {"message": message, "retry_after": self.retry_after, "global": self.is_global}


class Faults:
    """The faults that are still to come."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Order a fault."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Order none any more."""
        self._waiting.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """Use up one turn of the first fault that a request meets."""
        for index, fault in enumerate(self._waiting):
            if fault.matches(method, path):
                rest = replace(fault, times=fault.times - 1)
                self._waiting[index : index + 1] = [rest] if rest.times > 0 else []
                return fault
        return None

    def waiting(self) -> list[Json]:
        """List what is still to come."""
        return [asdict(fault) for fault in self._waiting]


def parse(body: Json) -> Fault:
    """Read a fault from JSON.

    Raises:
        ValueError: When it names no path, or a field there is none of.
    """
    unknown = sorted(set(body) - {each.name for each in fields(Fault)})
    if unknown:
        raise ValueError(f"A fault has no {', '.join(unknown)}.")
    if "path" not in body:
        raise ValueError("A fault needs a path.")
    return Fault(**body | {"when": When(body.get("when", When.BEFORE))})
