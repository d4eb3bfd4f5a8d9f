"""The three seconds: one timer an open interaction, which lets it die if nobody answered."""

import asyncio

from sandbox.answers import expire
from sandbox.events import Event, InteractionAcknowledged, InteractionFailed, InteractionOpened
from sandbox.world import World


class Deadlines:
    """Timers of open interactions, started and cancelled as events pass by."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._timers: dict[str, asyncio.TimerHandle] = {}
        world.subscribe(self._follow)

    def _follow(self, event: Event) -> None:
        match event:
            case InteractionOpened(interaction):
                delay = self._world.interactions.answer_seconds
                loop = asyncio.get_running_loop()
                self._timers[interaction.id] = loop.call_later(delay, expire, self._world, interaction.id)
            case InteractionAcknowledged(interaction) | InteractionFailed(interaction):
                if timer := self._timers.pop(interaction.id, None):
                    timer.cancel()
            case _:
                pass

    def close(self) -> None:
        """Cancel every timer."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
