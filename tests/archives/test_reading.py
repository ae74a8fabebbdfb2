"""``newsscraper extract`` on archives.

Every form yields the records of the pages themselves, in order, and damage is reported.
"""

from __future__ import annotations

import gzip
import itertools
import json
import os
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsscraper
from newsscraper.archives.outcomes import extract_unit
from newsscraper.archives.part_sequence import PartSequence
from newsscraper.captures import Damage, SearchSummary, Span, archive, batches, find, jsonl
from newsscraper.items.records import Capture
from tests.archives.making import (
    STORIES,
    Warc,
    page,
    records,
    run,
    run_python,
    warc_of,
    whole_gzip,
    zstd_frames,
)
from tests.replica import render

SOME = STORIES[:24]
IDS = [story.id for story in SOME]


def units(path: Path) -> list:
    return list(find([str(path)], SearchSummary()))


def readings(path: Path) -> list:
    """Return what is read from a file, with its parts joined as in a run."""
    chain = PartSequence()
    found = []
    for unit in units(path):
        result = chain.checked(extract_unit(unit), extract_unit)
        found += result.outcomes
    return found


def ids(outcomes: list) -> list[str]:
    return [row.id for outcome in outcomes for row in outcome.articles]


@pytest.fixture(params=["t.warc.gz", "t.warc", "t.warc.zst", "whole.warc.gz", "oddly-named"])
def archived(request, tmp_path) -> Path:
    """An archive of the same articles in each supported form."""
    path = tmp_path / request.param
    if request.param == "t.warc.zst":
        pytest.importorskip("zstandard")
        path.write_bytes(zstd_frames(warc_of(SOME, packed=False)))
    elif request.param.startswith("whole"):
        path.write_bytes(whole_gzip(warc_of(SOME, packed=False)))
    else:
        path.write_bytes(warc_of(SOME, packed=request.param != "t.warc").content)
    return path


def test_an_archive_yields_the_records_of_its_pages(tmp_path, archived):
    run("extract", archived.name, "-o", "out.jsonl", "-q", cwd=tmp_path)
    found = records(tmp_path / "out.jsonl")
    for story, record in zip(SOME, found, strict=True):
        [wanted] = newsscraper.extract(page(story), story.url, "2026-01-05T10:00:00Z").articles
        assert record["capture_ref"].startswith(f"{archived.name}:")
        assert {**record, "capture_ref": None, "ticker": None} == {
            **wanted.to_dict(),
            "ticker": None,
        }
        assert record["ticker"]["id"] == record["ticker_id"]


@pytest.mark.parametrize("size", [1000, 5000, 30_011])
def test_an_archive_may_be_divided_anywhere(monkeypatch, archived, size):
    monkeypatch.setattr(archive, "PART", size)
    monkeypatch.setattr(archive, "PLAIN_PART", size * 5)
    monkeypatch.setattr(batches, "BATCH", 5)
    assert ids(readings(archived)) == IDS


def test_all_cores_yield_the_same_in_the_same_order(tmp_path, monkeypatch, archived):
    for jobs in ("1", "3"):
        run("extract", archived.name, "-o", f"{jobs}.jsonl", "--jobs", jobs, cwd=tmp_path)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "3.jsonl").read_bytes()


def test_a_record_inside_a_record_is_not_read(monkeypatch, tmp_path):
    """An archive inside an archive: a part may begin its search for a record inside it."""
    monkeypatch.setattr(archive, "PART", 1500)
    inner = warc_of(SOME[:3]).content
    outer = Warc()
    outer.response(SOME[5].url, page(SOME[5]))
    stored = Warc(packed=False)
    stored.response(
        "https://x.example/inner.warc.gz",
        inner,
        headers=[("Content-Type", "application/octet-stream")],
    )
    stored.response(SOME[6].url, page(SOME[6]))
    path = tmp_path / "outer.warc.gz"
    parts = (
        stored.content[stored.offsets[1] : stored.offsets[2]],
        stored.content[stored.offsets[2] :],
    )
    path.write_bytes(
        outer.content + b"".join(gzip.compress(part, compresslevel=0) for part in parts)
    )
    assert inner[:3000] in path.read_bytes(), "the inner archive must be stored uncompressed"
    outcomes = readings(path)
    assert ids(outcomes) == [SOME[5].id, SOME[6].id]
    assert [outcome.kind for outcome in outcomes if outcome.skipped] == ["not text"]


