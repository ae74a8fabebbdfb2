"""A site that is redesigned, with the same articles on it, gives the same records."""

from __future__ import annotations

import re
from typing import Any

import pytest

import newsscraper
from tests.crawl.conftest import Shell
from tests.disguise import disguise
from tests.replica.server import Replica

SITE = "sudaress"
"""A small one; one of its articles is in windows-1256."""

_ARTICLE = re.compile(r"/[a-z][a-z0-9]+/\d+")
_NOT_COMPARED = {"fetched_at", "layout"}
_STANDING = 1_000_000
"""Pages after which the ticker moves on: never, so that its snapshot does not depend on the order
of the requests."""


def redesigned(name: str):
    """What the server is given: all pages in one disguise, which only articles have the furniture
    of."""

    def _page(path: str, html: str) -> str:
        article = _ARTICLE.fullmatch(path.partition("?")[0]) is not None
        return disguise(html, name if article or name != "furniture" else "tags", "a redesign")

    return _page


def crawled(
    shell: Shell, replica: Replica, name: str
) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """The records by id, and the report."""
    report = shell.crawl(replica, SITE, "--store", f"{name}.db")
    store = newsscraper.open(shell.folder / f"{name}.db")
    return {record["id"]: dict(record) for record in store.articles()}, report


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    shell = Shell(tmp_path_factory.mktemp("plain"))
    with Replica(ticker_every=_STANDING) as replica:
        records, report = crawled(shell, replica, "plain")
        assert set(records) == {story.id for story in replica.world.stories(SITE)}
    return records, report


@pytest.fixture(scope="module", params=["names", "furniture"])
def other(request, tmp_path_factory):
    shell = Shell(tmp_path_factory.mktemp(request.param))
    with Replica(ticker_every=_STANDING, disguise=redesigned(request.param)) as replica:
        yield crawled(shell, replica, request.param)


def test_no_article_is_lost_and_none_is_added(plain, other):
    assert set(other[0]) == set(plain[0])


def test_every_field_is_the_same(plain, other):
    differing = {
        (identity, name): (record[name], other[0][identity][name])
        for identity, record in plain[0].items()
        if identity in other[0]
        for name in record.keys() - _NOT_COMPARED
        if record[name] != other[0][identity][name]
    }
    assert differing == {}


def test_the_run_goes_as_without(plain, other):
    """The same pages of the same kinds, the same failures, none of them this package's own."""
    for part in ("articles", "kinds", "failed", "undone", "ending"):
        assert other[1][part] == plain[1][part], part
    assert not {"spider_error", "item_error"} & other[1]["failed"].keys()
