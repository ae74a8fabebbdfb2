"""Targets elsewhere, through fsspec: its memory stands for an object store."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import pytest

from newsscraper.exporters import ExportError, check_targets, export
from newsscraper.exporters.form import PLAIN, Form
from newsscraper.items.records import ARTICLE_FIELDS
from tests.exporters.readers import read_parquet
from tests.exporters.records import EMPTY, FULL

fsspec = pytest.importorskip("fsspec")


@pytest.fixture(autouse=True)
def memory(tmp_path, monkeypatch):
    files = fsspec.filesystem("memory")
    files.store.clear()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    yield files
    files.store.clear()
    assert list((tmp_path / "temporary").iterdir()) == []


def problem(target: str, form: Form = PLAIN) -> str:
    with pytest.raises(ExportError) as told:
        check_targets([(target, ARTICLE_FIELDS)], form)
    assert len(str(told.value).splitlines()) == 1
    return str(told.value)


def test_an_object_is_there_when_it_is_whole(memory):
    target = "memory://bucket/folder/a.jsonl.gz"
    check_targets([(target, ARTICLE_FIELDS)])
    assert list(memory.store) == []

    def records():
        yield FULL
        assert list(memory.store) == []
        yield EMPTY

    assert export(target, ARTICLE_FIELDS, records()) == 2
    assert list(memory.store) == ["/bucket/folder/a.jsonl.gz"]
    with fsspec.open(target, "rt", compression="gzip", encoding="utf-8") as file:
        assert [json.loads(line) for line in file] == [FULL, EMPTY]


def test_an_export_that_breaks_leaves_the_object_that_was(memory):
    export("memory://bucket/a.csv", ARTICLE_FIELDS, [FULL])
    before = memory.cat("/bucket/a.csv")

    def records():
        yield EMPTY
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        export("memory://bucket/a.csv", ARTICLE_FIELDS, records())
    assert memory.cat("/bucket/a.csv") == before
    assert list(memory.store) == ["/bucket/a.csv"]


def test_any_format_can_be_sent(memory, tmp_path):
    pytest.importorskip("pyarrow")
    export("memory://bucket/a.parquet", ARTICLE_FIELDS, [FULL, EMPTY])
    memory.get_file("/bucket/a.parquet", str(tmp_path / "a.parquet"))
    assert read_parquet(tmp_path / "a.parquet", ARTICLE_FIELDS) == [FULL, EMPTY]


def test_an_address_of_this_machine_is_a_path(tmp_path):
    path = tmp_path / "a b" / "é.jsonl"
    export(path.as_uri(), ARTICLE_FIELDS, [FULL])
    assert json.loads(path.read_text(encoding="utf-8")) == FULL
    assert [entry.name for entry in path.parent.iterdir()] == ["é.jsonl"]
    with pytest.raises(ExportError, match="two outputs name the same file"):
        check_targets([(path.as_uri(), ARTICLE_FIELDS), (str(path), ARTICLE_FIELDS)])


def test_a_file_system_gets_another_name_first(tmp_path, monkeypatch):
    """As SFTP would: what is sent there in the middle of a failure has no final name."""
    target = f"local://{tmp_path}/far/a.jsonl"
    export(target, ARTICLE_FIELDS, [FULL])
    assert json.loads((tmp_path / "far/a.jsonl").read_text(encoding="utf-8")) == FULL

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fsspec.get_filesystem_class("local"), "mv", full)
    with pytest.raises(ExportError, match=r"a\.jsonl: No space left on device$"):
        export(target, ARTICLE_FIELDS, [EMPTY])
    assert json.loads((tmp_path / "far/a.jsonl").read_text(encoding="utf-8")) == FULL
    assert [path.name for path in Path(tmp_path / "far").iterdir()] == ["a.jsonl"]


def test_what_a_place_says_is_one_line(monkeypatch, memory):
    def refused(*_, **__):
        raise ValueError("no credentials\nare there")

    monkeypatch.setattr(type(memory), "isdir", refused)
    assert (
        problem("memory://bucket/a.jsonl")
        == "cannot write memory://bucket/a.jsonl: no credentials are there"
    )


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("https://example.org/a.jsonl", "https:// is not supported for writing"),
        ("nonsense://bucket/a.jsonl", "nonsense:// is not supported for writing"),
        ("memory://bucket/a.xml", "no format has the suffix '.xml'"),
        ("memory://bucket", "its name has no suffix, so the format is unknown"),
        ("hf:s3://bucket/set", "a folder of files can only be written on this machine"),
    ],
)
def test_what_cannot_be_is_one_line(target, told):
    assert told in problem(target)


def test_parquet_in_folders_stays_on_this_machine():
    pytest.importorskip("pyarrow")
    assert "only be written on this machine" in problem(
        "memory://bucket/a.parquet", Form(partition_by=("site",))
    )


@pytest.mark.parametrize(
    ("scheme", "package", "extra"), [("s3", "s3fs", "s3"), ("gs", "gcsfs", "gs")]
)
def test_a_package_that_is_missing_is_named_with_the_command(scheme, package, extra, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    told = problem(f"{scheme}://bucket/a.jsonl")
    assert (
        told == f"cannot write {scheme}://bucket/a.jsonl: its package is missing: pip install"
        f" 'newsscraper[{extra}]'"
    )


@pytest.mark.parametrize(("scheme", "package"), [("az", "adlfs"), ("smb", "smbprotocol")])
def test_where_there_is_no_extra_the_package_is_named_with_the_command(
    scheme, package, monkeypatch
):
    monkeypatch.setitem(sys.modules, package, None)
    told = problem(f"{scheme}://bucket/a.jsonl")
    assert (
        told
        == f"cannot write {scheme}://bucket/a.jsonl: its package is missing: pip install {package}"
    )
