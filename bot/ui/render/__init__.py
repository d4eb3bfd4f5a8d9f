"""A game as one message: pure functions of the stored game, so that showing it twice is harmless.

Laws, properties in the tests: any game fits Discord's limits (40 components, 4000 characters of text, ids of
100, labels of 80), and nothing that others wrote mentions, formats, links or hides anything.
"""

from typing import assert_never

from discord import ui

from bot.game.rules import Game, Phase
from bot.ui.parts import Frame
from bot.ui.render.ending import ending
from bot.ui.render.question import question
from bot.ui.render.reveal import reveal
from bot.ui.reply import note
from bot.ui.text import playing


def render(game: Game) -> ui.LayoutView:
    """Give the whole message of a game as it stands."""
    match game.phase:
        case Phase.READY:
            return note(playing.GETTING_READY)
        case Phase.ASKING:
            return _in_frame(question(game))
        case Phase.REVEALED:
            return _in_frame(reveal(game))
        case Phase.ENDED | Phase.CLOSED:
            return _in_frame(ending(game))
        case _:
            assert_never(game.phase)


def _in_frame(frame: Frame) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(frame)
    return view
