"""The laws of the machine, as properties over any order of events, and its table, case by case."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.game.events import (
    Answered,
    ChannelLost,
    Edit,
    Effect,
    Event,
    MarkAsked,
    MessageLost,
    Notice,
    Post,
    Record,
    Resumed,
    Shown,
    SkipVoted,
    Started,
    Stopped,
    Tell,
    TimedOut,
)
from bot.game.machine import (
    LOST_MESSAGES_LIMIT,
    OPEN_SECONDS,
    SILENT_ROUNDS_LIMIT,
    audience,
    step,
    votes_needed,
)
from bot.game.rules import Award, Drawn, Ending, Game, MessageId, Phase, PlayerId, QuestionId, Rules, Style
from questions.records import Format, Kind
from tests.builders import ANA, BEN, CLEO, game, later, question

PLAYERS = [ANA, BEN, CLEO]
moments = st.floats(0, 400).map(later)
rounds = st.integers(0, 4)
players = st.sampled_from(PLAYERS)
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(Started, at=moments),
    st.builds(
        Shown,
        at=moments,
        round=rounds,
        phase=st.sampled_from(Phase),
        message_id=st.integers(1, 9).map(MessageId),
    ),
    st.builds(
        Answered, at=moments, round=rounds, player_id=players, name=st.just("x"), choice=st.integers(-1, 5)
    ),
    st.builds(SkipVoted, at=moments, round=rounds, player_id=players),
    st.builds(TimedOut, at=moments, round=rounds, phase=st.sampled_from(Phase)),
    st.builds(Stopped, at=moments, player_id=players, is_moderator=st.just(False)),
    st.builds(Resumed, at=moments),
    st.builds(MessageLost, at=moments, round=rounds, message_id=st.integers(1, 9).map(MessageId)),
)
histories = st.lists(events, max_size=60).map(lambda some: sorted(some, key=lambda event: event.at))


def run(start: Game, some: list[Event]) -> tuple[Game, list[Effect]]:
    """Apply events one after the other; give the game and all effects."""
    effects: list[Effect] = []
    for event in some:
        start, more = step(start, event)
        effects.extend(more)
    return start, effects


def awards_in(effects: list[Effect]) -> list[Award]:
    """Give all that was recorded in the ledger."""
    return [award for effect in effects if isinstance(effect, Record) for award in effect.awards]


def asking(**changes: object) -> Game:
    """Make a game whose first question is open and shown."""
    started, _ = run(game(), [Started(later(0)), Shown(later(0), 1, Phase.ASKING, MessageId(5))])
    return replace(started, **changes)  # type: ignore[arg-type]


def answer(player: PlayerId, choice: int = 0, *, round: int = 1, at: float = 5) -> Answered:  # noqa: A002
    """Make an answer by button."""
    return Answered(later(at), round, player, f"p{player}", choice=choice)


def told(effects: tuple[Effect, ...]) -> list[Notice]:
    """Give what the player was told."""
    return [effect.notice for effect in effects if isinstance(effect, Tell)]


@given(histories)
def test_an_event_that_no_longer_matters_changes_nothing(history: list[Event]) -> None:
    """Whatever happened, repeating an answer, a time-out, a showing or a vote leaves the game as it was."""
    current = game()
    for event in [Started(later(0)), *history]:
        current, _ = step(current, event)
        if not isinstance(event, Resumed):
            again, effects = step(current, event)
            assert again == current
            assert not [effect for effect in effects if isinstance(effect, Post | Record | MarkAsked)]


@given(histories)
def test_a_player_has_one_answer_a_round(history: list[Event]) -> None:
    """The ledger never holds two answers of one player to one round."""
    _, effects = run(game(), [Started(later(0)), *history])
    keys = Counter((award.round, award.given.player_id) for award in awards_in(effects))
    assert not [key for key, times in keys.items() if times > 1]


@given(histories)
def test_the_scoreboard_is_the_sum_of_the_ledger(history: list[Event]) -> None:
    """Points, right answers and answers on the board equal what was recorded."""
    ended, effects = run(game(), [Started(later(0)), *history])
    for score in ended.scores:
        own = [award for award in awards_in(effects) if award.given.player_id == score.player_id]
        assert score.points == sum(award.points for award in own)
        assert (score.answered, score.right) == (len(own), sum(award.given.right for award in own))
    assert {award.given.player_id for award in awards_in(effects)} <= {
        score.player_id for score in ended.scores
    }


@given(histories)
def test_no_question_is_asked_twice_or_out_of_order(history: list[Event]) -> None:
    """Rounds are asked 1, 2, 3 …, each once."""
    _, effects = run(game(), [Started(later(0)), *history])
    asked = [effect.round for effect in effects if isinstance(effect, MarkAsked)]
    assert asked == list(range(1, len(asked) + 1))


@given(histories)
def test_only_right_answers_earn_points(history: list[Event]) -> None:
    """A wrong answer earns nothing and a right one between half and one and a half thousand."""
    _, effects = run(game(), [Started(later(0)), *history])
    for award in awards_in(effects):
        assert (500 <= award.points <= 1500) if award.given.right else award.points == 0


@settings(max_examples=60)
@given(histories, st.integers(1, 6))
def test_every_game_closes_when_deadlines_fire_and_messages_are_shown(
    history: list[Event], size: int
) -> None:
    """From any state, time-outs and showings alone bring a game to its end."""
    current, _ = run(game(size=size), [Started(later(0)), *history])
    for turn in range(4 * size + 4):
        at = later(1000 * (turn + 1))
        current, _ = step(current, TimedOut(at, current.number, current.phase))
        current, _ = step(current, Shown(at, current.number, current.phase, MessageId(1000 + turn)))
    assert current.phase is Phase.CLOSED
    assert step(current, Resumed(later(99_999))) == (current, ())


@given(histories)
def test_a_deadline_stands_exactly_while_time_runs(history: list[Event]) -> None:
    """A game has a deadline while it asks or reveals, and none before and after."""
    current = game()
    for event in [Started(later(0)), *history]:
        current, _ = step(current, event)
        assert (current.deadline is not None) == (current.phase in {Phase.ASKING, Phase.REVEALED})


def test_starting_asks_the_first_question() -> None:
    """A started game marks its first question as asked and posts it with its deadline."""
    started, effects = step(game(), Started(later(0)))
    assert (started.phase, started.number, started.deadline) == (Phase.ASKING, 1, later(20))
    assert effects == (MarkAsked(1, started.deck[0]), Post(started))


def test_an_answer_is_locked_in_and_told_only_to_its_player() -> None:
    """The first click counts and shows nothing to the channel."""
    answered, effects = step(asking(), answer(ANA))
    assert effects == (Tell(ANA, Notice.LOCKED_IN, answer="Paris"),)
    assert [one.right for one in answered.given] == [True]


def test_a_second_answer_is_refused_and_names_the_first() -> None:
    """A second click leaves the first as it was."""
    answered, _ = step(asking(), answer(ANA))
    again, effects = step(answered, answer(ANA, 2))
    assert (again, effects) == (answered, (Tell(ANA, Notice.ALREADY_ANSWERED, answer="Paris"),))


def test_an_answer_after_the_deadline_is_too_late_even_if_the_timer_has_not_fired() -> None:
    """The stored deadline decides, not the timer."""
    assert told(step(asking(), answer(ANA, at=20.01))[1]) == [Notice.TOO_LATE]


def test_an_answer_at_the_deadline_counts() -> None:
    """The last moment belongs to the player."""
    assert told(step(asking(), answer(ANA, at=20))[1]) == [Notice.LOCKED_IN]


def test_a_click_on_an_old_message_is_told_so() -> None:
    """A button of an earlier round answers nothing."""
    second, _ = run(asking(), [TimedOut(later(20), 1, Phase.ASKING), TimedOut(later(30), 1, Phase.REVEALED)])
    assert second.number == 2
    assert told(step(second, answer(ANA, round=1, at=31))[1]) == [Notice.OLD_ROUND]


def test_an_option_that_is_not_there_is_refused() -> None:
    """A forged button changes nothing."""
    for choice in (-1, 4, 99):
        same, effects = step(asking(), answer(ANA, choice))
        assert (same, told(effects)) == (asking(), [Notice.NOT_AN_OPTION])


def test_the_round_ends_when_all_of_the_audience_have_answered() -> None:
    """Nobody waits for the clock once everyone who plays has answered."""
    first, _ = run(asking(), [answer(ANA), answer(BEN), TimedOut(later(20), 1, Phase.ASKING)])
    second, _ = run(first, [TimedOut(later(28), 1, Phase.REVEALED)])
    waiting, _ = step(second, answer(ANA, round=2, at=30))
    assert waiting.phase is Phase.ASKING
    revealed, effects = step(waiting, answer(BEN, 1, round=2, at=31))
    assert revealed.phase is Phase.REVEALED
    assert [type(effect) for effect in effects] == [Tell, Record, Edit]


@given(histories)
def test_nobody_closes_a_question_alone_before_others_could_answer(history: list[Event]) -> None:
    """An answer ends a round in its first seconds only where two or more were waited for."""
    current = game()
    for event in [Started(later(0)), *history]:
        before = current
        current, _ = step(current, event)
        if isinstance(event, Answered) and before.phase is not current.phase:
            assert before.opened_at is not None
            is_early = event.at < before.opened_at + timedelta(seconds=OPEN_SECONDS)
            assert len(audience(before)) >= 2 or not is_early


@given(histories)
def test_an_answer_never_gives_more_time(history: list[Event]) -> None:
    """Locking in can bring the deadline nearer, never put it off."""
    current = game()
    for event in [Started(later(0)), *history]:
        before = current
        current, _ = step(current, event)
        if isinstance(event, Answered) and current.phase is Phase.ASKING:
            assert before.deadline is not None
            assert current.deadline is not None
            assert current.deadline <= before.deadline


def test_a_fast_player_leaves_the_others_five_seconds() -> None:
    """Where only Ana played before, her click does not shut Ben out: the question closes five seconds in."""
    first: list[Event] = [answer(ANA), TimedOut(later(20), 1, Phase.ASKING)]
    second, _ = run(asking(), [*first, TimedOut(later(28), 1, Phase.REVEALED)])
    waiting, effects = step(second, answer(ANA, round=2, at=28.4))
    assert (waiting.phase, waiting.deadline) == (Phase.ASKING, later(33))
    assert effects == (Tell(ANA, Notice.LOCKED_IN, answer="Paris"), Edit(waiting))
    both, _ = step(waiting, answer(BEN, round=2, at=32))
    assert both.phase is Phase.ASKING
    revealed, effects = step(both, TimedOut(later(33), 2, Phase.ASKING))
    assert [award.given.player_id for award in awards_in(list(effects))] == [ANA, BEN]
    assert revealed.phase is Phase.REVEALED


def test_a_lone_player_who_took_their_time_waits_for_nobody() -> None:
    """After its first seconds a question ends with the answer of the only one who plays."""
    first: list[Event] = [answer(ANA), TimedOut(later(20), 1, Phase.ASKING)]
    second, _ = run(asking(), [*first, TimedOut(later(28), 1, Phase.REVEALED)])
    assert step(second, answer(ANA, round=2, at=33))[0].phase is Phase.REVEALED


def test_a_player_who_missed_one_question_is_still_waited_for() -> None:
    """One silent round does not let the fastest close the next question."""
    first: list[Event] = [answer(ANA), answer(BEN), TimedOut(later(20), 1, Phase.ASKING)]
    second: list[Event] = [answer(ANA, round=2, at=30), TimedOut(later(48), 2, Phase.ASKING)]
    pauses: list[Event] = [TimedOut(later(28), 1, Phase.REVEALED), TimedOut(later(56), 2, Phase.REVEALED)]
    history = [*first, pauses[0], *second, pauses[1], answer(ANA, round=3, at=57)]
    assert run(asking(), history)[0].phase is Phase.ASKING


def test_time_counts_from_the_moment_the_question_could_be_read() -> None:
    """A question that reached the channel late gets its full time again."""
    started, _ = step(game(), Started(later(0)))
    shown, effects = step(started, Shown(later(6), 1, Phase.ASKING, MessageId(5)))
    assert (shown.opened_at, shown.deadline) == (later(6), later(26))
    assert effects == (Edit(shown),)


def test_a_reveal_that_overtook_its_message_is_shown_when_the_message_is_known() -> None:
    """All may answer before Discord has told us the message's id; the reveal is then shown late, not lost."""
    started, _ = step(game(), Started(later(0)))
    voted, _ = run(started, [SkipVoted(later(1), 1, ANA)])
    assert voted.phase is Phase.REVEALED
    shown, effects = step(voted, Shown(later(2), 1, Phase.ASKING, MessageId(5)))
    assert effects == (Edit(shown),)
    assert shown.message_id == MessageId(5)


