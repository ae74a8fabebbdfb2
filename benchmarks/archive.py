"""Compares extraction from a WARC with peers: records per CPU second, scaling, and memory.

    python -m benchmarks.archive

The WARC holds the replica's pages, each at its own URL, with a gzip member per record. Each
contender reads it in a process of its own; the cost of starting up and reading one page is
subtracted. The peers are trafilatura with warcio, and datatrove's WarcReader with its Trafilatura
extractor; they are measured if ``--peer-python`` has them. The exit code is 1 if two processes do
not reach the speed-up that is the goal. With ``--records N``, an archive of N synthetic WET records
is also read, and the memory of all processes is measured.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from benchmarks.memory import children, resident

GOAL = 1.8
_MOMENT = "2026-01-05T10:00:00Z"
_ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Measures and prints; exits with 1 if the goal is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--pages",
        type=int,
        default=1000,
        help="pages in the WARC; ten times as many for the scaling",
    )
    parser.add_argument(
        "--rounds", type=int, default=3, help="rounds; the median is printed (default: %(default)s)"
    )
    parser.add_argument(
        "--records", type=int, default=0, help="WET records whose memory is watched (default: none)"
    )
    parser.add_argument(
        "--peer-python",
        default=sys.executable,
        metavar="FILE",
        help="an interpreter that has the peers",
    )
    parser.add_argument("--peer", choices=tuple(_PEERS), help=argparse.SUPPRESS)
    parser.add_argument("--file", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        print(_PEERS[options.peer](options.file))
        return
    with tempfile.TemporaryDirectory(prefix="newsscraper-bench-") as folder:
        one, many = Path(folder) / "one.warc.gz", Path(folder) / "many.warc.gz"
        write_warc(one, 1)
        write_warc(many, options.pages)
        print(
            f"{options.pages} pages, {many.stat().st_size / options.pages / 1000:.1f} KB each as"
            " packed"
        )
        contenders = {"newsscraper": lambda file: extract(file, 1)}
        for name, module in (("trafilatura", "trafilatura"), ("datatrove", "datatrove")):
            if subprocess.run(
                [options.peer_python, "-c", f"import {module}"], capture_output=True, check=False
            ).returncode:
                print(f"{name} is left out: {options.peer_python} has no {module}")
            else:
                contenders[name] = lambda file, name=name: peer(options.peer_python, name, file)
        _cpu(contenders, one, many, options.pages, options.rounds)
        large = Path(folder) / "large.warc.gz"  # a second of starting up must not weigh
        write_warc(large, 10 * options.pages)
        reached = _scaling(large, options.rounds)
        if options.records:
            _memory(Path(folder) / "many.warc.wet.gz", options.records)
    sys.exit(not reached)


def write_warc(path: Path, number: int) -> None:
    """Writes a WARC of `number` pages, each at its own URL."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    from benchmarks.stories import pages

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="1.1")
        for url, body in pages(number):
            http = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
            )
            record = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(body),
                http_headers=http,
                warc_headers_dict={"WARC-Date": _MOMENT},
            )
            writer.write_record(record)


