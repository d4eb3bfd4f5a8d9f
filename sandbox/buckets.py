"""Rate limits as Discord keeps them: for each route of each channel, and 50 requests a second in all.

The figures are those a bot sees in the headers of the real API for these routes; Discord may change them and
tells clients to follow the headers, which discord.py does.
"""

import re
from dataclasses import dataclass, replace

GLOBAL_LIMIT = 50
GLOBAL_SECONDS = 1.0
_KEPT = 500


@dataclass(frozen=True, slots=True)
class Rule:
    """How often one route may be asked; the pattern's group is the channel or token it is counted for."""

    name: str
    methods: frozenset[str]
    pattern: re.Pattern[str]
    limit: int
    seconds: float


def _rule(name: str, methods: str, pattern: str, limit: int, seconds: float) -> Rule:
    return Rule(name, frozenset(methods.split()), re.compile(pattern), limit, seconds)


RULES = (
    _rule("post", "POST", r"/channels/(\d+)/messages", 5, 5.0),
    _rule("edit", "PATCH", r"/channels/(\d+)/messages/\d+", 5, 5.0),
    _rule("delete", "DELETE", r"/channels/(\d+)/messages/\d+", 5, 1.0),
    _rule("react", "PUT DELETE", r"/channels/(\d+)/messages/\d+/reactions/.+", 1, 0.25),
    _rule("typing", "POST", r"/channels/(\d+)/typing", 5, 5.0),
    _rule("follow-up", "POST PATCH", r"/webhooks/\d+/([^/]+)(?:/messages/[^/]+)?", 5, 2.0),
)
_UNCOUNTED = ("/interactions/", "/webhooks/")


@dataclass(frozen=True, slots=True)
class Window:
    """What is left of one bucket until it is full again."""

    key: str
    limit: int
    remaining: int
    ends_at: float

    def headers(self, *, now: float, clock: float) -> dict[str, str]:
        """Return the headers Discord tells a client this with."""
        left = max(self.ends_at - now, 0.0)
        return {
            "X-RateLimit-Bucket": self.key.split(":", 1)[0],
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(max(self.remaining, 0)),
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Reset": f"{clock + left:.3f}",
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request may pass, and the buckets that say so."""

    window: Window | None = None
    retry_after: float | None = None
    is_global: bool = False


class Buckets:
    """The open windows, by what they count."""

    def __init__(self) -> None:
        self._windows: dict[str, Window] = {}

    def take(self, method: str, path: str, *, now: float) -> Verdict:
        """Count a request; one too many is told how many seconds to wait and counts for nothing."""
        if not path.startswith(_UNCOUNTED):
            whole = self._count("global", GLOBAL_LIMIT, GLOBAL_SECONDS, now)
            if whole.remaining < 0:
                return Verdict(retry_after=whole.ends_at - now, is_global=True)
        for rule in RULES:
            if method in rule.methods and (match := rule.pattern.fullmatch(path)):
                window = self._count(f"{rule.name}:{match[1]}", rule.limit, rule.seconds, now)
                wait = window.ends_at - now if window.remaining < 0 else None
                return Verdict(window, wait)
        return Verdict()

    def _count(self, key: str, limit: int, seconds: float, now: float) -> Window:
        window = self._windows.get(key)
        if window is None or window.ends_at <= now:
            window = Window(key, limit, limit, now + seconds)
        spent = replace(window, remaining=window.remaining - 1)
        self._windows[key] = replace(spent, remaining=max(spent.remaining, 0))
        if len(self._windows) > _KEPT:
            self._windows = {each: kept for each, kept in self._windows.items() if kept.ends_at > now}
        return spent
