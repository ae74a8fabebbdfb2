"""``crawl --keep-pages``: standard WARC files, whole also after a kill; what is read from them is
what the crawl read."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from newsscraper.archives.warc_writer import PageFileError, PageFiles, mend
from newsscraper.extraction import extract_capture
from tests.archives.making import read_record, records, run, warcio
from tests.crawl.conftest import NO_DELAY, Shell
from tests.replica.server import Replica
from tests.waiting import LIMIT

SITE = "yemeress"


@pytest.fixture
def replica():
    with Replica() as server:
        yield server


def crawl(replica: Replica, *arguments: str) -> list[str]:
    return [
        "crawl",
        SITE,
        "--base-url",
        replica.base_url(SITE),
        *NO_DELAY,
        "-q",
        "--keep-pages",
        *arguments,
    ]


def kinds(path: Path) -> list[str]:
    with path.open("rb") as file:
        return [record.rec_type for record in ArchiveIterator(file)]


def test_a_crawl_keeps_every_page_and_records_refer_to_it(tmp_path, replica):
    run(*crawl(replica, "-o", "out.jsonl"), cwd=tmp_path)
    [path] = (tmp_path / "data/pages").iterdir()
    warcio("check", path)
    index = [json.loads(line) for line in warcio("index", path)]
    assert [entry["warc-type"] for entry in index[:3]] == ["warcinfo", "response", "request"]
    assert {entry["warc-type"] for entry in index[1:]} == {"response", "request"}
    asked = {entry["warc-target-uri"] for entry in index[1:]}
    assert all(url.startswith("https://www.yemeress.com/") for url in asked)
    found = records(tmp_path / "out.jsonl")
    assert len(found) > 20
    for record in found:
        name, offset = record["capture_ref"].rsplit(":", 1)
        assert name == path.name
        _, capture = read_record(str(path), int(offset))
        [again] = extract_capture(capture).articles
        ignored = {"capture_ref": None, "fetched_at": None}
        assert {**again.to_dict(), **ignored} == {**record, **ignored}
    run("extract", str(path), "-o", "again.jsonl", "-q", cwd=tmp_path)
    assert {record["id"] for record in records(tmp_path / "again.jsonl")} == {
        record["id"] for record in found
    }
    with path.open("rb") as file:
        first, response, request = (
            record for record, _ in zip(ArchiveIterator(file), range(3), strict=False)
        )
    assert first.rec_headers.protocol == "WARC/1.1"
    assert request.rec_headers.get_header("WARC-Concurrent-To") == response.rec_headers.get_header(
        "WARC-Record-ID"
    )
    assert response.rec_headers.get_header("WARC-IP-Address") == "127.0.0.1"


def test_after_a_kill_the_next_run_removes_the_truncated_end(tmp_path, replica):
    replica.hold(after=25)
    running = Shell(tmp_path).begin(*crawl(replica, "kept"))
    running.wait_for(lambda: len(replica.log) == 25 and replica.held)
    running.kill()
    replica.release()
    [path] = (tmp_path / "kept").glob("*.warc.gz")
    assert (tmp_path / f"kept/{path.name}.open").exists()
    with path.open("r+b") as file:  # the kill may have interrupted a write
        file.truncate(path.stat().st_size - 7)
    done = run("extract", str(path), "-o", "cut.jsonl", code=None, cwd=tmp_path)
    assert done.stderr.count("cut off") <= 1
    run(*crawl(replica, "kept", "-o", "out.jsonl"), cwd=tmp_path)
    both = sorted((tmp_path / "kept").iterdir())
    assert len(both) == 2, "no lock is left"
    for warc in both:
        warcio("check", warc)
        warcio("index", warc)
    kept = {
        (name, int(offset))
        for r in records(tmp_path / "out.jsonl")
        for name, offset in [r["capture_ref"].rsplit(":", 1)]
    }
    assert all(
        not isinstance(read_record(str(tmp_path / "kept" / name), at)[1], str) for name, at in kept
    )


def test_a_new_file_starts_at_the_size_limit(tmp_path):
    files = PageFiles(tmp_path / "pages", "x", {}, most=3000)
    for number in range(20):
        ref = files.write(
            f"https://www.maghress.com/a/{number}",
            datetime.now(UTC),
            ("GET /a HTTP/1.1", [("Host", "x")], b""),
            "HTTP/1.1 200 OK",
            [("Content-Type", "text/html")],
            b"<p>hello" * 40,
        )
        name, offset = ref.rsplit(":", 1)
        _, capture = read_record(str(tmp_path / "pages" / name), int(offset))
        assert capture.url.endswith(f"/{number}")
    files.close()
    paths = sorted((tmp_path / "pages").iterdir())
    assert len(paths) > 3
    assert all(kinds(path)[0] == "warcinfo" and path.stat().st_size < 5000 for path in paths)


@pytest.mark.parametrize("lost", [0, 1, 8, 100, 400])
def test_truncated_files_are_repaired(tmp_path, lost):
    files = PageFiles(tmp_path, "x", {})
    for number in range(3):
        files.write(
            f"https://x.example/{number}",
            datetime.now(UTC),
            ("GET / HTTP/1.1", [], b""),
            "HTTP/1.1 200 OK",
            [],
            b"a" * 500,
        )
    [path] = tmp_path.glob("*.warc.gz")
    assert mend(tmp_path) == [], "it is being written"
    files.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.truncate(size - lost)
    (tmp_path / f"{path.name}.open").touch()
    assert mend(tmp_path) == ([path] if lost else [])
    warcio("check", path)
    assert len(kinds(path)) >= (7 if not lost else 5)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_folder_that_cannot_be_written_is_an_error_before_the_first_request(tmp_path, replica):
    (tmp_path / "taken").touch()
    done = run(*crawl(replica, "taken"), cwd=tmp_path, code=2)
    assert "cannot keep pages in taken" in done.stderr
    assert not replica.log
    with pytest.raises(PageFileError, match="cannot keep pages"):
        PageFiles(tmp_path / "taken", "x", {})


FULL_DISK = """
import random, resource, sys
from datetime import UTC, datetime
from pathlib import Path
from newsscraper.archives.warc_writer import PageFileError, PageFiles
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
files, body = PageFiles(Path("pages"), "x", {}), random.Random(1).randbytes(3000)
try:
    while True:
        request = ("GET / HTTP/1.1", [], b"")
        now = datetime.now(UTC)
        ref = files.write("https://x.example/", now, request, "HTTP/1.1 200 OK", [], body)