def write_wet(path: Path, number: int) -> None:
    """Writes a WET file of `number` text captures, each at its own URL."""
    from benchmarks.stories import texts

    with path.open("wb") as file:
        for at, (url, text) in enumerate(texts(number)):
            head = (
                "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI:"
                f" {url}\r\nWARC-Date: {_MOMENT}\r\nWARC-Record-ID:"
                f" <urn:x:{at}>\r\nContent-Type: text/plain\r\nContent-Length: {len(text)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + text + b"\r\n\r\n", 1))


def extract(file: Path, jobs: int) -> list[str]:
    """The command line that extracts a file with newsscraper."""
    out = file.with_suffix(".jsonl")
    return [
        sys.executable,
        "-m",
        "newsscraper",
        "extract",
        str(file),
        "--no-ticker",
        "-q",
        "-j",
        str(jobs),
        "-o",
        str(out),
    ]


def peer(python: str, name: str, file: Path) -> list[str]:
    """The command line that extracts a file with a peer."""
    return [python, "-W", "ignore", "-m", "benchmarks.archive", "--peer", name, "--file", str(file)]


def _cpu(
    contenders: dict[str, Callable[[Path], list[str]]],
    one: Path,
    many: Path,
    pages: int,
    rounds: int,
) -> None:
    used: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, command in contenders.items():
            start, _ = _timed(command(one))
            whole, _ = _timed(command(many))
            used[name].append((whole - start) / (pages - 1))
    ours = statistics.median(used["newsscraper"])
    for name, times in used.items():
        middle = statistics.median(times)
        print(
            f"{name:12} {1 / middle:7.0f} records per CPU second, {middle * 1000:6.2f} ms each,"
            f" {middle / ours:5.2f} times ours"
        )


def _scaling(many: Path, rounds: int) -> bool:
    used: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
    for _ in range(rounds):
        for jobs, times in used.items():
            times.append(_timed(extract(many, jobs)))
    (cpu, wall), (cpus, walls) = (
        map(statistics.median, zip(*used[jobs], strict=True)) for jobs in (1, 2)
    )
    load = os.getloadavg()[0]
    print(
        f"one process {wall:.1f} s, two {walls:.1f} s: {wall / walls:.2f} times as fast (goal"
        f" {GOAL}; load {load:.1f})"
    )
    print(f"CPU seconds: one process {cpu:.1f}, two together {cpus:.1f}")
    return wall / walls >= GOAL


def _memory(path: Path, records: int) -> None:
    begun = time.monotonic()
    write_wet(path, records)
    print(
        f"{records} WET records, {path.stat().st_size / 1e6:.0f} MB, written in"
        f" {time.monotonic() - begun:.0f} s",
        flush=True,
    )
    begun, before = time.monotonic(), _children_cpu()
    process = subprocess.Popen(extract(path, 0), cwd=_ROOT)
    samples: list[tuple[float, int]] = []

    def watch() -> None:
        while process.poll() is None:
            samples.append(
                (
                    time.monotonic() - begun,
                    sum(map(resident, (process.pid, *children(process.pid)))),
                )
            )
            time.sleep(0.5)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    watcher.join()
    wall, cpu = time.monotonic() - begun, _children_cpu() - before
    print(
        f"{records / wall:.0f} records per second, {records / cpu:.0f} per CPU second, on"
        f" {os.cpu_count()} cores"
    )
    for share in (0.1, 0.25, 0.5, 0.75, 1.0):
        at = [size for moment, size in samples if moment <= share * wall]
        print(
            f"  memory of all processes up to {share:4.0%} of the time:"
            f" {max(at, default=0) / 1e6:.0f} MB"
        )


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _timed(command: list[str]) -> tuple[float, float]:
    """Runs a command; returns its CPU and wall seconds."""
    before, begun = _children_cpu(), time.monotonic()
    subprocess.run(command, cwd=_ROOT, check=True, stdout=subprocess.DEVNULL)
    return _children_cpu() - before, time.monotonic() - begun


def _trafilatura(file: str) -> int:
    from trafilatura import bare_extraction
    from warcio.archiveiterator import ArchiveIterator

    number = 0
    with Path(file).open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type == "response":
                page, url = (
                    record.content_stream().read(),
                    record.rec_headers.get_header("WARC-Target-URI"),
                )
                number += bare_extraction(page, url=url, with_metadata=True) is not None
    return number


def _datatrove(file: str) -> int:
    from datatrove.pipeline.extractors import Trafilatura
    from datatrove.pipeline.readers import WarcReader

    path = Path(file)
    reader = WarcReader(str(path.parent), glob_pattern=path.name, compression="gzip")
    return sum(1 for _ in Trafilatura(timeout=30).run(reader.run(), rank=0, world_size=1))


_PEERS: dict[str, Callable[[str], int]] = {"trafilatura": _trafilatura, "datatrove": _datatrove}


if __name__ == "__main__":
    main()
