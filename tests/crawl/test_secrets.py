"""Passwords stay secret during a crawl, and what it writes is readable by its owner only."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

import newsscraper
from tests.crawl.conftest import NO_DELAY, Shell
from tests.replica.server import Replica
from tests.waiting import finish, wait_for

SECRETS = ("S3@", "S3C", "CR3T", "T0KEN", "C00KIE", "PR0XY")
SETTINGS = {
    "FTP_PASSWORD": "S3CR3T-ftp",
    "MAIL_PASS": "S3CR3T-mail",
    "AWS_SECRET_ACCESS_KEY": "S3CR3T-aws",
    "DEFAULT_REQUEST_HEADERS": json.dumps(
        {"Authorization": "Bearer T0KEN-1234", "Cookie": "sid=C00KIE-1234", "X-Api-Key": "T0KEN-5"}
    ),
    "FEEDS": json.dumps({"ftp://u:S3@CR3T@127.0.0.1:1/a.jl": {"format": "jsonlines"}}),
}
FLAGS = [word for name, value in SETTINGS.items() for word in ("-s", f"{name}={value}")]

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def no_secret(text: str) -> None:
    assert not [secret for secret in SECRETS if secret in text], text


def arguments_of_children(parent: int) -> dict[int, str]:
    """The arguments of the processes that this one has started."""
    found = {}
    for folder in Path("/proc").iterdir():
        try:
            started_by = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if started_by == parent:
                found[int(folder.name)] = (folder / "cmdline").read_text(errors="replace")
        except (OSError, ValueError, IndexError):
            """No process, or it has ended."""
    return found


@linux
def test_a_called_crawl_shows_no_password_in_its_arguments(tmp_path):
    with Replica() as replica, ThreadPoolExecutor(1) as threads:
        replica.hold(after=5)
        report = threads.submit(
            newsscraper.crawl,
            "masress",
            edition="en",
            limit=3,
            store=tmp_path / "S3CR3T.db",
            output=tmp_path / "CR3T.jsonl",
            base_url=replica.base_url("masress"),
            settings={"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, **SETTINGS},
            quiet=True,
        )
        try:
            wait_for(lambda: replica.held or report.done())
            assert not report.done()
            children = arguments_of_children(os.getpid())
            [called] = [words for words in children.values() if "newsscraper.called" in words]
            assert called.split("\0")[1:] == ["-m", "newsscraper.called", "crawl", ""]
            no_secret("".join(children.values()))
        finally:
            replica.release()
        assert report.result().outputs == {str(tmp_path / "CR3T.jsonl"): 3}


@linux
@pytest.mark.parametrize(
    ("command", "store", "code"),
    [
        ("watch masress turess --times 1", "S3CR3T.db", 0),
        ("watch masress turess --times 1 --latest", "S3CR3T.db", 0),
        ("latest masress turess -o S3CR3T.jsonl", "S3CR3T.db", 0),
        ("watch masress turess", "postgresql://u:S3@CR3T@127.0.0.1:1/x", 2),
        ("latest masress turess -o -", "postgresql://u:S3@CR3T@127.0.0.1:1/x", 2),
    ],
)
def test_commands_for_several_sites_show_no_password_in_arguments_of_their_children(
    shell, replica, command, store, code
):
    base_url = replica.base_url("masress").replace("masress", "{site}")
    running = shell.begin(
        *(*command.split(), "--store", store, "--base-url", base_url, "--limit", "2"),
        *(*NO_DELAY, *FLAGS),
    )
    arguments: dict[int, str] = {}

    def has_ended() -> bool:
        arguments.update(
            (number, words)
            for number, words in arguments_of_children(running.process.pid).items()
            if "newsscraper.called" in words  # before, it still has those of its parent
        )
        return running.process.poll() is not None

    wait_for(has_ended)
    running.end(code)
    assert len(arguments) == (1 if command.startswith("watch") and code == 2 else 2)
    no_secret("".join(arguments.values()))
    if code == 0:
        with closing(sqlite3.connect(shell.folder / store)) as opened:
            assert opened.execute("SELECT count(*) FROM articles").fetchone() == (4,)


@pytest.mark.parametrize("user", ["u:S3@CR3T", "S3CR3T"])
def test_scrape_shows_no_password_of_a_url(shell, user):
    run = shell("scrape", f"http://{user}@127.0.0.1:1/x", "-v", *NO_DELAY, code=1)
    assert "***@127.0.0.1" in run.stderr
    no_secret(run.stderr)


def test_a_called_crawl_with_a_wrong_address_tells_no_password(tmp_path, capfd):
    for store in (
        "postgresql://u:S3@CR3T@127.0.0.1:1/x",
        "postgresql://u:S3/CR3T@127.0.0.1:1/x",
        "postgresql://u:S3@CR/CR3T@127.0.0.1:1/x",
        "postgresql:/u:S3CR3T@127.0.0.1:1/x",
        "postgresql://127.0.0.1:1/x?password=S3CR3T",
        "mysql://u:S3CR3T@127.0.0.1:1/x",
    ):
        with pytest.raises(newsscraper.CrawlError) as told:
            newsscraper.crawl("masress", store=store)
        no_secret(str(told.value))
    no_secret("".join(capfd.readouterr()))


def crawled(shell: Shell, replica: Replica, *arguments: str, **options: Any) -> str:
    """Everything that a crawl prints. Scrapy's feed cannot be stored, and it logs a traceback."""
    process = shell.start(
        *("crawl", "masress", "--edition", "en", "--limit", "3"),
        *("--base-url", replica.base_url("masress"), "--report", "report.json", "--keep-pages"),
        *NO_DELAY,
        *FLAGS,
        *arguments,
        **options,
    )
    return "".join(finish(process))


