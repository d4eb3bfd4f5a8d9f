"""What the bot does with an interaction: the first answer, and the follow-ups its token allows.

A refused body changes nothing: the interaction stays pending and may still be answered in time.
"""

from dataclasses import dataclass, replace

from sandbox import errors, speech
from sandbox.compose import Body, composed
from sandbox.events import ChoicesOffered, InteractionAcknowledged, InteractionFailed, ModalShown
from sandbox.guilds import Guild
from sandbox.interactions import Answer, Asked, Interaction, State, expired
from sandbox.limits import commands as command_limits
from sandbox.limits import modals as modal_limits
from sandbox.limits.problems import choice, refuse_any
from sandbox.messages import Flag, Kind, Message
from sandbox.payloads import Json, without_nulls
from sandbox.people import BOT
from sandbox.world import World, channel_and_guild

ORIGINAL = "@original"
_KINDS = {1: Kind.COMMAND, 2: Kind.CONTEXT_MENU, 3: Kind.CONTEXT_MENU}


@dataclass(frozen=True, slots=True)
class Answered:
    """An interaction after its answer, and the message the answer made or changed."""

    interaction: Interaction
    answer: Answer
    message: Message | None = None

    def body(self) -> Json:
        """Return what Discord answers with `with_response`."""
        interaction: Json = {"id": self.interaction.id, "type": int(self.interaction.asked)}
        if self.message is None:
            return {"interaction": interaction, "resource": {"type": int(self.answer)}}
        interaction |= {
            "response_message_id": self.message.id,
            "response_message_loading": self.interaction.thinking,
            "response_message_ephemeral": Flag.EPHEMERAL in self.message.flags,
        }
        resource = {"type": int(self.answer), "message": self.message.payload(BOT.id)}
        return {"interaction": interaction, "resource": resource}


def answer(world: World, interaction_id: str, token: str, body: Body) -> Answered:
    """Take the bot's first answer to an interaction.

    Raises:
        ApiError: 10062 when it is late or unknown, 40060 when it is the second, 50035 when its body
            breaks a limit.
    """
    kind = _kind(body.fields)
    taken = world.interactions.take_answer(interaction_id, token, kind)
    data = body.fields.get("data") or {}
    done = _apply(world, taken, kind, Body(data, body.uploads))
    world.interactions.put(done.interaction)
    if done.interaction.modal is not None:
        world.publish(ModalShown(done.interaction, done.interaction.modal))
    elif kind is Answer.CHOICES:
        world.publish(ChoicesOffered(done.interaction, data.get("choices") or []))
    world.publish(InteractionAcknowledged(done.interaction))
    return done


def _kind(fields: Json) -> Answer:
    refuse_any(choice(fields, "type", (), map(int, Answer), required=True))
    return Answer(fields["type"])


def _apply(world: World, taken: Interaction, kind: Answer, body: Body) -> Answered:
    match kind:
        case Answer.MESSAGE:
            message = speech.publish(world, _new(world, taken, body))
            return Answered(replace(taken, original_id=message.id), kind, message)
        case Answer.DEFERRED_MESSAGE:
            message = speech.publish(world, _placeholder(world, taken, body))
            return Answered(replace(taken, original_id=message.id, thinking=True), kind, message)
        case Answer.DEFERRED_UPDATE:
            return Answered(replace(taken, original_id=taken.message_id), kind)
        case Answer.UPDATE:
            before = _kept(world, taken, taken.message_id)
            message = speech.change(world, speech.edited(world, before, body, _guild(taken)))
            return Answered(replace(taken, original_id=message.id), kind, message)
        case Answer.MODAL:
            modal_limits.check(body.fields)
            return Answered(replace(taken, modal=without_nulls(body.fields)), kind)
        case Answer.CHOICES:
            command_limits.check_choices(body.fields)
            return Answered(taken, kind)
        case Answer.PONG:
            return Answered(taken, kind)


def follow_up(world: World, token: str, body: Body) -> Message:
    """Post a follow-up; after a deferred answer the first one takes the place of "thinking"."""
    interaction = world.interactions.by_token(token)
    if interaction.thinking and interaction.original_id:
        return edit(world, token, ORIGINAL, body)
    message = _new(world, interaction, body)
    if interaction.original_id:
        target = world.messages.find(interaction.channel_id, interaction.original_id)
        reference = speech.reference_to(target) if target else None
        message = replace(message, kind=Kind.REPLY if target else Kind.DEFAULT, reference=reference)
    world.interactions.put(replace(interaction, follow_ups=(*interaction.follow_ups, message.id)))
    return speech.publish(world, message)


