"""Every saved page gives what its output.json says: one test a field, collected from the folders."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from newsscraper import Extraction
from newsscraper.items import record
from tests import fixtures
from tests.fixtures import TODO, Fixture
from tests.fixtures import fixtures as all_fixtures

FIXTURES = all_fixtures()
FIELDS = [
    (fixture, field)
    for fixture in FIXTURES
    for field in [name for name in fixture.output if name != "article"]
    + [f"article.{name}" for name in fixture.output.get("article") or ()]
]


@cache
def extraction(fixture: Fixture) -> Extraction:
    return fixture.extract()


def test_there_are_fixtures_of_every_page_class_and_site():
    assert {fixture.page_class for fixture in FIXTURES} == {
        "ArticlePage", "WordedArticlePage", "TextCapturePage", "ListingPage", "FrontPage", "AuthorPage", "FeedPage",
        "ErrorPage", "ChallengePage",
    }  # fmt: skip
    assert len({fixture.folder.parts[-3] for fixture in FIXTURES}) == 7


@pytest.mark.parametrize(("fixture", "field"), FIELDS, ids=[f"{fixture.name}-{field}" for fixture, field in FIELDS])
def test_field(fixture: Fixture, field: str):
    output = fixture.output
    found = extraction(fixture)
    if field.startswith("article."):
        name = field.removeprefix("article.")
        expected = output["article"][name]
        assert expected != TODO, "write the expected value by hand"
        assert len(found.articles) == 1
        value = found.articles[0].to_dict()[name]
        assert (sorted(value) if name == "warnings" else value) == (sorted(expected) if name == "warnings" else expected)
        return
    assert output[field] != TODO, "write the expected value by hand"
    CHECKS[field](found, output[field])


@pytest.mark.parametrize("fixture", [f for f in FIXTURES if not f.output.get("article")], ids=lambda fixture: fixture.name)
def test_a_page_that_is_no_article_gives_no_article(fixture: Fixture):
    assert extraction(fixture).articles == []


def _kind(found: Extraction, expected: str) -> None:
    assert found.kind == expected


def _warnings(found: Extraction, expected: list[str]) -> None:
    assert sorted(found.warnings) == sorted(expected)


def _ticker(found: Extraction, expected: dict[str, Any] | None) -> None:
    if expected is None:
        assert found.ticker is None
        return
    assert found.ticker is not None
    items = [record(item) for item in found.ticker.items]
    assert [_without_language(item) for item in items] == [_without_language(item) for item in expected["items"]]
    assert found.ticker.id == expected["id"]
    # A language is right or, where it is uncertain, none; and it is seldom uncertain.
    pairs = [(item["language"], other["language"]) for item, other in zip(items, expected["items"], strict=True)]
    assert [pair for pair in pairs if pair[0] not in ("und", pair[1])] == []
    assert sum(1 for language, _ in pairs if language == "und") <= 2


def _without_language(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name != "language"}


def _entries(found: Extraction, expected: list[dict[str, Any]]) -> None:
    links = [record(link) for link in found.links if link.teaser or link.published]
    assert links[: len(expected)] == expected
    shown = {entry["url"] for entry in expected}
    # What the side columns list may come behind; it never has a date.
    assert not [link for link in links[len(expected) :] if link["published"] or link["url"] in shown]


def _next(found: Extraction, expected: str | None) -> None:
    assert [link.url for link in found.links if link.leads_to == "next"] == ([expected] if expected else [])


def _original_link(found: Extraction, expected: dict[str, Any]) -> None:
    links = [record(link) for link in found.links if link.leads_to == "original"]
    assert [{name: link[name] for name in expected} for link in links] == [expected]


CHECKS = {
    "kind": _kind,
    "warnings": _warnings,
    "ticker": _ticker,
    "entries": _entries,
    "next": _next,
    "original_link": _original_link,
}


def test_the_command_adds_a_case_to_be_filled_in_by_hand(tmp_path, monkeypatch, capsys):
    page = tmp_path / "saved.html"
    page.write_text("<html><body><span class='articletitle'>x</span></body></html>", encoding="utf-8")
    monkeypatch.setattr(fixtures, "ROOT", tmp_path / "fixtures")
    url = "https://www.maghress.com/fr/yabiladi/148210"
    fixtures.main(["add", str(page), "--url", url, "--page-class", "ArticlePage", "--case", "seen"])
    folder = tmp_path / "fixtures/maghress/ArticlePage/seen"
    assert (folder / "input.html").read_bytes() == page.read_bytes()
    assert json.loads((folder / "meta.json").read_text(encoding="utf-8")) == {"url": url, "fetched_at": None}
    output = json.loads((folder / "output.json").read_text(encoding="utf-8"))
    assert set(output["article"].values()) == {TODO}
    assert [fixture.folder for fixture in fixtures.fixtures()] == [folder]
    assert "by hand" in capsys.readouterr().out


def test_the_command_refuses_an_address_of_no_known_site(tmp_path):
    page = tmp_path / "saved.html"
    page.write_text("x", encoding="utf-8")
    with pytest.raises(SystemExit, match="no known site"):
        fixtures.main(["add", str(page), "--url", "https://example.org/a/1", "--page-class", "ArticlePage", "--case", "x"])
