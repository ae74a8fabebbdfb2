"""Records read back equal from every format, and are valid by the JSON Schema."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsscraper.exporters import EXPORTERS, ExportError, export
from newsscraper.items.fields import Fields
from newsscraper.items.headlines import HEADLINE_FIELDS
from newsscraper.items.json_schema import schema_of
from newsscraper.items.records import EXTRACT_FIELDS, TICKER_FIELDS
from tests.exporters.readers import READERS, WHOLE
from tests.exporters.records import SAMPLES, any_record

LONE_SURROGATE = "caf\udce9"


def need(suffix: str) -> None:
    """Skip the test if a package of the format is not installed."""
    packages = EXPORTERS[suffix].packages + (("zstandard",) if suffix.endswith(".zst") else ())
    for package in packages:
        pytest.importorskip(package)


def written(
    folder: Path, suffix: str, fields: Fields, records: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    path = folder / f"out{suffix}"
    assert export(str(path), fields, iter(records)) == len(records)
    assert list(folder.iterdir()) == [path]
    return READERS[suffix](path, fields)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("suffix", WHOLE)
def test_records_read_back_equal_and_valid(tmp_path, suffix, sample):
    need(suffix)
    jsonschema = pytest.importorskip("jsonschema")
    fields, records = SAMPLES[sample]
    found = written(tmp_path, suffix, fields, records)
    assert len(found) == len(records)
    validator = jsonschema.Draft202012Validator(
        schema_of(fields), format_checker=jsonschema.FormatChecker()
    )
    for record, before in zip(found, records, strict=True):
        for name in fields:
            assert record[name] == before[name], name
            assert type(record[name]) is type(before[name]), name
        assert list(record) == list(fields)
        validator.validate(record)


@pytest.mark.parametrize(
    "fields", [EXTRACT_FIELDS, TICKER_FIELDS, HEADLINE_FIELDS], ids=lambda fields: fields.record
)
@pytest.mark.parametrize(
    "suffix", [suffix for suffix in WHOLE if not suffix.endswith((".gz", ".zst", "3"))]
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_record_reads_back_equal(suffix, fields, data):
    need(suffix)
    records = data.draw(st.lists(any_record(fields), max_size=3))
    with tempfile.TemporaryDirectory() as folder:
        assert written(Path(folder), suffix, fields, records) == records


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_a_record_that_a_format_cannot_hold_is_one_line_and_no_file(tmp_path, suffix):
    need(suffix)
    fields, (full, *_) = SAMPLES["articles"]
    with pytest.raises(ExportError) as told:
        export(str(tmp_path / f"out{suffix}"), fields, [full, {**full, "headline": LONE_SURROGATE}])
    assert len(str(told.value).splitlines()) == 1
    assert str(told.value).startswith(f"cannot write {tmp_path}/out{suffix}: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".parquet", ".duckdb"])
@pytest.mark.parametrize(
    "wrong",
    [{"published": "30 février"}, {"published_at": "2026-01-29T18:05:00"}, {"fetched_at": 7}],
)
def test_a_value_of_the_wrong_type_is_reported_with_its_record_and_field(tmp_path, suffix, wrong):
    need(suffix)
    fields, (full, *_) = SAMPLES["articles"]
    ((name, value),) = wrong.items()
    with pytest.raises(
        ExportError,
        match=f"the record {full['id']} has {value!r} as {name}, which its type does not allow$",
    ):
        export(str(tmp_path / f"out{suffix}"), fields, [full, {**full, **wrong}])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", WHOLE)
def test_many_records_are_written_piece_by_piece(tmp_path, suffix, monkeypatch):
    need(suffix)
    monkeypatch.setattr("newsscraper.exporters.arrow.ROWS_AT_ONCE", 7)
    fields, (full, *_) = SAMPLES["articles"]
    records = [{**full, "id": str(number)} for number in range(1_203)]
    assert written(tmp_path, suffix, fields, records) == records
