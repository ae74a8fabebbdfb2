"""The command line as a user runs it: in a process of its own."""

from __future__ import annotations

import csv
import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import newsscraper
from newsscraper.items.records import ARTICLE_FIELDS
from tests import forkserver
from tests.replica import corpus, expected, render
from tests.sites.seven import NAMES
from tests.waiting import LIMIT, wait_for

pytestmark = pytest.mark.process

STORY = corpus.by_id("maghress/fr/atlasmatin/103412")
ARABIC = corpus.by_id("masress/ar/nabdalnil/214387")


def run(*arguments: object, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = forkserver.run(*map(str, arguments), cwd=cwd, stdin=stdin)
    result = subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )
    assert "Traceback" not in result.stderr
    return result


def new(*arguments: str, cwd: Path, **options: Any) -> subprocess.Popen[str]:
    """A new interpreter, which a signal may reach while it starts, or whose environment is read
    then."""
    command = [sys.executable, "-m", "newsscraper", *arguments]
    return subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )


def write_captures(folder: Path, number: int) -> None:
    text = render.text_capture(STORY, render.strip("maghress", "fr"))
    for name in range(number):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def records(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def folder(tmp_path):
    """A typical folder: pages, a text capture, a page with its own meta.json, and other files."""
    saved = tmp_path / "saved"
    (saved / "deeper").mkdir(parents=True)
    strip = render.strip("maghress", "fr")
    (saved / "a.html").write_text(render.article(STORY, strip), encoding="utf-8")
    (saved / "a.meta.json").write_text(
        json.dumps({"url": STORY.url, "fetched_at": "2026-01-30T12:00:00Z"}), encoding="utf-8"
    )
    (saved / "b.html.gz").write_bytes(
        gzip.compress(render.article(ARABIC, render.strip("masress", "ar")).encode())
    )
    (saved / "deeper/c.txt").write_text(render.text_capture(STORY, strip), encoding="utf-8")
    (saved / "deeper/list.htm").write_text(
        render.listing("maghress", "fr", "atlasmatin", 1, 4), encoding="utf-8"
    )
    (saved / "notes.docx").write_bytes(b"PK")
    return saved


def test_a_page_becomes_one_json_object_with_its_ticker(tmp_path, folder):
    done = run("extract", "saved/a.html", cwd=tmp_path)
    assert done.returncode == 0
    [record] = records(done.stdout)
    assert list(record) == [*ARTICLE_FIELDS, "ticker"]
    wanted = expected.article(
        STORY,
        layout="ArticlePage",
        fetched_at="2026-01-30T12:00:00Z",
        strip=render.strip("maghress", "fr"),
    )
    assert {name: record[name] for name in wanted} == wanted
    assert list(record["ticker"]) == ["id", "items"]
    assert record["ticker"]["id"] == record["ticker_id"]
    assert len(record["ticker"]["items"]) == 48


def test_url_and_fetched_at_describe_the_page(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(render.text_capture(STORY), encoding="utf-8")
    url = f"http://{STORY.url.removeprefix('https://www.')}?utm_source=x#top"
    done = run(
        "extract", page, "--url", url, "--fetched-at", "2026-01-30T13:00:00+01:00", cwd=tmp_path
    )
    [record] = records(done.stdout)
    assert record["id"] == STORY.id
    assert record["url"] == STORY.url
    assert record["fetched_at"] == "2026-01-30T12:00:00Z"


def test_standard_input_is_read_with_a_dash_or_without_a_path(tmp_path):
    page = render.article(ARABIC).encode("cp1256", "xmlcharrefreplace")
    for arguments in (("extract", "-"), ("extract",), ("extract", "-", "--jobs", "2")):
        done = run(*arguments, cwd=tmp_path, stdin=page)
        assert done.returncode == 0
        assert records(done.stdout)[0]["headline"] == ARABIC.headline


def test_a_folder_is_searched_and_skipped_files_are_reported(tmp_path, folder):
    done = run(
        "extract",
        "saved",
        "--summary",
        "-o",
        "out/articles.jsonl",
        "--ticker-output",
        "out/tickers.jsonl",
        cwd=tmp_path,
    )
    assert done.returncode == 0
    assert done.stdout == ""
    found = records((tmp_path / "out/articles.jsonl").read_text(encoding="utf-8"))
    assert [record["id"].split("/")[0] for record in found] == ["maghress", "masress", "text"]
    tickers = records((tmp_path / "out/tickers.jsonl").read_text(encoding="utf-8"))
    assert [ticker["sightings"] for ticker in tickers] == [["2026-01-30T12:00:00Z"], [], []]
    assert (
        "4 captures; 3 articles; 3 tickers; not articles: 1 listing; files skipped: 1 .docx"
        in done.stderr
    )
    assert "maghress          2         1" in done.stderr


@pytest.mark.parametrize("jobs", ["1", "2", "0"])
def test_records_keep_the_order_of_the_input_with_any_number_of_jobs(tmp_path, jobs):
    stories = corpus.stories()[:40]
    for number, story in enumerate(stories):
        (tmp_path / f"{number:03}.txt").write_text(render.text_capture(story), encoding="utf-8")
    done = run("extract", ".", "--jobs", jobs, "--quiet", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == ""
    assert [record["headline"] for record in records(done.stdout)] == [
        expected.one_space(s.headline) for s in stories
    ]


def test_json_and_csv(tmp_path, folder):
    assert run("extract", "saved", "-o", "all.json", cwd=tmp_path).returncode == 0
    assert run("extract", "saved", "-o", "all.csv", cwd=tmp_path).returncode == 0
    as_json = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    with (tmp_path / "all.csv").open(encoding="utf-8", newline="") as file:
        as_csv = list(csv.DictReader(file))
    lines = records(run("extract", "saved", cwd=tmp_path).stdout)
    assert as_json == lines
    assert [row["body"] for row in as_csv] == [record["body"] for record in lines]
    assert [json.loads(row["images"]) for row in as_csv] == [record["images"] for record in lines]
    assert [json.loads(row["ticker"]) for row in as_csv] == [record["ticker"] for record in lines]
    assert {row["truncated"] for row in as_csv} == {"false"}


def test_pretty_and_no_ticker(tmp_path, folder):
    done = run("extract", "saved/a.html", "--pretty", "--no-ticker", cwd=tmp_path)
    [record] = json.loads(done.stdout)
    assert list(record) == list(ARTICLE_FIELDS)
    assert done.stdout.count("\n") > 25


def test_sites(tmp_path):
    done = run("sites", cwd=tmp_path)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1 + len(newsscraper.SITES)
    assert (
        "yemeress    YE       ar        Asia/Aden          https://www.yemeress.com/" in done.stdout
    )
    listed = records(run("sites", "--json", cwd=tmp_path).stdout)
    assert [site["name"] for site in listed] == list(newsscraper.SITES)
    assert set(NAMES) <= set(newsscraper.SITES)
    assert listed[0]["editions"] == ["ar", "fr"]


@pytest.mark.parametrize("command", [(), ("extract",), ("sites",)])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_has_an_example(tmp_path, command, option):
    done = run(*command, option, cwd=tmp_path)
    assert done.returncode == 0
    assert "Examples:\n" in done.stdout
    assert "newsscraper " in done.stdout.split("Examples:\n", 1)[1]


def test_version(tmp_path):
    assert run("--version", cwd=tmp_path).stdout.startswith("newsscraper, version ")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.html", b"", "of unknown kind (empty)"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "of unknown kind (binary)"),
        ("damaged.html.gz", b"\x1f\x8b\x08\x00broken", "the gzip file is damaged or cut off"),
        (
            "gone.html",
            b"<html><title>404 Not Found</title><h1>Not Found</h1></html>",
            "an error page",
        ),
        (
            "wall.html",
            render.wall("challenge", "turess", "/a/1").encode(),
            "a challenge or consent page",
        ),
        ("meta.html", b"x", "invalid JSON"),
    ],
)
def test_bad_input_is_one_line_and_other_inputs_are_extracted(
    tmp_path, folder, name, content, reason
):
    (tmp_path / name).write_bytes(content)
    if name == "meta.html":
        (tmp_path / "meta.meta.json").write_text("{broken", encoding="utf-8")
    done = run("extract", name, "saved/a.html", cwd=tmp_path)
    assert done.returncode == 1
    assert [record["id"] for record in records(done.stdout)] == [STORY.id]
    first, closing = done.stderr.splitlines()
    assert first.startswith("newsscraper: ")
    assert name.split(".")[0] in first
    assert reason in first
    assert closing.endswith("1 failed")


def test_a_missing_file_gets_one_line(tmp_path, folder):
    done = run("extract", "nowhere.html", "saved/a.html", cwd=tmp_path)
    assert done.returncode == 1
    assert len(records(done.stdout)) == 1
    assert "newsscraper: nowhere.html: No such file or directory" in done.stderr.splitlines()


def test_an_empty_folder_is_reported(tmp_path):
    (tmp_path / "nothing").mkdir()
    done = run("extract", "nothing", cwd=tmp_path)
    assert done.returncode == 1
    assert "no captures found" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("extract", "saved", "--url", "https://www.maghress.com/a/1"),
            "--url is the address of one page",
        ),
        (
            ("extract", "saved/a.html", "--fetched-at", "yesterday"),
            "not an ISO 8601 time: 'yesterday'",
        ),
        (
            ("extract", "saved/a.html", "-o", "x.xlsx"),
            "no format has the suffix '.xlsx'; the formats are .jsonl, .json, .csv",
        ),
        (
            ("extract", "saved/a.html", "-o", "x"),
            "its name has no suffix, so the format is unknown",
        ),
        (
            ("extract", "saved/a.html", "-o", "saved/a.html/x.jsonl"),
            "cannot write saved/a.html/x.jsonl",
        ),
        (("extract", "saved/a.html", "--jobs", "-1"), "-1 is not in the range"),
        (
            ("extract", "saved/a.html", "-o", "x.csv", "--ticker-output", "./x.csv"),
            "name the same file",
        ),
        (("extrakt",), "No such command 'extrakt'"),
        (("extract", "--outptu", "x"), "No such option"),
    ],
)
def test_wrong_usage_is_one_clear_line_and_exit_code_2(tmp_path, folder, arguments, line):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert line in done.stderr


