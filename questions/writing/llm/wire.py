"""The way to the service: one HTTP client that keeps to its address, sends little and reads no more.

Invariants:
    * no proxy, credential or header is taken from the environment; only headers on the list leave;
    * no redirect is followed, and no answer is read beyond ``LARGEST`` bytes, packed or not.
"""

from collections.abc import AsyncIterator
from urllib.parse import unquote, urlsplit, urlunsplit

import httpx2
from anthropic import AsyncAnthropic
from openai import AsyncOpenAI
from pydantic_ai.models import Model
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

from questions.endpoint import Api, Endpoint

LARGEST = 2_000_000
_HOSTED = {Api.OPENAI: "https://api.openai.com/v1", Api.ANTHROPIC: "https://api.anthropic.com"}
_CONNECT_SECONDS = 10.0
_SENT = frozenset(
    "host authorization x-api-key anthropic-version anthropic-beta content-type content-length "
    "accept accept-encoding connection user-agent".split()
)
_KEYS = ("authorization", "x-api-key")
_NO_KEY = "none"  # the clients insist on one; it never leaves


class _Counted(httpx2.AsyncByteStream):
    """An answer's bytes, up to the limit."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for chunk in self._stream:
            read += len(chunk)
            if read > LARGEST:
                raise httpx2.ReadError("the answer is too large")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


class _Narrow(httpx2.AsyncHTTPTransport):
    """Sends only the headers on the list, and reads unpacked answers up to the limit."""

    def __init__(self, *, has_key: bool) -> None:
        super().__init__(trust_env=False)
        self._dropped = frozenset() if has_key else frozenset(_KEYS)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        for name in list(request.headers):
            is_own_login = name == "authorization" and request.headers[name].startswith("Basic ")
            if name not in _SENT or (name in self._dropped and not is_own_login):
                del request.headers[name]
        request.headers["accept-encoding"] = "identity"
        response = await super().handle_async_request(request)
        if response.headers.get("content-encoding", "identity") != "identity":
            raise httpx2.ReadError("the answer is packed")
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = _Counted(response.stream)
        return response


def client_of(endpoint: Endpoint) -> httpx2.AsyncClient:
    """Make the HTTP client for an endpoint; a name and password in its address become a Basic login."""
    parts = urlsplit(_address(endpoint))
    login = (
        httpx2.BasicAuth(unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    )
    return httpx2.AsyncClient(
        transport=_Narrow(has_key=bool(endpoint.key)),
        auth=login,
        timeout=httpx2.Timeout(endpoint.limits.seconds, connect=_CONNECT_SECONDS),
        follow_redirects=False,
        trust_env=False,
    )


def model_of(endpoint: Endpoint, http: httpx2.AsyncClient) -> Model:
    """Make the model that an endpoint names, reached through our client alone."""
    parts = urlsplit(_address(endpoint))
    bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    key = endpoint.key or _NO_KEY
    if endpoint.api is Api.ANTHROPIC:
        anthropic = AsyncAnthropic(api_key=key, base_url=bare, http_client=http, max_retries=0)
        return AnthropicModel(endpoint.model, provider=AnthropicProvider(anthropic_client=anthropic))
    openai = AsyncOpenAI(api_key=key, base_url=bare, http_client=http, max_retries=0)
    # Services other than OpenAI's own know the older name of the field that bounds an answer.
    profile = OpenAIModelProfile(
        openai_chat_supports_max_completion_tokens=not endpoint.base_url,
        openai_supports_strict_tool_definition=not endpoint.base_url,
    )
    provider = OpenAICompatibleProvider("language-model", openai_client=openai, profile=profile)
    return OpenAIChatModel(endpoint.model, provider=provider)


def _address(endpoint: Endpoint) -> str:
    return endpoint.base_url or _HOSTED[endpoint.api]
