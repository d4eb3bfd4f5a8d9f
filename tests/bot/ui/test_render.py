from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from discord import ui
from hypothesis import given
from hypothesis import strategies as st

from bot.game.rules import (
    Award,
    ChannelId,
    Drawn,
    Ending,
    Game,
    GameId,
    Given,
    GuildId,
    MessageId,
    Phase,
    PlayerId,
    QuestionId,
    Rules,
    Score,
    Style,
)
from bot.ui.parts import quotation
from bot.ui.render import render
from bot.ui.text import playing, soon
from questions.records import Evidence, Format, Kind, Question, Source
from tests.bot.hostile import everything_shown, faults, full_texts, hidden, texts, tree, walk
from tests.builders import ANA, BEN, NOON, game, later, question

BIGGEST_ID = 2**63 - 1
moments = st.datetimes(min_value=datetime(2000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds UTC
seconds = st.floats(min_value=0, max_value=120)
counts = st.integers(min_value=0, max_value=10**9)
players = st.integers(min_value=1, max_value=BIGGEST_ID).map(PlayerId)
links = st.one_of(
    st.just("https://example.org/a b?c=d"), st.just(""), texts, st.just("https://e.org/" + "a" * 600)
)
sources = st.builds(Source, title=texts, url=links, site=texts, published=st.none() | st.dates())


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Any question, of any length."""
    before, answer, after = draw(texts), draw(full_texts), draw(texts)
    quote = before + answer + after
    others = draw(st.lists(texts.filter(lambda text: text != answer), max_size=4, unique=True))
    options = (answer, *others) if draw(st.booleans()) and others else ()
    return Question(
        id="q",
        format=draw(st.sampled_from(Format)),
        prompt=draw(full_texts),
        answer=answer,
        kind=Kind.OTHER,
        fact="f",
        evidence=Evidence(quote, 0, len(quote), len(before), len(before) + len(answer)),
        article=draw(sources),
        options=options,
        topic=draw(texts),
        correction=draw(texts),
    )


@st.composite
def games(draw: st.DrawFn) -> Game:
    """Any game that could be stored, and many that could not."""
    deck = tuple(
        Drawn(QuestionId(BIGGEST_ID), one) for one in draw(st.lists(questions(), min_size=1, max_size=3))
    )
    given_answers = st.builds(
        Given,
        player_id=players,
        name=texts,
        right=st.booleans(),
        seconds=seconds,
        choice=st.none() | st.integers(0, 4),
        text=texts,
    )
    awards = st.builds(
        Award, round=st.just(1), question_id=st.just(QuestionId(1)), given=given_answers, points=counts
    )
    scores = st.builds(
        Score,
        player_id=players,
        name=texts,
        points=counts,
        right=counts,
        answered=counts,
        streak=counts,
        best_streak=counts,
        seconds=st.floats(min_value=0, max_value=10**6),
    )
    return Game(
        id=GameId(BIGGEST_ID),
        guild_id=GuildId(BIGGEST_ID),
        channel_id=ChannelId(BIGGEST_ID),
        host_id=draw(players),
        host_name=draw(texts),
        rules=Rules(style=draw(st.sampled_from(Style)), questions=50),
        deck=deck,
        phase=draw(st.sampled_from(Phase)),
        number=draw(st.integers(1, len(deck))),
        opened_at=draw(st.none() | moments),
        deadline=draw(st.none() | moments),
        message_id=MessageId(BIGGEST_ID),
        skip_votes=tuple(draw(st.lists(players, max_size=3))),
        awards=tuple(draw(st.lists(awards, max_size=12))),
        scores=tuple(draw(st.lists(scores, max_size=30))),
        silent_rounds=draw(st.integers(0, 3)),
        skipped=draw(st.booleans()),
        ending=draw(st.none() | st.sampled_from(Ending)),
    )


@given(games())
def test_any_game_is_a_message_that_discord_takes(any_game: Game) -> None:
    """Components, text, labels, ids and links stay within Discord's limits, and nothing is hidden."""
    view = render(any_game)
    assert faults(view) == []
    assert hidden(everything_shown(view)) == []


@given(games())
def test_showing_a_game_twice_shows_the_same(any_game: Game) -> None:
    """A message is a function of the game."""
    assert tree(render(any_game)) == tree(render(any_game))


@given(full_texts)
def test_what_others_wrote_never_mentions_anybody(text: str) -> None:
    """A name, title, prompt, option or typed answer that mentions stays letters in every phase."""
    asked = replace(
        question(1, options=("Paris", text)), prompt=text, topic=text, article=Source(text, "", text)
    )
    given = Given(ANA, text, right=True, seconds=1.0, text=text)
    running = replace(
        game(drawn=(Drawn(QuestionId(1), asked),)),
        number=1,
        deadline=NOON,
        awards=(Award(1, QuestionId(1), given, 1000),),
        scores=(Score(ANA, text, points=1, right=1, answered=1, best_streak=3),),
    )
    for phase in Phase:
        shown = everything_shown(render(replace(running, phase=phase)))
        ours = shown.replace(soon(NOON), "")
        bare = ours.replace("\\\\", "").replace("\\@", "").replace("\\<", "").replace("\\[", "")
        assert "@" not in bare
        assert "<" not in bare
        assert "](" not in bare.replace("\\]", "")


def _asking(**changes: object) -> Game:
    return replace(game(size=2), phase=Phase.ASKING, number=1, deadline=later(20), **changes)  # type: ignore[arg-type]


def _revealed(*answers: tuple[PlayerId, str, int, float], **changes: object) -> Game:
    awards = tuple(
        Award(1, QuestionId(1), Given(player, who, choice == 0, took, choice), 900 if choice == 0 else 0)
        for player, who, choice, took in answers
    )
    shown = replace(game(size=2), phase=Phase.REVEALED, number=1, deadline=later(28), awards=awards)
    return replace(shown, **changes)  # type: ignore[arg-type]


def _labels(view: ui.LayoutView) -> list[str]:
    return [part["label"] for part in walk(tree(view)) if part["type"] == 2]


def _rows(view: ui.LayoutView) -> list[int]:
    return [len(part["components"]) for part in walk(tree(view)) if part["type"] == 1]


def test_a_question_reads_from_top_to_bottom() -> None:
    """Where we are, the source, the prompt as a quotation, the time left; then options, skip, stop."""
    view = render(_asking())
    assert everything_shown(view).split("\n") == [
        "-# Question 1 of 2 · Buildings",
        "-# From: **Towers** · Example · 2 January 2026",
        "Which words are missing?",
        "> ### Number 1: the tower of ▇▇▇ is tall.",
        "⏳ Answers close <t:1773489620:R>",
    ]
    assert _labels(view) == ["A  Paris", "B  Rome", "C  Oslo", "D  Bern", "Skip", "Stop game"]
    assert _rows(view) == [4, 2]


def test_long_options_are_written_out_and_stand_one_a_row() -> None:
    """On a phone a long label is cut, so the whole option stands in the text."""
    long = "The Organisation for Economic Co-operation and Development, founded in Paris in 1961, and more"
    view = render(_asking(deck=(Drawn(QuestionId(1), question(1, options=("Paris", long))),)))
    assert f"**B**  {long}" in everything_shown(view)
    assert _rows(view) == [1, 1, 2]
    assert len(_labels(view)[1]) == 80


@pytest.mark.parametrize(
    ("asked", "prompt"),
    [
        (question(1, format=Format.WH), "### Number 1"),
        (question(1, format=Format.TRUE_FALSE, answer="Paris", options=("Paris", "Rome")), "### Number 1"),
        (question(1, format=Format.CLOSEST_NUMBER, options=()), "### Number 1"),
    ],
)
def test_other_formats_ask_by_themselves(asked: Question, prompt: str) -> None:
    """Only a sentence with a gap needs to be told what to do with it."""
    shown = everything_shown(render(_asking(deck=(Drawn(QuestionId(1), asked),))))
    assert shown.split("\n")[2].startswith(prompt)


def test_the_reveal_marks_the_options_with_more_than_colour() -> None:
    """The right option has ✓ and stands bold; each tells how many chose it."""
    shown = everything_shown(render(_revealed((ANA, "Ana", 0, 4.0), (BEN, "Ben", 1, 2.0))))
    assert "**✓ A  Paris** · 1 chose it\n✗ B  Rome · 1 chose it\n✗ C  Oslo\n✗ D  Bern" in shown


def test_the_reveal_names_the_fastest_five() -> None:
    """Six were right: five are named in order, the sixth is counted."""
    answers = [(PlayerId(n), f"P{n}", 0, float(10 - n)) for n in range(1, 7)]
    shown = everything_shown(render(_revealed(*answers)))
    assert shown.index("**P6** · 4.0 s · +900") < shown.index("**P2** · 8.0 s")
    assert "P1" not in shown
    assert "and 1 more" in shown
    assert "6 of 6 right (100%)" in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, f"-# {playing.NEXT_QUESTION}"),
        ({"number": 2}, f"-# {playing.LAST_QUESTION}"),
        ({"silent_rounds": 3}, f"-# {playing.QUIET}"),
        ({"skipped": True}, playing.SKIPPED),
    ],
)
def test_the_reveal_says_what_follows(changes: dict[str, object], said: str) -> None:
    """The next question, the standings, or an end for want of answers."""
    shown = everything_shown(render(_revealed(**changes)))
    assert said in shown