def test_streaks_add_a_tenth_and_break_on_silence() -> None:
    """The second right answer in a row earns ten per cent more; a missed question starts over."""
    current = asking(rules=Rules(speed=False), deck=game(size=4).deck)
    points = []
    for number in range(1, 5):
        at = 40 * (number - 1)
        current = replace(current, opened_at=later(at), deadline=later(at + 20))
        moves: list[Event] = [] if number == 3 else [answer(ANA, round=number, at=at + 1)]
        current, effects = run(current, [*moves, TimedOut(later(at + 20), number, Phase.ASKING)])
        points += [award.points for award in awards_in(effects)]
        current, _ = step(current, TimedOut(later(at + 39), number, Phase.REVEALED))
    assert points == [1000, 1100, 1000]
    assert current.scores[0].best_streak == 2


def test_skipping_takes_more_than_half_and_earns_nobody_anything() -> None:
    """Two of three who take part can skip; answers already given are not scored."""
    playing, _ = run(asking(), [answer(BEN), answer(CLEO)])
    assert votes_needed(playing) == 2
    once, effects = step(playing, SkipVoted(later(6), 1, BEN))
    assert [type(effect) for effect in effects] == [Tell, Edit]
    assert told(step(once, SkipVoted(later(7), 1, BEN))[1]) == [Notice.SKIP_ALREADY_COUNTED]
    skipped, effects = step(once, SkipVoted(later(7), 1, CLEO))
    assert (skipped.phase, skipped.skipped, skipped.scores) == (Phase.REVEALED, True, ())
    assert awards_in(list(effects)) == []


