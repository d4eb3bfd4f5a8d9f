"""One guarded request for a stranger's link: public web pages only, little, soon, and nothing else.

Guards, in the order in which they act, and again on every redirect:
    * http and https, no user name in the link, ports 80 and 443 (any other port is a probe, not an article),
      never from https down to http;
    * the address is judged at the one place where a socket for it is made, so that what was checked is what
      is connected to, whether it came from the link itself, from DNS or from a redirect;
    * at most 5 redirects, 15 seconds and 5 MiB in all, the bytes counted after decompression;
    * HTML, Markdown, plain text, PDF and feeds only.
No cookies, no proxy from the environment, no referrer, and a name that says who asks.
"""

import asyncio
import socket
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from questions.records import SourceError

USER_AGENT = "ArticleTrivia (Discord trivia bot; reads a page once, when a member adds it)"

_NOT_A_LINK = "That isn't a web link: give one that starts with https:// and names a public site."
_NOT_PUBLIC = (
    "That link doesn't lead to a public web page, so it isn't opened: give a public link or paste the text."
)
_UNREACHABLE = "The site couldn't be reached: check the link, or paste the text instead."
_NO_SUCH_SITE = "No such site was found: check the link for a typing error."
_BAD_CERTIFICATE = "The site's certificate isn't valid, so its page isn't trusted: paste the text instead."
_BROKEN = "The site's answer was broken off or garbled: try again later, or paste the text instead."

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_STATUS_SENTENCES = {
    401: "The site asks for a login: paste the text instead.",
    402: "The site asks for payment: paste the text instead.",
    403: "The site refuses to show the page to a bot: paste the text instead.",
    404: "There is no page at that link: check it for a typing error.",
    407: "The site asks for a login: paste the text instead.",
    410: "The page has been taken down for good: paste the text if you have it.",
    429: "The site has had too many requests: try again in a few minutes.",
    451: "The page may not be shown for legal reasons: paste the text if you have it.",
}
_READABLE_TYPES = frozenset(
    (
        "",
        *("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"),
        *(
            "application/rss+xml",
            "application/atom+xml",
            "application/rdf+xml",
            "application/xml",
            "text/xml",
        ),
        "application/pdf",
    )
)
_ACCEPT = (
    "text/html,application/xhtml+xml,text/plain;q=0.9,text/markdown;q=0.9,"
    "application/atom+xml;q=0.8,application/rss+xml;q=0.8,application/xml;q=0.7,application/pdf;q=0.7"
)

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_UNROUTED = tuple(map(IPv6Network, ("2001:db8::/32", "3fff::/20")))


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be fetched; the defaults are for production.

    ``exempt`` lists (address, port) pairs that may be reached though they are not public or use another
    port: for a site on the operator's own machine, and for tests.
    """

    ports: frozenset[int] = frozenset({80, 443})
    exempt: frozenset[tuple[str, int]] = field(default_factory=frozenset)
    max_redirects: int = 5
    max_bytes: int = 5 * 1024 * 1024
    seconds: float = 15.0

    def allows_port(self, port: int) -> bool:
        """Say whether a link may name this port."""
        return port in self.ports or any(port == exempt for _, exempt in self.exempt)

    def allows_connection(self, address: str, port: int) -> bool:
        """Say whether a socket may be opened to a numeric address."""
        return (address, port) in self.exempt or (port in self.ports and is_public(address))


PRODUCTION = Policy()


@dataclass(frozen=True, slots=True)
class Page:
    """What a link gave: its bytes, its declared type and where it was in the end."""

    url: str
    data: bytes
    content_type: str


class _RefusedAddressError(OSError):
    """A connection that the policy forbids; the text never names the address."""


def is_public(address: str) -> bool:
    """Say whether a numeric address is on the public internet, also where IPv6 wraps an IPv4 one."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _wrapped_ipv4(ip) if isinstance(ip, IPv6Address) else None
    if inner is not None and not is_public(str(inner)):
        return False
    if isinstance(ip, IPv4Address):
        return ip.is_global and not ip.is_multicast and not ip.is_reserved
    if ip.ipv4_mapped or ip in _NAT64:
        return True
    return ip in _GLOBAL_UNICAST and ip.is_global and not any(ip in network for network in _UNROUTED)


def _wrapped_ipv4(ip: IPv6Address) -> IPv4Address | None:
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


async def fetch(url: str, *, policy: Policy = PRODUCTION, resolver: AbstractResolver | None = None) -> Page:
    """Get one page from the public web.

    Args:
        url: an http or https link.
        policy: what may be fetched.
        resolver: finds the addresses of a name; the system's by default.

    Raises:
        SourceError: the link, the address, the answer or its size is refused, or the site doesn't answer.
    """
    try:
        async with asyncio.timeout(policy.seconds), _session(policy, resolver) as session:
            return await _follow(session, check_link(url, policy=policy), policy=policy)
    except TimeoutError as error:
        raise SourceError(
            f"The site didn't answer within {policy.seconds:g} seconds: try again later, or paste the text."
        ) from error
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise SourceError(_sentence(error)) from error