def test_a_stopped_game_announces_no_next_question() -> None:
    """Once the ending is known, the reveal promises nothing."""
    shown = everything_shown(render(_revealed(ending=Ending.STOPPED, skipped=True)))
    assert playing.NEXT_QUESTION not in shown
    assert playing.STOPPED in shown
    assert playing.SKIPPED not in shown


def test_a_false_statement_is_put_right() -> None:
    """The true statement stands before the proof."""
    false = replace(
        question(1, format=Format.TRUE_FALSE, options=("Paris", "Rome")), correction="It is in Paris."
    )
    shown = everything_shown(render(_revealed(deck=(Drawn(QuestionId(1), false),))))
    assert "In fact: It is in Paris.\n> Number 1: the tower of **Paris** is tall." in shown


def test_the_closest_guess_is_shown_as_a_number() -> None:
    """The guess that won is read, not repeated as typed."""
    asked = question(1, format=Format.CLOSEST_NUMBER, answer="Paris", options=())
    given = Given(ANA, "Ana", right=True, seconds=3.0, text="about 1,200 *things*")
    revealed = _revealed(deck=(Drawn(QuestionId(1), asked),), awards=(Award(1, QuestionId(1), given, 800),))
    shown = everything_shown(render(revealed))
    assert "**Ana** said 1,200 · 3.0 s · +800" in shown
    assert "things" not in shown


