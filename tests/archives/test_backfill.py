"""``newsscraper backfill``: only the records that an index names, by range requests, into the
store, whatever the server does."""

from __future__ import annotations

import gzip
import json
import re
import signal
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from newsscraper.archives.archive_index import IndexCounts, article_lines
from newsscraper.archives.backfill_queue import BackfillQueue
from tests.archives.making import STORIES, Warc, page, records, run
from tests.crawl.conftest import Shell

SITE = "maghress"
SOME = [story for story in STORIES if story.site == SITE][:12]
NAME = "crawl-data/CC-MAIN-2026-05/segments/1/warc/a.warc.gz"


def archived() -> tuple[bytes, list[dict]]:
    """An archive and its index: the articles, an older capture of the first, pages of other kinds
    and sites."""
    warc, index = Warc(), []

    def add(url: str, body: bytes, stamp: str, status: str = "200") -> None:
        warc.response(
            url,
            body,
            moment=f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T00:00:00Z",
            status=f"{status} x",
        )
        index.append(
            {
                "urlkey": "x",
                "timestamp": stamp,
                "url": url,
                "mime": "text/html",
                "status": status,
                "digest": "A",
                "offset": str(warc.offsets[-1]),
                "filename": NAME,
            }
        )

    for story in SOME:
        add(story.url, page(story), "20260105000000")
    add(SOME[0].url, page(SOME[0]), "20250105000000")
    add("https://www.maghress.com/fr/", b"<html>", "20260105000000")
    add("https://www.example.org/a/1", b"<html>", "20260105000000")
    add(SOME[1].url, b"", "20260106000000", status="404")
    for entry, start, end in zip(
        index, warc.offsets[1:], [*warc.offsets[2:], len(warc.content)], strict=True
    ):
        entry["length"] = str(end - start)
    return warc.content, index


CONTENT, INDEX = archived()


