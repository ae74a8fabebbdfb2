"""Sources and authors that the user named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsscraper.scope import Scope, nearest
from newsscraper.sites import Address


class NamedSources:
    """Looks for each source in every edition where it may be.

    Args:
        scope: Its sources and editions.
        known: ``(edition, slug)`` of the sources in the store. A source known from some editions is
            looked for in these only.

    """

    def __init__(self, scope: Scope, known: Iterable[tuple[str, str]]) -> None:
        self._site = scope.site.name
        known = set(known)
        self._editions: dict[str, dict[str, bool | None]] = {
            slug: dict.fromkeys(
                [edition for edition in scope.editions if (edition, slug) in known]
                or scope.editions
            )
            for slug in scope.sources
        }
        self._front_names: set[str] = set()
        self._sections: set[str] = set()
        self.missing: list[str] = []
        """Sources that the site does not have."""

    def __contains__(self, slug: str | None) -> bool:
        return slug in self._editions

    def listings(self) -> Iterator[tuple[str, str]]:
        """``(edition, slug)`` of the listings to ask for."""
        for slug, editions in self._editions.items():
            for edition in editions:
                yield edition, slug

    def add_section(self, slug: str | None) -> None:
        """Note that a listing shows articles of several sources."""
        self._sections.add(slug or "")

    def add_front_names(self, addresses: Iterable[Address]) -> None:
        """Note the sources whose articles a front page shows, to suggest similar names."""
        self._front_names.update(
            address.source_id
            for address in addresses
            if address.source_id and address.site == self._site
        )

    def note(self, address: Address, *, found: bool) -> bool:
        """Note whether the listing at an address is a source's.

        Returns:
            Whether this shows that the source is in none of the editions.

        """
        slug = address.source_id or ""
        editions = self._editions.get(slug, {})
        if address.kind != "listing" or address.edition not in editions:
            return False
        editions[address.edition] = bool(editions[address.edition]) or found
        if any(answer is not False for answer in editions.values()) or slug in self.missing:
            return False
        self.missing.append(slug)
        return True

    def problems(self) -> Iterator[str]:
        """A line per missing source."""
        for slug in self.missing:
            if slug in self._sections:
                hint = f": /{slug} is a section, its page lists articles of several sources"
            else:
                hint = nearest(slug, self._front_names)
            yield f"{self._site} has no source {slug!r}{hint}"


class NamedAuthors:
    """The pages of the authors, one per edition."""

    def __init__(self, scope: Scope) -> None:
        self._site = scope.site.name
        self._names: dict[str, str] = {}
        for name in scope.authors:
            for edition in scope.editions:
                url = scope.site.author_url(edition, name)
                if url is not None:
                    self._names[url] = name
        self._missing_pages: set[str] = set()
        self.missing = [name for name in scope.authors if name not in self._names.values()]
        """Authors that have no page in any edition."""

    def __contains__(self, url: str) -> bool:
        return url in self._names

    def pages(self) -> list[str]:
        """The addresses of all pages."""
        return list(self._names)

    def note_missing(self, url: str) -> None:
        """Note that the site does not have the page at `url`."""
        name = self._names[url]
        self._missing_pages.add(url)
        if {page for page, other in self._names.items() if other == name} <= self._missing_pages:
            self.missing.append(name)

    def problems(self) -> Iterator[str]:
        """A line per missing author."""
        for name in self.missing:
            yield (
                f"{self._site} has no page of an author {name!r}; write the name as in the"
                " address of the page"
            )