def test_equal_points_share_a_rank() -> None:
    """The standings count 1, 2, 2, 4, with medals and numbers."""
    scores = [
        Score(PlayerId(n), f"P{n}", points=points, right=1, answered=1, seconds=float(n))
        for n, points in enumerate((500, 900, 500, 100), 1)
    ]
    ended = replace(game(), phase=Phase.ENDED, number=3, scores=tuple(scores), ending=Ending.PLAYED)
    shown = everything_shown(render(ended))
    assert [line.split(" **")[0] for line in shown.split("\n")[1:5]] == [
        "🥇 1\\.",
        "🥈 2\\.",
        "🥈 2\\.",
        "4\\.",
    ]
    assert "⚡ Fastest: P1, 1.0 s on average" in shown
    assert "🔥" not in shown


def test_the_first_question_names_who_started_the_game() -> None:
    """Others read whose game it is, once, with the name as letters."""
    first = _asking(host_name="**Ana**")
    assert "Started by \\*\\*Ana\\*\\*" in everything_shown(render(first))
    assert "Started by" not in everything_shown(render(replace(first, number=2)))
    assert "Started by" not in everything_shown(render(_asking())), "an old game does not know"


def test_no_points_earn_no_medal() -> None:
    """Who won nothing has a place, and no gold for it."""
    ended = replace(game(), phase=Phase.ENDED, number=3, scores=(Score(ANA, "Ana", answered=1),))
    assert "\n1\\. **Ana** · 0 points" in everything_shown(render(ended))


@pytest.mark.parametrize("why", list(Ending))
def test_an_end_says_why(why: Ending) -> None:
    """A game that was not simply played tells its players the reason."""
    shown = everything_shown(render(replace(game(), phase=Phase.ENDED, ending=why)))
    assert playing.ending(why) in shown
    assert bool(playing.ending(why)) == (why is not Ending.PLAYED)
    assert playing.NOBODY_PLAYED in shown


def test_dates_are_written_out() -> None:
    """A date reads the same everywhere."""
    assert playing.origin("x") == "From: x"
    source = Source("Towers", "", "", date(2026, 12, 31))
    shown = everything_shown(
        render(_asking(deck=(Drawn(QuestionId(1), replace(question(1), article=source)),)))
    )
    assert "From: **Towers** · 31 December 2026" in shown


def test_a_correction_that_the_evidence_says_itself_is_said_once() -> None:
    """The true statement stands under a false one, but not twice in the same words."""
    told = replace(question(), correction="The tower is in Paris.")
    quoted = replace(question(), correction=question().evidence.quote)
    assert "In fact" in quotation(told, limit=300)
    assert "In fact" not in quotation(quoted, limit=300)