def test_a_dictionary_before_zstandard_frames(tmp_path):
    zstandard = pytest.importorskip("zstandard")
    warc = warc_of(SOME, packed=False)
    places = [*warc.offsets, len(warc.content)]
    samples = [page(story)[at : at + 3000] for story in SOME for at in range(0, 30_000, 3000)]
    dictionary = zstandard.train_dictionary(30_000, samples)
    packer, raw = zstandard.ZstdCompressor(dict_data=dictionary), dictionary.as_bytes()
    frames = [packer.compress(warc.content[start:end]) for start, end in itertools.pairwise(places)]
    for number, kept in enumerate((raw, zstandard.compress(raw))):
        path = tmp_path / f"{number}.warc.zst"
        path.write_bytes(
            b"\x5d\x2a\x4d\x18" + len(kept).to_bytes(4, "little") + kept + b"".join(frames)
        )
        assert ids(readings(path)) == IDS


def test_a_killed_worker_is_reported_in_one_line(tmp_path):
    (tmp_path / "t.warc.gz").write_bytes(warc_of(SOME * 6).content)
    code = (
        "import os, newsscraper.archives.outcomes as b; b.extract_capture = lambda *_, **__:"
        " os._exit(9)\nfrom newsscraper.cli import main; main(['extract', 't.warc.gz', '-o',"
        " 'out.jsonl', '-j', '2'])"
    )
    done = run_python(code, cwd=tmp_path, code=2)
    assert done.stderr.startswith("newsscraper: a worker process was killed")
    assert not (tmp_path / "out.jsonl").exists()


def test_wet_is_read_as_text_captures(tmp_path):
    warc = Warc(version="1.0")
    for story in SOME:
        warc.text(story.url, render.text_capture(story, render.strip(story.site, story.edition)))
    (tmp_path / "CC.warc.wet.gz").write_bytes(warc.content)
    run("extract", "CC.warc.wet.gz", "-o", "out.jsonl", "-q", cwd=tmp_path)
    found = records(tmp_path / "out.jsonl")
    assert [record["id"] for record in found] == IDS
    assert {record["layout"] for record in found} == {"TextCapturePage"}
    assert {record["fetched_at"] for record in found} == {"2026-01-05T10:00:00Z"}


def test_resources_encodings_and_records_without_a_page(tmp_path):
    first, second, third, fourth, fifth = SOME[:5]
    warc = Warc()
    warc.text(first.url, page(first).decode(), kind="resource")
    packed = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
    warc.response(second.url, gzip.compress(page(second)), headers=packed)
    body = page(third)
    chunked = (
        b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:5000], body[5000:]))
        + b"0\r\n\r\n"
    )
    warc.response(
        third.url,
        chunked,
        headers=[("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")],
    )
    # A declared encoding that the body does not have: some archives decode bodies and keep the
    # headers.
    warc.response(fourth.url, page(fourth), headers=[*packed, ("Transfer-Encoding", "chunked")])
    warc.response(fifth.url, b"", status="301 Moved", headers=[("Location", "/x")])
    warc.response(
        "https://www.maghress.com/a.png", b"\x89PNG", headers=[("Content-Type", "image/png")]
    )
    warc.response(fifth.url, page(fifth), kind="revisit")
    warc.response(
        fifth.url, b"<html><title>404</title><h1>Not Found</h1></html>", status="404 Not Found"
    )
    warc.response("dns:www.maghress.com", b"x")
    (tmp_path / "t.warc.gz").write_bytes(warc.content)
    done = run("extract", "t.warc.gz", "-o", "out.jsonl", cwd=tmp_path)
    assert [record["id"] for record in records(tmp_path / "out.jsonl")] == [s.id for s in SOME[:4]]
    assert "5 captures; 4 articles; not articles: 1 error" in done.stderr
    assert "records skipped: 1 not HTTP, 1 not text, 1 redirect, 1 revisit" in done.stderr


@pytest.mark.parametrize(
    ("first", "reason"),
    [("cut", "the gzip member is cut off"), ("flip", "the gzip member is damaged")],
)
def test_damage_is_counted_and_reported_and_reading_continues(tmp_path, first, reason):
    warc = warc_of(SOME)
    content, at = bytearray(warc.content), warc.offsets[9]
    if first == "flip":
        content[at + 300] ^= 0xFF
    else:
        del content[warc.offsets[-1] + 100 :]
        at = warc.offsets[-1]
    (tmp_path / "t.warc.gz").write_bytes(content)
    done = run("extract", "t.warc.gz", "-o", "out.jsonl", code=1, cwd=tmp_path)
    assert f"newsscraper: t.warc.gz, byte {at}: {reason}" in done.stderr
    assert done.stderr.rstrip().endswith("1 failed")
    lost = 8 if first == "flip" else 23
    assert [record["id"] for record in records(tmp_path / "out.jsonl")] == [
        *IDS[:lost],
        *IDS[lost + 1 :],
    ]


