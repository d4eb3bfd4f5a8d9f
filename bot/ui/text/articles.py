"""What moderators read when they add, list and remove articles, and review what waits in them."""

from datetime import datetime

from bot.store.values import Review
from bot.ui.text import count, day
from questions.records import Format

PUBLISH, DISCARD = "Publish", "Discard"
REMOVE, KEEP, UNDO = "Remove", "Keep", "Undo"
ACCEPT, DROP = "Accept", "Drop"


ARTICLE_FORM = "Paste an article"
ARTICLE_FORM_TITLE = "Its title"
ARTICLE_FORM_TEXT = "Its text"
ARTICLE_FORM_TEXT_HELP = "Up to 4,000 characters. For more, give /article add a file."


ONE_SOURCE = "Give a link or a file, not both."
NO_FILE = "That file is empty. Choose a text, Markdown or HTML file."
UNREADABLE_FILE = "I can read text, Markdown and HTML files. Save it as one of these, or paste the text."
FILE_GONE = "The file could not be fetched from Discord. Upload it again."
NO_TEXT = "There is no text in that. Paste the article's text."
READING_FILE = "Reading the file …"
READING_TEXT = "Reading the text …"
CHOOSE_FROM_LIST = "I don't know that article. Start typing its title and choose it from the list."
ARTICLE_GONE = "That article is not here any more. /article list shows what is."
DISCARDED = "Discarded. Nothing was kept."
KEPT = "Kept. Nothing was changed."
NO_ARTICLES = (
    "No articles yet. Add one with /article add; until then, games draw on the library that comes with me."
)
ARTICLES = "Articles of this server"
SAMPLE = "A few of them:"
NOTHING_WAITS = "Nothing waits for your review. What I am not sure of comes here when an article is added."
QUESTION_GONE = (
    "That question is not here any more, so nothing was changed: its article was removed or renewed."
)


def file_too_big(megabytes: float) -> str:
    """Refuse a file for its size."""
    return f"That file has {megabytes:.1f} MB, and 1 MB is the most. Save the text alone, or paste it."


def reading(site: str) -> str:
    """Say what is being read."""
    return f"Reading {site} …"


def writing(words: int) -> str:
    """Say that questions are being written."""
    return f"Writing questions from {count(words, 'word')} …"


def nothing_to_ask(title: str, notice: str) -> str:
    """Say that an article gave no question."""
    because = f" {notice}" if notice else " News and encyclopedic articles with names and numbers work best."
    return f"I found nothing in **{title}** that makes a fair question.{because}"


def already_stored(title: str, questions: int, waiting: int) -> str:
    """Say that the article is here already."""
    here = f"**{title}** is here already, with {count(questions, 'question')}."
    if questions or not waiting:
        return f"{here} Play it with /trivia."
    return f"{here} {waiting:,} {_wait(waiting)} for your review: /questions review"


def preview_count(questions: int, formats: dict[Format, int]) -> str:
    """Say what was written."""
    kinds = ", ".join(f"{number} {FORMATS[one]}" for one, number in formats.items())
    return f"{count(questions, 'question')}: {kinds}"


def more_wait(waiting: int) -> str:
    """Say how many questions wait beside those that are asked."""
    return f"{waiting:,} more {_wait(waiting)} for your review."


def all_wait(waiting: int) -> str:
    """Say that all that was written waits."""
    return (
        f"{count(waiting, 'question')} {_wait(waiting)} for your review: I am not sure enough to ask "
        f"{'it' if waiting == 1 else 'them'} unseen."
    )


def review(waiting: int) -> str:
    """Label the button that opens the review."""
    return f"Review {waiting:,}"


def _wait(number: int) -> str:
    return "waits" if number == 1 else "wait"


FORMATS = {
    Format.MISSING_WORDS: "missing words",
    Format.WHO_SAID: "who said it",
    Format.TRUE_FALSE: "true or false",
    Format.CLOSEST_NUMBER: "closest number",
    Format.WH: "who, what, where, when",
}


_ASKED = "asked about already"
_DEPENDENT = "unclear by itself"
_GIVEN_AWAY = "gives its answer away"
REASONS = {
    "its sentence proves another question": _ASKED,
    "the same fact is asked already": _ASKED,
    "another question shows its sentence": _ASKED,
    "its answer is asked twice already": _ASKED,
    "enough of its format": _ASKED,
    "statement": _DEPENDENT,
    "excerpt": _DEPENDENT,
    "first or second person": _DEPENDENT,
    "no slot": "no name or number to ask for",
    "no peers": "no fair wrong answers",
    "leak": _GIVEN_AWAY,
    "prompt or title gives the answer": _GIVEN_AWAY,
    "dull": "too easy to be fun",
}
"""Reasons of the writing line in a moderator's words; others stand as they are."""


def dropped(total: int, reasons: str) -> str:
    """Say what was left out, and why."""
    return f"Left out: {total:,} ({reasons})"


def published(title: str, questions: int) -> str:
    """Confirm that an article can be played."""
    return f"Published: **{title}**, {count(questions, 'question')}."


def publish_draft(title: str) -> str:
    """Label the button that publishes one of several drafts."""
    return f"{PUBLISH} “{title}”"


def reviewing(number: int, total: int) -> str:
    """Head a question under review."""
    return f"Review · {number:,} of {total:,}"


def reviewed(accepted: int, dropped: int) -> str:
    """Close a review."""
    return f"That was the last one: {accepted:,} accepted, {dropped:,} dropped."


def still_draft(title: str, questions: int) -> str:
    """Say that an article has something to ask, and is not published yet."""
    return f"**{title}** is a draft: its {count(questions, 'question')} can be asked once you publish it."


def stands(review: Review) -> str:
    """Say that a press came too late, and what holds."""
    return f"Another moderator was faster: that question {_STANDS[review]}."


_STANDS = {
    Review.WAITING: "waits again",
    Review.ACCEPTED: "is accepted",
    Review.DROPPED: "is dropped",
}


def play_it(topic: str) -> str:
    """Say how to play an article."""
    return f"Play it with `/trivia topic:{topic}`"


def article_details(questions: int, waiting: int, site: str, added: datetime) -> str:
    """Give the small line of an article in the list."""
    waits = f"{waiting:,} {_wait(waiting)} for review" if waiting else ""
    return " · ".join(filter(None, [count(questions, "question"), waits, site, f"added {day(added.date())}"]))


def really_remove(title: str, questions: int) -> str:
    """Ask before removing."""
    number = count(questions, "question")
    return f"Remove **{title}**? Its {number} will not be asked any more; scores stay. You can undo this."


def removed(title: str) -> str:
    """Confirm a removal."""
    return f"Removed: **{title}**."


def restored(title: str, questions: int) -> str:
    """Confirm that a removal was undone."""
    return f"**{title}** is back, with {count(questions, 'question')}."
