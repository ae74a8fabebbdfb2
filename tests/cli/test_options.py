"""Options that several commands have."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import click
import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsscraper.cli import options, scrape
from newsscraper.cli.options import Day, fetching_options, settings_of, store_option
from newsscraper.store import DEFAULT_STORE


def test_the_default_store_is_the_stores():
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
def test_a_day_as_it_is_written(text, day):
    assert Day().convert(text, None, None) == day


@pytest.mark.parametrize(
    ("text", "days"),
    [("0d", 0), ("1d", 1), ("7d", 7), ("30D", 30), (" 365d", 365), ("007d", 7), ("99999d", 99999)],
)
def test_so_many_days_back(text, days):
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
def test_what_is_no_day(text):
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
    ("asked", "found"),
    [
        ((None, None, False, None), {"NEWSSCRAPER_BASE_URL": "", "NEWSSCRAPER_STORE": ""}),
        ((None, "", False, "x.db"), {"NEWSSCRAPER_BASE_URL": "", "NEWSSCRAPER_STORE": "x.db"}),
        (
            ("http://127.0.0.1:8000/{site}", "me@example.org", True, None),
            {
                "NEWSSCRAPER_BASE_URL": "http://127.0.0.1:8000/{site}",
                "NEWSSCRAPER_STORE": "",
                "NEWSSCRAPER_CONTACT": "me@example.org",
                "NEWSSCRAPER_PROGRESS": "none",
            },
        ),
        (
            ("https://{site}.test", None, False, None),
            {"NEWSSCRAPER_BASE_URL": "https://{site}.test", "NEWSSCRAPER_STORE": ""},
        ),
        (
            ("http://[::1]:8000/", None, False, None),
            {"NEWSSCRAPER_BASE_URL": "http://[::1]:8000/", "NEWSSCRAPER_STORE": ""},
        ),
    ],
)
def test_the_settings_behind_the_options(asked, found):
    assert settings_of(*asked) == found


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
    ],
)
def test_a_mirror_without_an_address(base_url):
    with pytest.raises(click.BadParameter) as caught:
        settings_of(base_url, None, False, None)
    assert (
        caught.value.format_message()
        == f"Invalid value for '--base-url': {base_url!r} is no http:// or https:// address of a"
        " site's root"
    )


@pytest.mark.parametrize(
    "base_url",
    ["http://[", "http://[::1", "http://[x]/", "http://host:port/", "http://host:99999/"],
)
def test_a_mirror_whose_address_cannot_be_read(base_url):
    with pytest.raises(click.BadParameter):
        settings_of(base_url, None, False, None)


# Options


@click.command()
@store_option()
@fetching_options
def command(**given):
    click.echo(repr(sorted(given.items())))


def run(*arguments: str, **environment: str) -> list[tuple[str, object]]:
    result = CliRunner().invoke(command, list(arguments), env=environment)
    assert result.exit_code == 0, result.output
    return eval(result.output)


def test_what_the_options_are_without_any():
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


def test_the_contact_may_stand_in_the_environment():
    assert dict(run(NEWSSCRAPER_CONTACT="env@example.org"))["contact"] == "env@example.org"
    assert (
        dict(run("--contact", "me@example.org", NEWSSCRAPER_CONTACT="env@example.org"))["contact"]
        == "me@example.org"
    )


def test_the_help_says_where_the_records_are_kept():
    told = " ".join(CliRunner().invoke(command, ["--help"]).output.split())
    assert "[default: data/newsscraper.db]" in told
    told = " ".join(CliRunner().invoke(scrape, ["--help"]).output.split())
    assert "Nothing is kept without it." in told
