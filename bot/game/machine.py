"""How a game changes: ``step(game, event) -> (game, effects)``, and nothing else changes one.

Invariants, each a property in the tests:
    * an event that no longer matters (old round, passed phase, second answer) leaves the game as it was;
    * a player has at most one answer a round, and points only for revealed rounds;
    * the scoreboard equals the sum of all awards that were ever recorded;
    * every game reaches CLOSED under any events, given that deadlines fire and messages are shown.

===========  ==========================  ==========  ====================================
phase        event                       next        effects
===========  ==========================  ==========  ====================================
READY        Started                     ASKING      MarkAsked, Post
ASKING       Shown                       ASKING      Edit, if it came late
ASKING       Answered                    ASKING      Tell
ASKING       Answered by the last of     REVEALED    Tell, Record, Edit
             the audience
ASKING       Answered by the only one    ASKING      Tell, Edit: closes when it has been
             of the audience, at once                open for OPEN_SECONDS
ASKING       SkipVoted, too few          ASKING      Tell, Edit
ASKING       SkipVoted, enough           REVEALED    Tell, Record, Edit
ASKING       TimedOut                    REVEALED    Record, Edit
ASKING       Stopped                     ENDED       Tell, Edit, Post
REVEALED     Shown (it overtook us)      REVEALED    Edit
REVEALED     Shown (posted anew)         REVEALED
REVEALED     TimedOut                    ASKING      MarkAsked, Post
REVEALED     TimedOut on the last, or    ENDED       Post
             after three silent rounds
REVEALED     Stopped                     ENDED       Tell, Post
ENDED        Shown                       CLOSED
ASKING or    MessageLost                 the same    Post, with its full time again
REVEALED
any open     ChannelLost                 CLOSED
any open     Resumed                     the same    Edit or Post; a question gets its
                                                     full time again; after an hour: ENDED
===========  ==========================  ==========  ====================================
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.game import answers, scoring
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
from bot.game.rules import Award, Ending, Game, Given, Phase, PlayerId, Score
from questions.records import Format

Step = tuple[Game, tuple[Effect, ...]]

SILENT_ROUNDS_LIMIT = 3
"""A game that nobody answers ends by itself after so many questions, and frees its channel."""
OPEN_SECONDS = 5.0
"""A question stays open for so long although the only one who plays has answered: others may join in."""
LATE_SECONDS = 1.0
"""A question that reached the channel later than this after its time began is given its time anew."""
LOST_MESSAGES_LIMIT = 3
"""After so many vanished messages a round is not posted again: somebody deletes whatever stands there."""
INTERRUPTED_AFTER = timedelta(hours=1)
"""A game found again after a longer gap is ended instead of continued."""


def step(game: Game, event: Event) -> Step:
    """Apply one event; see the table above."""
    match event:
        case Started():
            return _started(game, event)
        case Shown():
            return _shown(game, event)
        case Answered():
            return _answered(game, event)
        case SkipVoted():
            return _skip_voted(game, event)
        case TimedOut():
            return _timed_out(game, event)
        case Stopped():
            return _stopped(game, event)
        case Resumed():
            return _resumed(game, event)
        case MessageLost():
            return _message_lost(game, event)
        case ChannelLost():
            return replace(game, phase=Phase.CLOSED, deadline=None), ()
        case _:
            assert_never(event)


def audience(game: Game) -> frozenset[PlayerId]:
    """Give those whose answers the round waits for: who answered one of the last two questions."""
    return frozenset(player for players in game.audience for player in players)


def votes_needed(game: Game) -> int:
    """Give how many more skip votes it takes: more than half of the host and all who take part."""
    taking_part = {
        game.host_id,
        *audience(game),
        *game.skip_votes,
        *(given.player_id for given in game.given),
    }
    return max(0, len(taking_part) // 2 + 1 - len(game.skip_votes))


def _started(game: Game, event: Started) -> Step:
    return _ask_next(game, event.at) if game.phase is Phase.READY else (game, ())


def _shown(game: Game, event: Shown) -> Step:
    if event.round != game.number or game.message_id is not None:
        return game, ()
    shown = replace(game, message_id=event.message_id)
    match event.phase, game.phase:
        case Phase.ENDED, Phase.ENDED:
            return replace(shown, phase=Phase.CLOSED), ()
        case Phase.ASKING, Phase.ASKING:
            return _timed_from(shown, event.at)
        case Phase.ASKING, Phase.REVEALED:
            # All had answered before Discord told us the message's id: now it can be edited.
            return shown, (Edit(shown),)
        case Phase.REVEALED, Phase.REVEALED:
            return shown, ()
        case _:
            return game, ()


def _timed_from(game: Game, at: datetime) -> Step:
    """Count the time from the moment the question could be read, unless somebody has answered already."""
    if game.given or game.opened_at is None or at <= game.opened_at:
        return game, ()
    if (at - game.opened_at).total_seconds() > LATE_SECONDS:
        late = game.reopened(opened_at=at)
        return late, (Edit(late),)
    return replace(game, opened_at=at), ()


def _answered(game: Game, event: Answered) -> Step:
    refusal = _refusal(game, event)
    if refusal:
        return game, (Tell(event.player_id, refusal, answer=_answer_of(game, event.player_id)),)
    verdict = _verdict(game, event)
    if isinstance(verdict, Notice):
        return game, (Tell(event.player_id, verdict),)
    opened_at = game.opened_at or event.at
    given = Given(
        player_id=event.player_id,
        name=event.name,
        right=verdict,
        seconds=max(0.0, (event.at - opened_at).total_seconds()),
        choice=event.choice,
        text=event.text,
    )
    game = replace(game, given=(*game.given, given))
    told = Tell(event.player_id, Notice.LOCKED_IN, answer=_answer_of(game, event.player_id))
    closed, effects = _closed_early(game, event.at)
    return closed, (told, *effects)


def _closed_early(game: Game, at: datetime) -> Step:
    """Close the question once all who are waited for have answered; one alone leaves others a moment."""
    waited_for = audience(game)
    if not waited_for or not waited_for <= {one.player_id for one in game.given}:
        return game, ()
    closes_at = (game.opened_at or at) + timedelta(seconds=OPEN_SECONDS)
    if len(waited_for) > 1 or at >= closes_at:
        return _reveal(game, at)
    if game.deadline is None or game.deadline <= closes_at:
        return game, ()
    closing = replace(game, deadline=closes_at)
    return closing, (Edit(closing),)


def _refusal(game: Game, event: Answered) -> Notice | None:
    if event.round != game.number:
        return Notice.OLD_ROUND
    if any(given.player_id == event.player_id for given in game.given):
        return Notice.ALREADY_ANSWERED
    if game.phase is not Phase.ASKING or game.deadline is None or event.at > game.deadline:
        return Notice.TOO_LATE
    return None


def _verdict(game: Game, event: Answered) -> bool | Notice:
    question = game.question
    if event.choice is not None:
        if not 0 <= event.choice < len(question.options):
            return Notice.NOT_AN_OPTION
        return question.options[event.choice] == question.answer
    if question.format is Format.CLOSEST_NUMBER:
        return Notice.NOT_A_NUMBER if answers.number(event.text) is None else False
    verdict = answers.judge(question, event.text)
    return Notice.BE_SPECIFIC if verdict is answers.Verdict.PROMPT else verdict is answers.Verdict.ACCEPT


def _answer_of(game: Game, player_id: PlayerId) -> str:
    for given in game.given:
        if given.player_id == player_id:
            return given.text if given.choice is None else game.question.options[given.choice]
    return ""


def _skip_voted(game: Game, event: SkipVoted) -> Step:
    if event.round != game.number:
        return game, (Tell(event.player_id, Notice.OLD_ROUND),)
    if game.phase is not Phase.ASKING:
        return game, (Tell(event.player_id, Notice.TOO_LATE),)
    if event.player_id in game.skip_votes:
        return game, (Tell(event.player_id, Notice.SKIP_ALREADY_COUNTED, needed=votes_needed(game)),)
    game = replace(game, skip_votes=(*game.skip_votes, event.player_id))
    told = Tell(event.player_id, Notice.SKIP_COUNTED, needed=votes_needed(game))
    if votes_needed(game):
        return game, (told, Edit(game))
    game, effects = _reveal(replace(_unscored(game), skipped=True), event.at)
    return game, (told, *effects)


def _timed_out(game: Game, event: TimedOut) -> Step:
    if (event.round, event.phase) != (game.number, game.phase):
        return game, ()
    if game.deadline is None or event.at < game.deadline:
        return game, ()
    if game.phase is Phase.ASKING:
        return _reveal(game, event.at)
    if game.phase is not Phase.REVEALED:
        return game, ()
    if game.is_last:
        return _end(game, Ending.PLAYED)
    if game.silent_rounds >= SILENT_ROUNDS_LIMIT:
        return _end(game, Ending.IDLE)
    return _ask_next(game, event.at)


def _stopped(game: Game, event: Stopped) -> Step:
    if game.phase in {Phase.ENDED, Phase.CLOSED}:
        return game, (Tell(event.player_id, Notice.TOO_LATE),)
    if not (event.is_moderator or event.player_id == game.host_id):
        return game, (Tell(event.player_id, Notice.MAY_NOT_STOP),)
    told = Tell(event.player_id, Notice.STOPPED)
    if game.phase is not Phase.ASKING:
        ended, effects = _end(game, Ending.STOPPED)
        return ended, (told, *effects)
    # The question that was running earns nobody anything: not all had their time for it.
    stopped = replace(_unscored(game), skipped=True, ending=Ending.STOPPED)
    revealed, shown = _reveal(stopped, event.at)
    ended, effects = _end(revealed, Ending.STOPPED)
    return ended, (told, *shown, *effects)


def _resumed(game: Game, event: Resumed) -> Step:
    if game.phase is Phase.CLOSED:
        return game, ()
    if game.deadline and event.at - game.deadline > INTERRUPTED_AFTER:
        is_open = game.phase is Phase.ASKING
        return _end(replace(_unscored(game) if is_open else game, given=()), Ending.INTERRUPTED)
    if game.phase is Phase.READY:
        return _ask_next(game, event.at)
    game = _with_full_time(game, event.at)
    return game, (Post(game) if game.message_id is None else Edit(game),)


def _message_lost(game: Game, event: MessageLost) -> Step:
    if game.phase not in {Phase.ASKING, Phase.REVEALED}:
        return game, ()
    if (event.round, event.message_id) != (game.number, game.message_id):
        return game, ()
    game = replace(game, message_id=None, messages_lost=game.messages_lost + 1)
    if game.messages_lost >= LOST_MESSAGES_LIMIT:
        return game, ()
    game = _with_full_time(game, event.at)
    return game, (Post(game),)


def _with_full_time(game: Game, at: datetime) -> Game:
    """Start the present phase's time anew: for a while nobody could see the game."""
    if game.phase is Phase.ASKING:
        return game.reopened(opened_at=at)
    if game.phase is Phase.REVEALED:
        return replace(game, deadline=at + timedelta(seconds=game.rules.reveal_seconds))
    return game


