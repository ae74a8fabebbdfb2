"""What the address of a page on a known site says about that page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AddressKind = Literal["article", "listing", "front", "author", "feed", "other"]
"""The kind of page that an address has the form of. A ``listing`` has the articles of a source or
section."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address on a known site, taken apart."""

    site: str
    """Key of the site."""
    edition: str
    """Edition; the site's default edition if the address names none."""
    kind: AddressKind
    """The kind of page that the address has the form of. The page itself may be of another kind."""
    url: str
    """Canonical address. On the platform: https, ``www.``, no query, no fragment, one normal
    escape for each character that needs one."""
    source_id: str | None = None
    """Slug of the source that an article, a listing or a source's feed belongs to."""
    number: str | None = None
    """Number of an article within its source, in decimal digits."""

    @property
    def article_id(self) -> str | None:
        """``<site>/<edition>/<source_id>/<number>`` of an article; ``None`` for other pages."""
        if self.kind != "article":
            return None
        return f"{self.site}/{self.edition}/{self.source_id}/{self.number}"
