"""What a user gets wrong: one clear line and exit code 2, before the first request."""

from __future__ import annotations

import os

import pytest

from tests.crawl.conftest import NO_DELAY

USAGE = [
    (["maghres"], "unknown site 'maghres'; did you mean maghress"),
    (["www.youm7.com"], "unknown site 'www.youm7.com'"),
    (["maghress", "--edition", "en"], "maghress has no edition 'en'; it has ar, fr"),
    (["maghress", "--source", "fr/yabiladi"], "invalid source 'fr/yabiladi'"),
    (["maghress", "--limit", "0"], "0 is not in the range"),
    (
        ["maghress", "-o", "out.foo"],
        (
            "cannot write out.foo: no format has the suffix '.foo';"
            " the formats are .jsonl, .json, .csv"
        ),
    ),
    (["maghress", "-o", "a.jsonl", "-o", "./a.jsonl"], "two outputs name the same file, ./a.jsonl"),
    (
        ["maghress", "-o", "a.jsonl", "--ticker-output", "a.jsonl"],
        "two outputs name the same file, a.jsonl",
    ),
    (["maghress", "-o", "-", "-o", "-"], "standard output can be given only once"),
    (["maghress", "-o", "."], "cannot write .: "),
    (["maghress", "-o", "a.jsonl/b.jsonl"], "cannot write a.jsonl/b.jsonl: "),
    (["maghress", "--store", "."], "cannot open the store .: it is a folder"),
    (
        ["maghress", "--store", "page.txt"],
        "cannot open the store page.txt: it is not an SQLite database",
    ),
    (
        ["maghress", "--store", "mysql://host/name"],
        "a store must be a file (SQLite) or a postgresql:// URL, not mysql://",
    ),
    (
        ["maghress", "--store", "postgresql://u:secret@127.0.0.1:1/x"],
        "cannot open the store postgresql://u:***@127.0.0.1:1/x",
    ),
    (
        ["maghress", "--report", "nowhere/report.json"],
        "cannot write the report nowhere/report.json",
    ),
    (
        ["maghress", "--base-url", "127.0.0.1:8000"],
        "invalid --base-url '127.0.0.1:8000'",
    ),
    (
        ["maghress", "-s", "DOWNLOAD_DELAY"],
        "invalid setting 'DOWNLOAD_DELAY': use NAME=VALUE",
    ),
    (
        ["maghress", "-s", "DOWNLOAD_DELAY=often"],
        "invalid setting DOWNLOAD_DELAY=often: must be a number",
    ),
    (
        ["maghress", "-s", "NEWSSCRAPER_STORE=x.db"],
        "NEWSSCRAPER_STORE cannot be set with -s: use --store",
    ),
    (["maghress", "-s", "TWISTED_REACTOR=nonsense"], "Scrapy cannot start (ValueError: "),
    (
        ["maghress", "--base-url", "http://127.0.0.1/?a=b"],
        "invalid --base-url 'http://127.0.0.1/?a=b': use the http:// or https:// address of a",
    ),
    (["maghress", "--report", "/proc/report.json"], "cannot write the report /proc/report.json"),
    (["maghress", "-s", "ITEM_PIPELINES={"], "invalid setting 'ITEM_PIPELINES={'"),
    (
        ["maghress", "-s", "DOWNLOADER=no.such"],
        "Scrapy cannot start (ModuleNotFoundError: No module named 'no')",
    ),
]