def test_only_the_host_and_moderators_stop_a_game() -> None:
    """A player who is neither is told so, and the game goes on."""
    same, effects = step(asking(), Stopped(later(3), BEN, is_moderator=False))
    assert (same, told(effects)) == (asking(), [Notice.MAY_NOT_STOP])
    for stop in (Stopped(later(3), ANA, is_moderator=False), Stopped(later(3), BEN, is_moderator=True)):
        ended, effects = step(asking(), stop)
        assert (ended.phase, ended.ending) == (Phase.ENDED, Ending.STOPPED)
        assert [type(effect) for effect in effects] == [Tell, Record, Edit, Post]


def test_a_game_that_nobody_answers_frees_its_channel() -> None:
    """After three silent questions the game ends by itself."""
    current = replace(asking(), deck=game(size=9).deck)
    for number in range(1, SILENT_ROUNDS_LIMIT + 1):
        current, _ = step(current, TimedOut(later(1000 * number), number, Phase.ASKING))
        current, _ = step(current, TimedOut(later(1000 * number + 500), number, Phase.REVEALED))
    assert (current.phase, current.ending) == (Phase.ENDED, Ending.IDLE)


def test_a_resumed_question_gets_its_full_time_and_keeps_its_answers() -> None:
    """A restart costs nobody an answer or a second."""
    answered, _ = step(asking(), answer(ANA))
    resumed, effects = step(answered, Resumed(later(100)))
    assert (resumed.given, resumed.deadline) == (answered.given, later(120))
    assert effects == (Edit(resumed),)


