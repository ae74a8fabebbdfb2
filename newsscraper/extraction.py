"""The Python API: from a page, however it arrived, to clean records."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any

from newsscraper import pipelines
from newsscraper.dates import as_time, parse_date
from newsscraper.items.records import Article, Capture, Link, TickerSnapshot, record
from newsscraper.items.warning_codes import WarningCode
from newsscraper.pages.base import Kind, Page, RawLink
from newsscraper.pages.document import Document
from newsscraper.pages.refusal import ChallengePage, ErrorPage
from newsscraper.pages.unknown import UnknownPage
from newsscraper.pipelines.ticker import snapshot
from newsscraper.sites import (
    PLATFORM_PAGES,
    SITES,
    Address,
    address_of,
    canonical_url,
)
from newsscraper.text.cleaning import clean
from newsscraper.text.mojibake import mend
from newsscraper.urls import absolute, canonical

_DAY = timedelta(days=1)


class Extraction:
    """What a capture turned out to be, and the records in it."""

    def __init__(self, page: Page, url: str | None, address: Address | None) -> None:
        self._page: Page | None = page
        self.kind: Kind = page.kind
        """``article``, ``listing``, ``front``, ``author``, ``feed``, ``error``, ``challenge`` or
        ``unknown``."""
        self.layout: str = page.layout
        """Which page class answered."""
        self.url: str | None = canonical_url(url) if url else None
        """Canonical address, where one is known."""
        self.site: str | None = address.site if address else None
        """Key of the site."""
        self.edition: str | None = address.edition if address else None
        """Edition of the site's frame."""
        self.encoding: str = page.document.encoding
        """Character set that the bytes were read with; ``str`` where the capture was text
        already."""
        self.fetched_at: datetime | None = page.capture.fetched_at
        """Time of the fetch, aware."""
        self.articles: list[Article] = []
        """The articles: one on an article's page, none elsewhere."""
        self.ticker: TickerSnapshot | None = None
        """The ticker that the page shows."""
        self.rejected: list[str] = []
        """Why something that looked like an article became no record."""
        self.warnings: list[str] = []
        """Codes of the page and of its records:
        :class:`newsscraper.items.warning_codes.WarningCode`."""

    @cached_property
    def links(self) -> list[Link]:
        """The page's links, each address once, in page order, and what they lead to. Read when
        first asked for."""
        return links(self._page) if self._page is not None else []

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON types."""
        return {
            "kind": self.kind,
            "url": self.url,
            "site": self.site,
            "edition": self.edition,
            "layout": self.layout,
            "encoding": self.encoding,
            "articles": [article.to_dict() for article in self.articles],
            "ticker": self.ticker.to_dict() if self.ticker else None,
            "links": [record(link) for link in self.links],
            "rejected": list(self.rejected),
            "warnings": list(self.warnings),
        }

    def __getstate__(self) -> dict[str, Any]:
        # A tree cannot travel between processes; the links it holds are read before it is left
        # behind.
        return {**self.__dict__, "links": self.links, "_page": None}

    def __repr__(self) -> str:
        return (
            f"<Extraction {self.kind} {self.url or '-'} articles={len(self.articles)}"
            f" layout={self.layout}>"
        )


def extract(
    content: str | bytes,
    url: str | None = None,
    fetched_at: datetime | str | None = None,
) -> Extraction:
    """Reads one page: HTML, a feed or a text capture. Never raises on a page, whatever is in it.

    Args:
        content: The page, as bytes (the character set is found out) or as text.
        url: Where it came from. Without it the site and the identity come from the page itself,
            where it gives them.
        fetched_at: When it was fetched: a datetime or ISO 8601; without a zone it is UTC.

    Raises:
        ValueError: `fetched_at` is a text that is no ISO 8601 time.

    """
    return extract_capture(Capture(content=content, url=url, fetched_at=as_time(fetched_at)))


def extract_capture(capture: Capture) -> Extraction:
    """Reads one capture; the way that every page takes."""
    page = read(capture)
    raw = page.article()
    url = raw.url if raw is not None else page.url
    found = Extraction(page, url, address_of(canonical(url)) if url else None)
    if raw is not None:
        article = Article(raw=replace(raw, site=found.site))
        try:
            found.articles.append(pipelines.run(article))
        except pipelines.Rejected as reason:
            found.rejected.append(str(reason))
            found.warnings.append(WarningCode.REJECTED)
        found.ticker = article.ticker
        found.warnings.extend(article.warnings)
    else:
        found.ticker = snapshot(
            page.ticker, page.document.base_url, found.site, found.edition, page.capture.fetched_at
        )
    found.warnings = [str(code) for code in dict.fromkeys((*page.warnings, *found.warnings))]
    return found


def read(capture: Capture) -> Page:
    """Chooses the page class for a capture: by the site of its address, then by what the page
    shows.

    On a known site the readings that know no markup, by words and the generic one, are tried only
    at an article's address: a page that is no article gives none. A time of fetch that lies more
    than a day ahead is taken for none: nothing is older than what is never reached.
    """
    is_early = capture.fetched_at is None or capture.fetched_at <= datetime.now(UTC) + _DAY
    if not is_early:
        capture = replace(capture, fetched_at=None)
    document = Document(capture)
    if not is_early:
        document.notes.append(WarningCode.FETCHED_IN_FUTURE)
    if capture.status is not None and capture.status >= 400:
        challenge = ChallengePage(capture, document)
        return challenge if challenge.matches() else ErrorPage(capture, document)
    address = address_of(canonical(document.url)) if document.url else None
    classes = SITES[address.site].pages if address else PLATFORM_PAGES
    kind = address.kind if address else None
    if kind in ("front", "author") and document.capture_url is None:
        kind = "other"  # the page itself names this address, and may be wrong
    for page_class in classes.candidates(kind):
        page = page_class(capture, document)
        if page.matches():
            return page
    return UnknownPage(capture, document)


def links(page: Page) -> list[Link]:
    """The page's links, each address once, in page order, and what they lead to."""
    found: dict[str, Link] = {}
    told: set[str] = set()
    for raw in page.links():
        if raw.href in told and raw.role in (None, "entry"):
            continue  # an entry comes twice: as one, and among all links
        url = absolute(page.document.base_url, raw.href)
        if url is None:
            continue
        link = _link(raw, url, page.capture.fetched_at)
        known = found.get(link.url)
        if known is None:
            found[link.url] = link
        elif not known.text and link.text:
            found[link.url] = replace(known, text=link.text)
        if link.text and raw.role in (None, "entry"):
            told.add(raw.href)
    return list(found.values())