@pytest.mark.parametrize(
    ("arguments", "line"),
    USAGE,
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_crawl_that_cannot_be_begun(shell, replica, arguments, line):
    (shell.folder / "a.jsonl").write_text("", encoding="utf-8")
    (shell.folder / "page.txt").write_text("no database", encoding="utf-8")
    before = {path.name for path in shell.folder.iterdir()}
    site, *rest = arguments
    base = [] if "--base-url" in rest else ["--base-url", replica.base_url("maghress")]
    done = shell("crawl", site, *base, "-q", *rest, code=2)
    assert line in done.stderr
    assert replica.log == []
    assert not [
        name for name in {path.name for path in shell.folder.iterdir()} - before if name != "data"
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to(shell, replica):
    shell.folder.chmod(0o500)
    try:
        done = shell("crawl", "maghress", "--base-url", replica.base_url("maghress"), code=2)
    finally:
        shell.folder.chmod(0o700)
    assert "cannot" in done.stderr
    assert replica.log == []


def test_a_setting_that_nothing_reads_is_reported(shell, replica):
    done = shell(
        "crawl",
        "sudaress",
        "--base-url",
        replica.base_url("sudaress"),
        "--limit",
        "1",
        *NO_DELAY,
        "-s",
        "DOWNLOAD_DELY=5",
    )
    assert (
        "newsscraper: unknown setting DOWNLOAD_DELY; did you mean DOWNLOAD_DELAY?"
        in done.stderr.splitlines()
    )


def test_a_newer_store_is_refused_and_left_as_it_is(shell, replica):
    import sqlite3

    shell.crawl(replica, "sudaress", "--limit", "1")
    store = shell.folder / "data/newsscraper.db"
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE newsscraper SET value = '99' WHERE name = 'schema_version'")
    connection.close()
    done = shell("crawl", "sudaress", "--base-url", replica.base_url("sudaress"), code=2)
    assert "was written by a newer version of newsscraper (schema 99" in done.stderr


@pytest.mark.parametrize("command", [["export"], ["export", "-o", "x.csv"]])
def test_nothing_to_export_from(shell, command):
    done = shell(*command, code=2)
    assert done.stderr.splitlines() == [
        "newsscraper: no store at data/newsscraper.db; run newsscraper crawl SITE to create it,"
        " or choose another with --store FILE"
    ]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["--since", "yesterday"],
            "invalid date 'yesterday': use 2026-01-31 or 7d",
        ),
        (["--since", "2026-02-30"], "invalid date '2026-02-30'"),
        (
            ["--since", "2026-02-01", "--until", "2026-01-01"],
            "--since 2026-02-01 is after --until 2026-01-01",
        ),
        (["--site", "masres"], "unknown site 'masres'; did you mean masress"),
        (["-o", "x.parquet2"], "no format has the suffix '.parquet2'"),
    ],
)
def test_an_export_that_cannot_be_begun(shell, arguments, line):
    assert line in shell("export", *arguments, code=2).stderr


def test_scrape_reports_invalid_addresses_and_fetches_the_others(shell, replica):
    story = replica.world.stories("maghress", "fr")[0]
    done = shell(
        "scrape",
        "nonsense",
        "mailto:x@y.z",
        "ftp://host/x",
        "https://",
        story.url,
        "--base-url",
        replica.base_url("maghress"),
        *NO_DELAY,
        code=1,
    )
    for url in ("nonsense", "mailto:x@y.z", "ftp://host/x", "https://"):
        assert f"newsscraper: {url}: not an http:// or https:// address" in done.stderr.splitlines()
    assert f'"id": "{story.id}"' in done.stdout


def test_scrape_wants_an_address(shell):
    assert "Missing argument 'URL...'" in shell("scrape", code=2).stderr


def test_help_has_an_example_and_comes_at_once(shell):
    for command in ("crawl", "scrape", "sources", "export"):
        text = shell(command, "--help").stdout
        assert f"newsscraper {command} " in text.split("Examples:")[1]


def test_help_imports_no_crawler(shell):
    import subprocess
    import sys

    code = (
        "import sys\nfrom newsscraper.cli import cli\ntry: cli(['crawl', '--help'])\nexcept"
        " SystemExit: pass\nprint([name for name in ('scrapy', 'twisted', 'sqlalchemy', 'pandas',"
        " 'tqdm') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
