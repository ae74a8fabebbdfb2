"""Several outputs of one command, and what becomes of files that are there already."""

from __future__ import annotations

import io
import json
import sys

import pytest
from click.testing import CliRunner

from newsscraper.cli import cli
from newsscraper.cli.base import tell
from newsscraper.crawling.jobs.run_files import RunFiles
from newsscraper.errors import UserError
from newsscraper.exporters import EXPORTERS, ExportError, Outputs, output_exists
from newsscraper.exporters.form import PLAIN, Form
from newsscraper.exporters.jsonl import JsonLinesExporter
from newsscraper.fetch_options import TRUNCATE
from newsscraper.items.records import ARTICLE_FIELDS, TickerItem, TickerSnapshot
from newsscraper.store import Batch, Store
from tests.exporters.records import FULL
from tests.exporters.test_parts import article, write
from tests.exporters.test_round_trip import need

OLD = b"what an earlier run wrote\n"
TICKER = {
    "id": "maghress/fr/a",
    "site": "maghress",
    "edition": "fr",
    "items": [],
    "sightings": ["2026-01-30T12:00:00Z"],
}
SELECTION = ["--site", "maghress"]
PAGE = (
    "<html><body><span class='articletitle'>Le barrage est plein</span><span"
    " class='articlecontent'>Après dix jours de pluie, le barrage a atteint sa cote la plus"
    " haute.</span></body></html>"
)
LISTING = "<html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def records(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def files_of(*arguments) -> RunFiles:
    return RunFiles(*arguments, on_message=tell)


def told(capsys):
    return capsys.readouterr().err.splitlines()


def run(*arguments: str, code: int = 0):
    result = CliRunner().invoke(cli, list(arguments), standalone_mode=False)
    assert result.exception is None, result.output
    assert (result.return_value or 0) == code, result.output
    return result


# Outputs


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_each_format_beside_another(folder, suffix):
    need(suffix)
    with Outputs() as outputs:
        group = outputs.open([f"a{suffix}", "b.jsonl"], ARTICLE_FIELDS)
        assert group.write_all([FULL, FULL]) == 2
    assert (folder / f"a{suffix}").stat().st_size
    assert records(folder / "b.jsonl") == [FULL, FULL]


@pytest.mark.parametrize("step", ["open", "write_record", "end", "commit"])
def test_what_fails_in_one_leaves_all_as_they_were(folder, monkeypatch, step):
    """The one that fails is the second: the first is whole by then."""
    (folder / "a.jsonl").write_bytes(OLD)
    whole = getattr(JsonLinesExporter, step)

    def full(exporter, *arguments):
        if exporter.target == "b.jsonl":
            raise OSError(28, "No space left on device")
        return whole(exporter, *arguments)

    monkeypatch.setattr(JsonLinesExporter, step, full)

    def fill():
        with Outputs() as outputs:
            outputs.open(["a.jsonl", "b.jsonl"], ARTICLE_FIELDS).write(FULL)

    with pytest.raises(ExportError, match=r"cannot write b\.jsonl: No space left on device"):
        fill()
    if step != "commit":  # a name is given by renaming: what could fail has been done before
        assert (folder / "a.jsonl").read_bytes() == OLD
    assert [path.name for path in folder.iterdir()] == ["a.jsonl"]


def test_outputs_that_are_discarded_stay_as_they_were(folder, capsys):
    (folder / "a.jsonl").write_bytes(OLD)
    with Outputs() as outputs:
        outputs.open(["a.jsonl", "b.csv", "-"], ARTICLE_FIELDS, pretty=True).write(FULL)
        outputs.discard()
    assert (folder / "a.jsonl").read_bytes() == OLD
    assert [path.name for path in folder.iterdir()] == ["a.jsonl"]
    assert json.loads(capsys.readouterr().out) == [FULL]


