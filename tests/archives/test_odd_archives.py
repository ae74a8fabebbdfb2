"""Archives as other tools write them, and as disks damage them: blocks, codings, lengths that are
wrong, odd columns."""

from __future__ import annotations

import gzip
import io
import itertools
import json
import os
import subprocess
import zlib
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newsscraper.captures import archive
from newsscraper.captures.codings import unpacked
from newsscraper.captures.frames import Broken
from tests.archives.making import STORIES, Warc, page, run, warc_of
from tests.archives.test_reading import ids, readings
from tests.forkserver import start
from tests.replica import render
from tests.waiting import finish

SOME = STORIES[:8]
IDS = [story.id for story in SOME]
HTML = ("Content-Type", "text/html")


def problems(outcomes: list) -> list[str]:
    return [outcome.problem.rsplit(": ", 1)[1] for outcome in outcomes if outcome.problem]


@pytest.mark.parametrize("size", [4000, 70_000])
@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_compression_blocks_that_divide_records(tmp_path, packing, size):
    """What bgzip and pzstd write: members of one length, whatever stands in them."""
    pack = gzip.compress if packing == "gz" else pytest.importorskip("zstandard").compress
    content = warc_of(SOME, packed=False).content
    path = tmp_path / f"t.warc.{packing}"
    path.write_bytes(b"".join(pack(content[at : at + size]) for at in range(0, len(content), size)))
    assert ids(readings(path)) == IDS


@pytest.mark.parametrize("each", [True, False], ids=["each", "whole"])
def test_skippable_frames_are_skipped(tmp_path, each):
    zstandard = pytest.importorskip("zstandard")
    warc = warc_of(SOME, packed=False)
    skipped = b"\x5e\x2a\x4d\x18\x04\x00\x00\x00abcd"
    places = [*warc.offsets, len(warc.content)] if each else [0, 70_000, len(warc.content)]
    frames = [
        zstandard.compress(warc.content[start:end]) for start, end in itertools.pairwise(places)
    ]
    path = tmp_path / "t.warc.zst"
    path.write_bytes(skipped + skipped.join([*frames, b""]))
    outcomes = readings(path)
    assert ids(outcomes) == IDS
    assert problems(outcomes) == []


@pytest.mark.parametrize("part", [10_000, 10**7])
@pytest.mark.parametrize("length", ["too long", "too short", "endless"])
def test_a_wrong_length_loses_no_other_record(tmp_path, monkeypatch, length, part):
    monkeypatch.setattr(archive, "PLAIN_PART", part)
    warc = warc_of(SOME, packed=False)
    content = bytearray(warc.content)
    start, end = warc.offsets[4], warc.offsets[5]
    if length == "too long":
        del content[end - 2000 : end - 1990]
    elif length == "too short":
        content[end - 2000 : end - 2000] = b"x" * 10
    else:
        at = content.index(b"Content-Length: ", start) + 16
        content[at:at] = b"99999999"
    path = tmp_path / "t.warc"
    path.write_bytes(content)
    outcomes = readings(path)
    assert ids(outcomes) == [*IDS[:3], *IDS[4:]], "no article of half a page, and no other is lost"
    [problem] = [outcome.problem for outcome in outcomes if outcome.problem]
    assert problem.startswith(f"{path}, byte {start}: the record ")


def test_no_part_reads_beyond_its_end_inside_a_large_record(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "PLAIN_PART", 100_000)
    warc = Warc(packed=False)
    warc.response(SOME[0].url, page(SOME[0]))
    warc.response(
        "https://www.maghress.com/a.mp4", b"x" * 5_000_000, headers=[("Content-Type", "video/mp4")]
    )
    warc.response(SOME[1].url, page(SOME[1]))
    path = tmp_path / "t.warc"
    path.write_bytes(warc.content)
    read = 0
    raw = Path.open

    class Counted(io.BufferedReader):
        def read(self, size: int | None = -1) -> bytes:
            nonlocal read
            data = super().read(size)
            read += len(data)
            return data

    def counted(self: Path, mode: str = "r", *more: Any, **options: Any) -> Any:
        is_archive = self == path and mode == "rb"
        return Counted(raw(self, mode, 0)) if is_archive else raw(self, mode, *more, **options)

    monkeypatch.setattr(Path, "open", counted)
    assert ids(readings(path)) == IDS[:2]
    assert read < 6 * len(warc.content)


