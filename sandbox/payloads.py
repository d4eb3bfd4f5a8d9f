"""The shape of what travels: bodies as Discord's API v10 defines them, and the clock they are stamped with.

Bodies stay plain JSON objects: their keys belong to Discord, and the page gets them as a client would.
What the sandbox itself keeps (people, channels, messages, interactions) are frozen values beside their rules.
"""

from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
Clock = Callable[[], float]


def without_nulls(value: Any) -> Any:  # noqa: ANN401 - any JSON goes in and comes out
    """Return JSON without the keys that are null, all the way down: to Discord they are as good as absent."""
    if isinstance(value, dict):
        return {key: without_nulls(each) for key, each in value.items() if each is not None}
    return [without_nulls(each) for each in value] if isinstance(value, list) else value
