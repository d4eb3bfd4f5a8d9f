"""The life of an interaction, without sockets: who may answer it when, and what the answer does."""

from collections.abc import Callable

import pytest

from sandbox import answers, speech
from sandbox.errors import ApiError
from sandbox.interactions import ANSWERS, Answer, Asked
from sandbox.messages import Flag
from sandbox.people import BOT
from tests.sandbox.worlds import ANA, BEN, BUTTONS, TRIVIA, Scene, body, reply

Attempt = Callable[[], object]


@pytest.fixture
def scene() -> Scene:
    """Make a world with two commands."""
    return Scene()


def code(refused: pytest.ExceptionInfo[ApiError]) -> tuple[int, int]:
    """Return a refusal's status and code."""
    return refused.value.status, refused.value.code


def test_an_answer_posts_tells_and_acknowledges(scene: Scene) -> None:
    """The message is there before its asker is told that the bot answered."""
    asked = scene.use()
    done = answers.answer(scene.world, asked.id, asked.token, reply(4, content="hi"))
    assert done.message is not None
    assert done.body()["interaction"]["response_message_id"] == done.message.id
    assert done.body()["resource"]["message"]["content"] == "hi"
    assert scene.kinds() == ["InteractionOpened", "MessagePosted", "InteractionAcknowledged"]


def test_three_seconds_is_the_most(scene: Scene) -> None:
    """An answer at three seconds is taken, a later one is 10062."""
    punctual, late = scene.use(), scene.use()
    scene.clock.now += 3.0
    answers.answer(scene.world, punctual.id, punctual.token, reply(4, content="hi"))
    scene.clock.now += 0.01
    with pytest.raises(ApiError) as refused:
        answers.answer(scene.world, late.id, late.token, reply(4, content="hi"))
    assert code(refused) == (404, 10062)


def test_a_dead_interaction_stays_dead(scene: Scene) -> None:
    """After it expired it is told once and cannot be answered."""
    asked = scene.use()
    answers.expire(scene.world, asked.id)
    answers.expire(scene.world, asked.id)
    with pytest.raises(ApiError) as refused:
        answers.answer(scene.world, asked.id, asked.token, reply(4, content="hi"))
    assert code(refused) == (404, 10062)
    assert scene.kinds() == ["InteractionOpened", "InteractionFailed"]


def test_an_answered_interaction_does_not_expire(scene: Scene) -> None:
    """Its timer finds nothing to do."""
    asked = scene.use()
    answers.answer(scene.world, asked.id, asked.token, reply(4, content="hi"))
    answers.expire(scene.world, asked.id)
    assert "InteractionFailed" not in scene.kinds()


def test_a_refused_body_leaves_it_open(scene: Scene) -> None:
    """After an answer over a limit a right one is still taken."""
    asked = scene.use()
    with pytest.raises(ApiError):
        answers.answer(scene.world, asked.id, asked.token, reply(4, content="x" * 2001))
    assert answers.answer(scene.world, asked.id, asked.token, reply(4, content="hi")).message


def test_a_wrong_token_is_an_unknown_interaction(scene: Scene) -> None:
    """Only the interaction's own token answers it."""
    first, second = scene.use(), scene.use()
    with pytest.raises(ApiError) as refused:
        answers.answer(scene.world, first.id, second.token, reply(4, content="hi"))
    assert code(refused) == (404, 10062)


@pytest.mark.parametrize("asked", Asked)
def test_every_question_has_its_answers(asked: Asked) -> None:
    """A ping is ponged, an autocomplete gets choices, only components are updated or have no message."""
    expected = {
        Asked.PING: {Answer.PONG},
        Asked.COMMAND: {Answer.MESSAGE, Answer.DEFERRED_MESSAGE, Answer.MODAL},
        Asked.COMPONENT: set(Answer) - {Answer.PONG, Answer.CHOICES},
        Asked.AUTOCOMPLETE: {Answer.CHOICES},
        Asked.MODAL: {Answer.MESSAGE, Answer.DEFERRED_MESSAGE, Answer.DEFERRED_UPDATE, Answer.UPDATE},
    }
    assert ANSWERS[asked] == expected[asked]


@pytest.mark.parametrize("kind", [1, 6, 7, 8, 12, 99])
def test_a_command_takes_no_answer_of_another_kind(scene: Scene, kind: int) -> None:
    """Pong, update and choices are refused with 50035 at `type`."""
    asked = scene.use()
    with pytest.raises(ApiError) as refused:
        answers.answer(scene.world, asked.id, asked.token, reply(kind))
    assert code(refused) == (400, 50035)
    assert set(refused.value.errors or {}) == {"type"}


def test_a_deferred_answer_thinks_until_its_first_follow_up(scene: Scene) -> None:
    """The first follow-up takes the placeholder's place and privacy, the second stands alone."""
    asked = scene.use()
    deferred = answers.answer(scene.world, asked.id, asked.token, reply(5, flags=64))
    first = answers.follow_up(scene.world, asked.token, body(content="one"))
    second = answers.follow_up(scene.world, asked.token, body(content="two"))
    assert deferred.body()["interaction"]["response_message_loading"] is True
    assert deferred.message is not None
    assert first.id == deferred.message.id
    assert first.flags == Flag.EPHEMERAL
    assert first.owner_id == ANA.id
    assert second.id != first.id
    assert second.owner_id is None


