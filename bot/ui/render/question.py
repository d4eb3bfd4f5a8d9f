"""A question as it is asked: prompt, options, time left."""

from discord import Colour, ui

from bot.game.machine import votes_needed
from bot.game.rules import Game
from bot.ui.controls import LABEL_LIMIT
from bot.ui.foreign import name, plain, safe
from bot.ui.game_buttons import AnswerButton, OpenAnswerButton, SkipButton, StopButton
from bot.ui.parts import LETTERS, PROMPT_LIMIT, Frame, Row, origin
from bot.ui.text import playing
from questions.records import Format

PHONE_LABEL = 34
"""About what a button shows on a screen 390 px wide; longer options are written out above it, too."""
OPTION_LIMIT = 240
_BUTTONS_A_ROW = 5


def question(game: Game) -> Frame:
    """Give the message of the question that is running."""
    frame = Frame(accent_colour=Colour.blurple())
    frame.add_item(ui.TextDisplay(_head(game)))
    frame.add_item(ui.TextDisplay(_prompt(game)))
    options = game.question.options
    labels = list(map(_label, LETTERS, options))
    if not game.is_typed and max(map(len, labels)) > PHONE_LABEL:
        frame.add_item(ui.TextDisplay("\n".join(map(_written_out, LETTERS, options))))
    if game.deadline:
        frame.add_item(ui.TextDisplay(playing.time_left(game.deadline)))
    rows = [_typed_row(game)] if game.is_typed else [*_option_rows(game, labels), _side_row(game)]
    for row in rows:
        frame.add_item(row)
    return frame


def _head(game: Game) -> str:
    """Give where we are and what the question draws on; the first also says whose game it is."""
    if game.number > 1 or not game.host_name:
        return origin(game)
    return f"-# {playing.started_by(name(game.host_name))}\n{origin(game)}"


def _prompt(game: Game) -> str:
    """Give the prompt, large; one with missing words stands as a quotation."""
    words = safe(game.question.prompt, PROMPT_LIMIT)
    if game.question.format is not Format.MISSING_WORDS:
        return f"### {words}"
    return f"{playing.missing_words(is_typed=game.is_typed)}\n> ### {words}"


def _label(letter: str, option: str) -> str:
    return f"{letter}  {plain(option, LABEL_LIMIT - 3)}"


def _written_out(letter: str, option: str) -> str:
    return f"**{letter}**  {safe(option, OPTION_LIMIT)}"


def _option_rows(game: Game, labels: list[str]) -> list[Row]:
    """Put short options side by side; long ones stand each on its own."""
    buttons = [AnswerButton(game.id, game.number, choice, label) for choice, label in enumerate(labels)]
    is_long = max(map(len, labels)) > PHONE_LABEL
    width = 1 if is_long and len(buttons) <= _BUTTONS_A_ROW else _BUTTONS_A_ROW
    return [Row(*buttons[at : at + width]) for at in range(0, len(buttons), width)]


def _typed_row(game: Game) -> Row:
    is_number = game.question.format is Format.CLOSEST_NUMBER
    answer = OpenAnswerButton(game.id, game.number, playing.ANSWER, is_number=is_number)
    return Row(answer, *_side_buttons(game))


def _side_row(game: Game) -> Row:
    return Row(*_side_buttons(game))


def _side_buttons(game: Game) -> tuple[SkipButton, StopButton]:
    needed = votes_needed(game) if game.skip_votes else None
    return SkipButton(game.id, game.number, playing.skip(needed)), StopButton(game.id, playing.STOP)
