"""What the pages of a Parquet column say of their own sizes.

The sizes in a file's footer may be wrong: what the reader allocates is what each page's header says
(Apache Parquet, PageHeader in parquet.thrift, in Thrift's compact protocol).
"""

from __future__ import annotations

from typing import BinaryIO

_MOST_PAGES = 100_000
"""Pages of a column chunk. Writers make one of each megabyte or 20,000 rows."""

_MOST_DEPTH = 16
_MOST_BYTES = 10
_LONGEST = 1 << 40
_STOP, _TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _MAP, _STRUCT = 0, 1, 2, 3, 7, 8, 11, 12
_NUMBERS = frozenset([4, 5, 6])
_LISTS = frozenset([9, 10])
_UNPACKED_SIZE, _PACKED_SIZE = 2, 3
"""The fields of a page header: sizes of the page's data, in bytes."""


def unpacked_size(file: BinaryIO, start: int, length: int) -> int:
    """The bytes that the pages of a column chunk unpack to, according to their headers.

    Only the headers are read. It takes time linear in their length.

    Args:
        file: The Parquet file.
        start: Where the first page begins.
        length: The length of the column chunk.

    Raises:
        ValueError: a header is invalid, or there are too many pages.

    """
    end, total = start + length, 0
    file.seek(start)
    for _ in range(_MOST_PAGES):
        if file.tell() >= end:
            return total
        sizes = _Struct(file).numbers()
        unpacked, packed = sizes.get(_UNPACKED_SIZE, -1), sizes.get(_PACKED_SIZE, -1)
        if unpacked < 0 or packed < 0:
            raise ValueError("a page without a size")
        total += unpacked
        _leave_out(file, packed)
    raise ValueError(f"a column with more than {_MOST_PAGES:,} pages")


def _leave_out(file: BinaryIO, length: int) -> None:
    if length > _LONGEST:
        raise ValueError("a length that no file has")
    file.seek(length, 1)


class _Struct:
    """Reads the numbers of a struct in the compact protocol, and skips all else."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def numbers(self, depth: int = 0) -> dict[int, int]:
        """The numbers among the fields, by field; the file is at the end of the struct then."""
        found: dict[int, int] = {}
        field = 0
        while (head := self._byte()) & 15 != _STOP:
            field = field + (head >> 4) if head >> 4 else self._number()
            kind = head & 15
            if kind in _NUMBERS:
                found[field] = self._number()
            elif kind not in (_TRUE, _FALSE):  # whose value is the kind
                self._skip(kind, depth)
        return found

    def _skip(self, kind: int, depth: int) -> None:
        if depth > _MOST_DEPTH:
            raise ValueError("a page header that is nested too deep")
        if kind == _STRUCT:
            self.numbers(depth + 1)
        elif kind in _NUMBERS:
            self._varint()
        elif kind in (_TRUE, _FALSE, _BYTE):
            self._byte()
        elif kind == _DOUBLE:
            _leave_out(self._file, 8)
        elif kind == _BINARY:
            _leave_out(self._file, self._varint())
        elif kind in _LISTS:
            head = self._byte()
            for _ in range(self._varint() if head >> 4 == 15 else head >> 4):
                self._skip(head & 15, depth + 1)
        elif kind == _MAP:
            if size := self._varint():
                kinds = self._byte()
                for _ in range(size):
                    self._skip(kinds >> 4, depth + 1)
                    self._skip(kinds & 15, depth + 1)
        else:
            raise ValueError("an invalid page header")

    def _byte(self) -> int:
        read = self._file.read(1)
        if not read:
            raise ValueError("a page header that is cut off")
        return read[0]

    def _varint(self) -> int:
        number = 0
        for place in range(_MOST_BYTES):
            byte = self._byte()
            number |= (byte & 127) << (7 * place)
            if byte < 128:
                return number
        raise ValueError("an invalid page header")

    def _number(self) -> int:
        number = self._varint()
        return number >> 1 ^ -(number & 1)
