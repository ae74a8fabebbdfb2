"""When what is repeated begins again, by a clock that is set by hand; and the command line that is
repeated."""

from __future__ import annotations

import sys
from contextlib import suppress
from random import Random

import click
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.cli import cli
from newsscraper.cli import watch as command
from newsscraper.cli.schedule import DurationError, Schedule, interval_of, jitter_of, seconds_of

NOON = 1_800_000_000.0


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def turns(schedule: Schedule, clock: Clock, lasting: float, count: int) -> list[tuple[str, float]]:
    """Name and start, after noon, of the next turns, each of which lasts so long."""
    found = []
    for _ in range(count):
        job = schedule.next()
        assert job is not None
        clock.now += schedule.wait(job)
        found.append((job.name, clock.now - NOON))
        clock.now += lasting
        schedule.finished(job)
    return found


# Durations


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90),
        ("15m", 900),
        ("2h", 7200),
        ("1d", 86400),
        ("0.5h", 1800),
        (" 15M ", 900),
        ("007s", 7),
        ("0s", 0),
    ],
)
def test_a_duration_is_read(text, seconds):
    assert seconds_of(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15",
        "m",
        "-1s",
        "1w",
        "1h30m",
        "15 m",
        "1e3s",
        "٣m",
        ".5h",
        "1.h",
        "soon",
        "9" * 10 + "s",
    ],
)
def test_an_invalid_duration_is_an_error(text):
    with pytest.raises(DurationError) as caught:
        seconds_of(text)
    assert str(caught.value) == f"invalid duration {text!r}: use 90s, 15m, 2h or 1d"


@given(st.text(max_size=8) | st.from_regex(r"[0-9]{0,10}\.?[0-9]{0,10}[smhd%]", fullmatch=True))
@settings(deadline=None, max_examples=200)
def test_any_text_is_an_interval_and_a_jitter_or_refused(text):
    with suppress(DurationError):
        assert 1 <= interval_of(text) <= 366 * 86400
    with suppress(DurationError):
        assert 0 <= jitter_of(text, 60) <= 60


@pytest.mark.parametrize(
    ("text", "told"),
    [("0s", "too short"), ("0.9s", "too short"), ("367d", "too long"), ("1", "invalid duration")],
)
def test_an_interval_out_of_bounds_is_an_error(text, told):
    with pytest.raises(DurationError, match=told):
        interval_of(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("10%", 90),
        ("0", 0),
        ("0%", 0),
        ("0s", 0),
        ("30s", 30),
        ("2.5%", 22.5),
        ("100%", 900),
        ("15m", 900),
    ],
)
def test_a_jitter_is_read(text, seconds):
    assert jitter_of(text, 900) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("10", "invalid jitter '10': use 10%, 30s, or 0 for none"),
        ("-1%", "invalid jitter"),
        ("", "invalid jitter"),
        ("101%", "is longer than the time between two starts"),
        ("16m", "is longer than"),
    ],
)
def test_an_invalid_jitter_is_an_error(text, told):
    with pytest.raises(DurationError) as caught:
        jitter_of(text, 900)
    assert told in str(caught.value)


# The schedule


def test_rounds_are_scheduled_from_the_previous_due_time(clock):
    assert turns(Schedule(["a"], 100, clock=clock), clock, 30, 4) == [
        ("a", 0),
        ("a", 100),
        ("a", 200),
        ("a", 300),
    ]


def test_jobs_run_one_after_another_in_order(clock):
    schedule = Schedule(["b", "a"], 100, clock=clock)
    assert turns(schedule, clock, 30, 6) == [
        ("b", 0),
        ("a", 30),
        ("b", 100),
        ("a", 130),
        ("b", 200),
        ("a", 230),
    ]


def test_a_missed_round_is_due_at_once_and_runs_only_once(clock):
    schedule = Schedule(["a"], 100, clock=clock)
    assert turns(schedule, clock, 250, 2) == [("a", 0), ("a", 250)]
    assert turns(schedule, clock, 30, 3) == [("a", 500), ("a", 600), ("a", 700)]


def test_a_late_round_is_reported(clock):
    schedule = Schedule(["a"], 100, clock=clock)
    job = schedule.next()
    assert job is not None
    clock.now += 100
    assert not schedule.finished(job)  # just in time
    clock.now += 101
    assert schedule.finished(job)
    assert schedule.wait(job) == 0


def test_of_several_late_jobs_each_gets_its_round(clock):
    names = [name for name, _ in turns(Schedule(["a", "b", "c"], 10, clock=clock), clock, 50, 9)]
    assert names == ["a", "b", "c"] * 3


def test_the_jitter_of_each_round_is_independent(clock):
    schedule = Schedule(["a"], 100, 40, clock=clock, random=Random(1))
    starts = [start for _, start in turns(schedule, clock, 1, 200)]
    late = [start - 100 * number for number, start in enumerate(starts)]
    assert starts[0] == 0
    assert all(0 <= seconds <= 40 for seconds in late)
    assert min(late[1:]) < 4
    assert max(late) > 36
    again = Schedule(["a"], 100, 40, clock=clock, random=Random(2))
    assert [start for _, start in turns(again, clock, 1, 3)] != starts[:3]


def test_a_limited_number_of_rounds(clock):
    schedule = Schedule(["a", "b"], 100, times=2, clock=clock)
    assert [name for name, _ in turns(schedule, clock, 1, 4)] == ["a", "b", "a", "b"]
    assert schedule.next() is None