def test_a_question_that_was_never_shown_is_posted_on_resuming() -> None:
    """Killed between commit and showing, the game shows the same question, not the next."""
    started, _ = step(game(), Started(later(0)))
    resumed, effects = step(started, Resumed(later(5)))
    assert (resumed.number, effects) == (1, (Post(resumed),))


def test_a_game_found_after_an_hour_is_ended() -> None:
    """Nobody is surprised by yesterday's question; points already earned stay."""
    ended, effects = step(asking(), Resumed(later(20 + 3601)))
    assert (ended.phase, ended.ending) == (Phase.ENDED, Ending.INTERRUPTED)
    assert effects == (Post(ended),)


def test_a_question_whose_message_is_lost_is_posted_anew_with_its_time() -> None:
    """A deleted message costs nobody the question: it is posted again, answers kept, and takes the new id."""
    answered, _ = step(asking(), answer(ANA))
    lost, effects = step(answered, MessageLost(later(9), 1, MessageId(5)))
    assert (lost.given, lost.deadline, lost.message_id) == (answered.given, later(29), None)
    assert effects == (Post(lost),)
    shown, _ = step(lost, Shown(later(9), 1, Phase.ASKING, MessageId(6)))
    assert (shown.message_id, shown.deadline) == (MessageId(6), later(29))


