"""Archives made to take memory or time: a few kilobytes stand for gigabytes, or look like records.

Memory is that of a child process above its own before it reads; processor time is the ratio of
twice the input to the input.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections import deque
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from newsscraper.archives import ExtractionJob
from newsscraper.archives.archive_index import read_index
from newsscraper.captures import Damage, Span, find
from newsscraper.captures.codings import MOST, unpacked
from newsscraper.captures.expansion import FLOOR, RATIO
from newsscraper.captures.frames import Broken, Gzip, Zstd
from newsscraper.captures.framing import Framing
from newsscraper.captures.members import find_member
from newsscraper.captures.search import SearchSummary
from newsscraper.errors import UserError
from newsscraper.networks import AddressPolicy
from tests.archives.making import STORIES, Warc, run_python, warc_of, whole_gzip
from tests.archives.test_framing import Bytes
from tests.growth import grows_linearly

MIB = 1024 * 1024
PAGE = 32 * MIB
READER = """
import json, re, resource, sys
from pathlib import Path
from newsscraper.captures import Span, find
from newsscraper.captures.search import SearchSummary
import pyarrow.parquet, brotli, zstandard

def peak():
    try:  # the peak of getrusage may be that of the process before exec
        return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
    except OSError:
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return used if sys.platform != "darwin" else used // 1024

idle, reasons, pages = peak(), [], 0
for unit in find([sys.argv[1]], SearchSummary()):
    for _, found in unit.read(Span()):
        reasons.append(getattr(found, "reason", None))
        pages += hasattr(found, "content")
