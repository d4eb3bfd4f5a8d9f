"""What players read during a game and at its end."""

from collections.abc import Iterable
from datetime import datetime

from bot.game.events import Notice, Tell
from bot.game.rules import Ending, Rules
from bot.ui.text import count, place, soon

ANSWER = "Answer"
STOP = "Stop game"
READ_ARTICLE = "Read the article"
PLAY_AGAIN = "Play again"
WHAT_I_MISSED = "What I missed"

ANSWER_FORM = "Your answer"
ANSWER_FORM_LABEL = "Your answer"
ANSWER_FORM_NUMBER_LABEL = "Your guess, a number"


def skip(needed: int | None) -> str:
    """Label the skip button; ``needed`` is None until somebody has asked to skip."""
    return "Skip" if needed is None else f"Skip ({needed} more)"


def progress(number: int, total: int, topic: str) -> str:
    """Say where in the game we are."""
    return " · ".join(filter(None, [f"Question {number} of {total}", topic]))


def started_by(host: str) -> str:
    """Say whose game it is."""
    return f"Started by {host}"


def origin(article: str) -> str:
    """Say what a question draws on."""
    return f"From: {article}"


def missing_words(*, is_typed: bool) -> str:
    """Say what to do with a sentence that has a gap; other prompts say it themselves."""
    return "Type the missing words" if is_typed else "Which words are missing?"


def time_left(deadline: datetime) -> str:
    """Count down to the deadline, on the reader's own clock."""
    return f"⏳ Answers close {soon(deadline)}"


SKIPPED = "Skipped: nobody earns points for this one."
STOPPED = "Stopped before the time was up: nobody earns points for this one."
NOBODY_ANSWERED = "Nobody answered in time."
NOBODY_RIGHT = "Nobody got it this time."


def right_answer(answer: str) -> str:
    """Give the answer away."""
    return f"✓ {answer}"


def wrong_options(options: Iterable[str]) -> str:
    """List the options that are not the answer."""
    return f"-# ✗ {' · '.join(options)}"


def option_line(letter: str, option: str, *, is_right: bool, chosen: int) -> str:
    """Say of an option whether it was right, and how many chose it."""
    line = f"{'✓' if is_right else '✗'} {letter}  {option}"
    return (f"**{line}**" if is_right else line) + (f" · {chosen} chose it" if chosen else "")


def finder(name: str, seconds: float, points: int, *, guess: str) -> str:
    """Say who got it, how fast, and what it earned."""
    said = f" said {guess}" if guess else ""
    return f"**{name}**{said} · {seconds:.1f} s · +{points:,}"


def share(right: int, answered: int) -> str:
    """Say how many were right."""
    return f"{right:,} of {answered:,} right ({right / answered:.0%})"


def correction(statement: str) -> str:
    """Put a false statement right."""
    return f"In fact: {statement}"


# Without a countdown: these lines stay in the channel, and "3 days ago" would read oddly there.
NEXT_QUESTION = "The next question follows in a moment."
LAST_QUESTION = "That was the last one. The final standings follow."
QUIET = "It is quiet here, so the game ends."

GETTING_READY = "Getting the questions ready …"
FINAL_STANDINGS = "Final standings"
GAME_OVER = "Game over"
NOBODY_PLAYED = "Nobody answered this time. Whenever you like, press **Play again**."


def ending(why: Ending | None) -> str:
    """Say why a game ended, where it was not simply played."""
    match why:
        case Ending.STOPPED:
            return "The game was stopped."
        case Ending.IDLE:
            return "Nobody answered three questions in a row, so the game ended by itself."
        case Ending.INTERRUPTED:
            return "The game was interrupted for too long, so it ended here. Its points are kept."
        case Ending.PLAYED | None:
            return ""


def score_line(rank: int, name: str, points: int, right: int) -> str:
    """Give a line of a game's standings."""
    return f"{place(rank, points)} **{name}** · {count(points, 'point')} · {right:,} right"


def best_streak(name: str, length: int) -> str:
    """Honour the longest row of right answers."""
    return f"🔥 Best streak: {name}, {length} in a row"


def fastest(name: str, seconds: float) -> str:
    """Honour the fastest player."""
    return f"⚡ Fastest: {name}, {seconds:.1f} s on average"


GAME_GONE = "That game is over. Start another with /trivia."


_NOTICES = {
    Notice.TOO_LATE: "Too late: this one is closed.",
    Notice.OLD_ROUND: "That question is over. The next one is further down.",
    Notice.NOT_AN_OPTION: "That is not one of the answers. Press a button of the question itself.",
    Notice.BE_SPECIFIC: "Close: that is part of it. Press **Answer** and say more.",
    Notice.NOT_A_NUMBER: "This one wants a number, such as 1,200 or 3.5 million. Press **Answer** again.",
    Notice.STOPPED: "Game stopped.",
    Notice.MAY_NOT_STOP: "Only who started this game, or a moderator, can stop it.",
}


def notice(tell: Tell, *, answer: str) -> str:
    """Answer a player; ``answer`` is theirs, safe to show, or empty."""
    match tell.notice:
        case Notice.LOCKED_IN:
            return f"Locked in: **{answer}**" if answer else "Locked in."
        case Notice.ALREADY_ANSWERED:
            return f"Your first answer counts: **{answer}**" if answer else "Your first answer counts."
        case Notice.SKIP_COUNTED:
            return f"Noted. {count(tell.needed, 'more vote')} to skip." if tell.needed else "Skipped."
        case Notice.SKIP_ALREADY_COUNTED:
            return f"You asked to skip already. {count(tell.needed, 'more vote')} needed."
        case _:
            return _NOTICES[tell.notice]


def game_on(rules: Rules, questions: int, topic: str) -> str:
    """Tell the host that the game has begun; ``questions`` is how many were found."""
    about = f" on **{topic}**" if topic else ""
    line = f"Game on: {count(questions, 'question')}{about}, {rules.seconds} seconds each."
    if questions < rules.questions:
        return f"{line} That is all there is on this for now."
    return line


def cannot_write(missing: str) -> str:
    """Say which permission the bot lacks here."""
    return (
        f"I can't play in this channel: I'm missing the permission “{missing}” here. "
        "Ask a moderator to allow it, or try another channel."
    )


VIEW_CHANNEL, SEND_MESSAGES, SEND_IN_THREADS = "View Channel", "Send Messages", "Send Messages in Threads"


NOTHING_MISSED = "You missed nothing in this game. Well played!"
NO_ANSWER_GIVEN = "no answer"


def missed_title(total: int) -> str:
    """Head the list of what a player missed."""
    return f"What you missed: {count(total, 'question')}"


def missed_answer(answer: str, given: str) -> str:
    """Give the right answer beside the player's."""
    return f"✓ **{answer}** · you: {given or NO_ANSWER_GIVEN}"
