"""``newsscraper remove``: articles go from the store and from the kept pages, and stay away."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from warcio.archiveiterator import ArchiveIterator

from newsscraper.archives import warc_removal
from newsscraper.archives.warc_removal import RemovalError, find_records, remove_records
from newsscraper.archives.warc_writer import PageFiles
from newsscraper.cli import cli
from newsscraper.pipelines.identity import article_id_of
from newsscraper.store import Store
from tests.archives.making import read_record, records, run, warcio
from tests.crawl.conftest import NO_DELAY
from tests.replica.server import Replica

SITE = "yemeress"


@pytest.fixture(scope="module")
def crawl(tmp_path_factory):
    """The folder of a crawl that kept its pages."""
    folder = tmp_path_factory.mktemp("crawl")
    with Replica() as replica:
        run(*crawl_command(replica), "--keep-pages", "-o", "out.jsonl", cwd=folder)
    return folder


@pytest.fixture
def crawled(tmp_path, crawl, monkeypatch):
    """What was crawled; the test's own folder is a copy of the crawl's."""
    shutil.copytree(crawl, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return records(tmp_path / "out.jsonl")


def crawl_command(replica: Replica) -> list[str]:
    return ["crawl", SITE, "--base-url", replica.base_url(SITE), *NO_DELAY, "-q"]


def remove(*arguments: str, **more: str) -> Result:
    return CliRunner().invoke(cli, ["remove", *arguments], standalone_mode=False, **more)


def ids() -> set[str]:
    with Store("data/newsscraper.db") as store:
        return set(store.articles().ids())


def members(path: Path) -> dict[int, tuple[str, str | None, bytes]]:
    """Kind, address and packed bytes of each record, by its place."""
    found: list[tuple[int, str, str | None]] = []
    with path.open("rb") as file:
        iterator = ArchiveIterator(file)
        for record in iterator:
            record.content_stream().read()
            url = record.rec_headers.get_header("WARC-Target-URI")
            found.append((iterator.get_record_offset(), record.rec_type, url))
    data = path.read_bytes()
    ends = [place for place, *_ in found[1:]] + [len(data)]
    return {
        place: (kind, url, data[place:end])
        for (place, kind, url), end in zip(found, ends, strict=True)
    }


def page_file() -> Path:
    [path] = Path("data/pages").iterdir()
    return path


def test_an_article_goes_with_its_kept_page(crawled):
    gone, *rest = crawled
    path = page_file()
    before = members(path)
    done = remove(gone["url"], "--yes")
    assert done.return_value == 0, done.output
    assert done.stderr == (
        "newsscraper: 1 article removed with 0 earlier versions and 1 kept page\n"
    )
    assert ids() == {record["id"] for record in rest}
    after = members(path)
    removed = {place for place, (_, url, _) in before.items() if url == gone["url"]}
    assert len(removed) == 2  # response and request
    assert {place: member for place, member in after.items() if member[0] != "metadata"} == {
        place: member for place, member in before.items() if place not in removed
    }
    for place in removed & after.keys():
        emptied = gzip.decompress(after[place][2])
        assert b"This record was taken down." in emptied
        assert gone["url"].encode() not in emptied
    warcio("check", path)
    for record in rest:
        _, offset = record["capture_ref"].rsplit(":", 1)
        _, capture = read_record(str(path), int(offset))
        assert article_id_of(capture.url) == record["id"]
    run("extract", str(path), "-o", "again.jsonl", "-q", cwd=Path.cwd())
    assert {record["id"] for record in records(Path("again.jsonl"))} == ids()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_nothing_fetches_it_again(crawled, tmp_path):
    gone = crawled[0]
    assert remove(gone["id"], "--yes").return_value == 0
    with Replica() as replica:
        done = run(*crawl_command(replica)[:-1], "--full", "--recheck", "3650d", cwd=tmp_path)
        assert "1 taken down, not fetched" in done.stderr
        path = gone["url"].removeprefix("https://www.yemeress.com")
        assert path not in [access.path for access in replica.log]
        done = run(
            "scrape",
            gone["url"].replace("https://www.", "http://"),
            "--store",
            "data/newsscraper.db",
            "--base-url",
            replica.base_url(SITE),
            cwd=tmp_path,
            code=1,
        )
        assert "taken down from the store (newsscraper remove): not fetched" in done.stderr
        assert path not in [access.path for access in replica.log]
    assert gone["id"] not in ids()


def test_a_rehearsal_changes_nothing(crawled):
    content = page_file().read_bytes()
    before = ids()
    done = remove(crawled[0]["url"], "--dry-run")
    assert done.return_value == 0
    assert done.stderr == (
        "newsscraper: 1 article would be removed with 0 earlier versions and 1 kept page\n"
    )
    assert (ids(), page_file().read_bytes()) == (before, content)


def test_it_asks_first(crawled):
    before = ids()
    done = remove(crawled[0]["url"], input="n\n")
    assert done.return_value == 1
    assert "1 article would be removed with" in done.output
    assert done.output.endswith("nothing was removed\n")
    assert ids() == before
    done = remove(crawled[0]["url"])  # nobody answers
    assert "answer y, or give --yes" in str(done.exception)
    assert ids() == before
    assert remove(crawled[0]["url"], input="y\n").return_value == 0
    assert len(ids()) == len(before) - 1


def test_a_source_goes_with_all_pages(crawled):
    source = crawled[0]["source_id"]
    mine = [record for record in crawled if record["source_id"] == source]
    done = remove("--source", source, "--site", SITE, "--yes")
    assert done.return_value == 0, done.output
    assert f"{len(mine)} articles removed with 0 earlier versions and " in done.stderr
    assert ids() == {record["id"] for record in crawled} - {record["id"] for record in mine}
    left = {url for _, url, _ in members(page_file()).values()}
    assert not left & {record["url"] for record in mine}
    again = remove("--source", source, "--yes")
    assert again.return_value == 0
    unstored = re.search(r"(\d+) not stored", done.stderr)  # found, and gone
    number = len(mine) + (int(unstored[1]) if unstored else 0)
    assert f"0 kept pages; {number} removed before" in again.stderr


def test_every_fetch_of_it_goes_and_pages_that_were_suspect(crawled):
    gone = crawled[0]
    files = PageFiles(Path("data/pages"), SITE, {})
    for url in (gone["url"], "https://www.yemeress.com/other"):
        asked = ("GET / HTTP/1.1", [], b"")
        files.write(url, datetime.now(UTC), asked, "HTTP/1.1 200 OK", [], b"<p>again</p>")
    files.close()
    for number, url in (("1", gone["url"]), ("2", "https://www.yemeress.com/x/2")):
        folder = Path(f"data/suspect/yemeress-1/x-{number}")
        folder.mkdir(parents=True)
        (folder / "input.html").write_text("<p>")
        (folder / "meta.json").write_text(json.dumps({"url": url}))
    done = remove(gone["url"], "--yes")
    assert done.stderr.endswith("0 earlier versions and 3 kept pages\n")
    assert [path.name for path in Path("data/suspect/yemeress-1").iterdir()] == ["x-2"]


def test_a_file_that_a_crawl_writes_is_left_and_named(crawled):
    gone = crawled[0]
    files = PageFiles(Path("data/pages"), SITE, {})
    asked = ("GET / HTTP/1.1", [], b"")
    files.write(gone["url"], datetime.now(UTC), asked, "HTTP/1.1 200 OK", [], b"<p>again</p>")
    done = remove(gone["url"], "--yes")
    assert done.return_value == 1
    assert "a crawl is writing it; run the command again when it has ended" in done.stderr
    assert gone["id"] not in ids()
    files.close()
    done = remove(gone["url"], "--yes")
    assert done.return_value == 0
    assert "1 kept page; 1 removed before" in done.stderr


def test_a_full_disk_leaves_the_file_as_it_was(crawled, monkeypatch):
    path = page_file()
    content = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(warc_removal, "_copy", full)
    done = remove(crawled[0]["url"], "--yes")
    assert done.return_value == 1
    assert f"cannot write data/pages/{path.name}: No space left on device" in done.stderr
    assert path.read_bytes() == content
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_pages_elsewhere_are_reported(crawled):
    Path("data/pages").rename("elsewhere")
    done = remove(crawled[0]["url"], "--dry-run")
    assert "1 page of these articles are in files elsewhere" in done.stderr
    assert "(--pages FOLDER)" in done.stderr
    done = remove(crawled[0]["url"], "--pages", "elsewhere", "--yes")
    assert done.stderr.endswith("1 kept page\n")
    done = remove(crawled[1]["url"], "--pages", "nowhere", "--yes")
    assert "nowhere is not a folder" in str(done.exception)


def test_unknown_names_are_reported(crawled):
    done = remove("yemeress/ar/nobody/1", crawled[0]["id"], "--yes")
    assert done.return_value == 1
    assert "yemeress/ar/nobody/1: the store has no such article or newspaper" in done.stderr
    assert "1 article removed" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["--site", SITE, "an-id"]])
def test_the_usage_is_checked(arguments):
    assert remove(*arguments).exception is not None


def test_the_help_has_an_example():
    text = CliRunner().invoke(cli, ["remove", "--help"]).output
    assert "newsscraper remove https://" in text


def test_copies_of_the_store_are_named(crawled):
    shutil.copy("data/newsscraper.db", "data/newsscraper.db.schema3.bak")
    done = remove(crawled[0]["url"], "--yes")
    assert re.search(r"data/newsscraper\.db\.schema3\.bak, a copy .* may still have", done.stderr)


# Files


def file_of(folder: Path, *bodies: bytes) -> Path:
    files = PageFiles(folder, "x", {})
    for number, body in enumerate(bodies):
        asked = ("GET / HTTP/1.1", [], b"")
        url = f"https://example.org/{number}"
        files.write(url, datetime.now(UTC), asked, "HTTP/1.1 200 OK", [], body)
    files.close()
    [path] = folder.glob("*.warc.gz")
    return path


@pytest.mark.parametrize("size", [0, 1, 300, 65_500, 65_535, 65_540, 200_000, 3_000_000])
def test_records_of_every_size_become_one_of_the_same(tmp_path, size):
    body = bytes((number * number >> 3) % 256 for number in range(min(size, 70_000)))
    body = (body * (size // max(len(body), 1) + 1))[:size] if body else b""
    path = file_of(tmp_path, b"first", body, b"last")
    before = members(path)
    removal = find_records(path, lambda path, url, place: url.endswith("/1"))
    assert removal.pages == 1
    remove_records(removal)
    after = members(path)
    kept = {place: member for place, member in before.items() if "/1" not in str(member[1])}
    assert {place: after[place] for place in kept} == kept
    assert sorted(set(after) - set(kept)) == [removal.ranges[0][0]]
    warcio("check", path)


def test_every_size_of_a_gap_is_met():
    for size in [*range(215, 400), *range(65_500, 65_800), 131_098, 131_099, 131_103, 16_000_000]:
        made = warc_removal._filler(size)
        assert len(made) == size
        assert gzip.decompress(made).startswith(b"WARC/1.1\r\n")


def test_a_file_of_another_kind_is_refused_whole(tmp_path):
    path = tmp_path / "a.warc.gz"
    good = gzip.decompress(file_of(tmp_path / "good", b"a", b"b").read_bytes())
    path.write_bytes(gzip.compress(good))  # several records in one member
    with pytest.raises(RemovalError, match="something else than one WARC record"):
        find_records(path, lambda path, url, place: True)
    path.write_bytes(b"\x1f\x8b\x08" + b"x" * 50)
    with pytest.raises(RemovalError, match=r"cannot read .* from byte 0 on"):
        find_records(path, lambda path, url, place: True)


def test_what_a_killed_removal_left_is_swept(crawled):
    rest = page_file().with_name(page_file().name + ".new")
    rest.write_bytes(b"half")
    with closing(sqlite3.connect("data/newsscraper.db")) as database:
        assert database.execute("SELECT count(*) FROM takedowns").fetchone() == (0,)
    assert remove(crawled[0]["url"], "--yes").return_value == 0
    assert not rest.exists()
