"""Incomplete pages: which are kept in memory, and which are saved."""

from __future__ import annotations

import json
import os
import stat

import pytest
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from newsscraper.crawling import suspects
from newsscraper.crawling.suspects import Suspects
from newsscraper.reports.quality import Fall


def kept(folder: str | None = None) -> Suspects:
    return Suspects(get_crawler(settings_dict={"NEWSSCRAPER_SUSPECT_PAGES": folder}))


def page(number: int | str, source: str = "a", body: bytes = b"<html>", **options) -> HtmlResponse:
    url = f"https://www.maghress.com/fr/{source}/{number}"
    return HtmlResponse(
        url, body=body, request=Request(url, meta=options.pop("meta", {})), **options
    )


def place(source: str = "a") -> tuple[str, str, str]:
    return ("maghress", "fr", source)


def fall(source: str = "a", field: str = "body", since: int | None = None) -> Fall:
    return Fall("maghress", "fr", source, field, "ArticlePage", 98.0, 0.0, 0, 25, since)


def written(folder) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("input.html"))


def test_three_pages_that_lack_the_field_are_saved(tmp_path):
    pages = kept()
    pages.add(place(), page(1), ["published"])
    for number in range(2, 9):
        pages.add(place(), page(number, body=b"%d" % number), ["body"])
    pages.add(place("b"), page(9, "b"), ["body"])
    assert pages.write([fall(), fall(field="source"), fall("c")], 12, tmp_path) == [
        str(tmp_path / "suspect/maghress-12"),
        None,
        None,
    ]
    assert written(tmp_path / "suspect") == [
        f"maghress-12/a-{number}/input.html" for number in (2, 3, 4)
    ]
    assert (tmp_path / "suspect/maghress-12/a-3/input.html").read_bytes() == b"3"
    meta = json.loads((tmp_path / "suspect/maghress-12/a-3/meta.json").read_text(encoding="utf-8"))
    assert (list(meta), meta["url"]) == (["url", "fetched_at"], "https://www.maghress.com/fr/a/3")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_saved_pages_are_readable_by_their_owner_only(tmp_path):
    pages = kept()
    pages.add(place(), page(1), ["body"])
    before = os.umask(0o022)
    try:
        pages.write([fall()], 12, tmp_path)
    finally:
        os.umask(before)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in files} == {
        "input.html": 0o600,
        "meta.json": 0o600,
    }


def test_pages_of_a_fall_reported_before_are_not_saved_again(tmp_path):
    for run in (3, 12, 13):
        pages = kept()
        for source in ("a", "a-2"):
            pages.add(place(source), page(run, source), ["body"])
        since = {3: None, 12: None, 13: 12}[run]
        folders = pages.write([fall(since=since)], run, tmp_path)
        assert folders == [str(tmp_path / f"suspect/maghress-{min(run, 12)}")]
    # Neither pages of another source nor those of an earlier change count.
    pages = kept()
    pages.add(place("a-2"), page(14, "a-2"), ["body"])
    assert pages.write([fall("a-2", since=12)], 14, tmp_path) == [
        str(tmp_path / "suspect/maghress-14")
    ]
    assert written(tmp_path / "suspect") == [
        "maghress-12/a-12/input.html",
        "maghress-14/a-2-14/input.html",
        "maghress-3/a-3/input.html",
    ]


def test_at_most_sixty_pages_of_the_most_frequent_kinds(tmp_path):
    pages = kept(str(tmp_path))
    for number in range(100):
        pages.add(place(f"s{number}"), page(number, f"s{number}"), ["body"])
    for number in range(100, 110):
        pages.add(place("broken"), page(number, "broken"), ["body"])
    assert sum(map(len, pages._pages.values())) == 60
    pages.write([fall("broken"), *(fall(f"s{number}") for number in range(100))], 1, None)
    assert len(written(tmp_path)) == 60
    assert sum("/broken-" in name for name in written(tmp_path)) == 3


def test_the_total_size_is_limited(tmp_path, monkeypatch):
    monkeypatch.setattr(suspects, "_MAX_BYTES", 100)
    pages = kept(str(tmp_path))
    for number, size in enumerate((60, 50, 101, 40)):
        pages.add(place(), page(number, body=b"x" * size), ["body"])
    pages.write([fall()], 1, None)
    assert written(tmp_path) == ["maghress-1/a-0/input.html", "maghress-1/a-3/input.html"]


def test_a_page_is_named_after_its_article_even_after_a_redirect(tmp_path):
    pages = kept(str(tmp_path))
    front = "https://www.maghress.com/fr/"
    asked = "https://www.maghress.com/fr/a/7"
    pages.add(
        place(),
        HtmlResponse(front, request=Request(front, meta={"redirect_urls": [asked]})),
        ["body"],
    )
    pages.add(place("x\u0627/.."), HtmlResponse(front), ["body"])
    pages.write([fall(), fall("x\u0627/..")], 1, None)
    assert written(tmp_path) == ["maghress-1/a-7/input.html", "maghress-1/x\u0627_-2/input.html"]


@pytest.mark.parametrize(
    ("content_type", "noted"),
    [
        ("text/html; charset=windows-1256", True),
        ("text/html; charset=UTF-8", False),
        ("text/html", False),
        (None, False),
    ],
)
def test_a_character_set_given_only_by_the_server_is_saved(tmp_path, content_type, noted):
    pages = kept(str(tmp_path))
    pages.add(
        place(), page(1, headers={"Content-Type": content_type} if content_type else {}), ["body"]
    )
    pages.write([fall()], 1, None)
    meta = json.loads((tmp_path / "maghress-1/a-1/meta.json").read_text(encoding="utf-8"))
    assert meta.get("content_type") == (content_type if noted else None)


def test_without_a_folder_nothing_is_written():
    pages = kept()
    pages.add(place(), page(1), ["body"])
    assert pages.write([fall()], 1, None) == [None]  # a database server has no folder
    with pytest.raises(NotConfigured):
        kept("")


def test_an_unwritable_folder_is_warned_of_once(tmp_path, caplog):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    pages = kept(str(tmp_path / "file"))
    for source in ("a", "b"):
        pages.add(place(source), page(1, source), ["body"])
    assert pages.write([fall(), fall("b"), fall(since=1)], 1, None) == [None] * 3
    assert [record.getMessage() for record in caplog.records] == [
        f"cannot save the suspect pages in {tmp_path}/file: Not a directory"
    ]