def edit(world: World, token: str, message_id: str, body: Body) -> Message:
    """Edit a message made through an interaction."""
    interaction = world.interactions.by_token(token)
    before = get(world, token, message_id)
    after = speech.edited(world, before, body, _guild(interaction))
    if interaction.thinking and before.id == interaction.original_id:
        world.interactions.put(replace(interaction, thinking=False))
        after = replace(after, edited_at=None)
    return speech.change(world, after)


def get(world: World, token: str, message_id: str) -> Message:
    """Return a message made through an interaction, or the one its component sits on."""
    interaction = world.interactions.by_token(token)
    if message_id == ORIGINAL:
        return _kept(world, interaction, interaction.original_id)
    if message_id not in {*interaction.follow_ups, interaction.original_id, interaction.message_id}:
        raise errors.unknown_message()
    return _kept(world, interaction, message_id)


def delete(world: World, token: str, message_id: str) -> None:
    """Delete a message made through an interaction."""
    message = get(world, token, message_id)
    interaction = world.interactions.by_token(token)
    if message.id == interaction.original_id:
        world.interactions.put(replace(interaction, thinking=False))
    speech.remove(world, message)


def expire(world: World, interaction_id: str) -> None:
    """Let an interaction die that nobody answered, and tell the one who asked."""
    before = world.interactions.find(interaction_id)
    if before is None or expired(before) is before:
        return
    dead = expired(before)
    world.interactions.put(dead)
    told = "Loading options failed" if dead.asked is Asked.AUTOCOMPLETE else "The application did not respond"
    world.publish(InteractionFailed(dead, told))


def _guild(interaction: Interaction) -> Guild:
    return channel_and_guild(interaction.channel_id)[1]


def _kept(world: World, interaction: Interaction, message_id: str | None) -> Message:
    found = world.messages.find(interaction.channel_id, message_id) if message_id else None
    if found is None:
        raise errors.unknown_message()
    return found


def _base(world: World, interaction: Interaction, flags: int) -> Message:
    """Start a message that answers an interaction; an ephemeral one belongs to the person who asked."""
    channel, guild = channel_and_guild(interaction.channel_id)
    message = speech.blank(world, BOT, channel, guild)
    ephemeral = bool(flags & Flag.EPHEMERAL)
    target = world.messages.find(channel.id, interaction.message_id) if interaction.message_id else None
    kind = _KINDS[interaction.command_kind] if interaction.asked is Asked.COMMAND else Kind.DEFAULT
    return replace(
        message,
        kind=Kind.REPLY if target else kind,
        reference=speech.reference_to(target) if target else None,
        flags=Flag.EPHEMERAL if ephemeral else Flag(0),
        owner_id=interaction.user.id if ephemeral else None,
        interaction=metadata(interaction),
    )


def _new(world: World, interaction: Interaction, body: Body) -> Message:
    return composed(
        world, _base(world, interaction, body.fields.get("flags") or 0), body, _guild(interaction)
    )


def _placeholder(world: World, interaction: Interaction, body: Body) -> Message:
    message = _base(world, interaction, body.fields.get("flags") or 0)
    return replace(message, flags=message.flags | Flag.LOADING)


def metadata(interaction: Interaction) -> Json:
    """Return what a message says of the interaction it answers."""
    told: Json = {
        "id": interaction.id,
        "type": int(interaction.asked),
        "user": interaction.user.payload(),
        "authorizing_integration_owners": {"0": interaction.guild_id},
    }
    if interaction.name:
        told |= {"name": interaction.name, "command_type": interaction.command_kind}
    if interaction.message_id and interaction.asked is Asked.COMPONENT:
        told["interacted_message_id"] = interaction.message_id
    if interaction.origin is not None:
        told["triggering_interaction_metadata"] = interaction.origin
    if interaction.state is State.ANSWERED and interaction.original_id:
        told["original_response_message_id"] = interaction.original_id
    return told
