"""``extract --resume``: after a kill at any time, nothing is lost or duplicated."""

from __future__ import annotations

import json
import random
import signal
from pathlib import Path

import pytest

from newsscraper.archives.spool import work_folder
from tests.archives.making import STORIES, Warc, page, records, run, run_python, whole_gzip
from tests.crawl.conftest import Shell
from tests.waiting import wait_for

SOME = STORIES[:8]


def archive(number: int, **options: bool) -> Warc:
    """Many articles, every third one captured twice, the newer first."""
    warc = Warc(**options)
    for at in range(number):
        story = SOME[(at - (at % 3 == 2)) % len(SOME)]
        url = f"{story.url.rsplit('/', 1)[0]}/{1_000_000 + at // 3 * 2 + min(at % 3, 1)}"
        warc.response(url, page(story), moment=f"2026-01-05T10:00:{59 - at % 3:02}Z")
    return warc


SIGNALLED = """
import os, signal, newsscraper.archives.spool as s
from newsscraper.__main__ import main
note = s.Spool.unit_done
def noted(self, *more):
    note(self, *more)
    if self.units == 1:
        os.kill(os.getpid(), signal.{name})
s.Spool.unit_done = noted
main()
"""
"""The command line, which has a signal sent to it at the instant when it has noted its first
unit."""


@pytest.mark.long
@pytest.mark.parametrize("whole", [False, True], ids=["by-record", "whole"])
def test_after_several_kills_every_article_is_written_once(tmp_path, whole):
    warc = archive(200, packed=not whole)
    (tmp_path / "t.warc.gz").write_bytes(whole_gzip(warc) if whole else warc.content)
    run("extract", "t.warc.gz", "--no-ticker", "-o", "whole.jsonl", "-q", cwd=tmp_path)
    wanted = (tmp_path / "whole.jsonl").read_bytes()
    command = ["extract", "t.warc.gz", "--no-ticker", "-o", "out.jsonl", "--resume", "-j2"]
    shell, rng = Shell(tmp_path), random.Random(7)
    kept = work_folder(tmp_path / "out.jsonl") / "records"
    for number in range(3):
        # Any instant, as far as the work goes: one in each quarter of what is written, but for the
        # last.
        size = int(len(wanted) * 1.5 * (number + rng.random()) / 4)
        running = shell.begin(*command)
        wait_for(
            lambda process=running.process, size=size: (
                process.poll() is not None or size_of(kept) > size
            )
        )
        running.kill()
    run(*command, cwd=tmp_path)
    assert (tmp_path / "out.jsonl").read_bytes() == wanted
    assert not kept.parent.exists()


def size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return -1


def test_a_kill_loses_no_unit_that_was_done(tmp_path):
    (tmp_path / "t.warc.gz").write_bytes(archive(150).content)
    command = ("extract", "t.warc.gz", "--no-ticker", "-o", "out.jsonl", "-j1")
    run_python(SIGNALLED.format(name="SIGKILL"), *command, cwd=tmp_path, code=-signal.SIGKILL)
    done = run(*command, "--resume", cwd=tmp_path)
    assert "resuming after" in done.stderr
    assert (
        "150 captures; 100 articles; 50 older captures of the same articles left out" in done.stderr
    )


def test_an_interrupted_extraction_says_how_to_resume(tmp_path):
    (tmp_path / "t.warc.gz").write_bytes(archive(150).content)
    command = ("extract", "t.warc.gz", "-o", "out.jsonl", "-j2")
    done = run_python(SIGNALLED.format(name="SIGTERM"), *command, cwd=tmp_path, code=130)
    assert "rerun with --resume to continue" in done.stderr
    assert not (tmp_path / "out.jsonl").exists()
    # Another command, or another input, must not resume it.
    done = run(
        "extract", "t.warc.gz", "--no-ticker", "-o", "out.jsonl", "--resume", code=2, cwd=tmp_path
    )
    assert "left by another command" in done.stderr
    content = (tmp_path / "t.warc.gz").read_bytes()
    for changed in (content[:-1] + b"\1", content + archive(1).content):
        (tmp_path / "t.warc.gz").write_bytes(changed)
        done = run("extract", "t.warc.gz", "-o", "out.jsonl", "--resume", code=2, cwd=tmp_path)
        assert "the input has changed" in done.stderr
    run("extract", "t.warc.gz", "-o", "out.jsonl", "-q", cwd=tmp_path)
    assert not work_folder(tmp_path / "out.jsonl").exists()


def test_pages_and_tickers_are_resumed_too(tmp_path):
    saved = tmp_path / "saved"
    saved.mkdir()
    for number, story in enumerate(STORIES[:40]):
        (saved / f"{number:03}.html").write_bytes(page(story))
    arguments = (
        "extract",
        "saved",
        "-o",
        "out.jsonl",
        "--ticker-output",
        "tickers.jsonl",
        "--summary",
        "-j1",
    )
    whole = run(*arguments, cwd=tmp_path)
    wanted, tickers = records(tmp_path / "out.jsonl"), records(tmp_path / "tickers.jsonl")
    code = (
        "import os, newsscraper.archives.spool as s; note = s.Spool.unit_done\n"
        "def noted(self, *more): note(self, *more); os._exit(9) if self.units == 2 else None\n"
        "s.Spool.unit_done = noted; from newsscraper.cli import main; main()"
    )
    run_python(code, *arguments, cwd=tmp_path, code=9)
    done = run(*arguments, "--resume", cwd=tmp_path)
    assert records(tmp_path / "out.jsonl") == wanted
    assert records(tmp_path / "tickers.jsonl") == tickers
    assert done.stderr.splitlines()[1:] == whole.stderr.splitlines()
    assert json.dumps(wanted).count('"id"') > 40


def test_resume_needs_a_file(tmp_path):
    assert (
        "needs an output file" in run("extract", "x.warc", "--resume", code=2, cwd=tmp_path).stderr
    )
