"""The Python API: reads a page from any origin and returns clean records."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any

from newsscraper import pipelines
from newsscraper.dates import as_time, parse_date
from newsscraper.items.records import Article, Capture, Link, TickerSnapshot
from newsscraper.items.rights import Rights
from newsscraper.items.serialize import record
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
    """What kind of page a capture is, and the records read from it."""

    def __init__(self, page: Page, url: str | None, address: Address | None) -> None:
        self._page: Page | None = page
        self.kind: Kind = page.kind
        """``article``, ``listing``, ``front``, ``author``, ``feed``, ``error``, ``challenge`` or
        ``unknown``.

        With `any_page` also ``collection``, ``documentation``, ``forum``, ``product``, ``service``,
        or ``page`` if that is uncertain.
        """
        self.layout: str = page.layout
        """Name of the page class that read the page."""
        self.url: str | None = canonical_url(url) if url else None
        """Canonical address; ``None`` if no address is known."""
        self.site: str | None = address.site if address else None
        """Key of the site; ``None`` for a page of no known site."""
        self.edition: str | None = address.edition if address else None
        """Edition of the site that the address belongs to."""
        self.encoding: str = page.document.encoding
        """Character set that the bytes were decoded with; ``str`` if the capture was text."""
        self.fetched_at: datetime | None = page.capture.fetched_at
        """Time of the fetch, with its time zone."""
        self.rights: Rights | None = page.rights
        """What the page and its site state about its use; ``None`` if nothing."""
        self.articles: list[Article] = []
        """One article if the page is an article and could be read, else empty.

        With `any_page` also the record of a page of another kind, with the warning
        ``not_an_article``.
        """
        self.ticker: TickerSnapshot | None = None
        """The ticker shown on the page."""
        self.rejected: list[str] = []
        """Why a page that looked like an article produced no record."""
        self.warnings: list[str] = []
        """Warnings about the page and its records, as codes.

        See :class:`newsscraper.items.warning_codes.WarningCode`.
        """

    @cached_property
    def links(self) -> list[Link]:
        """The page's links in page order, each address once, with the kind of page they lead to.

        They are read on first access.
        """
        return links(self._page) if self._page is not None else []

    def to_dict(self) -> dict[str, Any]:
        """Return everything as JSON types."""
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
        # A parsed tree cannot be pickled, so the links are read first and the page is left out.
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
    *,
    any_page: bool = False,
) -> Extraction:
    """Read one page: HTML, a feed or a text capture. Never raises because of what a page contains.

    Args:
        content: The page, as bytes (the character set is detected) or as text.
        url: Address of the page. If it is missing, the site and the record's id are taken from the
            address that the page states for itself, if there is one.
        fetched_at: Time of the fetch: a datetime or an ISO 8601 text; UTC if it has no time zone.
        any_page: Whether to read the main text of pages that are not articles. See :func:`read`.

    Raises:
        ValueError: `fetched_at` is a text but not an ISO 8601 time.

    """
    capture = Capture(content=content, url=url, fetched_at=as_time(fetched_at))
    return extract_capture(capture, any_page=any_page)


def extract_capture(capture: Capture, *, any_page: bool = False) -> Extraction:
    """Read one capture: its page, the record and the ticker.

    A crawl calls :func:`read` and the pipelines itself, as separate steps of Scrapy.

    Args:
        capture: The capture.
        any_page: Whether to read the main text of pages that are not articles. See :func:`read`.

    """
    page = read(capture, any_page=any_page)
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


def read(capture: Capture, *, any_page: bool = False) -> Page:
    """Choose the page class for a capture: by the site of its address, then by its content.

    The classes and their order are :meth:`newsscraper.sites.PageClasses.candidates`. A time of
    fetch more than a day in the future is ignored, with a warning.

    Args:
        capture: The capture.
        any_page: Whether to read the main text of a page that would be of an unknown kind, or is a
            list on an unknown site, as if it were an article. Its kind says what it is.

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
        kind = "other"  # the address is the page's own statement, which may be wrong
    for page_class in classes.candidates(kind, any_page=any_page):
        page = page_class(capture, document)
        if page.matches():
            return page
    return UnknownPage(capture, document)


def links(page: Page) -> list[Link]:
    """The page's links in page order, each address once, with the kind of page they lead to."""
    found: dict[str, Link] = {}
    with_text: set[str] = set()
    for raw in page.links():
        if raw.href in with_text and raw.role in (None, "entry"):
            continue  # page.links() yields an entry twice: as an entry, and among all links
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
            with_text.add(raw.href)
    return list(found.values())


@lru_cache(maxsize=8192)
def _text(printed: str) -> str | None:
    """A link's text, cleaned.

    Cached: of the two hundred links of a page, nearly all were on the previous page too.
    """
    return clean(mend(printed).text) or None


def _link(raw: RawLink, url: str, fetched_at: datetime | None) -> Link:
    text = _text(raw.text) if raw.text else None
    if raw.role == "original":
        return Link(url, "original", text)
    if raw.role == "next":
        # The page number may be in the query, which a canonical address drops.
        return Link(url.partition("#")[0], "next", text)
    if raw.role == "feed":
        return Link(url.partition("#")[0], "feed", text)
    address = address_of(canonical(url))
    if address is None:
        return Link(
            canonical(url),
            "article" if raw.role == "entry" else "other",
            text,
            **_entry_fields(raw, None, fetched_at),
        )
    return Link(
        address.url,
        address.kind,
        text,
        address.article_id,
        **_entry_fields(raw, address, fetched_at),
    )


def _entry_fields(
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