def test_a_reveal_whose_message_is_lost_is_posted_anew() -> None:
    """The proof is shown although the question it belongs to was deleted."""
    revealed, _ = run(asking(), [answer(ANA), TimedOut(later(20), 1, Phase.ASKING)])
    lost, effects = step(revealed, MessageLost(later(21), 1, MessageId(5)))
    assert (lost.phase, lost.deadline, effects) == (Phase.REVEALED, later(29), (Post(lost),))
    shown, effects = step(lost, Shown(later(22), 1, Phase.REVEALED, MessageId(6)))
    assert (shown.message_id, effects) == (MessageId(6), ())


def test_the_loss_of_another_message_changes_nothing() -> None:
    """Only the message that the round has now can be missed."""
    for lost in (MessageLost(later(3), 1, MessageId(4)), MessageLost(later(3), 2, MessageId(5))):
        assert step(asking(), lost) == (asking(), ())


def test_a_round_whose_messages_keep_vanishing_is_not_posted_for_ever() -> None:
    """Where something deletes whatever the bot says, the round just runs to its deadline."""
    current, posts = asking(), 0
    for turn in range(10):
        current, effects = step(current, MessageLost(later(turn), 1, current.message_id or MessageId(0)))
        posts += len(effects)
        current, _ = step(current, Shown(later(turn), 1, Phase.ASKING, MessageId(10 + turn)))
    assert posts == LOST_MESSAGES_LIMIT - 1


def test_a_lost_channel_closes_its_game() -> None:
    """Where nothing can be shown, nothing goes on."""
    assert step(asking(), ChannelLost(later(3)))[0].phase is Phase.CLOSED


def test_the_closest_guess_wins_and_ties_share() -> None:
    """A number is not right or wrong until all have guessed."""
    number = question(1, answer="330", options=(), format=Format.CLOSEST_NUMBER, kind=Kind.NUMBER)
    start = replace(asking(), deck=(Drawn(QuestionId(1), number),))
    guesses = [
        Answered(later(5), 1, player, "x", text=text)
        for player, text in zip(PLAYERS, ["300", "360", "9"], strict=True)
    ]
    revealed, effects = run(start, [*guesses, TimedOut(later(20), 1, Phase.ASKING)])
    assert [award.given.right for award in awards_in(effects)] == [True, True, False]
    assert told(step(start, Answered(later(5), 1, ANA, "x", text="many"))[1]) == [Notice.NOT_A_NUMBER]
    assert revealed.phase is Phase.REVEALED


def test_a_typed_answer_that_says_too_little_may_be_tried_again() -> None:
    """A part of the answer is neither right nor wrong, and does not lock the player in."""
    tower = question(1, answer="Golden Gate Bridge", options=(), kind=Kind.OTHER)
    start = replace(asking(), rules=Rules(style=Style.TYPED), deck=(Drawn(QuestionId(1), tower),))
    same, effects = step(start, Answered(later(5), 1, ANA, "x", text="Gate"))
    assert (same, told(effects)) == (start, [Notice.BE_SPECIFIC])
    right, _ = step(start, Answered(later(6), 1, ANA, "x", text="golden gate bridge"))
    assert right.given[0].right
