"""Each option of a command that fetches is declared once."""

from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path

import click
import pytest

import newsscraper
from newsscraper.child import CrawlArguments
from newsscraper.cli import cli
from newsscraper.fetch_options import FetchOptions, declared, long_name


def crawled(*arguments: str) -> FetchOptions:
    """The options that the command crawl reads from a command line."""
    command = cli.commands["crawl"]
    values = command.make_context("crawl", [*arguments, "maghress"]).params
    return FetchOptions(**{name: values[name] for name in declared()})


@pytest.mark.parametrize("command", ["crawl", "latest", "scrape", "sources"])
def test_a_command_has_the_options_declared_for_it(command):
    names = {option.name for option in cli.commands[command].params}
    assert {name for name, option in declared().items() if command in option.commands} <= names


def test_crawl_from_python_takes_every_option():
    parameters = inspect.signature(newsscraper.crawl).parameters
    assert list(parameters) == ["site", *declared()]
    assert newsscraper.crawl.__doc__ is not None
    for name, option in declared().items():
        assert f"{name}: {option.help}" in newsscraper.crawl.__doc__
    with pytest.raises(TypeError, match="nonsense"):
        newsscraper.crawl("maghress", nonsense=1)  # type: ignore[call-arg]


def test_crawl_from_python_passes_every_option_to_the_command():
    given = CrawlArguments(
        "maghress",
        edition="fr",
        source=["yabiladi", "atlas"],
        author=("A B",),
        since=date(2026, 1, 31),
        until="7d",
        limit=3,
        max_pages=4,
        recheck="30d",
        full=True,
        fresh=True,
        output=Path("a.jsonl"),
        excel=True,
        partition_by="site,year",
        format="csv",
        ticker_output=["t.csv", Path("u.csv")],
        if_empty="truncate",
        report="r.json",
        keep_pages="pages",
        respect_rights=True,
        store=Path("x.db"),
        base_url="http://h/",
        settings={"A": 1, "B": "x=y"},
        contact="me@example.org",
        verbose=2,
        quiet=True,
    )
    read = crawled(*given.arguments())
    assert read.arguments() == given.arguments()
    assert len({word.split("=")[0] for word in given.arguments()}) == len(declared())
    assert read.settings == ("A=1", "B=x=y")
    assert (read.since, read.limit, read.verbose) == ("2026-01-31", 3, 2)


def test_defaults_are_not_passed_on():
    assert CrawlArguments("maghress").arguments() == []
    assert crawled() == FetchOptions(
        edition=(), source=(), author=(), output=(), ticker_output=(), settings=()
    )


def test_options_without_a_value_are_written_as_flags():
    flags = [name for name, option in declared().items() if option.kind == "flag"]
    options = [option for option in cli.commands["crawl"].params if option.name in flags]
    assert all(isinstance(option, click.Option) and option.is_flag for option in options)
    assert {option.opts[-1] for option in options} == {long_name(name) for name in flags}
