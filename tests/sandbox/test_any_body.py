"""Whatever a bot sends: it is taken or refused as Discord would refuse it, and never breaks the sandbox."""

import json
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox import speech
from sandbox.compose import Body
from sandbox.errors import ApiError
from sandbox.limits import commands, modals
from sandbox.payloads import Json
from sandbox.people import BOT
from tests.sandbox.worlds import TRIVIA, Scene

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 40_000) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = """
    type custom_id label url style emoji options value min_values max_values components accessory component
    media items file content id title description fields name footer author image timestamp color spacing
    required choices min_length max_length min_value default_member_permissions contexts nsfw autocomplete
    placeholder disabled default_values inline icon_url text
""".split()
TYPES = st.integers(0, 24)
PART = st.recursive(
    st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS, ANYTHING) | {"type": TYPES}),
    lambda inner: st.fixed_dictionaries(
        {"type": TYPES},
        optional={
            "components": st.lists(inner, max_size=3),
            "options": st.lists(inner, max_size=3),
            "choices": st.lists(inner, max_size=3),
            "accessory": inner,
            "component": inner,
            "custom_id": st.text(max_size=3),
            "name": st.text(max_size=3),
            "description": st.text(max_size=3),
        },
    ),
    max_leaves=5,
)
PARTS = st.lists(PART | ANYTHING, max_size=3)
MESSAGE = st.fixed_dictionaries(
    {},
    optional={
        "content": ANYTHING,
        "embeds": PARTS | ANYTHING,
        "components": PARTS | ANYTHING,
        "flags": st.sampled_from([0, 4, 64, 32768]) | ANYTHING,
        "attachments": ANYTHING | st.lists(st.dictionaries(st.just("id"), ANYTHING), max_size=2),
        "allowed_mentions": ANYTHING
        | st.fixed_dictionaries({}, optional={"parse": ANYTHING, "users": ANYTHING, "roles": ANYTHING}),
        "message_reference": ANYTHING | st.dictionaries(st.just("message_id"), ANYTHING),
        "nonce": ANYTHING,
        "enforce_nonce": ANYTHING,
    },
)


def refusal(attempt: Callable[[], object]) -> int | None:
    """Return the status something is refused with, or None if it is taken; anything else breaks the test."""
    try:
        attempt()
    except ApiError as refused:
        return refused.status
    return None


@settings(max_examples=50, deadline=None)
@given(MESSAGE, MESSAGE)
def test_any_message_is_taken_or_refused(first: Json, second: Json) -> None:
    """Posting and editing either succeed, and can be shown, or raise Discord's refusal."""
    world = Scene().world
    base = speech.post(world, BOT, TRIVIA, Body({"content": "x"}))
    posted = refusal(lambda: speech.post(world, BOT, TRIVIA, Body(first)))
    edited = refusal(lambda: speech.edit(world, TRIVIA, base.id, Body(second)))
    assert {posted, edited} <= {None, 400}
    assert all(json.dumps(each.payload(BOT.id)) for each in world.messages.seen_by(BOT.id, TRIVIA))


@settings(max_examples=50, deadline=None)
@given(PART | st.dictionaries(st.sampled_from(KEYS), ANYTHING), PARTS)
def test_any_command_or_form_is_taken_or_refused(body: Json, parts: list[Json]) -> None:
    """A command, a set of them, a form or choices either pass or raise Discord's refusal."""
    refusals = {
        refusal(lambda: commands.check(body)),
        refusal(lambda: commands.check_all([body, *parts])),
        refusal(lambda: commands.check_choices(body)),
        refusal(lambda: modals.check(body | {"components": parts})),
    }
    assert refusals <= {None, 400}
