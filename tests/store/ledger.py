"""A store's ledger with short methods for tests, and the URLs, articles and stretches they use."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from newsscraper.items.records import Article, RawArticle
from newsscraper.store import Batch, Store, tables
from newsscraper.store.visits import Stretch, Visit

SITE, EDITION, SOURCE = "maghress", "fr", "atlasmatin"
SCOPE = {"site": SITE}
LATER, EARLIER = "2999-01-01T00:00:00Z", "2000-01-01T00:00:00Z"
SETTLED = dict.fromkeys(
    ("status", "cause", "reason", "etag", "last_modified", "next_visit", "article_id", "stretch"),
) | {"state": "done", "visited_at": "2026-01-30T12:00:00Z", "tries": 0}


def address(number: int | str, slug: str = SOURCE) -> str:
    return f"https://www.maghress.com/fr/{slug}/{number}"


def visit(number: int | str, **fields: Any) -> Visit:
    return Visit(
        **{
            "url": address(number),
            "site": SITE,
            "edition": EDITION,
            "source_id": SOURCE,
            "kind": "article",
            **fields,
        }
    )


def navigation(number: int, **fields: Any) -> Visit:
    """A listing page."""
    url = f"https://www.maghress.com/fr/{SOURCE}?page={number}"
    return Visit(
        **{
            "url": url,
            "site": SITE,
            "edition": EDITION,
            "source_id": SOURCE,
            "kind": "listing",
            "found_on": "x",
            **fields,
        }
    )


def article(number: int, **fields: Any) -> Article:
    known = {
        "id": f"maghress/fr/{SOURCE}/{number}",
        "url": address(number),
        "published": "2026-01-01",
        "content_hash": "a",
    }
    found = {
        "site": SITE,
        "edition": EDITION,
        "source_id": SOURCE,
        "fetched_at": "2026-01-30T12:00:00Z",
    }
    return Article(raw=RawArticle("test"), **{**known, **found, **fields})


def stretch(newest: int, oldest: int, since: str | None = None, etag: str | None = None) -> Stretch:
    return Stretch(SITE, EDITION, SOURCE, newest, oldest, since, etag)


class Ledger:
    """A store with short methods for what the tests do."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def begin(self, scope: dict[str, Any] = SCOPE, **options: Any):
        return self.store.runs.begin_or_resume(SITE, scope, **{"editions": ["ar", "fr"], **options})

    def end(self, run: int, *, is_open: bool = False) -> None:
        self.store.runs.finish(run, "interrupted" if is_open else "finished", {}, is_open=is_open)

    def add(self, run: int, *visits: Visit) -> None:
        batch = Batch()
        batch.found.update((found.url, found) for found in visits)
        self.store.write(batch, run)

    def lease(self, run: int, number: int = 100) -> list[Visit]:
        return self.store.write(Batch(), run, lease=number).leased

    def urls(self, run: int, number: int = 100) -> list[str]:
        return [visit.url for visit in self.lease(run, number)]

    def settle(self, run: int, url: str, **fields: Any) -> None:
        batch = Batch()
        batch.outcomes[url] = {**SETTLED, "key": url, **fields}
        self.store.write(batch, run)

    def write(self, run: int | None, *found: Article) -> None:
        """Write articles and the outcomes of their visits, as a crawl does."""
        batch = Batch()
        for one in found:
            batch.add_article(one)
            batch.outcomes[one.url] = {**SETTLED, "key": one.url, "article_id": one.id}
        self.store.write(batch, run)

    def row(self, url: str) -> dict[str, Any] | None:
        return next(
            iter(self.store.rows(select(tables.urls).where(tables.urls.c.url == url))), None
        )

    def states(self) -> dict[str, str]:
        return {row["url"]: row["state"] for row in self.store.rows(select(tables.urls))}

    def notes(self, run: int) -> set[str]:
        return {record.id for record in self.store.articles(run=run)}
