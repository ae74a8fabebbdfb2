"""The main job from end to end: the replica is served, three of its sites are crawled, the records
are written out.

Everything is done by the command line, as a user would; each command is shown before it runs.
"""

from __future__ import annotations

import subprocess
import sys

from tests.replica.server import Replica

SITES = ("maghress", "masress", "djazairess")


def demo() -> int:
    """Runs the commands and gives the first exit code that is not 0."""
    with Replica() as replica:
        commands = [
            # The replica is ours: it need not be spared. A real site is: leave out the two
            # settings.
            [
                "crawl",
                site,
                "--base-url",
                replica.base_url(site),
                "-s",
                "DOWNLOAD_DELAY=0",
                "-s",
                "AUTOTHROTTLE_ENABLED=False",
                "--contact",
                "you@example.org",
            ]
            for site in SITES
        ]
        commands.append(
            ["export", "-o", "data/articles.jsonl", "--ticker-output", "data/tickers.jsonl"]
        )
        commands.append(
            [
                "export",
                "--site",
                "maghress",
                "--language",
                "fr",
                "--until",
                "2025-10-31",
                "--limit",
                "1",
                "--pretty",
            ]
        )
        for command in commands:
            print("\n$ newsscraper", *command, flush=True)
            code = subprocess.run(
                [sys.executable, "-m", "newsscraper", *command], check=False
            ).returncode
            if code:
                return code
    print("\nThe records are in data/newsscraper.db, data/articles.jsonl and data/tickers.jsonl.")
    return 0
