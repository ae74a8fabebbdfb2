"""All fields of a page, each found once and with the witness that it is from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice

from lxml import etree

from newsscraper.items.details import Details, Witnesses
from newsscraper.items.records import Witness
from newsscraper.pages.fields.authors import Authors, find_authors
from newsscraper.pages.fields.canonical import find_canonical
from newsscraper.pages.fields.description import find_description
from newsscraper.pages.fields.elements import Elements
from newsscraper.pages.fields.growing import Growing
from newsscraper.pages.fields.headline import Headline, find_headline
from newsscraper.pages.fields.hints import Hints, find_hints
from newsscraper.pages.fields.lead_image import find_lead_image
from newsscraper.pages.fields.metadata import Metadata, Value
from newsscraper.pages.fields.modified import find_modified
from newsscraper.pages.fields.nearby import Piece, pieces_after, pieces_before, pieces_in
from newsscraper.pages.fields.paywall import find_access, is_truncated
from newsscraper.pages.fields.printed_dates import PrintedDate, printed_dates
from newsscraper.pages.fields.published import (
    FARTHEST,
    Around,
    Published,
    weigh_published,
    with_text,
)
from newsscraper.pages.fields.publisher import find_publisher
from newsscraper.pages.fields.section import find_section
from newsscraper.pages.fields.stated_dates import StatedDate, stated_modified, stated_published
from newsscraper.pages.fields.tags import find_tags
from newsscraper.text.cleaning import clean


@dataclass(frozen=True, slots=True)
class _Surroundings:
    after: Sequence[Piece]
    before: Sequence[Piece]


class PageFields:
    """The fields of one page. Each is found when it is first asked for.

    Args:
        root: The root element of the page.
        url: Its address, if known.
        fetched_at: Time of the fetch; later dates are not believed.

    """

    def __init__(
        self, root: etree._Element, url: str | None = None, fetched_at: datetime | None = None
    ) -> None:
        self._root, self._url, self._fetched_at = root, url, fetched_at

    @cached_property
    def metadata(self) -> Metadata:
        """What the page says about itself in its head."""
        return Metadata(self._elements)

    @cached_property
    def headline(self) -> Headline:
        """The headline."""
        return find_headline(self._elements, self.metadata, self._url)

    @cached_property
    def published(self) -> Published:
        """The date of publication."""
        return weigh_published(
            self._elements,
            self.metadata,
            self._near,
            self._stated,
            lambda: self._changed,
            lambda: self._hints,
            self._url,
            self._fetched_at,
        )

    @cached_property
    def authors(self) -> Authors:
        """The authors."""
        around = self._around
        site = (
            self.publisher.text if self.publisher else None,
            self.metadata.first("og:site_name"),
        )
        return find_authors(
            self._elements,
            self.metadata,
            lambda: self._hints,
            around.after,
            around.before,
            site,
        )

    @cached_property
    def publisher(self) -> Value | None:
        """The site or newspaper."""
        return find_publisher(self.metadata, self._headline)

    @cached_property
    def section(self) -> Value | None:
        """The section."""
        return find_section(self.metadata, self._headline, self._around.before, self._elements)

    @property
    def witness(self) -> Witness:
        """What the metadata alone say, for comparison with the printed page."""
        metadata = self.metadata
        linked = metadata.linked
        stated = next(iter(self._stated), None)
        image = self._lead_image
        return Witness(
            headline=linked.text(metadata.article.get("headline")) or metadata.first("og:title"),
            published=stated.text if stated is not None else None,
            section=self.section.text if self.section is not None else None,
            source=self.publisher.text if self.publisher is not None else None,
            images=(image.text,) if image is not None else (),
        )

    def details(self, body: str) -> Details:
        """Return the fields that only other sites' pages have.

        Args:
            body: The text of the article, to tell whether it is all of it.

        """
        metadata = self.metadata
        published, authors = self.published, self.authors
        modified = find_modified(self._changed, self._near, published.day, self._fetched_at)
        tags = find_tags(self._elements, metadata, self._headline)
        description = find_description(metadata, self._headline)
        image, canonical = self._lead_image, find_canonical(metadata, self._url)
        access = find_access(metadata)
        return Details(
            published=published.iso,
            authors=authors.names,
            modified=modified.iso,
            tags=tags.texts,
            description=description.text if description else None,
            lead_image=image.text if image else None,
            canonical_url=canonical.text if canonical else None,
            paywalled=access.paywalled,
            truncated=is_truncated(metadata, access, body),
            witnesses=Witnesses(
                headline=self.headline.witness,
                published=published.witness,
                modified=modified.witness,
                authors=authors.witness,
                source=self.publisher.witness if self.publisher else None,
                section=self.section.witness if self.section else None,
                tags=tags.witness,
                description=description.witness if description else None,
                lead_image=image.witness if image else None,
                canonical_url=canonical.witness if canonical else None,
                paywalled=access.witness,
            ),
        )

    @cached_property
    def _headline(self) -> str | None:
        text = self.headline.text
        return clean(text) if text else None

    @cached_property
    def _around(self) -> _Surroundings:
        """The texts around the headline, or at the beginning of the article's element."""
        heading = self._heading
        if heading is not None:
            return _Surroundings(pieces_after(heading), pieces_before(heading))
        start = next(self._root.iter("article", "main"), None)
        return _Surroundings(pieces_in(start) if start is not None else [], [])

    @cached_property
    def _stated(self) -> list[StatedDate]:
        return stated_published(self.metadata)

    @cached_property
    def _changed(self) -> list[StatedDate]:
        return stated_modified(self.metadata)

    @cached_property
    def _lead_image(self) -> Value | None:
        return find_lead_image(self.metadata, self._heading)

    @cached_property
    def _heading(self) -> etree._Element | None:
        """The element with the headline, whether it is a heading or not."""
        heading = self.headline.heading
        if heading is None and self._headline:
            return with_text(self._root, self._headline)
        return heading

    @cached_property
    def _elements(self) -> Elements:
        return Elements(self._root)

    @cached_property
    def _hints(self) -> Hints:
        return find_hints(self._elements)

    @cached_property
    def _near(self) -> Around:
        return Around(
            Growing(self._dates_in(lambda: self._around.after)),
            Growing(self._dates_in(lambda: self._around.before)),
        )

    def _dates_in(self, pieces: Callable[[], Sequence[Piece]]) -> Iterator[PrintedDate]:
        yield from printed_dates(islice(pieces(), FARTHEST + 1), self.metadata.language)


def find_published(
    root: etree._Element, url: str | None = None, *, until: datetime | None = None
) -> Published:
    """Find the date of publication of the article on a page, and nothing else.

    Args:
        root: The root element of the page.
        url: Its address, if known.
        until: Time of the fetch; later dates are not believed. Today without it.

    """
    return PageFields(root, url, until).published