def _ask_next(game: Game, at: datetime) -> Step:
    asked = replace(
        game,
        phase=Phase.ASKING,
        number=game.number + 1,
        message_id=None,
        messages_lost=0,
        given=(),
        skip_votes=(),
        awards=(),
        skipped=False,
    ).reopened(opened_at=at)
    return asked, (MarkAsked(asked.number, asked.drawn), Post(asked))


def _reveal(game: Game, at: datetime) -> Step:
    awards = _awards(game)
    revealed = replace(
        game,
        phase=Phase.REVEALED,
        deadline=at + timedelta(seconds=game.rules.reveal_seconds),
        given=tuple(award.given for award in awards),
        awards=awards,
        scores=_added(game, awards),
        audience=(*game.audience, tuple(given.player_id for given in game.given))[-2:],
        silent_rounds=0 if game.given or game.skipped else game.silent_rounds + 1,
    )
    return revealed, (Record(awards), Edit(revealed))


def _unscored(game: Game) -> Game:
    return replace(game, unscored=(*game.unscored, game.number))


def _end(game: Game, ending: Ending) -> Step:
    ended = replace(game, phase=Phase.ENDED, ending=ending, deadline=None, message_id=None)
    return ended, (Post(ended),)


def _awards(game: Game) -> tuple[Award, ...]:
    streaks = {score.player_id: score.streak for score in game.scores}
    return tuple(
        Award(
            round=game.number,
            question_id=game.drawn.question_id,
            given=given,
            points=_points(game, given, streaks.get(given.player_id, 0)),
        )
        for given in _judged(game)
    )


