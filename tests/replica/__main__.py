"""``python -m tests.replica``: ``build`` rewrites the fixtures, ``serve`` serves the replica,
``demo`` crawls it."""

from __future__ import annotations

import argparse
import errno
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from tests.replica.cases import cases
from tests.replica.corpus import DOMAINS
from tests.replica.demo import demo
from tests.replica.server import Replica
from tests.replica.trials import TRIALS

_EXAMPLE = f"""
example:
  python -m tests.replica serve --port 8000 &
  newsscraper crawl maghress --base-url http://127.0.0.1:8000/maghress \
-s DOWNLOAD_DELAY=0 -s AUTOTHROTTLE_ENABLED=False

The last line printed is "ready on port <port>". Ends on Ctrl-C or SIGTERM.
Trials that --link knows: {", ".join(TRIALS)}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.replica", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="rewrite the fixtures from the corpus")
    serve = commands.add_parser(
        "serve",
        help="serve the replica on loopback",
        description="Serves the seven sites on 127.0.0.1, each under its name.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    serve.add_argument(
        "--port", type=_port, default=8000, help="0 for any free one (default: %(default)s)"
    )
    serve.add_argument(
        "--articles", type=int, default=0, metavar="N", help="synthetic articles up to N a site"
    )
    serve.add_argument(
        "--fast", action="store_true", help="fill prerendered pages in, instead of rendering each"
    )
    serve.add_argument(
        "--link",
        nargs="+",
        action="extend",
        choices=TRIALS,
        default=[],
        metavar="NAME",
        help="trials to link",
    )
    serve.add_argument(
        "--access-log", type=Path, metavar="FILE", help="append each request as a line of JSON"
    )
    serve.add_argument("--quiet", action="store_true", help="print the ready line only")
    commands.add_parser(
        "demo", help="serve the replica, crawl it with the command line, write the records to data/"
    )
    options = parser.parse_args(arguments)
    if options.command == "demo":
        return demo()
    return _build() if options.command == "build" else _serve(options)


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"invalid port: {text}")
    return port


def _build() -> int:
    made = list(cases())
    for case in made:
        for path, content in case.files().items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    print(f"{len(made)} cases written")
    return 0


def _serve(options: argparse.Namespace) -> int:
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    try:
        replica = Replica(
            options.articles,
            options.link,
            fast=options.fast,
            port=options.port,
            access_log=options.access_log,
        )
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            print(f"port {options.port} is in use; choose another with --port", file=sys.stderr)
        else:
            print(f"cannot serve: {error}", file=sys.stderr)
        return 2
    with replica:
        if not options.quiet:
            for site in DOMAINS:
                print(replica.base_url(site))
            base = replica.base_url("maghress")
            print(
                f"try: newsscraper crawl maghress --base-url {base} -s DOWNLOAD_DELAY=0 -s"
                " AUTOTHROTTLE_ENABLED=False"
            )
        print(f"ready on port {replica.port}", flush=True)
        ended.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