def test_damage_in_an_uncompressed_archive(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "PLAIN_PART", 100_000)
    warc = warc_of(SOME, packed=False)
    content = bytearray(warc.content)
    content[warc.offsets[4] : warc.offsets[4] + 6] = b"XXXX/1"
    path = tmp_path / "t.warc"
    path.write_bytes(content)
    outcomes = readings(path)
    assert [outcome.problem for outcome in outcomes if outcome.problem] == [
        f"{path}, byte {warc.offsets[4]}: no WARC record begins here"
    ]
    assert ids(outcomes) == [*IDS[:3], *IDS[4:]]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("t.warc", b"<html>", "not a WARC archive"),
        ("t.warc.gz", gzip.compress(b"<html>hello"), "not a WARC archive"),
        ("t.warc.gz", b"\x1f\x8b\x08", "not a WARC archive"),
        ("t.warc.gz", b"", "not a WARC archive"),
        ("t.warc.gz", warc_of(SOME[:1]).content[:60], "not a WARC archive"),
        ("t.parquet", b"PAR1 and no more", "cannot read the Parquet file"),
        ("t.jsonl.gz", b"\x1f\x8b\x08\x00broken", "the gzip member is"),
        ("t.jsonl", b"not JSON\n", "t.jsonl, byte 0: invalid JSON"),
        ("gone.warc.gz", None, "No such file or directory"),
    ],
    ids=["page", "packed-page", "magic", "empty", "cut", "parquet", "gzip", "json", "missing"],
)
def test_a_file_that_is_not_an_archive_is_reported_in_one_line(tmp_path, name, content, reason):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("extract", name, "-o", "out.jsonl", code=2, cwd=tmp_path)
    [line] = done.stderr.splitlines()
    assert line.startswith("newsscraper: ")
    assert reason in line
    assert {path.name for path in tmp_path.iterdir() if not path.name.startswith(".coverage")} <= {
        name
    }
    (tmp_path / "good.warc.gz").write_bytes(warc_of(SOME[:2]).content)
    run("extract", name, "good.warc.gz", "-o", "out.jsonl", code=1, cwd=tmp_path)
    assert [record["id"] for record in records(tmp_path / "out.jsonl")] == IDS[:2]


