"""A game that is over: its standings, the honours, and what to do next."""

from collections.abc import Iterator

from discord import Colour, ui

from bot.game.rules import Game, Score
from bot.ui.after_game import MissedButton, PlayAgainButton
from bot.ui.foreign import name
from bot.ui.parts import Frame
from bot.ui.text import and_more, playing

SCORES_SHOWN = 10
STREAK_WORTH_NAMING = 2


def ending(game: Game) -> Frame:
    """Give the message that closes a game."""
    frame = Frame(accent_colour=Colour.gold())
    title = playing.FINAL_STANDINGS if game.scores else playing.GAME_OVER
    why = playing.ending(game.ending)
    frame.add_item(ui.TextDisplay("\n".join(filter(None, [f"## {title}", why]))))
    frame.add_item(ui.TextDisplay("\n".join(_standings(game)) or playing.NOBODY_PLAYED))
    honours = "\n".join(_honours(game))
    if honours:
        frame.add_item(ui.TextDisplay(honours))
    buttons: list[PlayAgainButton | MissedButton] = [PlayAgainButton(game.id, playing.PLAY_AGAIN)]
    if game.scores:
        buttons.append(MissedButton(game.id, 1, playing.WHAT_I_MISSED))
    frame.add_item(ui.ActionRow(*buttons))
    return frame


def _standings(game: Game) -> Iterator[str]:
    ranked = game.standings()
    for rank, score in ranked[:SCORES_SHOWN]:
        yield playing.score_line(rank, name(score.name), score.points, score.right)
    if len(ranked) > SCORES_SHOWN:
        yield and_more(len(ranked) - SCORES_SHOWN)


def _honours(game: Game) -> Iterator[str]:
    if not game.scores:
        return
    keen = max(game.scores, key=lambda score: (score.best_streak, score.points))
    if keen.best_streak >= STREAK_WORTH_NAMING:
        yield playing.best_streak(name(keen.name), keen.best_streak)
    quick = [score for score in game.scores if score.right]
    if quick:
        fastest = min(quick, key=_pace)
        yield playing.fastest(name(fastest.name), _pace(fastest))


def _pace(score: Score) -> float:
    return score.seconds / score.right
