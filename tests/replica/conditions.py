"""Conditional requests (RFC 9110, section 13): what the state of a page is known by, and what a
request asks of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from email.message import Message
from email.utils import formatdate, parsedate_to_datetime
from hashlib import sha256

from tests.replica.answer import Answer

_OPAQUE = re.compile(r'"[^"]*"')


@dataclass(frozen=True)
class Version:
    """What the state of a page is known by."""

    etag: str
    modified: float | None = None
    """Seconds since 1970."""

    @classmethod
    def of(cls, *said: object, modified: float | None = None) -> Version:
        """By what the page says. The tag is weak: the ticker around it moves on, byte for byte no
        page stays the same."""
        return cls(f'W/"{sha256(repr(said).encode()).hexdigest()[:20]}"', modified)

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        if self.modified is None:
            return (("ETag", self.etag),)
        return ("ETag", self.etag), ("Last-Modified", formatdate(self.modified, usegmt=True))

    @property
    def unchanged(self) -> Answer:
        """The answer to who has the page already."""
        return Answer(304, headers=self.headers)


@dataclass(frozen=True)
class Condition:
    """The condition that a request makes; falsy where it makes none."""

    none_match: str | None = None
    modified_since: str | None = None

    @classmethod
    def of(cls, headers: Message) -> Condition:
        return cls(headers.get("If-None-Match"), headers.get("If-Modified-Since"))

    def __bool__(self) -> bool:
        return self.none_match is not None or self.modified_since is not None

    def spares(self, version: Version) -> bool:
        """Whether who asks has this state of the page: a tag counts alone, as the RFC has it, and a
        date without one."""
        if self.none_match is not None:
            return self.none_match.strip() == "*" or version.etag.removeprefix(
                "W/"
            ) in _OPAQUE.findall(self.none_match)
        if self.modified_since is None or version.modified is None:
            return False
        try:
            since = parsedate_to_datetime(self.modified_since)
        except ValueError:
            return False
        return (
            int(version.modified)
            <= (since if since.tzinfo else since.replace(tzinfo=UTC)).timestamp()
        )
