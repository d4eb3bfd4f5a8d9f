"""One article put to the language model, portion by portion, within its limits; no failure leaves here.

Heavy, and needs the extra ``llm``: imported when an endpoint is first asked, never before.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from pydantic_ai import (
    Agent,
    ModelRetry,
    NativeOutput,
    PromptedOutput,
    RunContext,
    RunUsage,
    ToolOutput,
    UsageLimits,
)
from pydantic_ai.exceptions import (
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelHTTPError,
    ModelNotFoundError,
    ModelQuotaExceededError,
    ModelRateLimitError,
    ModelTimeoutError,
    UnexpectedModelBehavior,
    UsageLimitExceeded,
)
from pydantic_ai.models import Model
from pydantic_ai.output import OutputSpec
from pydantic_ai.settings import ModelSettings

from questions.endpoint import Answers, Endpoint
from questions.language import Document
from questions.language.normalise import clean
from questions.records import Rejected
from questions.writing.llm.instructions import INSTRUCTIONS, feedback
from questions.writing.llm.locating import Found, find
from questions.writing.llm.portions import Portion, message, portions
from questions.writing.llm.proposals import MOST, Proposal, Proposals
from questions.writing.llm.wire import client_of, model_of

RETRIES = 2
"""How often one portion is asked again when quotes do not re-locate or the answer has no usable shape."""
_WORDS_A_QUESTION = 50
_PROBLEMS = 6  # told back at once
_TOLD = 90  # characters of a quote told back, or kept with its refusal
_OVERHEAD_TOKENS = 1_500  # of instructions and schema, with each request
_CHARACTERS_A_TOKEN = 4
_ANSWER_TOKENS = 4_000  # of one answer
_UNUSABLE = "it gave no answer that could be used"


@dataclass(slots=True)
class Asked:
    """What came back: proposals that re-located, refusals, and in a few words what went wrong."""

    document: Document
    found: list[Found] = field(default_factory=list)
    refused: list[Rejected] = field(default_factory=list)
    failure: str = ""
    is_cut: bool = False

    def take(self, proposals: Sequence[Proposal]) -> list[str]:
        """Keep what re-locates, and give what does not as lines to tell back."""
        problems: list[str] = []
        for proposal in proposals[:MOST]:
            located = find(self.document, proposal)
            if isinstance(located, Found):
                if located not in self.found:
                    self.found.append(located)
                continue
            quote = " ".join(clean(proposal.quote[:_TOLD]).text.split())
            self.refused.append(Rejected(quote, f"language model: {located}", proposal.format))
            problems.append(f"{located}: {quote}")
        return problems[:_PROBLEMS]


def ask(document: Document, endpoint: Endpoint) -> Asked:
    """Ask for proposals on a document; what fails is told in ``failure``, with what came before it kept."""
    asked = Asked(document)
    # A thread of its own: the caller may itself run inside an event loop.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, _ask(asked, endpoint)).result()
    return asked


async def _ask(asked: Asked, endpoint: Endpoint) -> None:
    try:
        async with asyncio.timeout(endpoint.limits.seconds), client_of(endpoint) as http:
            await _ask_portions(asked, endpoint, model_of(endpoint, http))
    except Exception as error:  # noqa: BLE001 - the root of the task: whatever breaks here, the rules still write
        asked.failure = _failure(error, endpoint)


async def _ask_portions(asked: Asked, endpoint: Endpoint, model: Model) -> None:
    agent = _agent(endpoint, model)
    usage = RunUsage()
    limits = UsageLimits(request_limit=endpoint.limits.requests)
    for portion in portions(asked.document):
        if not _has_room(endpoint, usage, portion):
            asked.is_cut = True
            return
        most = min(max(portion.words // _WORDS_A_QUESTION, 2), MOST)
        told = message(asked.document, portion, most=most)
        try:
            await agent.run(told, deps=asked, usage=usage, usage_limits=limits, infer_name=False)
        except UnexpectedModelBehavior:
            asked.failure = _UNUSABLE


def _agent(endpoint: Endpoint, model: Model) -> Agent[Asked, Proposals]:
    agent = Agent(
        model,
        output_type=_shape(endpoint),
        instructions=INSTRUCTIONS,
        deps_type=Asked,
        retries=RETRIES,
        model_settings=ModelSettings(
            temperature=0.0,
            max_tokens=min(_ANSWER_TOKENS, endpoint.limits.output_tokens),
            max_retries=0,
        ),
    )

    @agent.output_validator
    def located(context: RunContext[Asked], proposed: Proposals) -> Proposals:
        problems = context.deps.take(proposed.questions)
        if problems and not context.last_attempt and _has_room(endpoint, context.usage, None):
            raise ModelRetry(feedback(problems))
        return proposed

    return agent


def _shape(endpoint: Endpoint) -> OutputSpec[Proposals]:
    match endpoint.answers:
        case Answers.SCHEMA:
            return NativeOutput(Proposals)
        case Answers.PROMPT:
            return PromptedOutput(Proposals)
        case Answers.TOOL:
            return ToolOutput(Proposals, name="propose", description="Hand in the questions.")


def _has_room(endpoint: Endpoint, usage: RunUsage, portion: Portion | None) -> bool:
    """Say whether another request keeps within the limits; services that count no tokens are estimated."""
    limits = endpoint.limits
    wanted = _OVERHEAD_TOKENS + (len(portion.text) // _CHARACTERS_A_TOKEN if portion else 0)
    spent = max(usage.input_tokens, usage.requests * _OVERHEAD_TOKENS)
    return (
        usage.requests < limits.requests
        and spent + wanted <= limits.input_tokens
        and usage.output_tokens < limits.output_tokens
    )


def _failure(error: Exception, endpoint: Endpoint) -> str:
    """Say what went wrong in words of ours: never the service's, which may quote a key or an address."""
    match error:
        case ModelTimeoutError() | TimeoutError():
            return f"it took longer than {endpoint.limits.seconds:g} seconds"
        case ModelAuthenticationError():
            return "its service did not accept the key"
        case ModelNotFoundError():
            return "its service does not know the model, or the address is wrong"
        case ModelRateLimitError() | ModelQuotaExceededError():
            return "its service is too busy, or the quota is used up"
        case ModelHTTPError():
            return f"its service answered with error {error.status_code}"
        case ModelConnectionError():
            return "its service could not be reached, or broke off"
        case UsageLimitExceeded():
            return "it reached its limits for one article"
        case ModelAPIError() | ValueError():  # a redirect, a page, no JSON at all
            return _UNUSABLE
        case _:
            return "it failed in an unexpected way"
