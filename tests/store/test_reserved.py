"""Selecting articles by whether a use of them is reserved."""

from __future__ import annotations

from newsscraper.items.records import Article, RawArticle
from newsscraper.rights import rights_from
from newsscraper.store import Batch, Store


def article(number: int, **stated: list[str]) -> Article:
    found = Article(RawArticle("none"), id=f"maghress/fr/a/{number}", layout="none")
    found.rights = rights_from(stated)
    return found


def test_articles_are_selected_by_their_rights(store_url):
    batch = Batch()
    batch.add_article(article(1))
    batch.add_article(article(2, robots_meta=["robots: noindex"]))
    batch.add_article(article(3, x_robots_tag=["noai"]))
    with Store(store_url, create=True) as store:
        store.write(batch)
        found = {
            asked: [record["id"][-1] for record in store.articles(reserved=asked)]
            for asked in (None, False, True)
        }
        assert found == {None: ["1", "2", "3"], False: ["1", "2"], True: ["3"]}
        assert len(store.articles(reserved=False, limit=1)) == 1
        [record] = store.articles(reserved=True)
        assert record.rights["reserved"] == ["ai-training"]
        # What is reserved later is a change.
        again = Batch()
        again.add_article(article(1, content_signal=["ai-train=no"]))
        store.write(again)
        assert len(store.articles(reserved=True)) == 2
