"""Crawls of sites that are added by a program of the user's, on a server of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.crawl.conftest import NO_DELAY
from tests.forkserver import ROOT, start
from tests.serving import served
from tests.sites import french_first, regional
from tests.waiting import LIMIT, finish

pytestmark = pytest.mark.process


def run(program: str, folder: Path, *arguments: str) -> str:
    """Runs a program that adds a site and then does what ``newsscraper`` does."""
    process = start(
        arguments,
        (program,),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    output, errors = finish(process)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
    return output


def crawl(program: str, folder: Path, site: str, base: str) -> list[dict[str, Any]]:
    """Crawls a site and returns the records of the articles that are stored afterwards."""
    run(program, folder, "crawl", site, "--base-url", base, *NO_DELAY)
    output = run(program, folder, "export", "--site", site)
    return [json.loads(line) for line in output.splitlines()]


TESTS_ABOUT_SITES = (
    "tests/sites/test_site.py",
    "tests/test_scope.py",
    "tests/test_corpus.py::test_its_size_and_spread",
    "tests/test_fixtures.py::test_there_are_fixtures_of_every_page_class_and_site",
)

SECTIONS = {"politique": range(101, 112), "sports": range(201, 204)}
PER_PAGE = 4


def regional_page(path: str) -> str | None:
    if path == "/":
        sections = "".join(f'<a href="/{name}">{name}</a>' for name in SECTIONS)
        return f'<html><nav class="sections">{sections}</nav></html>'
    section, _, name = path.strip("/").partition("/")
    if section not in SECTIONS:
        return None
    numbers = sorted(SECTIONS[section], reverse=True)
    if not name or name.startswith("page-"):
        page = int(name.removeprefix("page-").removesuffix(".html")) if name else 1
        shown = numbers[(page - 1) * PER_PAGE : page * PER_PAGE]
        items = "".join(
            f'<li><a href="/{section}/un-titre-{number}.html">Un titre {number}</a>'
            "<time>05/01/2026</time></li>"
            for number in shown
        )
        more = page * PER_PAGE < len(numbers)
        following = f'<a rel="next" href="/{section}/page-{page + 1}.html">Suite</a>'
        return f'<html><ol class="articles">{items}</ol>{following if more else ""}</html>'
    number = int(name.rpartition("-")[2].removesuffix(".html"))
    if number not in numbers:
        return None
    return (
        f'<html><article><h1>Un titre {number}</h1><b class="section">{section.title()}</b>'
        '<i class="author">Awa Diop</i><time>05/01/2026</time>'
        f"<p>Le conseil a adopté hier le budget numéro {number} de la ville.</p></article></html>"
    )


def test_a_site_with_urls_and_markup_of_its_own_is_crawled_whole(tmp_path):
    with served(regional_page) as (base, requested):
        records = crawl(regional.__file__, tmp_path, "regional", base)
        assert {record["id"] for record in records} == {
            f"regional/fr/{section}/{number}"
            for section, numbers in SECTIONS.items()
            for number in numbers
        }
        assert len(records) == 14
        for record in records:
            _, edition, section, number = record["id"].split("/")
            assert record["url"] == (
                f"https://www.regional.example/{section}/un-titre-{number}.html"
            )
            assert (record["site"], record["edition"], record["source_id"]) == (
                "regional",
                edition,
                section,
            )
            assert record["headline"] == f"Un titre {number}"
            assert record["source"] == section.title()
            assert record["author"] == "Awa Diop"
            assert record["published"] == "2026-01-05"
            assert record["layout"] == "RegionalArticlePage"
            assert f"budget numéro {number} " in record["body"]
        assert {path for path in requested if "page-" in path} == {
            "/politique/page-2.html",
            "/politique/page-3.html",
        }
        assert max(requested.count(path) for path in requested) == 1

        # The second crawl finds nothing new, and fetches no article and no later page again.
        del requested[:]
        assert crawl(regional.__file__, tmp_path, "regional", base) == records
        assert [path for path in requested if "un-titre" in path] == []
        files = ["/.well-known/tdmrep.json", "/robots.txt"]
        assert sorted(requested) == sorted(["/", "/politique", "/sports", *files])


def platform_page(path: str) -> str | None:
    prefix = "/ar" if path.startswith("/ar") else ""
    rest = path.removeprefix(prefix).strip("/")
    first = 11 if prefix else 1
    if rest in ("", "matin"):
        return "".join(
            f'<div><a href="{prefix}/matin/{number}">Un titre {number}</a> 05 - 01 - 2026'
            "<p>Un texte court (...)</p></div>"
            for number in range(first, first + 3)
        )
    source, _, number = rest.partition("/")
    if source != "matin" or not number.isdecimal():
        return None
    return (
        f'<span class="articletitle">Un titre {number}</span><span class="articlenewspaper">Publié'
        f' dans <a href="{prefix}/matin">Matin</a> le 05 - 01 - 2026</span><span'
        f' class="articlecontent">Le port rouvre son quai numéro {number} aux navires.</span>'
    )


def test_a_site_whose_default_edition_is_french_is_crawled_whole(tmp_path):
    with served(platform_page) as (base, requested):
        records = crawl(french_first.__file__, tmp_path, "francoress", base)
    assert sorted((record["id"], record["edition"], record["url"]) for record in records) == sorted(
        [
            (f"francoress/fr/matin/{n}", "fr", f"https://www.francoress.example/matin/{n}")
            for n in (1, 2, 3)
        ]
        + [
            (f"francoress/ar/matin/{n}", "ar", f"https://www.francoress.example/ar/matin/{n}")
            for n in (11, 12, 13)
        ]
    )
    assert {"/", "/rss", "/ar", "/ar/rss"} <= set(requested)
    assert not any(path.startswith("/fr") for path in requested)


def test_an_added_site_is_listed(tmp_path):
    lines = run(regional.__file__, tmp_path, "sites").splitlines()
    assert lines[-1].split() == [
        "regional",
        "MA",
        "fr",
        "Africa/Casablanca",
        "https://www.regional.example/",
    ]


def test_tests_about_sites_pass_if_there_is_one_site_more():
    code = f"""
import sys, pytest
from newsscraper.sites import register
from tests.sites import french_first
register(french_first.SITE)
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", *{TESTS_ABOUT_SITES}]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=LIMIT,
    )
    assert done.returncode == 0, done.stdout