def test_a_failing_proxy_is_reported_without_its_password(shell, replica):
    proxies = {
        f"{scheme}_proxy": "http://u:PR0XY-1234@CR3T@127.0.0.1:1" for scheme in ("http", "https")
    }
    told = crawled(shell, replica, "-v", env={**os.environ, **proxies, "no_proxy": ""})
    assert "127.0.0.1:1" in told
    no_secret(told + (shell.folder / "report.json").read_text(encoding="utf-8"))
    assert replica.log == []


@pytest.mark.parametrize("verbose", ["-q", "-v", "-vv"])
def test_a_crawl_writes_no_secret(shell, replica, verbose):
    """In no message of ours or Scrapy's, no report, no kept page and no row of the store."""
    told = crawled(shell, replica, verbose)
    no_secret(told)
    if verbose != "-q":
        assert "'FTP_PASSWORD': '***'" in told
        assert "ftp://u:***@127.0.0.1:1/a.jl" in told
    no_secret((shell.folder / "report.json").read_text(encoding="utf-8"))
    requests = 0
    for path in (shell.folder / "data/pages").glob("*.warc.gz"):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                requests += record.rec_type == "request"
                head = str(record.http_headers)
                no_secret(head)
                assert record.rec_type != "request" or "Authorization: ***" in head
    assert requests
    with closing(sqlite3.connect(shell.folder / "data/newsscraper.db")) as store:
        no_secret("\n".join(str(row) for row in store.execute("SELECT * FROM runs")))
        no_secret("\n".join(str(row) for row in store.execute("SELECT * FROM urls")))


@pytest.mark.parametrize(
    "arguments",
    [
        ["-s", "DEFAULT_REQUEST_HEADERS={'Authorization': 'S3CR3T"],
        ["--store", "postgresql://u:S3@CR3T@127.0.0.1:1/x"],
        ["-o", "ftp://u:S3@CR3T@127.0.0.1:1/a.foo"],
        ["-o", "ftp://u:S3@CR3T@127.0.0.1:1/a.jsonl"],
        ["-o", "postgresql://u:S3@CR3T@127.0.0.1:1/d?table=a.b"],
        ["-o", "ftp:/u:S3@CR3T@127.0.0.1:1/a.foo"],
        ["--base-url", "ftp://u:S3@CR3T@127.0.0.1:1/"],
        ["--base-url", "http://u:S3@CR3T@127.0.0.1:port/"],
        ["postgresql://u:S3/CR3T@127.0.0.1:1/x"],
        ["--limit", "postgresql://u:S3@CR3T@127.0.0.1:1/x"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_tells_no_password(shell, arguments):
    done = shell("crawl", "masress", *arguments, code=2)
    no_secret(done.stderr + done.stdout)
    assert "***" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_new_files_are_readable_by_their_owner_only(shell, replica):
    old = os.umask(0o022)
    try:
        shell.crawl(replica, "masress", "--edition", "en", "--limit", "3", "--keep-pages")
    finally:
        os.umask(old)
    written = [
        path
        for pattern in ("data/newsscraper.db*", "data/pages/*.warc.gz")
        for path in shell.folder.glob(pattern)
        if path.suffix != ".lock"
    ]
    assert len(written) >= 2
    for path in written:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_store_keeps_the_mode_that_its_owner_gave_it(shell, replica):
    store = shell.folder / "data/newsscraper.db"
    shell.crawl(replica, "masress", "--edition", "en", "--limit", "3")
    store.chmod(0o640)
    shell.crawl(replica, "masress", "--edition", "en", "--limit", "3")
    assert stat.S_IMODE(store.stat().st_mode) == 0o640


def deleted(path: Path) -> None:
    for part in path.parent.glob(f"{path.name}*"):
        part.unlink()


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def replaced(path: Path) -> None:
    path.with_name("new.db").write_bytes(path.read_bytes())
    path.with_name("new.db").replace(path)


def folder_moved(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


@pytest.mark.skipif(os.name == "nt", reason="Windows deletes no open file")
@pytest.mark.parametrize(
    ("how", "words"),
    [
        (deleted, "its file was deleted or moved while it was in use"),
        (moved, "its file was deleted or moved while it was in use"),
        (replaced, "its file was replaced by another file while it was in use"),
        (folder_moved, "its file was deleted or moved while it was in use"),
    ],
)
def test_a_store_that_is_taken_away_ends_the_crawl(shell, how, words):
    with Replica(fast=True) as replica:
        replica.hold(after=60)
        running = shell.begin(
            "crawl",
            "maghress",
            *("--base-url", replica.base_url("maghress"), *NO_DELAY),
            *("--report", "report.json", "-o", "out.jsonl"),
        )
        running.wait_for(lambda: len(replica.log) == 60 and replica.held)
        how(shell.folder / "data/newsscraper.db")
        replica.release()
        told = running.end(2)
        asked = len(replica.log)
        stories = len(list(replica.world.stories("maghress")))
    lines = [line for line in told.splitlines() if "cannot write the store" in line]
    assert lines == [
        f"newsscraper: cannot write the store data/newsscraper.db: {words}; put it back, or run the"
        " command again to start a new store"
    ]
    assert asked < stories  # it ended long before the site did
    report = json.loads((shell.folder / "report.json").read_text(encoding="utf-8"))
    assert (report["ending"], report["exit_code"], report["outputs"]) == ("store", 2, {})
    assert report["problem"] in lines[0]
    assert how is replaced or not (shell.folder / "data/newsscraper.db").exists()
    assert not (shell.folder / "out.jsonl").exists()
