"""Asking: the model helps where it can, and where it fails the rules write alone and say why."""

import asyncio
import json
import socket
import sys
from functools import cache
from typing import Any

import pytest

from questions import gates
from questions.endpoint import Answers, Api, Endpoint, Limits
from questions.pipeline import Generation, generate
from tests.questions.llm.lights import (
    DESIGNED,
    LIGHTHOUSE,
    PAINTED,
    PLANS,
    PROMISE,
    TITLE,
    VIEWS,
    endpoint_of,
    generated,
    lighthouse,
)
from tests.questions.llm.service import (
    Reply,
    calling,
    completing,
    hang,
    proposing,
    proposing_as_anthropic,
    raw,
    saying,
    serving,
)
from tests.questions.prose import article

KEY = "sk-test-s3cret"
INVENTED = {**DESIGNED, "quote": "The lighthouse of Tornvik was designed by the famous Marta Velasquez."}
ALONE = "The rules wrote alone, without the language model: "


def reached(written: Generation) -> set[str]:
    """Give the prompts that reached gates and choice, chosen or not."""
    asked = {question.prompt for question in (*written.questions, *written.waiting)}
    return asked | {drop.text for drop in written.report.rejected}


@cache
def by_rules() -> Generation:
    """Write the article's questions without a model."""
    return generate(lighthouse())


def test_the_models_questions_are_chosen_among_the_rules() -> None:
    """What it proposes takes part beside what the rules wrote, in one request, without a notice."""
    with serving(proposing(DESIGNED, PAINTED, PLANS, VIEWS, PROMISE)) as service:
        written = generated(service)
    mine = reached(written) - reached(by_rules())
    assert "Who designed the lighthouse of Tornvik?" in mine
    assert all(gates.first_reason(question, lighthouse()) == "" for question in written.questions)
    assert (len(service.sent), written.report.notice) == (1, "")


def test_what_the_model_wrote_takes_the_same_way_for_the_same_seed() -> None:
    """The same answer and seed give the same questions."""
    with serving(proposing(DESIGNED, PAINTED)) as service:
        assert generated(service) == generated(service)


def test_a_fact_that_both_found_is_asked_once() -> None:
    """The choice that the rules' questions pass knows the model's by fact and proof."""
    with serving(proposing(PLANS, PROMISE, PLANS)) as service:
        written = generated(service)
    assert len({question.fact for question in written.questions}) == len(written.questions)
    assert sum("340" in question.evidence.quote for question in written.questions) == 1


@pytest.mark.parametrize("answers", [Answers.SCHEMA, Answers.PROMPT])
def test_a_service_without_tools_answers_in_json(answers: Answers) -> None:
    """Where the operator says so, the shape is asked for as a schema, or in words."""
    with serving(saying(json.dumps({"questions": [DESIGNED]}))) as service:
        written = generated(service, answers=answers)
    assert "Who designed the lighthouse of Tornvik?" in reached(written)
    assert "tools" not in service.sent[0]


def test_anthropics_protocol_is_spoken_as_well() -> None:
    """The same questions come of a service that speaks Anthropic's messages."""
    with serving(proposing_as_anthropic(DESIGNED)) as service:
        url = service.url.removesuffix("/v1")
        written = generated(service, api=Api.ANTHROPIC, base_url=url, key=KEY)
    assert "Who designed the lighthouse of Tornvik?" in reached(written)
    assert service.paths == ["/v1/messages"]
    assert any(KEY in value for value in service.headers[0].values())


def test_an_invented_quote_is_asked_again_and_may_be_mended() -> None:
    """The model is told which quote is nowhere, and what it then copies rightly is kept."""
    with serving(proposing(PAINTED, INVENTED), proposing(DESIGNED)) as service:
        written = generated(service)
    assert len(service.sent) == 2
    assert "the quote is not in the article" in json.dumps(service.sent[1]["messages"][-1])
    assert "Who designed the lighthouse of Tornvik?" in reached(written)
    assert written.report.notice == ""


def test_an_invented_quote_is_asked_again_twice_at_most() -> None:
    """Three answers with an invented quote are the end of it, and the good ones among them stay."""
    with serving(proposing(INVENTED, DESIGNED)) as service:
        written = generated(service)
    assert len(service.sent) == 3
    assert "Who designed the lighthouse of Tornvik?" in reached(written)
    assert written.report.dropped["language model"] == 3


