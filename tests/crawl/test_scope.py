"""Parts of a site: editions, sources, a limit."""

from __future__ import annotations

import pytest

from tests.crawl.conftest import SITE_FILES, Shell
from tests.replica.server import Replica


def ids(shell: Shell, name: str = "out.jsonl") -> set[str]:
    return {record["id"] for record in shell.records(name)}


def test_an_edition(shell, replica):
    report = shell.crawl(replica, "masress", "--edition", "en", "-o", "out.jsonl")
    assert ids(shell) == {story.id for story in replica.world.stories("masress", "en")}
    assert report["kinds"]["front"] == report["kinds"]["feed"] == 1
    assert all(
        access.path.startswith("/en") for access in replica.log if access.path not in SITE_FILES
    )


def test_sources(shell, replica):
    shell.crawl(
        replica,
        "maghress",
        "--source",
        "atlasmatin",
        "--source",
        "manaratalatlas",
        "-o",
        "out.jsonl",
    )
    world = replica.world
    wanted = [
        *world.stories("maghress", "fr", "atlasmatin"),
        *world.stories("maghress", "ar", "manaratalatlas"),
    ]
    assert ids(shell) == {story.id for story in wanted}
    # Each is looked for in both editions; nothing else of the site is asked for.
    asked = {
        access.path.split("?")[0].split("/")[-1]
        for access in replica.log
        if access.status in (200, 404)
    }
    assert {name for name in asked if not name.isdecimal()} == {
        "robots.txt",
        "tdmrep.json",
        "atlasmatin",
        "manaratalatlas",
    }


def test_a_source_that_the_store_knows_is_looked_for_where_it_is(shell, replica):
    shell.crawl(replica, "maghress", "--source", "atlasmatin")
    replica.reset()
    shell.crawl(replica, "maghress", "--source", "atlasmatin")
    assert "/atlasmatin" not in {access.path for access in replica.log}
    assert "/fr/atlasmatin" in {access.path for access in replica.log}


def test_an_unknown_source_is_reported_with_the_nearest(shell, replica):
    report = shell.crawl(replica, "maghress", "--source", "atlasmatn", code=2)
    assert (
        "newsscraper: maghress has no source 'atlasmatn'; did you mean atlasmatin?"
        in report["told"]
    )
    assert report["ending"] == "usage"
    assert report["articles"] == 0


def test_a_known_source_beside_an_unknown_one_goes_through(shell, replica):
    (shell.folder / "old.jsonl").write_text("{}\n", encoding="utf-8")
    report = shell.crawl(
        replica,
        "maghress",
        "--source",
        "nobody",
        "--source",
        "atlasmatin",
        "-o",
        "out.jsonl",
        "-o",
        "old.jsonl",
        code=2,
    )
    assert any("has no source 'nobody'" in line for line in report["told"])
    # Exit code 2: no output is touched. The store has the articles, and the line that says so has
    # the command.
    assert (
        shell.records("old.jsonl"),
        (shell.folder / "out.jsonl").exists(),
        report["outputs"],
    ) == ([{}], False, {})
    wanted = (
        "newsscraper export -o old.jsonl --site maghress --source atlasmatin writes the"
        " stored records"
    )
    assert (
        f"newsscraper: old.jsonl: not written, because the exit code is 2; {wanted}"
        in report["told"]
    )
    shell("export", "-o", "old.jsonl", "--site", "maghress", "--source", "atlasmatin")
    assert ids(shell, "old.jsonl") == {
        story.id for story in replica.world.stories("maghress", "fr", "atlasmatin")
    }


def test_a_section_is_no_source(shell, replica):
    report = shell.crawl(replica, "maghress", "--source", "politics", code=2)
    line = (
        "newsscraper: maghress has no source 'politics': /politics is a section, its page lists"
        " articles of several sources"
    )
    assert line in report["told"]
    shell(
        "sources",
        "maghress",
        "--store",
        "data/newsscraper.db",
        "--base-url",
        replica.base_url("maghress"),
    )


@pytest.mark.parametrize("limit", [1, 7])
def test_a_limit_is_exact_and_takes_the_newest(shell, replica, limit):
    pace = ("-s", "SCRAPER_SLOT_MAX_ACTIVE_SIZE=1")  # no page is asked for while another is read
    report = shell.crawl(
        replica, "djazairess", "--edition", "fr", "--limit", str(limit), "-o", "out.jsonl", *pace
    )
    assert len(shell.records("out.jsonl")) == report["articles"] == limit
    assert report["ending"] == "limit"
    assert report["undone"] > 0
    # Requests open when the limit was reached are discarded: two.
    articles = [
        access
        for access in replica.log
        if access.status == 200 and access.path.split("/")[-1].isdecimal()
    ]
    assert len(articles) <= limit + 2


def test_a_limit_beyond_the_site_is_the_whole_site(shell, replica):
    report = shell.crawl(replica, "sudaress", "--limit", "1000", "-o", "out.jsonl")
    assert ids(shell) == {story.id for story in replica.world.stories("sudaress")}
    assert report["ending"] == "finished"


def test_several_sites_share_a_store(shell, replica):
    for site in ("sudaress", "yemeress"):
        shell.crawl(replica, site, "-o", f"{site}.jsonl")
    assert ids(shell, "sudaress.jsonl") == {story.id for story in replica.world.stories("sudaress")}
    assert ids(shell, "yemeress.jsonl") == {story.id for story in replica.world.stories("yemeress")}
    shell("export", "-o", "all.jsonl")
    assert ids(shell, "all.jsonl") == ids(shell, "sudaress.jsonl") | ids(shell, "yemeress.jsonl")


def test_a_synthetic_site_is_walked_to_its_last_listing_page(shell):
    with Replica(articles=150, fast=True) as replica:
        report = shell.crawl(replica, "yemeress", "-o", "out.jsonl")
        assert ids(shell) == {story.id for story in replica.world.stories("yemeress")}
    assert report["articles"] == 150
