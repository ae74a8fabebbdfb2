"""Reading after damage: a cut record, a hole, a header inside another one."""

from __future__ import annotations

import gzip
import itertools
from pathlib import Path

import pytest

from newsscraper.captures import archive
from newsscraper.captures.framing import Framing, Gap
from tests.archives.making import STORIES, Warc, page, warc_of
from tests.archives.test_reading import ids, readings

SOME = STORIES[:6]
IDS = [story.id for story in SOME]
PLAIN = warc_of(SOME, packed=False)
ENDS = [*PLAIN.offsets[1:], len(PLAIN.content)]
RECORDS = [PLAIN.content[start:end] for start, end in zip(PLAIN.offsets, ENDS, strict=True)]
"""The warcinfo record, and one per story."""


def written(path: Path, content: bytes, form: str) -> list:
    """Return what is read from records that were written in one of the forms."""
    path = path / ("t.warc" if form == "plain" else "t.warc.gz")
    path.write_bytes(content if form == "plain" else gzip.compress(content))
    return readings(path)


@pytest.fixture(params=["plain", "parts", "whole"])
def form(request, monkeypatch) -> str:
    monkeypatch.setattr(archive, "PLAIN_PART", 7_000 if request.param == "parts" else 10**7)
    return "whole" if request.param == "whole" else "plain"


HEADER = RECORDS[2].index(b"\r\n\r\n")


@pytest.mark.parametrize(
    "kept",
    [
        12,
        40,
        HEADER - 30,
        HEADER,
        HEADER + 2,
        HEADER + 4,
        HEADER + 30,
        HEADER + 4000,
        len(RECORDS[2]) - 5,
    ],
)
def test_records_appended_after_a_cut_one(tmp_path, form, kept):
    outcomes = written(tmp_path, b"".join([*RECORDS[:2], RECORDS[2][:kept], *RECORDS[3:]]), form)
    assert ids(outcomes) == [IDS[0], *IDS[2:]]
    assert len([outcome for outcome in outcomes if outcome.problem]) == 1


@pytest.mark.parametrize("filled", [b"\0", b" ", b"\xff", b"\n"])
@pytest.mark.parametrize(
    ("start", "length"), [(-3000, 3000), (-4, 4), (-500, 499), (0, 0), (5, 300), (0, 10**6)]
)
def test_a_hole_before_the_next_record(tmp_path, form, filled, start, length):
    whole = RECORDS[2]
    at = len(whole) + start if start < 0 else start
    length = min(length, len(whole) - at)
    holed = whole[:at] + filled * length + whole[at + length :]
    outcomes = written(tmp_path, b"".join([*RECORDS[:2], holed, *RECORDS[3:]]), form)
    assert ids(outcomes) in ([IDS[0], *IDS[2:]], IDS)
    if length > 4 and filled != b"\n":
        assert ids(outcomes) == [IDS[0], *IDS[2:]]


def test_zeros_between_and_before_records(tmp_path, form):
    content = b"\0" * 900 + b"".join(record + b"\0" * 700 for record in RECORDS)
    assert ids(written(tmp_path, content, form)) == IDS


def test_cut_members_with_holes_between_them(tmp_path):
    members = [gzip.compress(record) for record in RECORDS]
    for damaged in (
        members[2][:-400],
        members[2][:12],
        members[2][:-300] + b"\0" * 300,
        b"\0" * len(members[2]),
    ):
        path = tmp_path / "t.warc.gz"
        path.write_bytes(b"".join([*members[:2], damaged, *members[3:]]))
        assert ids(readings(path)) == [IDS[0], *IDS[2:]]