def test_an_output_that_cannot_be_written_is_reported_first(tmp_path, folder):
    (tmp_path / "taken.jsonl").mkdir()
    done = run("extract", "saved", "-o", "taken.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "newsscraper: cannot write taken.jsonl: it is a folder\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's")
def test_a_full_disk_is_one_line(tmp_path, folder):
    command = f"{sys.executable} -m newsscraper extract saved > /dev/full"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("newsscraper: cannot write")
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_pipe_ends_quietly(tmp_path):
    write_captures(tmp_path, 60)
    command = f"{sys.executable} -m newsscraper extract . | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_keeps_the_old_output_and_exits_with_130(tmp_path, jobs):
    write_captures(tmp_path, 3000)
    output = tmp_path / "out/articles.jsonl"
    output.parent.mkdir()
    output.write_text("before\n", encoding="utf-8")
    process = new(
        "extract",
        ".",
        "-",
        "-o",
        str(output),
        "--jobs",
        jobs,
        cwd=tmp_path,
        start_new_session=True,
        stdin=subprocess.PIPE,  # which stays open: it cannot be through before the signal comes
        # A shell that runs the tests in the background has them ignore it, and a child inherits
        # that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    wait_for(lambda: len(list(output.parent.iterdir())) > 1, process)
    os.killpg(process.pid, signal.SIGINT)  # what Ctrl-C does: the whole group gets it
    _, stderr = process.communicate(timeout=LIMIT)
    assert process.returncode == 130
    assert "newsscraper: interrupted" in stderr
    assert "Traceback" not in stderr
    assert output.read_text(encoding="utf-8") == "before\n"
    assert [path.name for path in output.parent.iterdir()] == ["articles.jsonl"]


def test_records_are_utf_8_in_every_locale(tmp_path):
    (tmp_path / "page.txt").write_text(render.text_capture(ARABIC), encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    output, errors = new(
        "extract", "page.txt", cwd=tmp_path, env=environment, encoding="utf-8"
    ).communicate(timeout=LIMIT)
    assert records(output)[0]["headline"] == ARABIC.headline
    assert "Traceback" not in errors


def test_a_terminated_run_leaves_no_partial_file(tmp_path):
    write_captures(tmp_path, 3000)
    (tmp_path / "out").mkdir()
    process = new(
        "extract",
        ".",
        "-",
        "-o",
        "out/articles.jsonl",
        "--jobs",
        "2",
        cwd=tmp_path,
        stdin=subprocess.PIPE,
    )
    wait_for(lambda: list((tmp_path / "out").iterdir()), process)
    process.terminate()
    _, stderr = process.communicate(timeout=LIMIT)
    assert process.returncode == 130
    assert "Traceback" not in stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_a_named_pipe_does_not_block(tmp_path, folder):
    os.mkfifo(tmp_path / "saved/pipe.html")
    assert run("extract", "saved", cwd=tmp_path).returncode == 0
    assert "a named pipe" in run("extract", "saved/pipe.html", cwd=tmp_path).stderr


def test_an_output_file_has_the_mode_of_any_new_file(tmp_path, folder):
    (tmp_path / "plain").touch()
    run("extract", "saved/a.html", "-o", "x.jsonl", cwd=tmp_path)
    assert (tmp_path / "x.jsonl").stat().st_mode == (tmp_path / "plain").stat().st_mode