def test_a_missing_package_is_reported_in_one_line(tmp_path):
    (tmp_path / "t.warc.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    (tmp_path / "t.parquet").write_bytes(b"PAR1")
    for name in ("zstandard", "pyarrow"):
        (tmp_path / "without" / name).mkdir(parents=True)
        (tmp_path / "without" / name / "__init__.py").write_text(
            "raise ImportError", encoding="utf-8"
        )
    for name, extra in (("t.warc.zst", "zstd"), ("t.parquet", "parquet")):
        done = run_python(
            "from newsscraper.cli import main; main()",
            "extract",
            name,
            cwd=tmp_path,
            code=2,
            env={**os.environ, "PYTHONPATH": f"{tmp_path / 'without'}:{Path(__file__).parents[2]}"},
        )
        assert done.stderr.splitlines() == [
            f"newsscraper: {name}: {'Zstandard' if extra == 'zstd' else 'Parquet'} needs a package:"
            f" pip install 'newsscraper[{extra}]'"
        ]


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_json_lines(tmp_path, packing, monkeypatch):
    rows = [
        {"url": s.url, "html": page(s).decode(), "fetched_at": "2026-01-05T10:00:00Z"}
        for s in SOME[:12]
    ]
    rows += [{"url": s.url, "text": render.text_capture(s), "other": 1} for s in SOME[12:]]
    content = (
        "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
        + b"\n{broken\n[]\n{}\n"
    )
    if packing == ".gz":
        content = gzip.compress(content)
    elif packing == ".zst":
        content = pytest.importorskip("zstandard").compress(content)
    path = tmp_path / f"t.jsonl{packing}"
    path.write_bytes(content)
    done = run("extract", path.name, "-o", "out.jsonl", code=1, cwd=tmp_path)
    found = records(tmp_path / "out.jsonl")
    assert [record["id"] for record in found] == IDS
    assert [record["fetched_at"] for record in found] == ["2026-01-05T10:00:00Z"] * 12 + [None] * 12
    assert [line.rsplit(": ", 1)[1] for line in done.stderr.splitlines()[1:3]] == [
        "not a JSON object",
        "it has neither html nor text",
    ]
    monkeypatch.setattr(jsonl, "PLAIN_PART", 70_001)
    monkeypatch.setattr(batches, "BATCH", 5)
    assert ids(readings(path)) == IDS


def test_parquet(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.table(
        {
            "url": [s.url for s in SOME],
            "html": pyarrow.array([page(s) for s in SOME], pyarrow.binary()),
            "fetched_at": pyarrow.array(
                [1_767_607_200_000_000] * len(SOME), pyarrow.timestamp("us", tz="UTC")
            ),
            "more": list(range(len(SOME))),
        }
    )
    parquet.write_table(table, tmp_path / "t.parquet", row_group_size=10)
    run("extract", "t.parquet", "-o", "out.jsonl", cwd=tmp_path)
    found = records(tmp_path / "out.jsonl")
    assert [record["id"] for record in found] == IDS
    assert {record["fetched_at"] for record in found} == {"2026-01-05T10:00:00Z"}
    parquet.write_table(table.select(["url"]), tmp_path / "none.parquet")
    assert (
        "neither a column html nor a column text"
        in run("extract", "none.parquet", code=2, cwd=tmp_path).stderr
    )


def test_a_folder_of_pages_and_archives(tmp_path):
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "a.html").write_bytes(page(SOME[0]))
    (saved / "b.warc.gz").write_bytes(warc_of(SOME[1:3]).content)
    (saved / "c.jsonl").write_text(
        json.dumps({"url": SOME[3].url, "html": page(SOME[3]).decode()}), encoding="utf-8"
    )
    (saved / "d.jsonl").write_text(
        json.dumps({"url": SOME[4].url, "body": "a record"}), encoding="utf-8"
    )
    for _ in range(2):  # the second time the output is in the folder and is not read
        done = run("extract", "saved", "-o", "saved/out.jsonl", cwd=tmp_path)
        assert [record["headline"] is not None for record in records(saved / "out.jsonl")] == [
            True
        ] * 4
        assert "4 captures; 4 articles; files skipped: 1 .jsonl" in done.stderr


def test_the_newest_capture_is_kept_and_reported(tmp_path):
    warc = Warc()
    story, other = SOME[0], SOME[1]
    for moment, body in (
        ("2026-01-05T10:00:00Z", page(story)),
        ("2026-03-01T00:00:00Z", page(story).replace(b"</h1>", b" (new)</h1>")),
        ("2026-02-05T10:00:00Z", page(story)),
    ):
        warc.response(story.url, body, moment=moment)
    warc.response(other.url, page(other))
    (tmp_path / "t.warc.gz").write_bytes(warc.content)
    done = run("extract", "t.warc.gz", "-o", "out.jsonl", cwd=tmp_path)
    assert [(r["id"], r["fetched_at"]) for r in records(tmp_path / "out.jsonl")] == [
        (story.id, "2026-03-01T00:00:00Z"),
        (other.id, "2026-01-05T10:00:00Z"),
    ]
    assert "4 captures; 2 articles; 2 older captures of the same articles left out" in done.stderr
    run("extract", "t.warc.gz", "-o", "all.jsonl", "--all-captures", cwd=tmp_path)
    assert len(records(tmp_path / "all.jsonl")) == 4
    assert len(run("extract", "t.warc.gz", "--all-captures", cwd=tmp_path).stdout.splitlines()) == 4


_PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                warc_of(SOME[:1]).content,
                warc_of(SOME[:1], packed=False).content[:4000],
                b"\r\n\r\n",
                b"\x1f\x8b\x08",
            ]
        ),
        st.sampled_from(
            [
                b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\n",
                b"WARC/1.0\r\n",
                b"\x28\xb5\x2f\xfd",
                b"\x00" * 50,
            ]
        ),
        st.sampled_from(
            [
                b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 2\r\n\r\nab\r\n\r\n",
                zlib.compress(b"WARC/1.1"),
            ]
        ),
        st.binary(max_size=80),
    ),
    max_size=6,
)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    _PIECES,
    st.sampled_from(["t.warc", "t.warc.gz", "t.warc.zst", "t.jsonl", "t.jsonl.gz", "t.parquet"]),
    st.sampled_from([700, 10**6]),
)
def test_any_bytes_may_be_in_a_file(tmp_path_factory, pieces, name, size):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(b"".join(pieces))
    for unit in units(path):
        for place, found in unit.read(Span()):
            assert place.startswith(str(path))
            if isinstance(found, Capture):
                assert len(found.content) < 10**6
            elif isinstance(found, Damage):
                assert "\n" not in found.reason
