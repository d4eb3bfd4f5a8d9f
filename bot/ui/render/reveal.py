"""A question as it is revealed: the answer, who got it, and the sentence that proves it."""

from collections import Counter
from collections.abc import Iterator

from discord import Colour, ui

from bot.game import answers
from bot.game.machine import SILENT_ROUNDS_LIMIT
from bot.game.rules import Award, Ending, Game
from bot.ui.foreign import name, safe
from bot.ui.parts import LETTERS, PROMPT_LIMIT, Frame, link, origin, proof
from bot.ui.text import and_more, playing
from questions.records import Format

FINDERS_SHOWN = 5
ANSWER_LIMIT = 160
OPTION_LIMIT = 110


def reveal(game: Game) -> Frame:
    """Give the message of the question that is over."""
    answer = playing.right_answer(safe(game.question.answer, ANSWER_LIMIT))
    frame = Frame(accent_colour=Colour.green())
    frame.add_item(ui.TextDisplay(f"{origin(game)}\n{safe(game.question.prompt, PROMPT_LIMIT)}"))
    frame.add_item(ui.TextDisplay(f"### {answer}"))
    if game.question.options and not game.is_typed:
        frame.add_item(ui.TextDisplay("\n".join(_options(game))))
    frame.add_item(ui.TextDisplay("\n".join(_finders(game))))
    frame.add_item(ui.Separator())
    frame.add_item(ui.TextDisplay(proof(game.question)))
    row = link(game.question.article)
    if row:
        frame.add_item(row)
    following = _following(game)
    if following:
        frame.add_item(ui.TextDisplay(f"-# {following}"))
    return frame


def _options(game: Game) -> Iterator[str]:
    chosen = Counter(award.given.choice for award in game.awards)
    for index, (letter, option) in enumerate(zip(LETTERS, game.question.options, strict=False)):
        is_right = option == game.question.answer
        yield playing.option_line(letter, safe(option, OPTION_LIMIT), is_right=is_right, chosen=chosen[index])


def _finders(game: Game) -> Iterator[str]:
    """Name who got it, the fastest first, and how many that is."""
    if game.skipped:
        yield playing.STOPPED if game.ending is Ending.STOPPED else playing.SKIPPED
        return
    if not game.awards:
        yield playing.NOBODY_ANSWERED
        return
    right = [award for award in game.awards if award.given.right]
    right.sort(key=lambda award: award.given.seconds)
    yield from (_finder(game, award) for award in right[:FINDERS_SHOWN])
    if len(right) > FINDERS_SHOWN:
        yield and_more(len(right) - FINDERS_SHOWN)
    if not right:
        yield playing.NOBODY_RIGHT
    yield f"-# {playing.share(len(right), len(game.awards))}"


def _finder(game: Game, award: Award) -> str:
    given = award.given
    is_guess = game.question.format is Format.CLOSEST_NUMBER
    value = answers.guess(game.question, given.text) if is_guess else None
    guess = "" if value is None else f"{value:,.10g}"
    return playing.finder(name(given.name), given.seconds, award.points, guess=guess)


def _following(game: Game) -> str:
    if game.ending is not None:
        return ""
    if game.is_last:
        return playing.LAST_QUESTION
    if game.silent_rounds >= SILENT_ROUNDS_LIMIT:
        return playing.QUIET
    return playing.NEXT_QUESTION
