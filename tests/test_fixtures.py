"""Every saved page gives what its output.json says: one test a field, collected from the
folders."""

from __future__ import annotations

import json
from functools import cache

import pytest

from newsscraper import Extraction
from tests import fixtures
from tests.checks import check, fields
from tests.fixtures import TODO, Fixture
from tests.fixtures import fixtures as all_fixtures
from tests.replica.corpus import DOMAINS

FIXTURES = all_fixtures()
FIELDS = [(fixture, field) for fixture in FIXTURES for field in fields(fixture.output)]


@cache
def extraction(fixture: Fixture) -> Extraction:
    return fixture.extract()


def test_there_are_fixtures_of_every_page_class_and_site():
    assert {fixture.page_class for fixture in FIXTURES} >= {
        "ArticlePage",
        "WordedArticlePage",
        "TextCapturePage",
        "ListingPage",
        "FrontPage",
        "AuthorPage",
        "FeedPage",
        "ErrorPage",
        "ChallengePage",
    }
    assert {fixture.folder.parts[-3] for fixture in FIXTURES} >= set(DOMAINS)


@pytest.mark.parametrize(
    ("fixture", "field"), FIELDS, ids=[f"{fixture.name}-{field}" for fixture, field in FIELDS]
)
def test_field(fixture: Fixture, field: str):
    check(extraction(fixture), fixture.output, field)


@pytest.mark.parametrize(
    "fixture",
    [f for f in FIXTURES if not f.output.get("article")],
    ids=lambda fixture: fixture.name,
)
def test_a_page_that_is_not_an_article_has_no_article(fixture: Fixture):
    assert extraction(fixture).articles == []


def test_the_command_adds_a_case_to_be_filled_in_by_hand(tmp_path, monkeypatch, capsys):
    page = tmp_path / "saved.html"
    page.write_text(
        "<html><body><span class='articletitle'>x</span></body></html>", encoding="utf-8"
    )
    monkeypatch.setattr(fixtures, "ROOT", tmp_path / "fixtures")
    url = "https://www.maghress.com/fr/yabiladi/148210"
    fixtures.main(["add", str(page), "--url", url, "--page-class", "ArticlePage", "--case", "seen"])
    folder = tmp_path / "fixtures/maghress/ArticlePage/seen"
    assert (folder / "input.html").read_bytes() == page.read_bytes()
    assert json.loads((folder / "meta.json").read_text(encoding="utf-8")) == {
        "url": url,
        "fetched_at": None,
    }
    output = json.loads((folder / "output.json").read_text(encoding="utf-8"))
    assert set(output["article"].values()) == {TODO}
    assert [fixture.folder for fixture in fixtures.fixtures()] == [folder]
    assert "by hand" in capsys.readouterr().out


def test_the_command_refuses_an_address_of_no_known_site(tmp_path):
    page = tmp_path / "saved.html"
    page.write_text("x", encoding="utf-8")
    with pytest.raises(SystemExit, match="no known site"):
        fixtures.main(
            [
                "add",
                str(page),
                "--url",
                "https://example.org/a/1",
                "--page-class",
                "ArticlePage",
                "--case",
                "x",
            ]
        )
