"""A resolver for tests: it answers from a list and never asks a name server."""

from __future__ import annotations

from contextlib import suppress
from socket import inet_aton, inet_ntoa
from typing import Any

from scrapy.settings import default_settings
from twisted.internet import defer
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.error import DNSLookupError
from twisted.internet.interfaces import IHostnameResolver, IHostResolution, IResolverSimple
from zope.interface import implementer

ANSWERS = {
    "inner.example": ["127.0.0.1"],
    "metadata.example": ["169.254.169.254"],
    "zero.example": ["0.0.0.0"],
    "www.sudaress.com": ["127.0.0.1"],
    # The second answer leads elsewhere: DNS rebinding.
    "rebound.example": ["127.0.0.1", "127.0.0.2"],
}
"""The addresses of a name: the first answer, the second, and so on; the last one stays."""

SEVERAL = {
    "mixed.example": ["127.0.0.2", "::1", "127.0.0.1"],
    "inside.example": ["10.0.0.1", "::1", "169.254.169.254", "127.0.0.3"],
}
"""Names with several addresses at once, for :class:`ResolverOfSeveral`."""

SETTING = (
    "TWISTED_DNS_RESOLVER" if hasattr(default_settings, "TWISTED_DNS_RESOLVER") else "DNS_RESOLVER"
)
LISTED = ("-s", f"{SETTING}=tests.crawl.resolving.ListedResolver")
"""The options that choose this resolver."""


ALL_LISTED = ("-s", f"{SETTING}=tests.crawl.resolving.ResolverOfSeveral")
"""The options that choose the resolver which gives all addresses of a name."""


@implementer(IResolverSimple)
class ListedResolver:
    """Answers from :data:`ANSWERS`."""

    def __init__(self, reactor: Any) -> None:
        self._reactor = reactor
        self._left = {name: list(addresses) for name, addresses in ANSWERS.items()}

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> ListedResolver:
        return cls(reactor)

    def install_on_reactor(self) -> None:
        self._reactor.installResolver(self)

    def getHostByName(self, name: str, timeout: Any = ()) -> defer.Deferred[str]:  # noqa: N802
        with suppress(OSError):  # numbers, in every spelling that the system's resolver reads
            return defer.succeed(inet_ntoa(inet_aton(name)))
        left = self._left.get(name)
        if not left:
            return defer.fail(DNSLookupError(f"{name} is not listed"))
        return defer.succeed(left.pop(0) if len(left) > 1 else left[0])


@implementer(IHostResolution)
class _Answer:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """It is given at once."""


@implementer(IHostnameResolver)
class ResolverOfSeveral:
    """Answers from :data:`SEVERAL`; any other name must be an address."""

    def __init__(self, reactor: Any) -> None:
        self._reactor = reactor

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> ResolverOfSeveral:
        return cls(reactor)

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802
        self,
        receiver: Any,
        name: str,
        portNumber: int = 0,  # noqa: N803
        *given: Any,
    ) -> _Answer:
        answer = _Answer(name)
        receiver.resolutionBegan(answer)
        for address in SEVERAL.get(name, [name]):
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, portNumber))
        receiver.resolutionComplete()
        return answer
