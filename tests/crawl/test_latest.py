"""``newsscraper latest``: front pages, feeds and tickers, and nothing else."""

from __future__ import annotations

import json
import os

import pytest

from tests.crawl.conftest import CONTACT, NO_DELAY, SITE_FILES, Shell
from tests.replica.server import Replica


def latest(shell: Shell, replica: Replica, *arguments: str, code: int = 0):
    base = replica.base_url("maghress").replace("maghress", "{site}")
    return shell(
        "latest", *arguments, "--base-url", base, "--contact", CONTACT, *NO_DELAY, code=code
    )


def asked(replica: Replica) -> list[str]:
    return [access.path for access in replica.log if access.path not in SITE_FILES]


def test_a_site_that_has_not_changed_costs_two_requests_an_edition(shell):
    with Replica(ticker_every=1000) as replica:
        latest(shell, replica, "maghress")
        assert not [path for path in asked(replica) if "page=" in path or path == "/fr/atlasmatin"]
        replica.reset()
        (shell.folder / "old.jsonl").write_text("{}\n", encoding="utf-8")
        done = latest(
            shell,
            replica,
            "maghress",
            "-o",
            "new.jsonl",
            "-o",
            "old.jsonl",
            "--report",
            "report.json",
            "-q",
        )
        assert sorted(asked(replica)) == ["/", "/fr", "/fr/rss", "/rss"]
        assert [access.status for access in replica.log if access.path.endswith("/rss")] == [
            304,
            304,
        ]
    report = json.loads((shell.folder / "report.json").read_text(encoding="utf-8"))
    assert (report["ending"], report["articles"], report["kinds"]["unmodified"]) == (
        "finished",
        0,
        2,
    )
    # What is there stays as it is, and even -q says so: who reads it must know that it is of an
    # earlier day.
    assert (shell.records("new.jsonl"), shell.records("old.jsonl")) == ([], [{}])
    assert report["outputs"] == {"new.jsonl": 0, "old.jsonl": 0}
    assert done.stderr.splitlines() == [
        "newsscraper: old.jsonl: no new articles, file unchanged; newsscraper export -o old.jsonl"
        " --site maghress writes the stored records"
    ]


def test_what_is_new_is_fetched_and_written(shell):
    with Replica(ticker_every=1000) as replica:
        latest(shell, replica, "maghress")
        replica.reset()
        published = replica.publish("maghress", "fr", "atlasmatin", 3)
        latest(
            shell,
            replica,
            "maghress",
            "--edition",
            "fr",
            "-o",
            "new.jsonl",
            "--ticker-output",
            "tickers.jsonl",
        )
        assert {record["id"] for record in shell.records("new.jsonl")} == {
            story.id for story in published
        }
        assert sorted(asked(replica)) == sorted(
            ["/fr", "/fr/rss", *(story.path for story in published)]
        )
        assert {snapshot["edition"] for snapshot in shell.records("tickers.jsonl")} == {"fr"}


def test_the_crawl_behind_it_leaves_no_hole(shell):
    """What latest has fetched must not be taken for the foot of a walk that was completed."""
    with Replica(articles=120, fast=True) as replica:
        latest(shell, replica, "yemeress", "--limit", "7", "-s", "SCRAPER_SLOT_MAX_ACTIVE_SIZE=1")
        replica.publish("yemeress", "ar", "wadihadramout", 30)
        latest(shell, replica, "yemeress")
        report = shell.crawl(replica, "yemeress")
        shell("export", "-o", "all.jsonl")
        assert {record["id"] for record in shell.records("all.jsonl")} == {
            story.id for story in replica.world.stories("yemeress")
        }
        paths = [
            access.path
            for access in replica.log
            if access.status == 200 and replica.world.story_at("yemeress", access.path)
        ]
        assert (
            len(paths) <= len(set(paths)) + 2
        )  # requests that were open when the limit was reached
    assert report["ending"] == "finished"