def test_a_record_of_unknown_type_is_counted(tmp_path):
    warc = warc_of(SOME[:2], packed=False)
    path = tmp_path / "t.warc"
    path.write_bytes(warc.content.replace(b"WARC-Type: response", b"WARC-Type: rxsponse", 1))
    outcomes = readings(path)
    assert ids(outcomes) == IDS[1:2]
    assert [outcome.kind for outcome in outcomes if outcome.skipped] == ["of unknown type"]


def brotli(body: bytes) -> bytes:
    return bytes(pytest.importorskip("brotli").compress(body))


def zstd(body: bytes) -> bytes:
    return bytes(pytest.importorskip("zstandard").compress(body))


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKERS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": raw_deflate,
    "br": brotli,
    "zstd": zstd,
}


@pytest.mark.parametrize("name", PACKERS)
def test_a_body_is_decompressed_with_any_coding(tmp_path, name):
    body, pack = page(SOME[0]), PACKERS[name]
    packed = pack(body)
    chunks = (
        b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (packed[:999], packed[999:])) + b"0\r\n\r\n"
    )
    warc = Warc()
    for content, *headers in (
        (packed, ("Content-Encoding", name)),
        (chunks, ("Content-Encoding", name), ("Transfer-Encoding", "Chunked")),
        (chunks, ("Transfer-Encoding", f"{name}, chunked")),
        (gzip.compress(packed), ("Content-Encoding", f"{name}, gzip")),
        (body, ("Content-Encoding", name)),
    ):
        warc.response(SOME[0].url, content, headers=[HTML, *headers])
    warc.response(SOME[0].url, packed[:-200], headers=[HTML, ("Content-Encoding", name)])
    path = tmp_path / "t.warc.gz"
    path.write_bytes(warc.content)
    outcomes = readings(path)
    records = [json.loads(row.record) for outcome in outcomes for row in outcome.articles]
    assert len(records) == 5
    assert len({json.dumps({**record, "capture_ref": None}) for record in records}) == 1
    assert len(problems(outcomes)) == 1, "half a page is not a page"


@pytest.mark.parametrize("name", ["gzip", "br", "zstd"])
def test_many_members_in_a_body_and_a_decompression_bomb(name):
    pack = PACKERS[name]
    if name != "br":
        assert unpacked(pack(b"a" * 9000) + pack(b"b"), name, 10**6) == b"a" * 9000 + b"b"
        assert unpacked(pack(b"abc") + b"\r\n", name, 10**6) == b"abc"
    assert unpacked(pack(b"\0" * 30_000_000), name, 1000) == b"\0" * 1000
    with pytest.raises(Broken):
        unpacked(pack(bytes(range(256)) * 100)[:-3], name, 10**6)


def test_media_types_and_schemes_in_any_letter_case(tmp_path):
    warc = Warc()
    for story, media in zip(
        SOME, ("text/html,text/html;charset=utf-8", "html", ";;", "TEXT/HTML"), strict=False
    ):
        warc.response(
            story.url.replace("https", "HTTPS"), page(story), headers=[("Content-Type", media)]
        )
    path = tmp_path / "t.warc.gz"
    path.write_bytes(warc.content)
    assert ids(readings(path)) == IDS[:4]


def test_an_empty_html_beside_a_text(tmp_path):
    path = tmp_path / "t.jsonl"
    rows = [{"url": story.url, "html": "", "text": render.text_capture(story)} for story in SOME]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert ids(readings(path)) == IDS


