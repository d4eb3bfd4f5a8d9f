"""What players read on leaderboards and in records."""

from datetime import datetime

from bot.store.values import Period
from bot.ui.text import count, place, soon
from bot.ui.text.commands import PERIODS

NEWER, OLDER = "Newer", "Older"
PREVIOUS, NEXT = "Previous", "Next"


NOBODY_YET = "Nobody has scored here yet. Be the first: /trivia"


def board_title(period: Period) -> str:
    """Head a leaderboard."""
    return f"Leaderboard · {PERIODS[period]}"


def board_line(rank: int, name: str, points: int, right: int, answered: int) -> str:
    """Give a line of a leaderboard."""
    return f"{place(rank, points)} **{name}** · {count(points, 'point')} · {right:,}/{answered:,} right"


def own_rank(name: str, rank: int, points: int) -> str:
    """Give the asker's own rank."""
    return f"{name}: #{rank:,} · {count(points, 'point')}"


def no_own_rank(name: str) -> str:
    """Say that the asker has none yet."""
    return f"{name}: not on this board yet"


def resets(moment: datetime) -> str:
    """Say when a leaderboard starts anew."""
    return f"Starts anew {soon(moment)}"


def page_of(page: int, pages: int) -> str:
    """Number a page."""
    return f"Page {page:,} of {pages:,}"


def stats_title(name: str) -> str:
    """Head a player's record."""
    return f"{name}’s record"


def stats_rank(rank: int | None, points: int) -> str:
    """Give rank and points of all time."""
    return count(points, "point") + (f" · #{rank:,} of all time" if rank else "")


def stats_answers(right: int, answered: int, games: int) -> str:
    """Give what was played."""
    portion = f" ({right / answered:.0%})" if answered else ""
    return f"{right:,} of {answered:,} right{portion} in {count(games, 'game')}"


def stats_pace(best: int, average_seconds: float | None) -> str:
    """Give streak and pace."""
    pace = f" · {average_seconds:.1f} s for a right answer" if average_seconds is not None else ""
    return f"Best streak {best:,}{pace}"


def stats_topic(topic: str, right: int, answered: int) -> str:
    """Give a topic's line."""
    return f"{topic or 'No topic'} · {right:,}/{answered:,}"


STATS_TOPICS = "Strongest topics"


def no_stats(name: str) -> str:
    """Say that somebody has not played here."""
    return f"{name} has not played here yet. Anybody can start with /trivia."
