"""The shape of what travels: bodies as Discord's API v10 defines them, and the clock they are stamped with.

Bodies stay plain JSON objects: their keys belong to Discord, and the page gets them as a client would.
What the sandbox itself keeps (people, channels, messages, interactions) are frozen values beside their rules.
"""

from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
Clock = Callable[[], float]
