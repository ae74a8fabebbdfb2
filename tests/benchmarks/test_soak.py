"""The soak finds what it looks for, and finds nothing where nothing is wrong."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.soak.checks import check_export, check_store, vanished
from benchmarks.stories import records, stories

RECORDS = list(islice(records(6), 6))
TRUTH: dict[str, str | None] = {record["id"]: None for record in RECORDS}
IDS = list(TRUTH)


def test_a_store_that_has_all_articles_has_no_fault():
    assert not check_store(RECORDS, TRUTH)
    assert not check_store(RECORDS, {**TRUTH, IDS[0]: RECORDS[0]["headline"]})


def test_an_article_that_is_missing_is_lost():
    faults = check_store(RECORDS[1:], TRUTH)
    assert (faults.lost, faults.duplicated, faults.unknown) == ([IDS[0]], [], [])
    assert faults


def test_an_article_that_is_stored_before_its_edit_is_lost():
    assert check_store(RECORDS, {**TRUTH, IDS[2]: "Its newer headline"}).lost == [IDS[2]]


def test_an_article_that_is_stored_twice_is_duplicated():
    assert check_store([*RECORDS, RECORDS[3]], TRUTH).duplicated == sorted(
        [IDS[3], RECORDS[3]["url"]]
    )
    again = {**RECORDS[3], "id": "maghress/fr/other/1"}
    faults = check_store([*RECORDS, again], TRUTH)
    assert (faults.duplicated, faults.unknown) == ([RECORDS[3]["url"]], [again["id"]])


def test_an_article_that_was_removed_from_the_site_may_be_stored():
    truth = dict.fromkeys(IDS[1:])
    assert check_store(RECORDS, truth).unknown == [IDS[0]]
    assert not check_store(RECORDS, truth, {IDS[0]})
    assert not check_store(RECORDS[1:], truth, {IDS[0]})


def parts(folder: Path, *contents: list[dict]) -> list[Path]:
    paths = []
    for number, content in enumerate(contents):
        path = folder / f"part-{number}.jsonl"
        path.write_text("".join(json.dumps(record) + "\n" for record in content), encoding="utf-8")
        paths.append(path)
    return paths


def test_a_whole_export_has_no_fault(tmp_path):
    edited = {**RECORDS[0], "headline": "Before its edit"}
    assert not check_export(
        parts(tmp_path, [edited, *RECORDS[1:3]], RECORDS[3:], RECORDS[:1]), RECORDS
    )


def test_a_hole_in_an_export_is_found(tmp_path):
    faults = check_export(parts(tmp_path, RECORDS[:3], RECORDS[4:]), RECORDS)
    assert (faults.holes, faults.repeated) == ([IDS[3]], [])


def test_an_edit_that_was_not_exported_is_a_hole(tmp_path):
    edited = {**RECORDS[5], "headline": "After its edit"}
    assert check_export(parts(tmp_path, RECORDS), [*RECORDS[:5], edited]).holes == [IDS[5]]


def test_an_article_that_was_exported_and_never_stored_is_a_hole(tmp_path):
    assert check_export(parts(tmp_path, RECORDS), RECORDS[1:]).holes == [IDS[0]]


def test_an_article_that_is_exported_twice_is_found(tmp_path):
    assert check_export(parts(tmp_path, RECORDS, RECORDS[:1]), RECORDS).repeated == [IDS[0]]
    assert check_export(parts(tmp_path, [*RECORDS, RECORDS[2]]), RECORDS).repeated == [IDS[2]]
    # Only another fetch: no reason to export it again.
    fetched = {**RECORDS[4], "fetched_at": "2026-02-01T00:00:00Z"}
    assert check_export(parts(tmp_path, RECORDS, [fetched]), RECORDS).repeated == [IDS[4]]


def test_an_article_that_was_exported_and_is_stored_no_longer_has_vanished(tmp_path):
    paths = parts(tmp_path, RECORDS[:3], RECORDS[3:5])
    assert vanished(paths, RECORDS) == []
    assert vanished(paths, RECORDS[1:]) == [IDS[0]]


def test_the_generator_makes_the_same_articles_each_time():
    made = list(stories(300))
    assert made == list(stories(300))
    assert len({story.url for story in made}) == 300
    assert [record["id"] for record in records(300)] == [story.id for story in made]


@pytest.mark.process
@pytest.mark.long
def test_a_soak_of_seconds(capsys):
    from benchmarks.soak.__main__ import main

    options = ["--minutes", "0.2", "--seed", "7", "--articles", "0", "--postgresql", "none"]
    assert main(options) == 0, capsys.readouterr().out
    assert "nothing is lost" in capsys.readouterr().out
