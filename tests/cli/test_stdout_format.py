"""``--format``: the format of standard output, in every command that writes records there."""

from __future__ import annotations

import csv
import io
import json

import click
import pytest
from click.testing import CliRunner

from newsscraper.cli import cli
from newsscraper.errors import UserError
from newsscraper.exporters.registry import stdout_formats
from tests import forkserver
from tests.exporters.test_outputs import PAGE, make_store

COMMANDS = ("crawl", "latest", "scrape", "extract", "export", "ticker")
TEXT = "Après dix jours de pluie, le barrage a atteint sa cote la plus haute."


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    make_store()
    return tmp_path


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, list(arguments), standalone_mode=False)
    assert result.exception is None, result.output
    assert not result.return_value, result.output
    return result.stdout


def problem(*arguments: str) -> str:
    result = CliRunner().invoke(cli, list(arguments), standalone_mode=False)
    assert isinstance(result.exception, UserError | click.UsageError), result.output
    assert result.stdout == ""
    return str(getattr(result.exception, "message", None) or result.exception)


@pytest.mark.parametrize(
    "arguments",
    [("extract", "page.html", "-q"), ("export", "--limit", "1"), ("ticker", "maghress", "-o", "-")],
)
def test_each_command_writes_json_lines_json_and_csv(arguments):
    [line] = run(*arguments).splitlines()
    record = json.loads(line)
    assert run(*arguments, "--format", "jsonl") == f"{line}\n"
    assert json.loads(run(*arguments, "--format", "json")) == [record]
    [row] = csv.DictReader(io.StringIO(run(*arguments, "--format", "CSV"), newline=""))
    assert list(row) == list(record)
    assert row["headline"] == record["headline"]


@pytest.mark.parametrize("every", [(), ("--all-captures",)])
def test_extract_prints_a_page_for_reading(every):
    assert run("extract", "page.html", "-q", "--format", "txt", *every) == (
        f"Le barrage est plein\n\n{TEXT}\n"
    )
    found = run("extract", "page.html", "-q", "--format", ".md", *every)
    assert found.startswith('---\nid: "text/')
    assert found.endswith(f"\n---\n\n# Le barrage est plein\n\n{TEXT}\n")


def test_export_prints_several_articles():
    assert run("export", "--format", "md").count("\n\n---\nid: ") == 1
    assert run("export", "--format", "txt").count(f"\n{'=' * 72}\n") == 1


def test_a_file_beside_standard_output_has_its_own_format(folder):
    found = run("export", "-o", "-", "-o", "a.jsonl", "--format", "txt")
    assert len((folder / "a.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert not found.startswith("{")


@pytest.mark.parametrize("name", ["parquet", "sqlite", "jsonl.gz", "hf:", "xml", "", "."])
@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", "page.html"),
        ("export",),
        ("scrape", "https://presse.example/1"),
        ("ticker", "maghress", "-o", "-"),
        ("crawl", "maghress", "-o", "-"),
        ("latest", "maghress", "-o", "-"),
    ],
)
def test_another_format_is_one_line_with_those_that_can_be_written(arguments, name):
    assert problem(*arguments, "--format", name) == (
        f"cannot write {name!r} to standard output: --format takes jsonl, json, csv, jsonld, md,"
        " txt"
    )


@pytest.mark.parametrize("command", ["export", "crawl maghress", "extract page.html"])
def test_without_standard_output_the_option_is_an_error(command):
    assert "no output is -" in problem(*command.split(), "-o", "a.jsonl", "--format", "csv")


def test_tickers_are_not_for_reading():
    assert problem("ticker", "maghress", "-o", "-", "--format", "md") == (
        "cannot write to standard output: Markdown is for articles, not for headlines"
    )


def test_several_sites_print_json_lines_only():
    several = ("latest", "maghress", "turess", "-o", "-")
    assert "only jsonl" in problem(*several, "--format", "json")


def test_pretty_is_for_json():
    pretty = run("export", "--limit", "1", "--pretty")
    assert len(json.loads(pretty)) == 1
    assert run("export", "--limit", "1", "--pretty", "--format", "json") == pretty
    assert "--pretty applies to JSON" in problem("export", "--pretty", "--format", "csv")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_lists_the_formats(command):
    found = " ".join(run(command, "--help").split())
    assert f"Format of standard output: {', '.join(stdout_formats())}." in found


@pytest.mark.process
def test_a_process_prints_markdown_and_refuses_parquet(folder):
    done = forkserver.run("extract", "page.html", "-q", "--format", "md", cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().endswith(f"# Le barrage est plein\n\n{TEXT}\n")
    done = forkserver.run("extract", "page.html", "--format", "parquet", cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1
