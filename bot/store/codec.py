"""How a game is written down: its deck once, and of the rest what has no column of its own."""

from typing import Any

from pydantic import TypeAdapter

from bot.game.rules import Drawn, Game

_GAME = TypeAdapter(Game)
_DECK = TypeAdapter(tuple[Drawn, ...])
COLUMNS = ("id", "guild_id", "channel_id", "host_id", "phase", "message_id")
"""The fields of a game that its row shows by themselves."""


def state_of(game: Game) -> dict[str, Any]:
    """Write what an event may change, as JSON."""
    state: dict[str, Any] = _GAME.dump_python(game, mode="json", exclude={"deck", *COLUMNS})
    return state


def deck_of(game: Game) -> list[Any]:
    """Write the drawn questions, as JSON."""
    deck: list[Any] = _DECK.dump_python(game.deck, mode="json")
    return deck


def read_game(columns: dict[str, Any], *, deck: list[Any], state: dict[str, Any]) -> Game:
    """Read a game from its three parts."""
    return _GAME.validate_python({**state, **columns, "deck": deck})


def read_deck(deck: list[Any]) -> tuple[Drawn, ...]:
    """Read the drawn questions."""
    return _DECK.validate_python(deck)
