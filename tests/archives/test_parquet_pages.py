"""The sizes of a Parquet column by the headers of its pages."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsscraper.captures.parquet_pages import unpacked_size


def header(unpacked: bytes, packed: bytes, more: bytes = b"") -> bytes:
    """A page header: kind 0, two sizes as varints, other fields."""
    return b"\x15\x00\x15" + unpacked + b"\x15" + packed + more + b"\x00"


def size_of(content: bytes) -> int:
    return unpacked_size(io.BytesIO(content), 0, len(content))


@pytest.mark.parametrize("codec", ["none", "snappy", "gzip", "zstd"])
@pytest.mark.parametrize("has_dictionary", [True, False])
@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_as_much_as_pyarrow_has_written(tmp_path, codec, has_dictionary, version):
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "t.parquet"
    table = arrow.table({"html": [f"<p>{number}" * 50 for number in range(9000)]})
    parquet.write_table(
        table,
        path,
        compression=codec,
        use_dictionary=has_dictionary,
        data_page_version=version,
        data_page_size=50_000,
    )
    column = parquet.read_metadata(path).row_group(0).column(0)
    start = column.dictionary_page_offset if has_dictionary else column.data_page_offset
    with path.open("rb") as file:
        found = unpacked_size(file, start, column.total_compressed_size)
    # The total of the footer has the headers, too.
    assert 0.9 * column.total_uncompressed_size < found <= column.total_uncompressed_size


def test_pages_are_added_up():
    page = header(b"\x80\x02", b"\x06") + b"abc"
    assert size_of(page) == 128
    assert size_of(page * 5) == 640


def test_other_fields_are_skipped():
    binary = b"\x18\x03abc"
    inner = b"\x1c\x15\x02\x11" + binary + b"\x00"
    doubles = b"\x17" + bytes(8)
    texts = b"\x19\x28\x01a\x02bc"
    pairs = b"\x1b\x01\x58\x02\x01x"
    page = header(b"\x0a", b"\x02", binary + inner + doubles + texts + pairs)
    assert size_of(page + b"!") == 5


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x15", "cut off"),
        (header(b"\x09", b"\x02"), "without a size"),
        (b"\x15\x00\x00", "without a size"),
        (header(b"\x0a", b"\xff" * 11), "invalid page header"),
        (header(b"\x0a", b"\xff" * 8 + b"\x01"), "without a size"),
        (header(b"\x0a", b"\xfe" + b"\xff" * 7 + b"\x01"), "no file has"),
        (header(b"\x0a", b"\x02", b"\x1c" * 99), "nested too deep"),
        (header(b"\x0a", b"\x02", b"\x19\x19" + b"\x19" * 99), "nested too deep"),
        (header(b"\x0a", b"\x00") * 100_001, "100,000 pages"),
    ],
)
def test_invalid_pages(content, reason):
    with pytest.raises(ValueError, match=reason):
        size_of(content)


@given(st.binary(max_size=2000))
def test_any_bytes_are_a_size_or_invalid(content):
    with contextlib.suppress(ValueError):
        assert size_of(content) >= 0
