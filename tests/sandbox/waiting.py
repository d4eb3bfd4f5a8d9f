"""Waiting for what a bot will have come across."""

import asyncio
from typing import TypeVar

PATIENCE_SECONDS = 5.0
Item = TypeVar("Item")


async def soon(queue: asyncio.Queue[Item]) -> Item:
    """Return the next thing of a queue, which must come soon."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        return await queue.get()