def _points(game: Game, given: Given, streak: int) -> int:
    return scoring.points(game.rules, seconds=given.seconds, streak=streak) if given.right else 0


def _judged(game: Game) -> tuple[Given, ...]:
    """Settle what could not be settled when it was given: the closest guess is right."""
    if game.skipped:
        return ()
    if game.question.format is not Format.CLOSEST_NUMBER:
        return game.given
    nearest = answers.closest(game.question, (given.text for given in game.given))
    return tuple(replace(given, right=index in nearest) for index, given in enumerate(game.given))


def _added(game: Game, awards: Iterable[Award]) -> tuple[Score, ...]:
    """Add a round's awards to the scoreboard; who did not answer right loses the streak."""
    by_player = {award.given.player_id: award for award in awards}
    known = {score.player_id: score for score in game.scores}
    newcomers = {
        player: Score(player, award.given.name) for player, award in by_player.items() if player not in known
    }
    if game.skipped:
        return game.scores
    return tuple(_plus(score, by_player.get(player)) for player, score in (known | newcomers).items())


def _plus(score: Score, award: Award | None) -> Score:
    if award is None:
        return replace(score, streak=0)
    right = award.given.right
    streak = score.streak + 1 if right else 0
    return replace(
        score,
        name=award.given.name,
        points=score.points + award.points,
        right=score.right + right,
        answered=score.answered + 1,
        streak=streak,
        best_streak=max(score.best_streak, streak),
        seconds=score.seconds + (award.given.seconds if right else 0.0),
    )