class TestParquet:
    """Columns that exist, and files that were damaged."""

    @pytest.fixture(autouse=True)
    def _library(self, tmp_path):
        self.arrow = pytest.importorskip("pyarrow")
        self.path: Path = tmp_path / "t.parquet"

    def written(self, rows_in_a_group: int | None = None, **columns: object) -> list:
        import pyarrow.parquet

        table = self.arrow.table(
            {"url": [s.url for s in SOME], "html": [page(s) for s in SOME], **columns}
        )
        pyarrow.parquet.write_table(table, self.path, row_group_size=rows_in_a_group)
        return readings(self.path)

    @pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
    @pytest.mark.parametrize("zone", [None, "Africa/Casablanca", "Mars/Phobos"])
    def test_times(self, unit, zone):
        second = 10 ** {"s": 0, "ms": 3, "us": 6, "ns": 9}[unit]
        outcomes = self.written(
            fetched_at=self.arrow.array(
                [1_767_607_200 * second + second // 7] * len(SOME), self.arrow.timestamp(unit, zone)
            )
        )
        assert {row.fetched_at for outcome in outcomes for row in outcome.articles} == {
            "2026-01-05T10:00:00Z"
        }
        assert ids(outcomes) == IDS

    def test_days_and_invalid_times(self):
        assert {
            row.fetched_at
            for o in self.written(fetched_at=[date(2026, 1, 5)] * len(SOME))
            for row in o.articles
        } == {"2026-01-05T00:00:00Z"}
        far = self.arrow.array(
            [1_767_607_200, 10**13, -(10**14), *[None] * 5], self.arrow.timestamp("s")
        )
        outcomes = self.written(fetched_at=far)
        assert ids(outcomes) == [IDS[0], *IDS[3:]]
        assert len(problems(outcomes)) == 2

    def test_rows_that_cannot_be_read(self):
        outcomes = self.written(html=[[page(s)] for s in SOME])
        assert problems(outcomes) == ["html and text must be strings"] * len(SOME)
        assert problems(self.written(html=list(range(8)))) == [
            "html and text must be strings"
        ] * len(SOME)
        broken = self.arrow.array([page(SOME[0]), b"\xff", *map(page, SOME[2:])]).buffers()
        outcomes = self.written(
            html=self.arrow.Array.from_buffers(self.arrow.string(), len(SOME), broken)
        )
        assert ids(outcomes) == [IDS[0], *IDS[2:]]
        assert len(problems(outcomes)) == 1

    def test_a_damaged_row_group(self):
        self.written(2)
        content = bytearray(self.path.read_bytes())
        content[len(content) // 2 - 500 : len(content) // 2 + 500] = bytes(1000)
        self.path.write_bytes(content)
        outcomes = readings(self.path)
        [problem] = [outcome.problem for outcome in outcomes if outcome.problem]
        assert ": rows " in problem
        assert len(ids(outcomes)) == 6
        assert set(ids(outcomes)) < set(IDS)


def test_a_bar_is_shown_on_a_terminal_that_has_no_size(tmp_path):
    pty = pytest.importorskip("pty")
    (tmp_path / "t.warc.gz").write_bytes(warc_of(SOME).content)
    main, other = pty.openpty()
    process = start(
        ["extract", "t.warc.gz", "-o", "out.jsonl"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=other,
    )
    os.close(other)
    shown = b""
    with suppress(OSError):  # the other side is closed
        while data := os.read(main, 4096):
            shown += data
    os.close(main)
    finish(process)
    assert process.returncode == 0
    assert b"extracting:" in shown


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
@pytest.mark.parametrize("name", ["t.warc.gz", "t.jsonl", "t.parquet"])
def test_a_named_pipe_does_not_block(tmp_path, name):
    os.mkfifo(tmp_path / name)
    done = run("extract", name, "-o", "out.jsonl", cwd=tmp_path, code=2)
    assert (
        done.stderr == f"newsscraper: {name}: this is a named pipe or a device;"
        " an archive must be a regular file\n"
    )


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_on_standard_input_is_an_error(tmp_path, packed):
    (tmp_path / "t").write_bytes(warc_of(SOME[:1], packed=packed).content)
    with (tmp_path / "t").open("rb") as file:
        done = run("extract", "-", cwd=tmp_path, code=1, stdin=file)
    assert done.stdout == ""
    assert done.stderr.startswith("newsscraper: -: this is an archive or compressed; pass the file")
