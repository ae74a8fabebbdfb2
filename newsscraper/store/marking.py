"""What a takedown concerns: articles, their addresses, earlier versions and raw pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from newsscraper.pipelines.identity import article_id_of
from newsscraper.sites import address_of
from newsscraper.store import tables
from newsscraper.store.database import ReadRows
from newsscraper.store.filters import of_sites
from newsscraper.store.versions import portions_of_ids
from newsscraper.urls import canonical, with_scheme

_FEW = 500
"""Up to this number of articles the ledger is asked for each; for more it is read once."""
_PLACE = ("url", "site", "edition", "source_id")


@dataclass(slots=True)
class Marked:
    """What a takedown concerns."""

    articles: dict[str, dict[str, Any]] = field(default_factory=dict)
    """``url``, ``site``, ``edition`` and ``source_id`` by id: of stored articles, and of others
    whose address must not be fetched."""
    stored: set[str] = field(default_factory=set)
    """Ids of the articles that are stored."""
    before: set[str] = field(default_factory=set)
    """Ids of the articles that were taken down before."""
    urls: dict[str, str] = field(default_factory=dict)
    """The id of the article for each address in the ledger that led to it."""
    versions: int = 0
    """Number of earlier versions."""
    pages: set[str] = field(default_factory=set)
    """Places of the raw pages: ``capture_ref`` of the articles and versions."""
    unknown: list[str] = field(default_factory=list)
    """Names of which the store knows nothing."""

    @property
    def keys(self) -> set[str]:
        """The ids of all addresses that led to the articles, with those of the articles."""
        return {*self.articles, *map(article_id_of, self.urls)}


class Marking:
    """Finds in a store what a takedown concerns.

    Args:
        read_rows: Runs a query on the store.

    """

    def __init__(self, read_rows: ReadRows) -> None:
        self._rows = read_rows
        self._marked = Marked()

    def mark(self, names: Sequence[str], sources: Sequence[str], sites: Sequence[str]) -> Marked:
        """Return what belongs to some articles and sources: see :meth:`Takedowns.find`."""
        marked = self._marked
        for name in names:
            if not self._add(self._named(name)):
                marked.unknown.append(name)
        for slug in sources:
            if not self._add(self._of_source(slug, sites)):
                marked.unknown.append(slug)
        for some in portions_of_ids(list(marked.articles)):
            self._add_records(some)
        self._add_urls()
        return marked

    def _add(self, found: Iterable[tuple[str, dict[str, Any]]]) -> bool:
        """Add articles; return whether there are any."""
        is_known = False
        for key, row in found:
            place = {name: row.get(name) for name in _PLACE}
            known = self._marked.articles.setdefault(key, place)
            if known["url"] is None:
                known.update(place)
            is_known = True
        return is_known

    def _named(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the articles that an id or an address may name."""
        urls = tables.urls.c
        url = canonical(with_scheme(name))
        ids = (name, article_id_of(url))
        # Addresses of articles are not indexed; most say the id.
        for column in ("id", "url"):
            is_known = False
            for table, key in (
                (tables.articles, tables.articles.c.id),
                (tables.takedowns, tables.takedowns.c.article_id),
            ):
                meant = key.in_(ids) if column == "id" else table.c.url == url
                place = [table.c[part] for part in _PLACE]
                for row in self._rows(select(key.label("key"), *place).where(meant)):
                    is_known = True
                    yield row["key"], row
            if is_known:
                break
        query = select(urls.article_id, *(urls[part] for part in _PLACE)).where(urls.url == url)
        for row in self._rows(query):
            yield ids[1], row
            if row["article_id"] is not None:
                yield row["article_id"], row
        if name.lower().startswith(("http://", "https://")):
            address = address_of(url)
            place_of = {part: getattr(address, part, None) for part in _PLACE}
            yield ids[1], {**place_of, "url": url}

    def _of_source(self, slug: str, sites: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the articles of a source, and those at addresses of its articles."""
        for table in (tables.articles, tables.takedowns, tables.urls):
            columns = table.c
            key = columns.id if table is tables.articles else columns.article_id
            query = select(key.label("key"), *(columns[part] for part in _PLACE)).where(
                columns.source_id == slug, of_sites(columns.site, sites)
            )
            if table is tables.urls:
                query = query.where(columns.kind == "article", columns.state != "removed")
            for row in self._rows(query):
                yield row["key"] or article_id_of(row["url"]), row

    def _add_records(self, ids: list[str]) -> None:
        marked, articles, versions = self._marked, tables.articles.c, tables.versions.c
        stored = select(articles.id, articles.capture_ref).where(articles.id.in_(ids))
        for row in self._rows(stored):
            marked.stored.add(row["id"])
            marked.pages.update(filter(None, [row["capture_ref"]]))
        for row in self._rows(select(versions.record).where(versions.article_id.in_(ids))):
            if row["record"] is not None:  # else the time when it was gone
                marked.versions += 1
                marked.pages.update(filter(None, [row["record"].get("capture_ref")]))
        takedowns = tables.takedowns.c
        before = select(takedowns.article_id).where(takedowns.article_id.in_(ids))
        marked.before.update(row["article_id"] for row in self._rows(before))

    def _add_urls(self) -> None:
        """Add the addresses that led to the articles, also by a redirect."""
        ids, urls = self._marked.articles, tables.urls.c
        query = select(urls.url, urls.article_id)
        few = urls.article_id.in_(list(ids)) if len(ids) <= _FEW else urls.article_id.is_not(None)
        self._marked.urls.update(
            (row["url"], row["article_id"])
            for row in self._rows(query.where(few))
            if row["article_id"] in ids
        )
