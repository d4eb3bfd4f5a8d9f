"""Every sentence that a person reads, a module a subject, ready to be put into other languages.

What others wrote (names, titles, answers) comes in through ``bot.ui.foreign``, already safe to show.
"""

from datetime import date, datetime

MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}

SLOW_DOWN = "That is new to me. Wait a minute, then try the command again: it has just changed."


def went_wrong(error_id: str) -> str:
    """Own up to a fault of ours."""
    return f"Sorry, something went wrong on my side. Try again; if it stays so, report this code: {error_id}"


def count(number: int, noun: str) -> str:
    """Count things in English."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def day(when: date | None) -> str:
    """Write a date out, or nothing."""
    return f"{when.day} {when:%B} {when.year}" if when else ""


def soon(moment: datetime) -> str:
    """Give a moment as Discord counts down to it."""
    return f"<t:{round(moment.timestamp())}:R>"


def article_line(title: str, site: str, published: date | None) -> str:
    """Name an article in one line."""
    return " · ".join(filter(None, [f"**{title}**" if title else "", site, day(published)]))


def place(rank: int, points: int) -> str:
    """Give a rank, with its medal where anything was won; the number always stands too."""
    medal = MEDALS.get(rank) if points else None
    return f"{medal} {rank}\\." if medal else f"{rank}\\."


def and_more(count: int) -> str:
    """Close a list that was cut."""
    return f"and {count:,} more"