def test_editing_the_original_ends_thinking(scene: Scene) -> None:
    """PATCH @original fills the placeholder, and the next follow-up is a new message."""
    asked = scene.use()
    answers.answer(scene.world, asked.id, asked.token, reply(5))
    original = answers.edit(scene.world, asked.token, "@original", body(content="one"))
    follow_up = answers.follow_up(scene.world, asked.token, body(content="two"))
    assert original.flags == Flag(0)
    assert follow_up.reference is not None
    assert follow_up.reference["message_id"] == original.id


def test_follow_ups_before_an_answer_are_refused(scene: Scene) -> None:
    """An interaction nobody answered has no webhook."""
    asked = scene.use()
    with pytest.raises(ApiError) as refused:
        answers.follow_up(scene.world, asked.token, body(content="one"))
    assert code(refused) == (404, 10015)


def test_a_token_lives_fifteen_minutes(scene: Scene) -> None:
    """After fifteen minutes follow-ups are 50027."""
    asked = scene.use()
    answers.answer(scene.world, asked.id, asked.token, reply(4, content="hi"))
    scene.clock.now += 15 * 60
    answers.follow_up(scene.world, asked.token, body(content="in time"))
    scene.clock.now += 0.01
    attempts: tuple[Attempt, ...] = (
        lambda: answers.follow_up(scene.world, asked.token, body(content="late")),
        lambda: answers.edit(scene.world, asked.token, "@original", body(content="late")),
        lambda: answers.get(scene.world, asked.token, "@original"),
    )
    for attempt in attempts:
        with pytest.raises(ApiError) as refused:
            attempt()
        assert code(refused) == (401, 50027)


def test_follow_ups_are_read_edited_and_deleted_by_id(scene: Scene) -> None:
    """Each follow-up is its token's to change; another interaction's message is not."""
    first, second = scene.use(), scene.use()
    for each in (first, second):
        answers.answer(scene.world, each.id, each.token, reply(4, content="hi"))
    mine = answers.follow_up(scene.world, first.token, body(content="one", flags=64))
    theirs = answers.follow_up(scene.world, second.token, body(content="two"))
    answers.edit(scene.world, first.token, mine.id, body(content="changed"))
    assert answers.get(scene.world, first.token, mine.id).content == "changed"
    answers.delete(scene.world, first.token, mine.id)
    for message_id in (mine.id, theirs.id):
        with pytest.raises(ApiError) as refused:
            answers.get(scene.world, first.token, message_id)
        assert code(refused) == (404, 10008)


def test_a_private_message_is_not_the_channels(scene: Scene) -> None:
    """Through the channel an ephemeral message is unknown; its owner sees it, others do not."""
    asked = scene.use()
    message = answers.answer(scene.world, asked.id, asked.token, reply(4, content="psst", flags=64)).message
    assert message is not None
    with pytest.raises(ApiError) as refused:
        speech.edit(scene.world, TRIVIA, message.id, body(content="louder"))
    assert code(refused) == (404, 10008)
    assert message.visible_to(ANA.id)
    assert not message.visible_to(BEN.id)


def test_a_component_updates_its_message(scene: Scene) -> None:
    """Type 7 edits the message in place, and @original is that message."""
    question = speech.post(scene.world, BOT, TRIVIA, body(**BUTTONS))
    asked = scene.press(question.id, "a", user=BEN)
    answers.answer(scene.world, asked.id, asked.token, reply(7, content="Locked", components=[]))
    edited = answers.edit(scene.world, asked.token, "@original", body(content="Revealed"))
    assert edited.id == question.id
    assert (edited.content, edited.components) == ("Revealed", ())


def test_a_component_may_be_acknowledged_silently(scene: Scene) -> None:
    """Type 6 changes nothing and lets follow-ups come."""
    question = speech.post(scene.world, BOT, TRIVIA, body(**BUTTONS))
    asked = scene.press(question.id, "a")
    done = answers.answer(scene.world, asked.id, asked.token, reply(6))
    follow_up = answers.follow_up(scene.world, asked.token, body(content="noted", flags=64))
    assert done.body()["resource"] == {"type": 6}
    assert scene.world.messages.find(TRIVIA, question.id) == question
    assert follow_up.owner_id == ANA.id


def test_a_message_that_went_meanwhile_cannot_be_updated(scene: Scene) -> None:
    """Updating a deleted message is 10008, and the interaction stays open."""
    question = speech.post(scene.world, BOT, TRIVIA, body(**BUTTONS))
    asked = scene.press(question.id, "a")
    speech.delete(scene.world, TRIVIA, question.id)
    with pytest.raises(ApiError) as refused:
        answers.answer(scene.world, asked.id, asked.token, reply(7, content="gone"))
    assert code(refused) == (404, 10008)
    assert answers.answer(scene.world, asked.id, asked.token, reply(4, content="sorry")).message


def test_a_dismissed_message_is_gone_for_its_owner_alone(scene: Scene) -> None:
    """The bot may still edit what its owner has hidden."""
    asked = scene.use()
    message = answers.answer(scene.world, asked.id, asked.token, reply(4, content="psst", flags=64)).message
    assert message is not None
    speech.dismiss(scene.world, message)
    edited = answers.edit(scene.world, asked.token, "@original", body(content="still"))
    assert edited.content == "still"
    assert not edited.visible_to(ANA.id)
