"""Values for tests, made with as little said as the test cares about."""

from datetime import UTC, date, datetime, timedelta

from bot.game.rules import ChannelId, Drawn, Game, GameId, GuildId, PlayerId, QuestionId, Rules
from questions.records import Evidence, Format, Kind, Question, Source

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
ANA, BEN, CLEO = PlayerId(101), PlayerId(102), PlayerId(103)


def later(seconds: float) -> datetime:
    """Give the moment so many seconds after NOON."""
    return NOON + timedelta(seconds=seconds)


def question(
    number: int = 1,
    *,
    answer: str = "Paris",
    options: tuple[str, ...] = ("Paris", "Rome", "Oslo", "Bern"),
    format: Format = Format.MISSING_WORDS,  # noqa: A002 - the field's name
    kind: Kind = Kind.PLACE,
    accepted: tuple[str, ...] = (),
    difficulty: float = 0.5,
    score: float = 0.5,
) -> Question:
    """Make a question whose evidence holds its answer."""
    quote = f"Number {number}: the tower of {answer} is tall."
    start = quote.index(answer)
    return Question(
        id=f"q{number}",
        format=format,
        prompt=f"Number {number}: the tower of ▇▇▇ is tall.",
        answer=answer,
        kind=kind,
        fact=f"fact-{number}",
        evidence=Evidence(quote, 0, len(quote), start, start + len(answer)),
        article=Source("Towers", "https://example.org/towers", "Example", date(2026, 1, 2)),
        accepted=accepted,
        options=options,
        topic="Buildings",
        difficulty=difficulty,
        score=score,
    )


def deck(size: int = 3) -> tuple[Drawn, ...]:
    """Make so many drawn questions; the right option is the first."""
    return tuple(Drawn(QuestionId(n), question(n)) for n in range(1, size + 1))


def game(
    *, size: int = 3, rules: Rules | None = None, drawn: tuple[Drawn, ...] = (), host: PlayerId = ANA
) -> Game:
    """Make a game that has not started."""
    return Game(
        id=GameId(7),
        guild_id=GuildId(900),
        channel_id=ChannelId(901),
        host_id=host,
        rules=rules or Rules(questions=size),
        deck=drawn or deck(size),
    )
