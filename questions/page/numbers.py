"""Figures as people read them."""


def counted(count: int, noun: str) -> str:
    """Give a count with its noun, which takes an s in the plural."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def ratio(value: float) -> str:
    """Give a ratio with one digit after the point."""
    return f"{value:.1f}"


def percent(value: float) -> str:
    """Give a share in whole hundredths."""
    return f"{value:.0%}"