@pytest.mark.parametrize("before", [b"\0" * 512, b"garbage", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_data_before_the_first_member(tmp_path, before):
    members = [gzip.compress(record) for record in RECORDS]
    for content in (before + b"".join(members), before + members[0][9:] + b"".join(members[1:])):
        path = tmp_path / "t.warc.gz"
        path.write_bytes(content)
        outcomes = readings(path)
        assert ids(outcomes) == IDS
        assert len([outcome for outcome in outcomes if outcome.problem]) == 1


@pytest.mark.parametrize(
    ("damaged", "lost"),
    [
        (lambda m: m[:-60], 1),
        (lambda m: m[:300] + b"\0" * 90 + m[390:], 2),
        (lambda m: b"\0" * len(m), 2),
        (lambda m: m[:5], 2),
    ],
)
def test_reading_continues_after_a_damaged_member_of_several_records(tmp_path, damaged, lost):
    """For example two appended files, each compressed whole: both are read around the damage."""
    members = [gzip.compress(b"".join(some)) for some in (RECORDS[:3], RECORDS[3:5], RECORDS[5:])]
    path = tmp_path / "t.warc.gz"
    path.write_bytes(b"".join([members[0], damaged(members[1]), members[2]]))
    outcomes = readings(path)
    assert ids(outcomes)[:2] == IDS[:2]
    assert ids(outcomes)[-2:] == IDS[4:]
    assert set(IDS) - set(ids(outcomes)) >= set(IDS[4 - lost : 4])
    assert [outcome for outcome in outcomes if outcome.problem]


@pytest.mark.parametrize(("block", "is_zeroed"), [(0, False), (5, False), (5, True)])
def test_a_damaged_block_of_a_file_compressed_in_blocks(tmp_path, block, is_zeroed):
    content = b"".join(RECORDS)
    blocks = [gzip.compress(content[at : at + 4000]) for at in range(0, len(content), 4000)]
    damaged = b"\0" * len(blocks[block]) if is_zeroed else blocks[block][:-90]
    path = tmp_path / "t.warc.gz"
    path.write_bytes(b"".join([*blocks[:block], damaged, *blocks[block + 1 :]]))
    outcomes = readings(path)
    assert ids(outcomes) == IDS[1:]
    assert [outcome for outcome in outcomes if outcome.problem]


def test_two_damaged_records_in_a_row(tmp_path, form):
    content = b"".join([RECORDS[0], RECORDS[1][:900], RECORDS[2][:1500], *RECORDS[3:]])
    outcomes = written(tmp_path, content, form)
    assert ids(outcomes) == IDS[2:]
    assert len([outcome for outcome in outcomes if outcome.problem]) == 2


def test_a_page_about_archives_is_one_page(tmp_path, form):
    """Text that looks like a record inside another record is not one, even if that is damaged."""
    inner = (
        "<p>WARC/1.0\r\nWARC-Type: response\r\nContent-Length:"
        " 3\r\n\r\nabc</p><p>WARC/1.1\r\nWARC-Date: x</p>"
    )
    warc = Warc(packed=False)
    content = page(SOME[0]).replace(b"</title>", b"</title>" + inner.encode())
    warc.response(SOME[0].url, content)
    warc.response(SOME[1].url, content)
    warc.response(SOME[2].url, page(SOME[2]))
    content = bytearray(warc.content)
    assert ids(written(tmp_path, bytes(content), form)) == IDS[:3]
    del content[warc.offsets[3] - 600 : warc.offsets[3] - 200]
    assert ids(written(tmp_path, bytes(content), form)) == [IDS[0], IDS[2]]


def test_a_large_record_of_a_kind_that_is_not_kept(tmp_path):
    """Reading continues after it, whether it was buffered or skipped."""
    warc = Warc()
    warc.response(SOME[0].url, page(SOME[0]))
    warc.response(
        "https://www.maghress.com/a.mp4",
        b"x" * 3_000_000,
        headers=[("Content-Type", "video/mp4")],
        kind="revisit",
    )
    warc.response(SOME[1].url, page(SOME[1]))
    path = tmp_path / "t.warc.gz"
    path.write_bytes(gzip.compress(gzip.decompress(warc.content)))
    assert ids(readings(path)) == IDS[:2]


class Bytes:
    """A stream that counts the bytes read from it."""

    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 0

    def read(self, size: int) -> bytes:
        data = self.content[self.at : self.at + size]
        self.at += len(data)
        return data


@pytest.mark.parametrize(
    "part",
    [
        b"WARC/1.0\r\nWARC-",
        b"WARC/1.0\r\nWARC-Type: response\r\n",
        b"x WARC/1.0\r\nWARC-Type: a\r\n\r\n",
    ],
)
def test_endless_false_record_starts(part):
    """Without a timer: a reader that repeatedly scanned the same bytes would never finish."""
    found = list(
        itertools.islice(
            Framing(Bytes(part * 60_000), wanted=frozenset(), limit=0).records(), 100_000
        )
    )
    assert all(isinstance(item, Gap) for item in found)
