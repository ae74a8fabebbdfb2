"""One database with its sites and the commands that use it."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from datetime import date
from pathlib import Path
from random import Random

from benchmarks.crawl.children import NO_DELAY
from benchmarks.soak.checks import Faults, check_export, check_store, vanished
from benchmarks.soak.commands import Command
from benchmarks.soak.sites import CRAWLED, FIRST_DAY, WATCHED, Sites
from newsscraper.store import Store

_EXPORT = "daily"
_MOST_ROUNDS = 5
_PATIENCE = 60.0


class Side:
    """A database, and everything that happens to it.

    Args:
        name: What the report calls the database.
        store: Path or URL of the store.
        folder: Where the commands run.
        articles: Articles of a site at the start.
        random: Chooses what happens.
    """

    def __init__(self, name: str, store: str, folder: Path, articles: int, random: Random) -> None:
        self.name, self.store, self.folder = name, store, folder
        self.sites = Sites(articles, random)
        self.stops = 0
        """How often a server was stopped, the replica's or the database's."""
        self.problems: list[str] = []
        """What a command did that it must never do."""
        folder.mkdir(parents=True)
        (folder / "parts").mkdir()
        given = ("--store", store, "--contact", "you@example.org", "-q")
        pace = [word for setting in NO_DELAY for word in ("-s", setting)]
        base = self.sites.replica.base_url

        def command(name: str, pauses: tuple[float, float], *words: str) -> Command:
            watches = name == "watch"
            return Command(name, words, folder, pauses, random, starts_others=watches)

        self.crawl = command(
            "crawl", (0.2, 3), "crawl", CRAWLED, "--base-url", base(CRAWLED), *given, *pace
        )
        watch = ("--every", "2s", "--jitter", "0", "--recheck", FIRST_DAY)
        self.watch = command(
            "watch", (0.2, 3), "watch", WATCHED, "--base-url", base(WATCHED), *given, *pace, *watch
        )
        output = ("-o", "parts/articles.jsonl", "--name", _EXPORT, "-q")
        self.export = command("export", (0.2, 2), "export", "--store", store, *output)
        self.status = command("status", (1, 5), "status", "--json", "--store", store)
        self.commands = (self.crawl, self.watch, self.export, self.status)
        self._counted: dict[str, int] = {}

    def tick(self, now: float) -> None:
        """Start what is due; look at what has ended."""
        for command in self.commands:
            ended = sum(command.codes.values())
            # Without a store there is nothing to export or to show.
            starting = command in (self.crawl, self.watch) or bool(self.crawl.codes)
            command.tick(now, starting=starting)
            if command is self.status and sum(command.codes.values()) > ended:
                self._look_at_status()

    def stop(self, clock: Callable[[], float]) -> None:
        """Stop all commands as a user would, with SIGTERM, and wait for their ends."""
        running = [command for command in self.commands if command.process is not None]
        for command in running:
            assert command.process is not None
            command.process.send_signal(signal.SIGTERM)
        end = clock() + _PATIENCE
        while any(command.process is not None for command in running):
            for command in running:
                command.tick(clock(), starting=False)
            if clock() > end:
                self.problems.append("a command did not stop within a minute of SIGTERM")
                for command in running:
                    if command.process is not None:
                        command.kill(command.process.pid)
                end += _PATIENCE
            time.sleep(0.05)

    def finish(self) -> Faults:
        """Let each command come to its end undisturbed, and compare all that there is."""
        with Store(self.store) as store:
            if gone := vanished(self.parts, store.articles()):
                self.problems.append(f"stored no longer: {', '.join(gone)}")
        for _ in range(_MOST_ROUNDS):
            retry = ("failed", "--retry", "--store", self.store)
            Command("failed", retry, self.folder, (0, 0), Random(0)).run_once()
            codes = [
                self.crawl.run_once("--recheck", FIRST_DAY),
                # A run that is resumed has chosen already what to check again: so one more.
                self.watch.run_once("--times", "2"),
            ]
            if codes == [0, 0] and not self._waiting():
                break
        else:
            self.problems.append(f"URLs wait after {_MOST_ROUNDS} undisturbed crawls: {codes}")
        for _ in range(2):
            if self.export.run_once() != 0:
                self.problems.append("an undisturbed export failed")
        self._look_at_messages()
        with Store(self.store) as store:
            faults = check_store(store.articles(), self.sites.truth, self.sites.gone)
            exported = check_export(self.parts, store.articles())
        for one in fields(Faults):
            getattr(faults, one.name).extend(getattr(exported, one.name))
        return faults

    @property
    def parts(self) -> list[Path]:
        """The parts of the export, in their order."""
        return sorted((self.folder / "parts").glob("articles-*.jsonl"))

    @property
    def stored(self) -> int:
        """How many articles the last status reported."""
        return sum(self._counted.values())

    def _waiting(self) -> int:
        with Store(self.store) as store:
            return sum(row["queued"] for row in store.overview(today=date(2026, 1, 1)).by_site)

    def _look_at_status(self) -> None:
        """Articles are never deleted here, so their number must not fall."""
        with suppress(json.JSONDecodeError):  # it was killed
            for row in json.loads(self.status.output.read_text(encoding="utf-8"))["sites"]:
                if row["articles"] < self._counted.get(row["site"], 0):
                    self.problems.append(
                        f"status counted {row['articles']} articles of {row['site']} after"
                        f" {self._counted[row['site']]}"
                    )
                self._counted[row["site"]] = row["articles"]

    def _look_at_messages(self) -> None:
        for command in self.commands:
            traces = [line for line in command.reported if line.startswith("Traceback")]
            if traces:
                self.problems.append(f"{command.name} reported {len(traces)} tracebacks")