except PageFileError as error:
    files.close()
    sys.exit(f"{ref} {error}")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="it has no limit of a file's size")
def test_a_full_disk_leaves_a_valid_file(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT,
    )
    assert done.returncode == 1
    ref, told = done.stderr.splitlines()[0].split(" ", 1)  # measured, coverage cannot write either
    assert told == "cannot keep pages in pages: File too large"
    name, offset = ref.rsplit(":", 1)
    [path] = (tmp_path / "pages").iterdir()
    assert path.name == name
    warcio("check", path)
    assert kinds(path)[-2:] == ["response", "request"]
    assert path.stat().st_size < 20_000
    assert read_record(str(path), int(offset))[1].url == "https://x.example/"


def test_a_file_without_a_complete_record_is_deleted(tmp_path):
    for number, content in enumerate((b"", b"\x1f\x8b\x08\x00")):
        path = tmp_path / f"{number}.warc.gz"
        path.write_bytes(content)
        (tmp_path / f"{path.name}.open").touch()
    assert len(mend(tmp_path)) == 2
    assert list(tmp_path.iterdir()) == []


def test_headers_are_kept_byte_for_byte(tmp_path):
    """0xA0 and 0x85 are parts of letters, and no blanks."""
    from scrapy.http import Headers

    from newsscraper.crawling.middlewares.keeping import _pairs

    assert _pairs(
        Headers({"X-Title": ["\u00e0 \u0645 \u0645".encode(), b"a\r\n b"], "Content-Length": "7"})
    ) == [
        ("X-Title", "\u00e0 \u0645 \u0645".encode().decode("latin-1")),
        ("X-Title", "a  b"),
    ]
