"""``--any-page``: the main text of pages that are not articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsscraper.archives import ExtractionJob
from newsscraper.archives.progress import Progress
from newsscraper.cli import cli
from newsscraper.errors import UserError
from tests.pages.other_kinds import DOCUMENTATION, PAGES, PRODUCT, few_articles


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pages = tmp_path / "pages"
    pages.mkdir()
    for page in PAGES:
        (pages / f"{page.kind}.html").write_text(page.html, encoding="utf-8")
        meta = json.dumps({"url": page.url})
        (pages / f"{page.kind}.meta.json").write_text(meta, encoding="utf-8")
    with few_articles(tmp_path):
        yield tmp_path


def write(path: Path, *rows: dict[str, str]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def run(*arguments: str, code: int = 0) -> tuple[list[dict], str]:
    result = CliRunner().invoke(cli, list(arguments), standalone_mode=False)
    assert result.exception is None, result.output
    assert (result.return_value or 0) == code, result.output
    return [json.loads(line) for line in result.stdout.splitlines()], result.stderr


def test_each_page_has_a_record():
    found, notes = run("extract", "pages", "--any-page", "-j", "1")
    assert {record["headline"] for record in found} == {page.headline for page in PAGES}
    assert all("not_an_article" in record["warnings"] for record in found)
    assert "4 captures; 4 records; not articles: " in notes


def test_without_the_option_they_have_no_record():
    found, notes = run("extract", "pages", "-j", "1", code=1)
    assert found == []
    assert "4 captures; 0 articles; not articles: " in notes


def test_an_archive_is_read_in_the_same_way(folder):
    rows = [{"html": page.html, "url": page.url} for page in PAGES] * 2
    write(folder / "pages.jsonl", *rows)
    found, _ = run("extract", "pages.jsonl", "--any-page", "-j", "1", "-q")
    assert [record["url"] for record in found] == [page.url for page in PAGES]


def test_the_text_of_a_manual_as_markdown():
    result = CliRunner().invoke(
        cli, ["extract", "pages/documentation.html", "--any-page", "--format", "md", "-q"]
    )
    assert f"# {DOCUMENTATION.headline}\n" in result.stdout
    assert "\n```\nimport lanterne\n\nlamp" in result.stdout


def test_an_extraction_is_resumed_only_with_the_same_option(folder):
    write(folder / "pages.jsonl", {"html": PRODUCT.html, "url": PRODUCT.url})
    job = {"paths": ["pages.jsonl"], "outputs": ["out.jsonl"], "processes": 1, "resume": True}

    def stop(progress: Progress) -> None:
        if progress.captures:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ExtractionJob(**job, on_progress=stop).run()
    with pytest.raises(UserError, match="left by another command"):
        ExtractionJob(**job, any_page=True).run()


@pytest.mark.parametrize("command", ["extract", "scrape"])
def test_the_help_explains_it(command):
    result = CliRunner().invoke(cli, [command, "--help"])
    assert "--any-page" in result.stdout
    assert "not_an_article" in result.stdout
