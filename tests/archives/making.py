"""Archives of the corpus's articles, made by warcio: what a crawler elsewhere would have
written."""

from __future__ import annotations

import gzip
import io
import itertools
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from warcio.cli import main as warcio_main
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsscraper.captures import Reading, Span
from newsscraper.captures.archive import WarcPart
from newsscraper.captures.unit import FileState
from tests.forkserver import start
from tests.replica import corpus, render
from tests.replica.corpus import Story
from tests.waiting import finish

STORIES = [story for story in corpus.stories() if not story.lost_bytes]


def page(story: Story) -> bytes:
    return render.article(story, render.strip(story.site, story.edition)).encode()


class Warc:
    """A WARC as it grows; ``offsets`` has where each record begins."""

    def __init__(self, *, packed: bool = True, version: str = "1.1") -> None:
        self.file = io.BytesIO()
        self.writer = WARCWriter(self.file, gzip=packed, warc_version=version)
        self.offsets: list[int] = []
        self.add(self.writer.create_warcinfo_record("t.warc.gz", {"software": "test"}))

    def add(self, record: Any) -> None:
        self.offsets.append(self.file.tell())
        self.writer.write_record(record)

    def response(
        self,
        url: str,
        body: bytes,
        *,
        status: str = "200 OK",
        moment: str = "2026-01-05T10:00:00Z",
        headers: Sequence[tuple[str, str]] = (("Content-Type", "text/html; charset=utf-8"),),
        kind: str = "response",
    ) -> None:
        http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
        self.add(
            self.writer.create_warc_record(
                url,
                kind,
                payload=io.BytesIO(body),
                http_headers=http,
                warc_headers_dict={"WARC-Date": moment},
            )
        )

    def text(
        self, url: str, text: str, *, moment: str = "2026-01-05T10:00:00Z", kind: str = "conversion"
    ) -> None:
        media = "text/plain" if kind == "conversion" else "text/html"
        self.add(
            self.writer.create_warc_record(
                url,
                kind,
                payload=io.BytesIO(text.encode()),
                warc_content_type=media,
                warc_headers_dict={"WARC-Date": moment},
            )
        )

    @property
    def content(self) -> bytes:
        return self.file.getvalue()


def warc_of(stories: Iterable[Story], **options: Any) -> Warc:
    warc = Warc(**options)
    for story in stories:
        warc.response(story.url, page(story))
    return warc


def zstd_frames(warc: Warc) -> bytes:
    """The records of an uncompressed archive, a Zstandard frame each."""
    import zstandard

    content, places = warc.content, [*warc.offsets, len(warc.content)]
    packer = zstandard.ZstdCompressor()
    return b"".join(packer.compress(content[a:b]) for a, b in itertools.pairwise(places))


def whole_gzip(warc: Warc) -> bytes:
    return gzip.compress(warc.content)


def run(
    *arguments: object, cwd: Path, code: int | None = 0, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end, which must come with the exit code `code`, if one is given."""
    pipes = {
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "text": True,
        "encoding": "utf-8",
    }
    return ended(
        start([str(argument) for argument in arguments], cwd=cwd, **pipes, **options), code
    )


def run_python(
    program: str, *arguments: object, cwd: Path, code: int | None = 0, **options: Any
) -> subprocess.CompletedProcess:
    """Runs a program of Python's in a fresh interpreter: one that runs a command after it has
    changed something in it."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    pipes = {
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "text": True,
        "encoding": "utf-8",
    }
    return ended(subprocess.Popen(command, cwd=cwd, **pipes, **options), code)


def ended(process: subprocess.Popen, code: int | None = 0) -> subprocess.CompletedProcess:
    """Waits for the end of a command."""
    output, errors = finish(process)
    assert "Traceback" not in errors, errors
    if code is not None:
        assert process.returncode == code, errors
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def warcio(command: str, path: Path) -> list[str]:
    """Runs warcio's own command line over an archive, which must find nothing wrong, and gives its
    output."""
    shown = io.StringIO()
    with redirect_stdout(shown):
        try:
            code = warcio_main([command, str(path)])
        except SystemExit as end:
            code = end.code
    assert not code, shown.getvalue()
    return shown.getvalue().splitlines()


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_record(path: str, offset: int) -> Reading:
    """Read the page of a record in a ``.warc.gz`` file."""
    part = WarcPart(path, offset, offset + 1, FileState.of(path), "gzip", exact=True)
    return next(part.read(Span()))