class Server:
    """The archive's files on loopback. ``trouble`` says what it does to the n-th request for a
    part."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.trouble: dict[int, str] = {}
        self.ignores_ranges = False
        self._most: int | None = None
        self._admission = threading.Condition()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                if urlsplit(self.path).path in ("/index", "/cut"):
                    content = "".join(json.dumps(entry) + "\n" for entry in INDEX).encode()
                    self.answer(
                        200,
                        content,
                        **({"Content-Length": "9999999"} if self.path == "/cut" else {}),
                    )
                    self.close_connection = True
                    return
                trouble = outer.trouble.get(
                    outer.admitted(self.path, self.headers.get("Range", ""))
                )
                if self.path != f"/base/{NAME}" or trouble == "404":
                    self.answer(404, b"no")
                elif trouble == "503":
                    self.answer(503, b"later", **{"Retry-After": "0"})
                elif trouble == "drop":
                    self.close_connection = True
                elif outer.ignores_ranges:
                    self.answer(200, CONTENT)
                else:
                    first, last = map(
                        int, re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers["Range"]).groups()
                    )
                    part = CONTENT[first : last + 1]
                    self.answer(206, part[:-9] if trouble == "cut" else part)

            def answer(self, status: int, body: bytes, **headers: str) -> None:
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                with suppress(ConnectionError):  # the client was killed while its request was held
                    self.end_headers()
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def hold(self, after: int) -> None:
        """Answers this many requests for a part and delays all others until `release`."""
        with self._admission:
            self._most = after
            self._admission.notify_all()

    def release(self) -> None:
        """Answers what waits, and all that comes."""
        with self._admission:
            self._most = None
            self._admission.notify_all()

    def admitted(self, path: str, part: str) -> int:
        """Notes a request for a part and waits until it may be answered. Returns its number."""
        with self._admission:
            self.asked.append((path, part))
            number = len(self.asked)
            self._admission.wait_for(lambda: self._most is None or number <= self._most)
            return number

    def close(self) -> None:
        self.release()
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server():
    server = Server()
    yield server
    server.close()


@pytest.fixture
def index(tmp_path):
    path = tmp_path / "index.jsonl"
    path.write_text("".join(json.dumps(entry) + "\n" for entry in INDEX), encoding="utf-8")
    return path


def filled(folder, server, *arguments, index="index.jsonl", code=0):
    return run(
        "backfill",
        SITE,
        "--index",
        index,
        "--warc-base",
        f"{server.address}/base",
        "--delay",
        0.001,
        *arguments,
        cwd=folder,
        code=code,
    )


def stored(folder) -> dict[str, dict]:
    run("export", "-o", "all.jsonl", "-q", cwd=folder)
    return {record["id"]: record for record in records(folder / "all.jsonl")}


def test_each_record_in_the_index_is_fetched_once(tmp_path, server, index):
    done = filled(tmp_path, server)
    assert (
        done.stderr == "newsscraper: maghress: 12 articles; 1 older captures left out; index"
        " lines skipped: 3\n"
    )
    found = stored(tmp_path)
    assert set(found) == {story.id for story in SOME}
    assert {record["fetched_at"] for record in found.values()} == {"2026-01-05T00:00:00Z"}
    assert {record["capture_ref"] for record in found.values()} == {
        f"{NAME}:{entry['offset']}" for entry in INDEX[:12]
    }
    assert [part for _, part in server.asked] == [
        f"bytes={entry['offset']}-{int(entry['offset']) + int(entry['length']) - 1}"
        for entry in INDEX[:12]
    ]
    assert "0 articles" in filled(tmp_path, server).stderr
    assert len(server.asked) == 12, "nothing is requested the second time"


def test_an_index_from_the_web_and_a_compressed_index(tmp_path, server, index):
    filled(tmp_path, server, "--limit", 3, index=f"{server.address}/index")
    assert len(stored(tmp_path)) == 3
    lines = "".join(
        f"com,maghress)/x {entry['timestamp']} {json.dumps(entry)}\n" for entry in INDEX
    )
    (tmp_path / "i.cdxj.gz").write_bytes(gzip.compress(lines.encode()))
    assert "9 articles" in filled(tmp_path, server, index="i.cdxj.gz").stderr
    assert len(server.asked) == len(stored(tmp_path)) == 12


def test_a_truncated_index_is_an_error(tmp_path, server):
    assert (
        "/cut: the answer is cut off"
        in filled(tmp_path, server, index=f"{server.address}/cut", code=2).stderr
    )
    assert server.asked == []


def test_a_server_in_trouble(tmp_path, server, index):
    server.trouble = {1: "503", 2: "cut", 4: "drop", 6: "404"}
    done = filled(tmp_path, server, code=1)
    assert "11 articles; 1 failed" in done.stderr
    assert f"{NAME}, byte {INDEX[2]['offset']}: status 404" in done.stderr
    assert len(stored(tmp_path)) == 11


def test_a_server_that_ignores_ranges(tmp_path, server, index):
    server.ignores_ranges = True
    assert "12 articles" in filled(tmp_path, server).stderr
    entry = {**INDEX[0], "offset": str(40 * 1024 * 1024)}
    (tmp_path / "far.jsonl").write_text(
        json.dumps({**entry, "timestamp": "20260201000000"}), encoding="utf-8"
    )
    assert "whole files only" in filled(tmp_path, server, index="far.jsonl", code=1).stderr


def test_a_damaged_record_is_reported(tmp_path, server):
    entry = {**INDEX[0], "offset": str(int(INDEX[0]["offset"]) + 5)}
    (tmp_path / "off.jsonl").write_text(
        json.dumps(entry) + "\n" + json.dumps(INDEX[1]), encoding="utf-8"
    )
    done = filled(tmp_path, server, index="off.jsonl", code=1)
    assert done.stderr.splitlines() == [
        (
            f"newsscraper: {NAME}, byte {entry['offset']}: the gzip member is damaged (incorrect"
            " header check)"
        ),
        "newsscraper: maghress: 1 articles; 1 failed",
    ]


def test_ten_damaged_records_are_reported_and_their_number(tmp_path, server):
    entries = [{**entry, "offset": str(int(entry["offset"]) + 5)} for entry in INDEX[:12]]
    (tmp_path / "off.jsonl").write_text("\n".join(map(json.dumps, entries)), encoding="utf-8")
    lines = filled(tmp_path, server, index="off.jsonl", code=1).stderr.splitlines()
    assert len([line for line in lines if ", byte " in line]) == 10
    assert "newsscraper: maghress: 2 more: the gzip member is damaged" in lines


def test_if_the_newest_record_has_no_article_an_older_one_is_fetched(tmp_path, server):
    """A damaged record, a page that is not an article, then the article.

    It is an older capture, before the other two in the file.
    """
    damaged = {
        **INDEX[12],
        "timestamp": "20260303000000",
        "offset": str(int(INDEX[3]["offset"]) + 5),
    }
    empty = {**INDEX[13], "url": INDEX[0]["url"], "timestamp": "20260202000000"}
    oldest = {**INDEX[12], "timestamp": "20250105000000"}
    (tmp_path / "i.jsonl").write_text(
        "\n".join(map(json.dumps, [oldest, damaged, INDEX[0], empty])), encoding="utf-8"
    )
    done = filled(tmp_path, server, index="i.jsonl", code=1)
    assert "1 articles; 1 records without an article; 1 failed" in done.stderr
    assert stored(tmp_path)[SOME[0].id]["fetched_at"] == "2026-01-05T00:00:00Z"
    assert len(server.asked) == 3, "the oldest is not needed"
    filled(tmp_path, server, index="i.jsonl")
    assert len(server.asked) == 3, "a record without an article is not requested again"


def test_an_older_capture_from_another_index_replaces_one_without_an_article(tmp_path, server):
    (tmp_path / "a.jsonl").write_text(
        json.dumps({**INDEX[13], "url": INDEX[0]["url"]}), encoding="utf-8"
    )
    assert (
        "0 articles; 1 records without an article"
        in filled(tmp_path, server, index="a.jsonl").stderr
    )
    (tmp_path / "b.jsonl").write_text(json.dumps(INDEX[12]), encoding="utf-8")
    assert "1 articles" in filled(tmp_path, server, index="b.jsonl").stderr
    assert stored(tmp_path)[SOME[0].id]["fetched_at"] == "2025-01-05T00:00:00Z"


def test_a_backfill_gives_up_after_several_failures_in_a_row(tmp_path, server, index):
    done = run(
        "backfill",
        SITE,
        "--index",
        "index.jsonl",
        "--warc-base",
        server.address + "/elsewhere",
        "--delay",
        "0",
        cwd=tmp_path,
        code=1,
    )
    assert "gave up after 5 failed records in a row" in done.stderr
    assert len(server.asked) == 5
    # Seven that were not asked for, and the older capture of the first.
    assert "8 left; rerun the command to continue" in done.stderr


def test_a_killed_backfill_resumes(tmp_path, server, index):
    shell = Shell(tmp_path)
    command = (
        "backfill",
        SITE,
        "--index",
        "index.jsonl",
        "--warc-base",
        f"{server.address}/base",
        "--delay",
        "0.001",
    )
    for number, how in ((3, signal.SIGKILL), (8, signal.SIGTERM)):
        server.hold(after=number - 1)
        running = shell.begin(*command)
        running.wait_for(lambda number=number: len(server.asked) >= number)
        running.signal(how)
        running.end(-9 if how == signal.SIGKILL else 130)
        server.release()
    before = len(stored(tmp_path))
    assert before >= 4, "what was fetched before SIGTERM is kept"
    server.asked.clear()
    shell(*command)
    assert len(server.asked) == 12 - before
    assert set(stored(tmp_path)) == {story.id for story in SOME}


def test_an_article_with_a_later_fetch_is_not_requested(tmp_path, server, index):
    (tmp_path / "later.warc.gz").write_bytes(b"")
    (tmp_path / "one.jsonl").write_text(
        json.dumps({**INDEX[0], "timestamp": "20200101000000"}), encoding="utf-8"
    )
    filled(tmp_path, server)
    (tmp_path / f"data/backfill-{SITE}.db").unlink()
    assert (
        "0 articles; 1 already in the store" in filled(tmp_path, server, index="one.jsonl").stderr
    )


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--index", "nowhere.jsonl"), "cannot read the index nowhere.jsonl: No such file"),
        (("--index", "broken.jsonl"), "invalid index: no valid line in broken.jsonl"),
        (("--index", "broken.gz"), "cannot read the index broken.gz"),
        (("--index", "index.jsonl", "--warc-base", "ftp://x"), "use http:// or https://"),
        (("--index", "http://127.0.0.1:1/index"), "cannot read the index http://127.0.0.1:1/index"),
    ],
)
def test_bad_input_is_an_error(tmp_path, index, arguments, reason):
    (tmp_path / "broken.jsonl").write_text("no index\n{}\n", encoding="utf-8")
    (tmp_path / "broken.gz").write_bytes(gzip.compress(index.read_bytes())[:-20])
    assert reason in run("backfill", SITE, *arguments, cwd=tmp_path, code=2).stderr


def test_invalid_index_lines_are_skipped(tmp_path):
    read = IndexCounts()
    lines = [
        json.dumps({**INDEX[0], **lie}).encode()
        for lie in (
            {"offset": "-1"},
            {"length": "x"},
            {"length": 10**12},
            {"filename": "../../etc/passwd"},
            {"timestamp": "2026"},
            {"timestamp": "20269999000000"},
            {"url": 7},
            {"offset": float("inf")},
            {"offset": 10**30},
            {"offset": "9" * 25},
            {"offset": 1.5},
            {"offset": True},
            {"filename": "a\ud800"},
            {"filename": "a\r\nb"},
            {"url": INDEX[0]["url"] + "\ud800"},
        )
    ]
    assert (
        list(
            article_lines(
                [b"\x00\x1b[2Jx\n", *lines, b"[1]\n", b"\xff\xfe\n", b"\n", b"!meta 0 {}\n"],
                SITE,
                read,
            )
        )
        == []
    )
    assert read.broken_count + read.skipped == 19
    assert all(line.isprintable() for line in read.broken)
    first = json.dumps(INDEX[0]).encode()
    assert (
        len(
            list(
                article_lines(
                    [
                        b"\xef\xbb\xbf" + first,
                        json.dumps({**INDEX[0], "mime": "warc/revisit"}).encode(),
                    ],
                    SITE,
                    read,
                )
            )
        )
        == 1
    )
    todo = BackfillQueue(tmp_path / "todo.db")
    assert todo.left == 0
    todo.close()


def test_what_was_taken_down_is_not_fetched(tmp_path, server, index):
    filled(tmp_path, server, "--limit", 3)
    stored, later = records_of(tmp_path)[0]["url"], SOME[-1].url
    run("remove", stored, later, "--yes", cwd=tmp_path)
    asked = len(server.asked)
    done = filled(tmp_path, server)
    assert f"{len(SOME) - 4} articles; 1 taken down, not fetched" in done.stderr
    assert len(server.asked) == asked + len(SOME) - 4
    assert not {stored, later} & {record["url"] for record in records_of(tmp_path)}
    # The same after the list of what is settled is lost.
    (tmp_path / "data/backfill-maghress.db").unlink()
    asked = len(server.asked)
    done = filled(tmp_path, server)
    assert "2 taken down, not fetched" in done.stderr
    assert len(server.asked) == asked


def records_of(folder) -> list[dict]:
    run("export", "-o", "all.jsonl", "-q", cwd=folder)
    return records(folder / "all.jsonl")
