"""Options that several commands have."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import click
import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsscraper.cli import options, scrape
from newsscraper.cli.options import Day, fetch_options, store_option
from newsscraper.errors import UserError
from newsscraper.fetch_options import FetchOptions
from newsscraper.store import DEFAULT_STORE


def test_the_default_store_is_that_of_the_store_package():
    assert options.DEFAULT_STORE == DEFAULT_STORE == "data/newsscraper.db"


# Days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-31", "2026-01-31"),
        (" 2024-02-29 ", "2024-02-29"),
        ("0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31"),
        ("20260131", "2026-01-31"),
    ],
)
def test_a_day_is_read(text, day):
    assert Day().convert(text, None, None) == day


@pytest.mark.parametrize(
    ("text", "days"),
    [("0d", 0), ("1d", 1), ("7d", 7), ("30D", 30), (" 365d", 365), ("007d", 7), ("99999d", 99999)],
)
def test_a_number_of_days_ago_is_read(text, days):
    before = datetime.now(UTC).date()
    day = Day().convert(text, None, None)
    assert day in {
        (today - timedelta(days=days)).isoformat() for today in (before, datetime.now(UTC).date())
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "d",
        "7",
        "-7d",
        "1.5d",
        "7 d",
        "7w",
        "²d",
        "yesterday",
        "31-01-2026",
        "2026-02-30",
        "2026-1-1",
        "2026-01-31T00:00",
        "999999d",
    ],
)
def test_an_invalid_day_is_a_usage_error(text):
    with pytest.raises(click.BadParameter) as caught:
        Day().convert(text, None, None)
    assert caught.value.message == f"invalid date {text!r}: use 2026-01-31 or 7d"


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{1,8}d", fullmatch=True))
@example("٧d")
@settings(deadline=None, max_examples=200)
def test_any_text_is_a_day_or_a_usage_error(text):
    try:
        day = Day().convert(text, None, None)
    except click.BadParameter:
        pass
    else:
        assert datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat() == day


# Settings


@pytest.mark.parametrize(
    ("options", "settings"),
    [
        (FetchOptions(store=None), {"NEWSSCRAPER_STORE": ""}),
        (FetchOptions(contact="", store="x.db"), {"NEWSSCRAPER_STORE": "x.db"}),
        (
            FetchOptions(base_url="http://h:8000/{site}", contact="me@x.org", quiet=True),
            {
                "NEWSSCRAPER_BASE_URL": "http://h:8000/{site}",
                "NEWSSCRAPER_STORE": DEFAULT_STORE,
                "NEWSSCRAPER_CONTACT": "me@x.org",
                "NEWSSCRAPER_PROGRESS": "none",
            },
        ),
        (
            FetchOptions(base_url="https://{site}.test", store=None),
            {"NEWSSCRAPER_BASE_URL": "https://{site}.test", "NEWSSCRAPER_STORE": ""},
        ),
        (
            FetchOptions(base_url="http://[::1]:8000/", store=None, fresh=True),
            {
                "NEWSSCRAPER_BASE_URL": "http://[::1]:8000/",
                "NEWSSCRAPER_STORE": "",
                "NEWSSCRAPER_FRESH": True,
            },
        ),
    ],
)
def test_options_become_settings(options, settings):
    defaults = {"NEWSSCRAPER_BASE_URL": "", "NEWSSCRAPER_FRESH": False}
    assert options.run_settings() == {**defaults, **settings}


@pytest.mark.parametrize(
    "base_url",
    [
        "",
        "localhost:8000",
        "127.0.0.1",
        "/maghress",
        "ftp://h/",
        "http://",
        "http:///maghress",
        "file:///x",
        "http://[",
        "http://[::1",
        "http://[x]/",
        "http://host:port/",
        "http://host:99999/",
    ],
)
def test_an_invalid_mirror_address_is_an_error(base_url):
    with pytest.raises(UserError) as caught:
        FetchOptions(base_url=base_url).run_settings()
    assert str(caught.value) == (
        f"invalid --base-url {base_url!r}: use the http:// or https:// address of a site's root"
    )


# Options


@click.command()
@fetch_options("scrape")
@store_option()
def command(options):
    names = ("base_url", "contact", "quiet", "settings", "store", "verbose")
    click.echo(repr([(name, getattr(options, name)) for name in names]))


def run(*arguments: str, **environment: str) -> list[tuple[str, object]]:
    result = CliRunner().invoke(command, list(arguments), env=environment)
    assert result.exit_code == 0, result.output
    return eval(result.output)


def test_the_defaults_of_the_options():
    assert run(NEWSSCRAPER_CONTACT="") == [
        ("base_url", None),
        ("contact", None),
        ("quiet", False),
        ("settings", ()),
        ("store", "data/newsscraper.db"),
        ("verbose", 0),
    ]


def test_the_options():
    arguments = (
        "--store x.db --base-url http://h -s A=1 --set B=2 --contact me@example.org -vv -q".split()
    )
    assert run(*arguments) == [
        ("base_url", "http://h"),
        ("contact", "me@example.org"),
        ("quiet", True),
        ("settings", ("A=1", "B=2")),
        ("store", "x.db"),
        ("verbose", 2),
    ]


def test_the_contact_may_come_from_the_environment():
    assert dict(run(NEWSSCRAPER_CONTACT="env@example.org"))["contact"] == "env@example.org"
    assert (
        dict(run("--contact", "me@example.org", NEWSSCRAPER_CONTACT="env@example.org"))["contact"]
        == "me@example.org"
    )


def test_the_help_says_where_the_records_are_kept():
    told = " ".join(CliRunner().invoke(command, ["--help"]).output.split())
    assert "[default: data/newsscraper.db]" in told
    told = " ".join(CliRunner().invoke(scrape, ["--help"]).output.split())
    assert "Without it, nothing is kept." in told