def test_of_a_source_only_the_top_of_its_listing_is_read(shell, replica):
    latest(shell, replica, "maghress", "--source", "atlasmatin", "-o", "new.jsonl")
    listings = [path for path in asked(replica) if path.split("?")[0].endswith("/atlasmatin")]
    assert set(listings) <= {"/atlasmatin", "/fr/atlasmatin"}
    assert {record["source_id"] for record in shell.records("new.jsonl")} == {"atlasmatin"}


def test_several_sites_one_after_another_into_one_file(shell, replica):
    done = latest(
        shell,
        replica,
        "yemeress",
        "sudaress",
        "yemeress",
        "--limit",
        "4",
        "-o",
        "new.csv",
        "-o",
        "-",
        "--report",
        "report.json",
    )
    streamed = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["site"] for record in streamed] == ["yemeress"] * 4 + ["sudaress"] * 4
    reports = json.loads((shell.folder / "report.json").read_text(encoding="utf-8"))
    assert [(report["name"], report["articles"]) for report in reports] == [
        ("yemeress", 4),
        ("sudaress", 4),
    ]
    assert "newsscraper: 8 articles in new.csv" in done.stderr
    assert [report["outputs"] for report in reports] == [{"new.csv": 8}] * 2


def test_what_one_site_had_is_not_lost_where_another_has_no_such_source(shell, replica):
    (shell.folder / "new.jsonl").write_text("old\n", encoding="utf-8")
    wanted = ("--source", "multaqaalnilain", "--limit", "2", "-q")
    done = latest(shell, replica, "yemeress", "sudaress", *wanted, "-o", "new.jsonl", code=2)
    assert (shell.folder / "new.jsonl").read_text(encoding="utf-8") == "old\n"
    command = "export -o new.jsonl --site yemeress --site sudaress --source multaqaalnilain"
    assert (
        f"new.jsonl: not written, because the exit code is 2; newsscraper {command} writes"
        in done.stderr
    )
    assert "did you mean multaqaalnilain" not in done.stderr
    shell(*command.split())
    assert {record["site"] for record in shell.records("new.jsonl")} == {"sudaress"}


def test_an_unknown_site_beside_a_good_one_is_reported_before_the_first_request(shell, replica):
    done = latest(shell, replica, "yemeress", "magress", code=2)
    assert "did you mean" in done.stderr
    assert replica.log == []


def test_one_mirror_cannot_answer_for_several_sites(shell, replica):
    done = shell(
        "latest", "yemeress", "sudaress", "--base-url", replica.base_url("yemeress"), code=2
    )
    assert "write {site}" in done.stderr
    assert replica.log == []


@pytest.mark.skipif(os.name == "nt", reason="Windows deletes no open file")
def test_no_new_store_is_created_for_the_next_site_if_the_first_one_was_deleted(shell):
    store = shell.folder / "data/newsscraper.db"
    with Replica() as replica:
        replica.hold(after=8)
        base = replica.base_url("maghress").replace("maghress", "{site}")
        running = shell.begin(
            *("latest", "maghress", "yemeress", "sudaress", "--base-url", base, *NO_DELAY),
            *("-o", "new.jsonl", "--report", "report.json"),
        )
        running.wait_for(lambda: len(replica.log) == 8 and replica.held)
        for part in store.parent.iterdir():
            part.unlink()
        replica.release()
        told = running.end(2)
    assert told.count("cannot write the store data/newsscraper.db: its file was deleted") == 1
    assert told.splitlines()[-1] == (
        "newsscraper: the store failed: yemeress, sudaress not fetched"
    )
    assert not store.exists()
    assert not (shell.folder / "new.jsonl").exists()
    reports = json.loads((shell.folder / "report.json").read_text(encoding="utf-8"))
    assert [(report["name"], report["ending"]) for report in reports] == [("maghress", "store")]


def test_no_store_is_created_if_an_option_is_wrong(shell):
    done = shell("latest", "yemeress", "sudaress", "-s", "DOWNLOAD_DELAY", code=2)
    assert done.stderr.count("invalid setting 'DOWNLOAD_DELAY'") == 2
    assert len(done.stderr.splitlines()) == 2
    assert not (shell.folder / "data").exists()
