"""The jobs called from Python give the same results as the command line."""

from __future__ import annotations

import json

import pytest

import newsscraper
from newsscraper.archives import BackfillJob, ExtractionJob, Progress, ReextractionJob
from newsscraper.archives.backfill_job import COMMON_CRAWL
from newsscraper.cli import backfill as backfill_command
from newsscraper.errors import UserError
from newsscraper.store import Store
from tests.archives.making import STORIES, records, run, warc_of
from tests.archives.test_backfill import INDEX, NAME, SITE, SOME, filled, server

__all__ = ["server"]

FEW = STORIES[:6]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def archive(folder):
    (folder / "t.warc.gz").write_bytes(warc_of([*FEW, FEW[0]]).content)
    return "t.warc.gz"


def test_an_extraction_writes_the_same_files_as_the_command(folder, archive):
    report = ExtractionJob(
        [archive], outputs=["a.jsonl"], ticker_outputs=["t.jsonl"], processes=1
    ).run()
    done = run("extract", archive, "-o", "b.jsonl", "--ticker-output", "u.jsonl", "-j1", cwd=folder)
    assert (folder / "a.jsonl").read_bytes() == (folder / "b.jsonl").read_bytes()
    assert (folder / "t.jsonl").read_bytes() == (folder / "u.jsonl").read_bytes()
    assert done.stderr == f"newsscraper: {report.closing_line()}\n"
    assert (report.articles, report.counts.captures, report.exit_code) == (6, 7, 0)
    assert not list(folder.glob(".*")), "the saved progress is deleted at the end"


def test_an_extraction_without_outputs_only_counts(folder, archive):
    report = ExtractionJob([folder / archive], processes=1, count_tickers=True).run()
    assert report.articles == 6
    assert sum(report.tickers_by_site.values()) > 0
    assert [path.name for path in folder.iterdir()] == [archive]


def test_an_extraction_reports_problems_and_progress(folder, archive):
    problems, steps = [], []
    report = ExtractionJob(
        ["missing.html", archive],
        processes=1,
        on_message=problems.append,
        on_progress=steps.append,
    ).run()
    assert problems == ["missing.html: No such file or directory"]
    assert report.exit_code == report.counts.failed == 1
    assert steps[-1].finished
    assert steps[-1] == Progress(steps[-2].done, steps[0].total, 8, finished=True)


def test_an_interrupted_extraction_resumes(folder, monkeypatch):
    (folder / "t.warc").write_bytes(warc_of(STORIES[:90], packed=False).content)
    steps: list[Progress] = []

    def interrupt(progress: Progress) -> None:
        steps.append(progress)
        if len(steps) == 2:
            raise KeyboardInterrupt

    messages: list[str] = []
    job = ExtractionJob(
        ["t.warc"],
        outputs=["a.jsonl"],
        processes=1,
        on_progress=interrupt,
        on_message=messages.append,
    )
    with pytest.raises(KeyboardInterrupt):
        job.run()
    assert "rerun with --resume" in messages[0]
    notices: list[str] = []
    report = ExtractionJob(
        ["t.warc"], outputs=["a.jsonl"], processes=1, resume=True, on_notice=notices.append
    ).run()
    assert notices[0].startswith("resuming after ")
    assert report.articles == len(records(folder / "a.jsonl")) == 90


@pytest.mark.parametrize(
    ("job", "reason"),
    [
        (ExtractionJob([]), "no input: name a file"),
        (ExtractionJob(["a", "b"], url="https://x.org/"), "--url is the address of one page"),
        (ExtractionJob(["a"], fetched_at="yesterday"), "not an ISO 8601 time: 'yesterday'"),
        (ExtractionJob(["a"], outputs=["x.xlsx"]), "no format has the suffix '.xlsx'"),
        (ExtractionJob(["a"], resume=True), "--resume needs an output file"),
        (ReextractionJob("nowhere.db"), "nowhere.db"),
        (ReextractionJob("there.db", pages="nowhere"), "nowhere is not a folder"),
        (BackfillJob("nowhere", []), "unknown site 'nowhere'"),
        (BackfillJob(SITE, ["nowhere.jsonl"]), "cannot read the index nowhere.jsonl"),
        (BackfillJob(SITE, []), "invalid index"),
        (BackfillJob(SITE, ["x"], limit=0), "the limit must be 1 or more"),
        (BackfillJob(SITE, ["x"], warc_base="ftp://x"), "ftp://x"),
    ],
)
def test_invalid_options_raise_an_error_with_one_line(job, reason):
    Store("there.db", create=True).close()
    with pytest.raises(UserError) as caught:
        job.run()
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_backfill_stores_the_same_articles_as_the_command(folder, server):
    (folder / "index.jsonl").write_text("\n".join(map(json.dumps, INDEX)), encoding="utf-8")
    steps: list[Progress] = []
    report = BackfillJob(
        SITE,
        ["index.jsonl"],
        store="a.db",
        warc_base=f"{server.address}/base",
        delay=0.0,
        on_progress=steps.append,
    ).run()
    (folder / f"backfill-{SITE}.db").unlink()
    done = filled(folder, server, "--store", "b.db")
    assert done.stderr == f"newsscraper: {report.closing_line()}\n"
    assert (report.counts["done"], report.left, report.exit_code) == (len(SOME), 0, 0)
    assert steps[-1] == Progress(12, 12)
    found = [
        [dict(article) for article in newsscraper.open(store).articles()]
        for store in ("a.db", "b.db")
    ]
    assert found[0] == found[1]
    assert len(found[0]) == len(SOME)


def test_a_backfill_reports_failed_records(folder, server):
    (folder / "index.jsonl").write_text("\n".join(map(json.dumps, INDEX)), encoding="utf-8")
    server.trouble = {1: "404"}
    problems: list[str] = []
    report = BackfillJob(
        SITE,
        ["index.jsonl"],
        warc_base=f"{server.address}/base",
        delay=0.0,
        on_message=problems.append,
    ).run()
    assert problems == [f"{NAME}, byte {INDEX[0]['offset']}: status 404"]
    assert (report.counts["failed"], report.exit_code) == (1, 1)


def test_the_command_repeats_the_default_address_of_the_archive():
    [option] = [option for option in backfill_command.params if option.name == "warc_base"]
    assert option.default == COMMON_CRAWL
