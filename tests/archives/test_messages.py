"""What is reported of a damaged archive is one line without control characters, though libraries
quote what they found in it."""

from __future__ import annotations

import pytest

from newsscraper.captures import Damage, SearchSummary, Span, find
from newsscraper.captures.warc import read_capture


def test_a_warc_record(monkeypatch):
    class Loader:
        def parse_record_stream(self, stream: object, **_: object) -> None:
            raise ValueError("invalid header: \x1b[2J\x00\n x")

    monkeypatch.setattr("newsscraper.captures.warc._LOADER", Loader())
    found = read_capture(b"WARC/1.0\r\n\r\n", "t:0")
    assert found == Damage("t:0", "the record cannot be read (invalid header: [2J x)")


def test_a_parquet_file(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "t.parquet"
    pages = pyarrow.table({"html": ["<p>Un texte."], "url": ["https://a.example/"]})
    parquet.write_table(pages, path, compression="none", use_dictionary=False)
    content, reasons = path.read_bytes(), set()
    for place in range(4, 120):
        path.write_bytes(content[:place] + b"\x0f" + content[place + 1 :])
        for unit in find([str(path)], SearchSummary()):
            for _, found in unit.read(Span()):
                reasons.add(getattr(found, "reason", ""))
    assert len(reasons) > 2
    assert all(reason.isprintable() for reason in reasons)