def _session(policy: Policy, resolver: AbstractResolver | None) -> aiohttp.ClientSession:
    def open_socket(info: tuple[int, int, int, str, tuple[object, ...]]) -> socket.socket:
        family, kind, protocol, _, address = info
        if not policy.allows_connection(str(address[0]), int(str(address[1]))):
            raise _RefusedAddressError
        return socket.socket(family, kind, protocol)

    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(resolver=resolver, socket_factory=open_socket, use_dns_cache=False),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": USER_AGENT, "Accept": _ACCEPT},
        timeout=aiohttp.ClientTimeout(total=policy.seconds),
        trust_env=False,
    )


async def _follow(session: aiohttp.ClientSession, url: URL, *, policy: Policy) -> Page:
    """Request the page and, by hand, where it sends us: every hop passes the guards again."""
    for _ in range(policy.max_redirects + 1):
        async with session.get(url, allow_redirects=False) as response:
            location = response.headers.get("Location", "")
            if response.status not in _REDIRECTS or not location:
                return await _read(response, policy=policy)
        url = next_hop(url, location, policy=policy)
    raise SourceError("The link redirects too many times: open it in a browser and give the final link.")


def next_hop(url: URL, location: str, *, policy: Policy = PRODUCTION) -> URL:
    """Give where a redirect leads.

    Raises:
        SourceError: the target is refused as a link, or less secure than the page that names it.
    """
    try:
        joined = url.join(URL(location))
    except ValueError as error:
        raise SourceError(_NOT_A_LINK) from error
    target = check_link(str(joined), policy=policy)
    if url.scheme == "https" and target.scheme == "http":
        raise SourceError(
            "The link leads from a secure page to an insecure one: give the final link instead."
        )
    return target


def check_link(url: str, *, policy: Policy = PRODUCTION) -> URL:
    """Give the link taken apart, if it is of a sort that may be opened.

    Raises:
        SourceError: not a web link, with a user name in it, or on a port the policy doesn't know.
    """
    try:
        parsed = URL(url.strip())
        port = parsed.port
    except ValueError as error:
        raise SourceError(_NOT_A_LINK) from error
    if parsed.scheme not in {"http", "https"}:
        raise SourceError("Only http and https links can be read: give a link that starts with https://.")
    if not parsed.host or any(
        character.isspace() or not character.isprintable() for character in parsed.host
    ):
        raise SourceError(_NOT_A_LINK)
    if parsed.raw_user is not None or parsed.raw_password is not None:
        raise SourceError("A link with a user name or password in it isn't opened: give it without them.")
    if port is None or not policy.allows_port(port):
        raise SourceError(
            "Only links on the web's standard ports are opened: give one without a port number."
        )
    return parsed.with_fragment(None)


async def _read(response: aiohttp.ClientResponse, *, policy: Policy) -> Page:
    if response.status != 200:  # noqa: PLR2004 — the one status that carries the page
        raise SourceError(_status_sentence(response.status))
    content_type = response.headers.get("Content-Type", "")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type not in _READABLE_TYPES:
        raise SourceError(
            "That link leads to a file that is neither a web page nor text, PDF or feed: "
            "give an article's link."
        )
    data = bytearray()
    async for chunk in response.content.iter_any():
        data += chunk
        if len(data) > policy.max_bytes:
            mebibytes = policy.max_bytes / (1024 * 1024)
            raise SourceError(f"The page is larger than {mebibytes:g} MiB: paste the article's text instead.")
    return Page(url=str(response.url), data=bytes(data), content_type=content_type)


def _status_sentence(status: int) -> str:
    if status in _STATUS_SENTENCES:
        return _STATUS_SENTENCES[status]
    if status >= 500:  # noqa: PLR2004 — the server's own errors
        return f"The site has a fault of its own (HTTP {status}): try again later, or paste the text instead."
    return f"The site didn't give the page (HTTP {status}): check the link, or paste the text instead."


def _sentence(error: Exception) -> str:
    """Say what a failed request means; addresses and the system's words stay out of it."""
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, _RefusedAddressError):
        return _NOT_PUBLIC
    match error:
        case aiohttp.ClientConnectorDNSError():
            return _NO_SUCH_SITE
        case aiohttp.ClientSSLError():
            return _BAD_CERTIFICATE
        case aiohttp.ClientConnectionError() | OSError():
            return _UNREACHABLE
        case aiohttp.InvalidURL() | UnicodeError():
            return _NOT_A_LINK
        case _:
            return _BROKEN
