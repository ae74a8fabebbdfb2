"""What was taken down reaches those who have earlier exports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest

from newsscraper.exporters.errors import ExportError
from newsscraper.exporters.export_job import ExportJob
from newsscraper.exporters.takedowns import removed_target
from newsscraper.store import Store
from tests.exporters.test_parts import article, write
from tests.store.conftest import postgresql_url, store_url

__all__ = ["postgresql_url", "store_url"]


def take_down(url: str, *numbers: int) -> None:
    with Store(url) as store:
        ids = [f"maghress/fr/a/{number}" for number in numbers]
        store.takedowns.take_down(store.takedowns.find(ids))


def export(url: str, output: str, name: str | None = "daily", **more: Any) -> list[str]:
    lines: list[str] = []
    closing = ExportJob(url, [output], name=name, on_part=lines.append, **more).run()
    return [*lines, *([closing] if closing else [])]


@pytest.fixture
def filled(store_url) -> str:
    with Store(store_url, create=True) as store:
        write(store, *(article(number) for number in range(1, 7)))
    return store_url


def removed(folder: Path, name: str = "daily") -> list[str]:
    lines = (folder / f"{name}.removed.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["id"] for line in lines]


def test_a_named_export_reports_them_beside_its_parts(filled, tmp_path):
    output = str(tmp_path / "parts" / "a.jsonl.gz")
    (tmp_path / "parts").mkdir()
    take_down(filled, 1)
    export(filled, output)
    assert len([*(tmp_path / "parts").iterdir()]) == 1  # nobody has the first one
    take_down(filled, 2, 3)
    [line] = export(filled, output)
    assert line == (
        f"2 removed articles in {tmp_path}/parts/daily.removed.jsonl: delete them from what you"
        " have"
    )
    assert removed(tmp_path / "parts") == ["maghress/fr/a/2", "maghress/fr/a/3"]
    [line] = export(filled, output)
    assert line.startswith("nothing is new")
    take_down(filled, 4)
    export(filled, output)
    assert removed(tmp_path / "parts")[-1] == "maghress/fr/a/4"
    assert len(removed(tmp_path / "parts")) == 3  # all since the export began
    first = json.loads((tmp_path / "parts/daily.removed.jsonl").read_text().splitlines()[0])
    assert list(first) == ["id", "url", "removed_at"]


def test_another_selection_is_not_told(filled, tmp_path):
    with Store(filled) as store:
        write(store, article(8))
    output = str(tmp_path / "b.csv")
    export(filled, output, "b", sites=["masress"])
    take_down(filled, 2)
    assert not any("removed" in line for line in export(filled, output, "b", sites=["masress"]))
    assert not (tmp_path / "b.removed.jsonl").exists()


def test_a_report_that_cannot_be_written_is_written_next_time(filled, tmp_path):
    output = str(tmp_path / "a.jsonl")
    export(filled, output)
    take_down(filled, 2)
    blocked = tmp_path / "daily.removed.jsonl"
    blocked.mkdir()
    with pytest.raises(ExportError):
        export(filled, output)
    blocked.rmdir()
    export(filled, output)
    assert removed(tmp_path) == ["maghress/fr/a/2"]


@pytest.mark.parametrize("name", ["daily", None])
def test_a_database_deletes_them(filled, postgresql_url, name):
    target = f"{postgresql_url}?table=public.kept"
    export(filled, target, name)
    take_down(filled, 2, 5)
    lines = export(filled, target, name)
    assert any("2 removed articles deleted from" in line for line in lines)
    with psycopg.connect(postgresql_url) as connection:
        rows = connection.execute("SELECT id FROM public.kept ORDER BY id").fetchall()
    assert [row[0][-1] for row in rows] == ["1", "3", "4", "6"]
    assert not any("deleted" in line for line in export(filled, target, name))


@pytest.mark.parametrize(
    ("target", "name", "place"),
    [
        ("a.jsonl", "daily", "daily.removed.jsonl"),
        ("/x/y/a.csv.gz", "daily", "/x/y/daily.removed.jsonl"),
        ("s3://bucket/x/a.parquet", "يومي", "s3://bucket/x/يومي.removed.jsonl"),
        ("x/a.csv", "../a b:c", "x/..%2Fa b%3Ac.removed.jsonl"),
    ],
)
def test_the_name_is_that_of_the_export(target, name, place):
    assert removed_target(target, name) == place
