"""Points for a right answer: Kahoot's rule, with a bonus for right answers in a row."""

from bot.game.rules import Rules

FULL_POINTS = 1000
INSTANT_SECONDS = 0.5
STREAK_STEP = 0.10
STREAK_CAP = 0.50


def points(rules: Rules, *, seconds: float, streak: int) -> int:
    """Give the points of a right answer.

    Args:
        rules: switches for speed and streak, and the time allowed.
        seconds: from the question's showing to the answer; beyond the time allowed it counts as that.
        streak: right answers in a row just before this one.

    Returns:
        1000·(1 - t/T/2), full under half a second, plus 10 % for each in ``streak`` up to 50 %; rounded.
    """
    earned = float(FULL_POINTS)
    if rules.speed and seconds >= INSTANT_SECONDS:
        earned *= 1 - min(seconds / rules.seconds, 1.0) / 2
    if rules.streak:
        earned *= 1 + min(streak * STREAK_STEP, STREAK_CAP)
    return round(earned)