print(json.dumps([peak() - idle, reasons, pages]))
"""


def read_in_child(path: Path) -> tuple[int, list[str], int]:
    """The bytes that reading a file took, the problems, and the number of pages."""
    used, reasons, pages = json.loads(run_python(READER, path, cwd=path.parent).stdout)
    return used * 1024, [reason for reason in reasons if reason], pages


def brotli_zeros(count: int) -> bytes:
    packer = pytest.importorskip("brotli").Compressor()
    return b"".join(packer.process(bytes(MIB)) for _ in range(count)) + packer.finish()


def zstd_zeros(count: int) -> bytes:
    packer = pytest.importorskip("zstandard").ZstdCompressor().compressobj()
    return b"".join(packer.compress(bytes(MIB)) for _ in range(count)) + packer.flush()


def gzip_zeros(count: int) -> bytes:
    packer = zlib.compressobj(wbits=31)
    return b"".join(packer.compress(bytes(MIB)) for _ in range(count)) + packer.flush()


BOMBS = {"br": brotli_zeros, "zstd": zstd_zeros, "gzip": gzip_zeros}


@pytest.mark.long
@pytest.mark.parametrize("name", [*BOMBS, "gzip, br", "zstd, zstd"])
def test_a_body_takes_the_memory_of_the_longest_page(tmp_path, name):
    inner, _, outer = name.partition(", ")
    body = BOMBS[inner](250)
    if outer == "br":
        body = bytes(pytest.importorskip("brotli").compress(body))
    elif outer:
        body = bytes(pytest.importorskip("zstandard").compress(body))
    warc = Warc()
    html = ("Content-Type", "text/html")
    warc.response("https://a.example/", body, headers=[html, ("Content-Encoding", name)])
    (tmp_path / "t.warc.gz").write_bytes(warc.content)
    used, reasons, pages = read_in_child(tmp_path / "t.warc.gz")
    assert used < 64 * MIB + 4 * PAGE
    assert (len(reasons), pages) == (0, 1)


def test_a_body_has_a_few_codings():
    body = b"<p>Un texte."
    for _ in range(MOST):
        body = gzip.compress(body)
    assert unpacked(body, ",".join(["gzip"] * MOST), PAGE) == b"<p>Un texte."
    with pytest.raises(Broken, match=f"{MOST + 1} codings"):
        unpacked(gzip.compress(body), ",".join(["gzip"] * (MOST + 1)), PAGE)


@pytest.mark.long
@pytest.mark.parametrize("form", ["gz", "zst"])
@pytest.mark.parametrize("has_record", [True, False])
def test_a_member_is_unpacked_up_to_a_limit(tmp_path, form, has_record):
    """Whether it has a record of that length or no record at all, the next one is read."""
    good = Warc(packed=False)
    good.response("https://a.example/", b"<p>Un texte.")
    pack = (
        (lambda data: gzip.compress(data, 6))
        if form == "gz"
        else pytest.importorskip("zstandard").compress
    )
    head = b"WARC/1.0\r\nWARC-Type: revisit\r\nContent-Length: 400000000\r\n\r\n"
    bomb = pack((head if has_record else b"") + bytes(FLOOR + FLOOR // 4))
    path = tmp_path / f"t.warc.{form}"
    first = good.content[good.offsets[0] : good.offsets[1]]
    path.write_bytes(pack(first) + bomb + pack(good.content[good.offsets[1] :]))
    used, reasons, pages = read_in_child(path)
    assert used < 64 * MIB
    assert f"unpacks to more than {RATIO} times its size" in "".join(reasons)
    assert pages == 1


class TestParquet:
    def write(self, path: Path, columns: dict, **options: object) -> int:
        parquet = pytest.importorskip("pyarrow.parquet")
        table = pytest.importorskip("pyarrow").table(columns)
        parquet.write_table(table, path, compression="zstd", store_schema=False, **options)
        return path.stat().st_size

    @pytest.mark.parametrize("name", ["html", "url"])
    def test_one_value_in_many_rows(self, tmp_path, name):
        arrow = pytest.importorskip("pyarrow")
        value = "<p>" + "a" * (4 * MIB)
        same = arrow.DictionaryArray.from_arrays(arrow.array([0] * 2000, arrow.int32()), [value])
        columns = {"html": ["<p>a"] * 2000} | {name: same}
        assert self.write(tmp_path / "t.parquet", columns) < 10_000
        used, reasons, pages = read_in_child(tmp_path / "t.parquet")
        assert used < 64 * MIB + 25 * len(value)
        assert pages < 2000
        assert reasons == [
            f"rows {pages} to 1999 are not read: the file unpacks to more than {RATIO} times its"
            " size"
        ]

    def test_equal_values_that_are_compressed(self, tmp_path):
        self.write(tmp_path / "t.parquet", {"html": ["a" * 400_000] * 2000}, use_dictionary=False)
        used, reasons, pages = read_in_child(tmp_path / "t.parquet")
        assert used < 64 * MIB
        assert (len(reasons), pages) == (1, 0)
        assert "unpacks to more than" in reasons[0]

    def test_a_footer_with_wrong_sizes(self, tmp_path):
        path = tmp_path / "t.parquet"
        self.write(path, {"html": ["a" * 200 * MIB]}, use_dictionary=False, write_statistics=False)
        parquet = pytest.importorskip("pyarrow.parquet")
        size = parquet.read_metadata(path).row_group(0).column(0).total_uncompressed_size
        # Numbers are doubled, and have seven bits in a byte (Thrift's compact protocol).
        right = bytes((size * 2 >> 7 * place) & 127 | 128 for place in range(4)) + bytes(
            [size * 2 >> 28]
        )
        content = path.read_bytes()
        assert right in content
        path.write_bytes(content.replace(right, b"\x90\x8a\x80\x80\x00"))
        assert parquet.read_metadata(path).row_group(0).column(0).total_uncompressed_size < 1000
        used, reasons, pages = read_in_child(path)
        assert used < 64 * MIB
        assert (len(reasons), pages) == (1, 0)
        assert "unpacks to more than" in reasons[0]

    def test_a_few_large_equal_pages_are_read(self, tmp_path):
        self.write(tmp_path / "t.parquet", {"html": ["<p>" + "a" * MIB] * 20})
        assert read_in_child(tmp_path / "t.parquet")[1:] == ([], 20)


def ratio(read: Callable[[bytes], object], part: bytes, size: int) -> float:
    """How much longer twice as much takes: the best of several."""
    content = part * (size // len(part))
    times = [[0.0, 0.0] for _ in range(5)]
    for pair in times:
        for number, given in enumerate((content, content * 2)):
            begun = process_time()
            read(given)
            pair[number] = process_time() - begun
    return min(pair[1] for pair in times) / min(pair[0] for pair in times)


def frame(content: bytes) -> None:
    kept = frozenset({"response"})
    for _ in Framing(Bytes(content), wanted=kept, limit=PAGE).records():
        pass


@pytest.mark.parametrize(
    "part",
    [
        b"WARC-Type: x WARC/1.0\r\n",
        b"WARC-:WARC/1.0\n",
        b"WARC/1.0\r\nWARC-Type: response\r\n",
        b"a WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 33000000\r\n\r\n",
        b"WARC/",
    ],
)
def test_lines_like_headers_take_linear_time(part):
    assert ratio(frame, part, 200_000) < 3


@pytest.mark.long
@pytest.mark.parametrize(
    ("packing", "part"),
    [
        (Gzip, b"\x1f\x8b\x08\x08"),  # a header with a file's name that has no end
        (Gzip, b"\x1f\x8b\x08\x00\0\0\0\0\0\3"),
        (Zstd, b"\x28\xb5\x2f\xfd\x00\x58\xfc\xff\x0f"),  # a block of the greatest length
    ],
)
def test_bytes_like_members_take_linear_time(tmp_path, packing, part):
    path = tmp_path / "t"

    def look(content: bytes) -> None:
        path.write_bytes(content)
        with path.open("rb") as file:
            assert find_member(packing(file), 0) is None

    assert ratio(look, part, 300_000 if packing is Gzip else 150_000) < 3


def members_in_members(size: int) -> bytes:
    """Gzip members that begin with a record; each has a block that ends at that of the next one."""
    text = b"WARC/1.0\r\nWARC-Type: response\r\n"
    unit = 15 + len(text)
    length = unit - 5
    stored = b"\0" + length.to_bytes(2, "little") + (length ^ 0xFFFF).to_bytes(2, "little")
    return (b"\x1f\x8b\x08\0\0\0\0\0\0\3" + stored + text) * (size // unit)


@pytest.mark.long
@pytest.mark.parametrize("begins", ["with a record", "with a whole member"])
def test_members_in_members_take_linear_time(tmp_path, begins):
    path = tmp_path / "t.warc.gz"
    first = b"" if begins == "with a record" else whole_gzip(warc_of(STORIES[:2], packed=False))

    def read(size: int) -> None:
        path.write_bytes(first + members_in_members(size))
        for unit in find([str(path)], SearchSummary()):
            for _ in unit.read(Span()):
                pass

    assert grows_linearly(read, 500_000)


def test_a_record_after_members_in_members_is_read(tmp_path):
    path = tmp_path / "t.warc.gz"
    last = Warc()
    last.response("https://a.example/", b"<p>Un texte.")
    path.write_bytes(members_in_members(300_000) + bytes(70_000) + last.content)
    [*problems, page] = [
        found for unit in find([str(path)], SearchSummary()) for _, found in unit.read(Span())
    ]
    assert all(isinstance(found, Damage) for found in problems)
    assert "overlap" in problems[-1].reason
    assert page.content == b"<p>Un texte."


@pytest.mark.parametrize("name", ["t.warc", "t.jsonl", "t.warc.gz"])
def test_ten_problems_of_a_kind_are_reported_and_their_number(tmp_path, name):
    part = b"{}\n" if name == "t.jsonl" else b"WARC/1.0\r\nWARC-Type: response\r\n"
    content = part * 2000
    path = tmp_path / name
    path.write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    lines: list[str] = []
    report = ExtractionJob([str(path)], processes=1, on_message=lines.append).run()
    cause = "it has neither html nor text" if name == "t.jsonl" else "no WARC record begins here"
    number = report.counts.failed
    assert number > 1000
    assert len([line for line in lines if line.endswith(cause)]) == 11
    assert f"{path}: {number - 10} more: {cause}" in lines


def test_a_compressed_index_is_read_to_a_limit(tmp_path):
    path = tmp_path / "t.cdxj.gz"
    path.write_bytes(gzip_zeros(FLOOR // MIB + 10))
    lines = read_index(str(path), "newsscraper", AddressPolicy())
    with pytest.raises(UserError, match=f"index {path}: the file unpacks to more than {RATIO}"):
        deque(lines, maxlen=0)


@pytest.mark.long
def test_a_saved_page_in_gzip_is_read_to_the_longest_page(tmp_path):
    path = tmp_path / "t.html.gz"
    path.write_bytes(gzip_zeros(250))
    used, reasons, pages = read_in_child(path)
    assert used < 64 * MIB + 4 * PAGE
    assert (reasons, pages) == ([], 1)
    path.write_bytes(gzip.compress(b"<p>Un texte.")[:-4])
    [(_, found)] = [
        read for unit in find([str(path)], SearchSummary()) for read in unit.read(Span())
    ]
    assert isinstance(found, Damage)