MALFORMED: dict[str, Reply] = {
    "no tool call": saying("Here are some questions for you!"),
    "broken json": calling('{"questions": [{"format": "wh", '),
    "another shape": calling('{"items": []}'),
    "an unknown format": calling(json.dumps({"questions": [{**DESIGNED, "format": "riddle"}]})),
    "an unknown tool": calling("{}", name="rm_rf"),
    "a list": calling("[1, 2, 3]"),
    "nothing": calling(""),
    "half a character": calling('{"questions": [{"format": "wh", "quote": "\\ud800", "answer": "x"}]}'),
    "a wrong type": calling(json.dumps({"questions": [{**DESIGNED, "wrong": {"a": 1}}]})),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_answers_without_a_usable_shape_are_asked_again_twice_and_given_up(name: str) -> None:
    """Whatever comes instead of proposals costs three requests, and the rules' questions stand."""
    with serving(MALFORMED[name]) as service:
        written = generated(service)
    assert written.questions == by_rules().questions
    assert written.report.notice == f"{ALONE}it gave no answer that could be used."
    assert len(service.sent) == 3


BROKEN: dict[str, tuple[Reply, str]] = {
    "401": (raw(json.dumps({"error": {"message": f"bad key {KEY}"}}), status=401), "did not accept the key"),
    "403": (raw("{}", status=403), "did not accept the key"),
    "404": (raw("{}", status=404), "does not know the model"),
    "429": (raw("{}", status=429), "too busy"),
    "500": (raw("<html>oops</html>", status=500), "error 500"),
    "a redirect": (
        raw("", status=302, headers={"Location": "http://203.0.113.9/"}),
        "no answer that could be used",
    ),
    "no json": (raw("It works!"), "no answer that could be used"),
    "no completion": (raw("{}"), "no answer that could be used"),
    "no choices": (raw('{"id": "1", "object": "chat.completion", "choices": []}'), "no answer"),
    "too large": (raw(b'{"a": "' + b"x" * 3_000_000), "could not be reached, or broke off"),
    "packed": (raw(b"\x1f\x8b", headers={"Content-Encoding": "gzip"}), "could not be reached, or broke off"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_failing_service_is_told_in_a_sentence_and_costs_no_question(name: str) -> None:
    """The rules write alone, the notice says why, and neither key nor the service's words are in it."""
    reply, reason = BROKEN[name]
    with serving(reply) as service:
        written = generated(service, key=KEY)
    assert written.questions == by_rules().questions
    assert written.report.notice.startswith(ALONE)
    assert reason in written.report.notice
    assert KEY not in written.report.notice
    assert len(service.sent) <= 3


def test_a_service_that_hangs_is_given_up_in_time() -> None:
    """The limit holds for the whole article."""
    with serving(hang) as service:
        written = generated(service, limits=Limits(seconds=0.5))
    assert written.report.notice == f"{ALONE}it took longer than 0.5 seconds."
    assert written.questions == by_rules().questions


def test_nobody_at_the_address_is_told_without_the_address() -> None:
    """A refused connection is a notice; a name and password in the address stay there."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    endpoint = Endpoint("stub", base_url=f"http://ana:pa55word@127.0.0.1:{port}/v1")
    notice = generate(lighthouse(), endpoint=endpoint).report.notice
    assert notice == f"{ALONE}its service could not be reached, or broke off."


@pytest.mark.parametrize("api", Api)
def test_a_hosted_service_without_a_key_is_never_called(api: Api) -> None:
    """Without address and key there is nobody to ask, and the notice says so."""
    written = generate(lighthouse(), endpoint=Endpoint("stub", api=api))
    assert written.report.notice == f"{ALONE}it has no key."


def test_without_the_extra_the_rules_write_and_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """An operator who configured a model without installing what it needs reads what to install."""
    monkeypatch.setitem(sys.modules, "pydantic_ai", None)
    monkeypatch.delitem(sys.modules, "questions.writing.llm.asking", raising=False)
    written = generate(lighthouse(), endpoint=Endpoint("stub", base_url="http://127.0.0.1:9/v1"))
    assert "pip install '.[llm]'" in written.report.notice
    assert written.questions == by_rules().questions


def test_a_login_in_the_address_is_sent_as_one_and_not_in_the_path() -> None:
    """A user and password before the host become a Basic login."""
    with serving(proposing(DESIGNED)) as service:
        generated(service, base_url=service.url.replace("http://", "http://ana:pa%3A55@"))
    assert service.headers[0]["authorization"] == "Basic YW5hOnBhOjU1"


def test_only_what_is_needed_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key where none is set, no header of the environment's, nothing about this machine."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_ORG_ID", "org-s3cret")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Mine: s3cret")
    monkeypatch.setenv("HTTP_PROXY", "http://203.0.113.9:3128")
    with serving(proposing(DESIGNED)) as service:
        generated(service)
    assert set(service.headers[0]) <= {
        "host",
        "accept",
        "accept-encoding",
        "connection",
        "content-type",
        "content-length",
        "user-agent",
    }
    assert "s3cret" not in json.dumps([service.sent, *map(dict, service.headers)])


WEATHER = "The sea was grey all week, and the wind came over the hills. " * 19
LONG = "\n\n".join(
    f"In 19{n} the harbour of Tornvik sold {n}0 boats to the fishermen of Bergen and Oslo. {WEATHER}"
    for n in range(10, 34)
)
TWO_PORTIONS = LONG[:17_000]


def test_a_long_article_is_read_in_portions_up_to_the_limit() -> None:
    """No more requests than allowed, no portion beyond its size, and the notice tells that it was cut."""
    with serving(proposing()) as service:
        written = generated(service, article(LONG, title=TITLE), limits=Limits(requests=4))
    assert len(service.sent) == 4
    assert all(len(told) < 7_000 for told in service.told)
    assert len(set(service.told)) == 4
    assert written.report.notice == "The language model read only the first part of the article."


SPENDING: dict[str, Any] = {
    "input": Limits(input_tokens=6_000),
    "output": Limits(output_tokens=4_500),
}


@pytest.mark.parametrize("name", SPENDING)
def test_tokens_are_counted_over_the_whole_article(name: str) -> None:
    """Once the tokens of an article are spent, no portion more is sent."""
    call = {"id": "c", "type": "function", "function": {"name": "propose", "arguments": '{"questions": []}'}}
    reply = completing({"role": "assistant", "content": None, "tool_calls": [call]}, "stop", tokens=2_300)
    with serving(reply) as service:
        written = generated(service, article(TWO_PORTIONS, title=TITLE), limits=SPENDING[name])
    assert len(service.sent) == 2
    assert "first part" in written.report.notice
    assert all(body["max_tokens"] <= 4_500 for body in service.sent)


def test_what_came_before_a_failure_is_kept_and_told() -> None:
    """When the service breaks off midway, the first portion's questions stay."""
    with serving(proposing(DESIGNED), raw("{}", status=500)) as service:
        written = generated(service, article(f"{LIGHTHOUSE}\n\n{TWO_PORTIONS}", title=TITLE))
    assert "read only a part of the article: its service answered with error 500." in written.report.notice
    assert any("language model" not in drop.reason for drop in written.report.rejected)


def test_a_page_in_another_tongue_is_not_sent() -> None:
    """Where the rules find no English prose, there is nothing to check a quote against."""
    text = "Der Hund schläft unter dem Tisch, während es draußen regnet. " * 20
    with serving(proposing(DESIGNED)) as service:
        written = generated(service, article(text))
    assert (service.sent, written.questions) == ([], ())


def test_thousands_of_proposals_are_read_up_to_a_few() -> None:
    """A flood of answers costs neither time nor questions."""
    flood = [{**INVENTED, "answer": str(number)} for number in range(5_000)]
    with serving(proposing(DESIGNED, *flood)) as service:
        written = generated(service)
    assert written.report.dropped["language model"] < 100
    assert "Who designed the lighthouse of Tornvik?" in reached(written)


def test_it_works_inside_a_running_loop() -> None:
    """The command line writes from within its event loop."""

    async def write() -> Generation:
        return generate(lighthouse(), endpoint=endpoint_of(service))

    with serving(proposing(DESIGNED)) as service:
        assert "Who designed the lighthouse of Tornvik?" in reached(asyncio.run(write()))
