"""How hard questions prove to be: the predicted difficulty, corrected by those who answered wrong.

The prediction counts as much as the answers of some players; with every answer it counts for less, so that
"hard" in ``/trivia`` soon means what players in fact find hard. Closest guesses are left as predicted: there
all but one are wrong, however easy it was.
"""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Float, SQLColumnExpression, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.game.rules import Game
from bot.store.models import QuestionRow
from questions.records import Format

PRIOR = 8.0
"""Answers that the prediction counts for."""


def corrected(
    predicted: float | SQLColumnExpression[float],
    answered: SQLColumnExpression[int],
    right: SQLColumnExpression[int],
) -> SQLColumnExpression[float]:
    """Give the share of wrong answers, the prediction among them as if ``PRIOR`` players had made it."""
    return type_coerce(((answered - right) + predicted * PRIOR) / (answered + PRIOR), Float)


async def learn(session: AsyncSession, game: Game, answers: Iterable[tuple[int, bool]]) -> None:
    """Count answers, each by its round and whether it was right, for the questions they were given to."""
    given, right = Counter[int](), Counter[int]()
    for number, is_right in answers:
        given[number] += 1
        right[number] += is_right
    for number in sorted(given, key=lambda one: game.deck[one - 1].question_id):
        drawn = game.deck[number - 1]
        if drawn.question.format is Format.CLOSEST_NUMBER:
            continue
        answered = QuestionRow.answered + given[number]
        rightly = QuestionRow.right + right[number]
        await session.execute(
            update(QuestionRow)
            .where(QuestionRow.id == drawn.question_id)
            .values(
                answered=answered,
                right=rightly,
                difficulty=corrected(drawn.question.difficulty, answered, rightly),
            )
            .execution_options(synchronize_session=False)
        )


async def relearn(session: AsyncSession, guild_id: int, article_id: int) -> None:
    """Correct an article's questions, just predicted anew, by the answers they have had before."""
    await session.execute(
        update(QuestionRow)
        .where(
            QuestionRow.guild_id == guild_id, QuestionRow.article_id == article_id, QuestionRow.answered > 0
        )
        .values(difficulty=corrected(QuestionRow.difficulty, QuestionRow.answered, QuestionRow.right))
        .execution_options(synchronize_session=False)
    )