@lru_cache(maxsize=8192)
def _text(printed: str) -> str | None:
    """A link's text, remembered: of the two hundred links of a page nearly all stood on the page
    before."""
    return clean(mend(printed).text) or None


def _link(raw: RawLink, url: str, fetched_at: datetime | None) -> Link:
    text = _text(raw.text) if raw.text else None
    if raw.role == "original":
        return Link(url, "original", text)
    if raw.role == "next":
        # The number of the page may stand in the query, which a canonical address has not.
        return Link(url.partition("#")[0], "next", text)
    if raw.role == "feed":
        return Link(url.partition("#")[0], "feed", text)
    address = address_of(canonical(url))
    if address is None:
        return Link(
            canonical(url),
            "article" if raw.role == "entry" else "other",
            text,
            **_beside(raw, None, fetched_at),
        )
    return Link(
        address.url, address.kind, text, address.article_id, **_beside(raw, address, fetched_at)
    )


def _beside(
    raw: RawLink, address: Address | None, fetched_at: datetime | None
) -> dict[str, str | None]:
    if raw.role != "entry":
        return {}
    return {
        "published": _day(raw.published, address, fetched_at) if raw.published else None,
        "teaser": (clean(mend(raw.teaser.replace("\n", " ")).text) or None) if raw.teaser else None,
    }


def _day(printed: str, address: Address | None, fetched_at: datetime | None) -> str | None:
    site = SITES[address.site] if address else None
    result = parse_date(
        printed,
        language=address.edition if address else None,
        country=site.country if site else None,
        timezone=site.timezone if site else None,
        reference=fetched_at,
    )
    return result.date.isoformat() if result.date and result.is_settled else None