def test_where_nobody_reads_standard_output_the_files_have_every_record(folder, monkeypatch):
    class Closed(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    def fill(*targets):
        with Outputs() as outputs:
            outputs.open(targets, ARTICLE_FIELDS).write_all([FULL] * 3)

    monkeypatch.setattr(sys, "stdout", Closed())
    with pytest.raises(BrokenPipeError):  # at once: there is nothing else to be written
        fill("-")
    with pytest.raises(BrokenPipeError):
        fill("-", "a.jsonl", "b.jsonl")
    assert records(folder / "a.jsonl") == records(folder / "b.jsonl") == [FULL] * 3


def test_what_is_there(folder):
    (folder / "a.jsonl").write_bytes(OLD)
    (folder / "set").mkdir()
    assert [output_exists(name) for name in ("a.jsonl", "hf:set", "b.jsonl", "-")] == [
        True,
        True,
        False,
        False,
    ]
    assert output_exists((folder / "a.jsonl").as_uri())
    assert not output_exists(
        "postgresql://u@h/d?table=a.b"
    )  # rows are replaced one by one: nothing is lost


def test_what_is_there_elsewhere():
    fsspec = pytest.importorskip("fsspec")
    place = fsspec.filesystem("memory")
    place.pipe("/outputs/a.jsonl", OLD)
    assert (
        output_exists("memory://outputs/a.jsonl"),
        output_exists("memory://outputs/b.jsonl"),
    ) == (
        True,
        False,
    )
    place.rm("/outputs", recursive=True)


# What a crawl writes


@pytest.mark.parametrize("code", [0, 1, 2, 3, 130])
@pytest.mark.parametrize("found", [0, 2])
@pytest.mark.parametrize("if_empty", ["keep", TRUNCATE])
def test_what_a_crawl_leaves_of_its_files(folder, capsys, code, found, if_empty):
    for name in ("old.jsonl", "tickers.jsonl"):
        (folder / name).write_bytes(OLD)
    files = files_of(("old.jsonl", "-", "new.csv"), ("tickers.jsonl",), None, PLAIN, if_empty)
    counts = files.write(
        lambda: [FULL] * found, lambda: [TICKER], code, SELECTION, has_articles=found > 0
    )
    told = capsys.readouterr().err.splitlines()
    old, tickers = (folder / "old.jsonl").read_bytes(), (folder / "tickers.jsonl").read_bytes()
    if code == 2:
        assert (old, tickers, (folder / "new.csv").exists(), counts) == (OLD, OLD, False, {})
        names = ["old.jsonl", "new.csv"] if found else []
        assert [line.split(": ")[1] for line in told] == names
        return
    assert counts == {"old.jsonl": found, "new.csv": found, "tickers.jsonl": 1}
    assert json.loads(tickers) == TICKER
    # Without a record, only a command that is through makes a file, and only with truncate does it
    # empty one.
    assert (folder / "new.csv").exists() == (found > 0 or code == 0)
    if found:
        assert records(folder / "old.jsonl") == [FULL] * 2
    else:
        assert old == (b"" if code == 0 and if_empty == TRUNCATE else OLD)
    kept = code == 0 and not found and if_empty != TRUNCATE
    line = (
        "newsscraper: old.jsonl: no new articles, file unchanged; newsscraper export -o old.jsonl"
        " --site maghress writes the"
    )
    assert told == ([f"{line} stored records"] if kept else [])


def test_the_command_for_a_ticker_is_one_that_works(folder, capsys):
    (folder / "old.jsonl").write_bytes(OLD)
    files_of((), ("old.jsonl",), None, PLAIN).write(list, list, 0, SELECTION)
    command = "newsscraper export -o - --ticker-output old.jsonl --site maghress"
    assert f"no new tickers, file unchanged; {command} writes" in capsys.readouterr().err


def test_the_command_for_a_file_has_what_was_chosen_of_its_form(folder, capsys):
    need(".parquet")
    (folder / "by.parquet").mkdir()
    for name in ("a.csv", "b.jsonl"):
        (folder / name).write_bytes(OLD)
    form = Form(excel=True, partition_by=("site", "year"))
    files_of(("by.parquet", "a.csv", "b.jsonl"), (), None, form).write(list, list, 0, SELECTION)
    commands = [
        line.split("; newsscraper ")[1].removesuffix(" writes the stored records")
        for line in told(capsys)
    ]
    assert commands == [
        "export -o by.parquet --partition-by site,year --site maghress",
        "export -o a.csv --excel --site maghress",
        "export -o b.jsonl --site maghress",
    ]


@pytest.mark.parametrize("report", ["a.jsonl", "./a.jsonl", "link.jsonl", "-"])
def test_a_report_goes_where_nothing_else_goes(folder, report):
    (folder / "link.jsonl").symlink_to("a.jsonl")
    with pytest.raises(UserError, match="another output"):
        files_of(("a.jsonl", "-"), (), report, PLAIN).check()
    files_of(("a.jsonl",), (), "report.json", PLAIN).check()


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_a_new_file_without_a_record_is_valid(folder, suffix):
    need(suffix)
    files_of((f"a{suffix}",), (), None, PLAIN).write(list, list, 0, SELECTION)
    there = (folder / f"a{suffix}").stat().st_size
    assert there or suffix in (".jsonl", ".md", ".txt")


# Commands


def make_store() -> None:
    """Make a store of two articles and a ticker in the working directory."""
    with Store("data/newsscraper.db", create=True) as opened:
        write(opened, article(1), article(2))
        batch = Batch()
        batch.add_ticker(
            TickerSnapshot(
                "maghress/fr/t", "maghress", "fr", [TickerItem(1, "Un")], ["2026-01-30T12:00:00Z"]
            )
        )
        opened.write(batch)


@pytest.fixture
def store(folder):
    make_store()


def test_export_writes_every_output(folder, store):
    done = run(
        "export",
        "-o",
        "a.jsonl",
        "-o",
        "b.csv",
        "-o",
        "-",
        "--ticker-output",
        "t.jsonl",
        "--ticker-output",
        "u.json",
    )
    assert len(records(folder / "a.jsonl")) == 2
    assert [json.loads(line) for line in done.stdout.splitlines()] == records(folder / "a.jsonl")
    assert len((folder / "b.csv").read_text(encoding="utf-8").splitlines()) == 3
    assert json.loads((folder / "u.json").read_text(encoding="utf-8")) == records(
        folder / "t.jsonl"
    )
    assert (
        "2 articles in a.jsonl, 2 articles in b.csv, 1 tickers in t.jsonl, 1 tickers in u.json"
        in done.stderr
    )
    result = CliRunner().invoke(
        cli, ["export", "-o", "a.jsonl", "-o", "b.jsonl", "--name", "daily"]
    )
    assert isinstance(result.exception, UserError)
    assert "one output" in str(result.exception)


def test_export_of_a_selection_that_is_empty_is_what_the_store_has(folder, store):
    """Nothing of that day is an answer; a source that nobody has is not."""
    (folder / "a.jsonl").write_bytes(OLD)
    assert "0 articles in a.jsonl" in run("export", "-o", "a.jsonl", "--since", "2030-01-01").stderr
    assert (folder / "a.jsonl").read_bytes() == b""


def test_ticker_writes_every_output(folder, store):
    done = run("ticker", "maghress", "-o", "a.jsonl", "-o", "-", "-o", "b.json")
    assert [json.loads(line) for line in done.stdout.splitlines()] == records(folder / "a.jsonl")
    assert json.loads((folder / "b.json").read_text(encoding="utf-8")) == records(
        folder / "a.jsonl"
    )
    assert len(records(folder / "a.jsonl")) == 1


def test_extract_writes_every_output(folder):
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    done = run(
        "extract", "page.html", "-o", "-", "-o", "a.jsonl", "-o", "b.json", "--all-captures", "-q"
    )
    assert [json.loads(line) for line in done.stdout.splitlines()] == records(folder / "a.jsonl")
    assert json.loads((folder / "b.json").read_text(encoding="utf-8")) == records(
        folder / "a.jsonl"
    )
    assert records(folder / "a.jsonl")[0]["headline"] == "Le barrage est plein"
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_extract_that_fails_without_a_record_leaves_its_outputs(folder):
    (folder / "error.html").write_text(LISTING, encoding="utf-8")
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    for name in ("a.jsonl", "t.jsonl"):
        (folder / name).write_bytes(OLD)
    wanted = ("-o", "a.jsonl", "-o", "new.jsonl", "--ticker-output", "t.jsonl", "-q")
    run("extract", "error.html", "nosuch.html", *wanted, code=1)
    assert [(folder / name).read_bytes() for name in ("a.jsonl", "t.jsonl")] == [OLD, OLD]
    assert not (folder / "new.jsonl").exists()
    run("extract", "error.html", "page.html", *wanted, code=1)
    assert len(records(folder / "a.jsonl")) == len(records(folder / "new.jsonl")) == 1


def test_the_store_knows_what_was_met(folder, store):
    with Store("data/newsscraper.db") as opened:
        [known] = {row["source_id"] for row in opened.articles()}
        assert opened.has_value("source_id", known)
        assert opened.has_value("source_id", known, ["masress", "maghress"])
        assert not opened.has_value("source_id", known, ["masress"])
        assert not opened.has_value("language", "xx")
