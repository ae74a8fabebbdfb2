"""``extract --resume``: killed at any instant, the same command goes on; nothing is missing and nothing is there twice."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from newsscraper.spool import work_folder
from tests.archives.making import STORIES, Warc, page, records, run, whole_gzip

SOME = STORIES[:8]


def archive(number: int, **options: bool) -> Warc:
    """Many articles, every third one captured twice, the newer first."""
    warc = Warc(**options)
    for at in range(number):
        story = SOME[(at - (at % 3 == 2)) % len(SOME)]
        url = f"{story.url.rsplit('/', 1)[0]}/{1_000_000 + at // 3 * 2 + min(at % 3, 1)}"
        warc.response(url, page(story), moment=f"2026-01-05T10:00:{59 - at % 3:02}Z")
    return warc


@pytest.mark.parametrize("whole", [False, True], ids=["by-record", "whole"])
def test_killed_again_and_again_it_ends_with_all_of_it_once(tmp_path, whole):
    warc = archive(400, packed=not whole)
    (tmp_path / "t.warc.gz").write_bytes(whole_gzip(warc) if whole else warc.content)
    run("extract", "t.warc.gz", "--no-ticker", "-o", "whole.jsonl", "-q", cwd=tmp_path)
    wanted = (tmp_path / "whole.jsonl").read_bytes()
    command = [sys.executable, "-m", "newsscraper", "extract", "t.warc.gz", "--no-ticker", "-o", "out.jsonl", "--resume", "-j2"]
    rng = random.Random(7)
    kept = work_folder(tmp_path / "out.jsonl") / "records"
    for _ in range(3):
        process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
        await_growth(kept, process)
        time.sleep(rng.uniform(0, 0.3))
        process.kill()
        process.communicate()
    run(*command[3:], cwd=tmp_path)
    assert (tmp_path / "out.jsonl").read_bytes() == wanted
    assert not kept.parent.exists()


def await_growth(kept: Path, process: subprocess.Popen) -> None:
    """Waits until more records are there than when it began, or the run has ended."""
    size, deadline = kept.stat().st_size if kept.exists() else 0, time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline and (not kept.exists() or kept.stat().st_size <= size):
        time.sleep(0.005)


def await_unit(state: Path, process: subprocess.Popen) -> None:
    """Waits until a first unit is noted, or the run has ended."""
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{state}?mode=ro", uri=True)) as database:
            if database.execute("SELECT 1 FROM state WHERE name = 'units'").fetchone():
                return
        time.sleep(0.005)


def test_a_kill_loses_no_unit_that_was_done(tmp_path):
    (tmp_path / "t.warc.gz").write_bytes(archive(300).content)
    command = [sys.executable, "-m", "newsscraper", "extract", "t.warc.gz", "--no-ticker", "-o", "out.jsonl", "-j1"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE)
    kept = work_folder(tmp_path / "out.jsonl") / "records"
    await_unit(kept.with_name("state.db"), process)
    process.kill()
    process.communicate()
    done = run("extract", "t.warc.gz", "--no-ticker", "-o", "out.jsonl", "-j1", "--resume", cwd=tmp_path)
    assert "going on behind" in done.stderr
    assert "300 captures; 200 articles; 100 older captures of the same articles left out" in done.stderr


def test_interrupted_it_says_how_to_go_on(tmp_path):
    (tmp_path / "t.warc.gz").write_bytes(archive(400).content)
    command = [sys.executable, "-m", "newsscraper", "extract", "t.warc.gz", "-o", "out.jsonl", "-j2"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    kept = work_folder(tmp_path / "out.jsonl") / "records"
    await_unit(kept.with_name("state.db"), process)
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command with --resume goes on with it" in told
    assert not (tmp_path / "out.jsonl").exists()
    # Another command, or another input, must not go on with it.
    done = run("extract", "t.warc.gz", "--no-ticker", "-o", "out.jsonl", "--resume", code=2, cwd=tmp_path)
    assert "left by another command" in done.stderr
    content = (tmp_path / "t.warc.gz").read_bytes()
    for changed in (content[:-1] + b"\1", content + archive(1).content):
        (tmp_path / "t.warc.gz").write_bytes(changed)
        done = run("extract", "t.warc.gz", "-o", "out.jsonl", "--resume", code=2, cwd=tmp_path)
        assert "the input is not what it was" in done.stderr
    run("extract", "t.warc.gz", "-o", "out.jsonl", "-q", cwd=tmp_path)
    assert not kept.parent.exists()


def test_pages_and_tickers_are_gone_on_with_too(tmp_path):
    saved = tmp_path / "saved"
    saved.mkdir()
    for number, story in enumerate(STORIES[:40]):
        (saved / f"{number:03}.html").write_bytes(page(story))
    arguments = ("extract", "saved", "-o", "out.jsonl", "--ticker-output", "tickers.jsonl", "--summary", "-j1")
    whole = run(*arguments, cwd=tmp_path)
    wanted, tickers = records(tmp_path / "out.jsonl"), records(tmp_path / "tickers.jsonl")
    code = (
        "import os, newsscraper.spool as s; note = s.Spool.note\n"
        "def noted(self, *more): note(self, *more); os._exit(9) if self.units == 2 else None\n"
        "s.Spool.note = noted; from newsscraper.cli import main; main()"
    )
    killed = subprocess.run([sys.executable, "-c", code, *arguments], cwd=tmp_path, check=False)
    assert killed.returncode == 9
    done = run(*arguments, "--resume", cwd=tmp_path)
    assert records(tmp_path / "out.jsonl") == wanted
    assert records(tmp_path / "tickers.jsonl") == tickers
    assert done.stderr.splitlines()[1:] == whole.stderr.splitlines()
    assert json.dumps(wanted).count('"id"') > 40


def test_resume_needs_a_file(tmp_path):
    assert "name it with -o" in run("extract", "x.warc", "--resume", code=2, cwd=tmp_path).stderr
