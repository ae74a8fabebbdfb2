"""Places in messages, links to themselves, and sidecar files as editors save them."""

from __future__ import annotations

import codecs
import gzip
import json
import os

import pytest
from click.testing import CliRunner

from newsscraper.archives.parallel import extract_units
from newsscraper.captures import SearchSummary, find
from newsscraper.captures.unit import describe_place
from newsscraper.cli import cli

PAGE = (
    "<html><body><span class='articletitle'>La récolte des dattes</span><span"
    " class='articlecontent'>Dans les oasis, la récolte a commencé avec deux semaines"
    " d'avance.</span></body></html>"
)
URL = "https://www.maghress.com/fr/atlasmatin/5001"
LINES = (json.dumps({"url": URL, "html": PAGE}) + "\n{broken\n").encode()


def problems(path) -> list[str]:
    return [
        outcome.problem
        for result in extract_units(find([str(path)], SearchSummary()))
        for outcome in result.outcomes
        if outcome.problem
    ]


def test_the_place_of_a_byte_is_not_shown_as_a_line(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(LINES)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(LINES))
    place = LINES.index(b"{broken")
    assert [problem.partition(": invalid JSON (")[0] for problem in problems(tmp_path)] == [
        f"{tmp_path}/a.jsonl, byte {place}",
        f"{tmp_path}/b.jsonl.gz, byte {place} of the unpacked file",
    ]


def test_the_place_of_a_row_is_shown_as_a_row(tmp_path):
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pa.table({"html": [PAGE, None, PAGE], "fetched_at": ["2026-01-01", None, "yesterday"]})
    parquet.write_table(table, tmp_path / "a.parquet")
    assert problems(tmp_path / "a.parquet") == [
        f"{tmp_path}/a.parquet, row 1: it has neither html nor text",
        f"{tmp_path}/a.parquet, row 2: fetched_at is not an ISO 8601 time: 'yesterday'",
    ]


@pytest.mark.parametrize(
    ("path", "name", "text"),
    [
        ("a.warc", "a.warc:7", "a.warc, byte 7"),
        ("a.warc.gz", "a.warc.gz:unpacked:7", "a.warc.gz, byte 7 of the unpacked file"),
        ("a:7", "a:7", "a:7"),
        ("C:\\a.jsonl", "C:\\a.jsonl:0", "C:\\a.jsonl, byte 0"),
    ],
)
def test_a_place_in_messages(path, name, text):
    assert describe_place(path, name) == text


@pytest.mark.parametrize("arguments", [["-o", "out.jsonl"], []])
def test_links_to_themselves(tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "page.html").write_text(PAGE, encoding="utf-8")
    (saved / "loop.html").symlink_to("loop.html")
    (saved / "self").symlink_to("self")
    (saved / "here").symlink_to(".")
    (saved / "ping.jsonl").symlink_to("pong.jsonl")
    (saved / "pong.jsonl").symlink_to("ping.jsonl")
    result = CliRunner().invoke(cli, ["extract", "saved", *arguments], standalone_mode=False)
    assert result.exception is None
    assert (result.return_value or 0) == 0
    assert "1 articles" in result.stderr
    assert "1 linked folder(s)" in result.stderr
    result = CliRunner().invoke(cli, ["extract", "saved/self", *arguments], standalone_mode=False)
    assert (result.exception, result.return_value) == (None, 1)
    assert "saved/self: " in result.stderr


def test_an_output_at_a_link_to_itself_is_one_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "self").symlink_to("self")
    result = CliRunner().invoke(
        cli, ["extract", "page.html", "-o", "self/x.jsonl"], standalone_mode=False
    )
    assert str(result.exception).startswith("cannot write self/x.jsonl: ")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-8"),
    ],
)
@pytest.mark.parametrize("name", ["meta.json", "page.meta.json"])
def test_a_file_beside_a_page_may_begin_with_a_byte_order_mark(tmp_path, mark, encoding, name):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    data = json.dumps({"url": URL, "fetched_at": "2026-01-30T12:00:00Z"})
    (tmp_path / name).write_bytes(mark + data.encode(encoding))
    [result] = extract_units(find([str(tmp_path)], SearchSummary()))
    assert [row.id for outcome in result.outcomes for row in outcome.articles] == [
        "maghress/fr/atlasmatin/5001"
    ]


def test_a_sidecar_that_is_not_json_is_reported(tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "meta.json").write_bytes(b"\xff\xfe\xff")
    assert problems(tmp_path)[0].startswith(f"{tmp_path}{os.sep}meta.json: invalid JSON (")
