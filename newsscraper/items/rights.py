"""What a page and its site state about the use of an article."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Rights:
    """The statements about the use of an article, each under the place where it is made.

    `reserved` follows from the others. A list is empty if nothing is stated in that place.
    """

    reserved: list[str] = field(default_factory=list)
    """The uses that are reserved: `text-and-data-mining`, `ai-training`, `ai-input`, `search`."""
    tdm_policy: str | None = None
    """Address of the policy that says how mining can be licensed (TDMRep), as stated."""
    robots_meta: list[str] = field(default_factory=list)
    """The page's meta tags for robots, with their names: `robots: noai`."""
    x_robots_tag: list[str] = field(default_factory=list)
    """The lines of the response header X-Robots-Tag."""
    tdm_meta: list[str] = field(default_factory=list)
    """The page's meta tags of TDMRep: `tdm-reservation: 1`."""
    tdm_headers: list[str] = field(default_factory=list)
    """The response headers of TDMRep."""
    tdmrep_json: list[str] = field(default_factory=list)
    """The rule of the site's /.well-known/tdmrep.json for the page, as JSON."""
    content_signal: list[str] = field(default_factory=list)
    """The lines Content-Signal of the site's robots.txt for the page and this crawler."""


@dataclass(frozen=True, slots=True)
class SiteStatements:
    """What a site states about one of its pages, outside the page and its response."""

    content_signal: tuple[str, ...] = ()
    """As in :class:`Rights`."""
    tdmrep_json: tuple[str, ...] = ()
    """As in :class:`Rights`."""