def test_a_clock_that_is_set_back_delays_a_round_by_one_interval(clock):
    schedule = Schedule(["a"], 100, 10, clock=clock)
    turns(schedule, clock, 1, 1)
    clock.now -= 86400
    job = schedule.next()
    assert job is not None
    assert schedule.wait(job) == 100
    clock.now += 60
    assert schedule.wait(job) == 40


def test_after_the_computer_has_slept_the_next_round_is_due_at_once(clock):
    schedule = Schedule(["a"], 100, clock=clock)
    turns(schedule, clock, 1, 1)
    clock.now += 86400
    job = schedule.next()
    assert job is not None
    assert schedule.wait(job) == 0


def test_a_schedule_without_jobs():
    assert Schedule([], 100).next() is None


# The command line of the child


@pytest.fixture
def started(monkeypatch):
    """The command lines that a watch begins; each ends at once, with 0."""
    found: list[list[str]] = []

    def run(self, line):
        found.append(line)
        return 0

    monkeypatch.setattr(sys.modules["newsscraper.cli.children"].Child, "run", run)
    return found


def watched(*arguments: str, **environment: str):
    return CliRunner().invoke(cli, ["watch", *arguments], env=environment, standalone_mode=False)


def test_options_are_passed_on_to_the_child(started):
    asked = (
        "-e fr --edition=ar --source elwatan --store x.db -s A=1 --set B=-2 --contact"
        " me@example.org -vv -q --limit 7"
    )
    base_url = "http://127.0.0.1:8000/{site}"
    assert (
        watched("djazairess", "--times", "1", *asked.split(), "--base-url", base_url).exit_code == 0
    )
    [line] = started
    assert line[0] == "crawl"
    assert line[-2:] == ["--", "djazairess"]
    assert sorted(line[1:-2]) == sorted(
        [
            "--edition=fr",
            "--edition=ar",
            "--source=elwatan",
            "--store=x.db",
            "--set=A=1",
            "--set=B=-2",
            "--contact=me@example.org",
            "--verbose",
            "--verbose",
            "--quiet",
            "--limit=7",
            f"--base-url={base_url}",
        ]
    )


def test_the_child_reads_the_same_options(started):
    watched("maghress", "--times", "1", "-e", "fr", "-q", "-vv", "--set", "A=1", "--limit", "7")
    crawl = cli.commands["crawl"]
    read = crawl.make_context("crawl", started[0][1:]).params
    meant = crawl.make_context(
        "crawl", ["-e", "fr", "-q", "-vv", "--set", "A=1", "--limit", "7", "maghress"]
    ).params
    assert read == meant


def test_options_from_the_environment_are_left_to_the_child(started):
    watched("maghress", "--times", "1", NEWSSCRAPER_CONTACT="env@example.org")
    assert started == [["crawl", "--", "maghress"]]


def test_watch_can_run_latest(started):
    watched(
        "maghress",
        "https://www.masress.com/",
        "maghress",
        "--latest",
        "--times",
        "1",
        "--store",
        "x.db",
    )
    line = ["latest", "--store=x.db", "--"]
    assert started == [[*line, "maghress"], [*line, "masress"]]


def test_watch_has_every_option_of_crawl_except_those_of_a_single_run():
    ours = {parameter.name for parameter in command.params}
    theirs = {
        parameter.name
        for parameter in cli.commands["crawl"].params
        if isinstance(parameter, click.Option)
    }
    assert theirs - ours == {"output", "format", "ticker_output", "if_empty", "report", "fresh"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("maghres", "unknown site 'maghres'"),
        ("maghress nowhere", "'nowhere'"),
        ("maghress -e xx", "no edition 'xx'"),
        ("maghress --every soon", "invalid duration 'soon'"),
        ("maghress --every 0.5s", "'0.5s' is too short: the minimum is 1s"),
        ("maghress --jitter 10", "invalid jitter '10'"),
        ("maghress --every 1m --jitter 2m", "the jitter '2m' is longer"),
        ("maghress --times 0", "Invalid value for '--times'"),
        ("maghress --limit 0", "Invalid value for '--limit'"),
        ("maghress --base-url localhost", "use the http:// or https:// address"),
        (
            "maghress masress --base-url http://localhost/maghress",
            "write {site} in place of their names",
        ),
        ("", "Missing argument 'SITE...'"),
        ("maghress -o x.jsonl", "No such option"),
    ],
)
def test_invalid_options_are_errors_before_the_first_round(started, arguments, told):
    with pytest.raises(Exception) as caught:  # noqa: PT011 - UserError or click's, both end with exit code 2
        CliRunner().invoke(
            cli, ["watch", *arguments.split()], standalone_mode=False, catch_exceptions=False
        )
    text = (
        caught.value.format_message()
        if isinstance(caught.value, click.ClickException)
        else str(caught.value)
    )
    assert told in text
    assert started == []


def test_the_exit_code_is_the_highest_of_the_last_rounds(monkeypatch):
    codes = iter([1, 3, 0, 1, 0, -9])
    monkeypatch.setattr(
        sys.modules["newsscraper.cli.children"].Child, "run", lambda self, line: next(codes)
    )
    monkeypatch.setattr(
        sys.modules["newsscraper.cli.children"].Child, "idle", lambda self, left: True
    )
    done = watched("maghress", "masress", "--times", "3", "--jitter", "0")
    assert done.return_value == 137
    told = [line for line in done.output.splitlines() if "next" not in line]
    assert told == [
        "newsscraper: maghress: crawl ended with exit code 1",
        "newsscraper: masress: crawl ended with exit code 3",
        "newsscraper: masress: crawl ended with exit code 1",
        "newsscraper: masress: crawl was ended by SIGKILL",
    ]
