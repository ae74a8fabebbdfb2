"""What a run did: counts, failures, how it ended, and the exit code that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from newsscraper.reports.tables import counts_text, table, unknown_label_lines

UNKNOWN_LABELS = "newsscraper/unknown_labels"
"""Where Scrapy's stats keep the lines of ``Report.unknown_labels``."""

Ending = Literal[
    "finished", "limit", "suspect", "blocked", "interrupted", "failed", "usage", "store"
]
"""How a run ended: it was through; its limit was reached; it was through, but no article was met,
or the pages of a source give less than they did; a site was left alone; it was told to stop;
nothing could be fetched; what was asked for is not there; the store could no longer be written."""

_EXIT_CODES: dict[Ending, int] = {
    "finished": 0,
    "limit": 0,
    "failed": 1,
    "usage": 2,
    "store": 2,
    "suspect": 3,
    "blocked": 3,
    "interrupted": 130,
}


@dataclass(slots=True)
class Report:
    """The counts of one run: what ``--report`` writes as JSON and ``newsscraper.crawl()`` returns.

    A field is an attribute, ``report.articles``, and a key, ``report["articles"]``;
    ``dict(report)`` has them all.
    """

    name: str
    """The site, or the spider's name."""
    ending: Ending
    """How it ended."""
    run: int | None = None
    """Number of the run in the store."""
    resumed: bool = False
    """Whether it went on with a run that had been broken off; the counts are of this part of it."""
    store: str | None = None
    """Where the records are."""
    pages: int = 0
    """Pages read."""
    kinds: dict[str, int] = field(default_factory=dict)
    """Pages by what they turned out to be."""
    articles: int = 0
    """Articles that passed the cleaning steps."""
    new: int | None = None
    """Those that were not in the store before."""
    tickers: int = 0
    """Ticker snapshots seen, each once."""
    languages: dict[str, int] = field(default_factory=dict)
    """Articles by language."""
    warnings: dict[str, int] = field(default_factory=dict)
    """Articles by warning."""
    unknown_labels: dict[str, list[str]] = field(default_factory=dict)
    """By site, the first five lines with source and date that are worded in a way that is not
    known, as printed."""
    out_of_range: int = 0
    """Articles among them that lie outside the days asked for; they are stored all the same."""
    rejected: int = 0
    """Articles that a cleaning step refused."""
    failed: dict[str, int] = field(default_factory=dict)
    """URLs that failed, by cause."""
    failures: list[dict[str, str]] = field(default_factory=list)
    """The first thousand of them: ``url``, ``cause``, ``reason``."""
    not_sources: int = 0
    """Links that looked like a newspaper's listing and led to none; they are no failures."""
    requested: int = 0
    """URLs asked for, each once: as many as pages, failed and undone together, those once that are
    both."""
    duplicates: int = 0
    """Articles met again under another address; not counted among the articles."""
    over_limit: int = 0
    """Articles that were under way when the limit was reached, and thrown away."""
    undone: int = 0
    """URLs that were found and not fetched, since the run ended before."""
    requests: int = 0
    """Requests sent, those for robots.txt and those sent again included."""
    retries: int = 0
    """Requests sent again."""
    blocked: dict[str, str] = field(default_factory=dict)
    """Hosts that were left alone, and why."""
    seconds: float = 0.0
    """How long it took."""
    lost: int = 0
    """Articles that were fetched and that the store could not take."""
    problem: str | None = None
    """What ended it, where that was no ordinary end."""
    suspicions: list[dict[str, Any]] = field(default_factory=list)
    """What the pages of a source give less often than before: ``site``, ``edition``, ``source_id``,
    ``field``, ``layout``, ``before`` and ``now`` (percent), ``given`` and ``pages`` (the newest
    ones), ``since`` (the run that told it first, or ``None``), ``kept`` (the folder of pages that
    lack it, or ``None``)."""
    outputs: dict[str, int] = field(default_factory=dict)
    """Files written, and how many records each holds."""

    @property
    def exit_code(self) -> int:
        """The exit code that goes with the ending; a defect of the program never ends with 0."""
        return _EXIT_CODES[self.ending] or (1 if self.failed.get("defect") else 0)

    def suspect(self, suspicions: list[dict[str, Any]]) -> None:
        """Takes in what has fallen: a run that was through is suspect then, unless pages were only
        read in another way."""
        self.suspicions = suspicions
        if any(told["field"] != "layout" for told in suspicions) and self.ending in (
            "finished",
            "limit",
        ):
            self.ending = "suspect"

    def to_dict(self) -> dict[str, Any]:
        """As JSON types."""
        return {**asdict(self), "exit_code": self.exit_code}

    def __getitem__(self, name: str) -> Any:
        return self.to_dict()[name]

    def keys(self) -> list[str]:
        """Names of the fields, and ``exit_code``."""
        return list(self.to_dict())

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Report:
        """The report that :meth:`to_dict` gave."""
        return cls(**{name: value for name, value in data.items() if name != "exit_code"})

    def table(self) -> list[str]:
        """The counts, as lines of a table."""
        header = ("site", "pages", "articles", "new", "tickers", "failed", "languages", "warnings")
        row = (
            self.name,
            str(self.pages),
            str(self.articles),
            "-" if self.new is None else str(self.new),
            str(self.tickers),
            str(sum(self.failed.values())),
            counts_text(self.languages),
            counts_text(self.warnings),
        )
        return [
            *table([header, row], numbers=(1, 2, 3, 4, 5)),
            *unknown_label_lines(self.unknown_labels),
        ]

    def closing_line(self) -> str:
        """How it ended, what failed, where the records are."""
        ending = _FALLEN if self.ending == "suspect" and self.suspicions else _ENDINGS[self.ending]
        parts = [f"{self.name}: {ending} after {self.seconds:.0f} s"]
        if self.failed:
            parts.append("failed: " + counts_text(self.failed))
        if self.out_of_range:
            parts.append(f"{self.out_of_range} outside the days asked for")
        if self.rejected:
            parts.append(f"{self.rejected} rejected")
        if self.not_sources:
            parts.append(f"{self.not_sources} not a source")
        if self.undone:
            parts.append(f"{self.undone} found but not fetched")
        if self.lost:
            parts.append(f"{self.lost} fetched articles could not be stored")
        if self.store:
            parts.append(f"records in {self.store}")
        parts += [
            f"{number} in {target}" if number else f"nothing new for {target}"
            for target, number in self.outputs.items()
        ]
        return "; ".join(parts)


_ENDINGS: dict[Ending, str] = {
    "finished": "finished",
    "limit": "limit reached",
    "failed": "nothing could be fetched",
    "usage": "not found",
    "suspect": "finished without an article",
    "store": "the store failed",
    "blocked": "blocked",
    "interrupted": "interrupted",
}
_FALLEN = "finished, but pages give less than before"


def report_of(
    name: str,
    ending: Ending,
    stats: Mapping[str, Any],
    *,
    failures: list[dict[str, str]],
    undone: int,
    blocked: dict[str, str],
) -> Report:
    """The report of a run from Scrapy's stats, where the counts are kept.

    Args:
        name: The site, or the spider's name.
        ending: How it ended.
        stats: Scrapy's stats at the end.
        failures: URLs that failed, with cause and reason.
        undone: URLs that were found and not fetched.
        blocked: Hosts that were left alone, and why.

    """

    def counts(prefix: str) -> dict[str, int]:
        start = f"newsscraper/{prefix}/"
        return {
            key.removeprefix(start): int(value)
            for key, value in stats.items()
            if key.startswith(start) and value
        }

    kinds = counts("pages")
    return Report(
        name,
        ending,
        pages=sum(kinds.values()),
        kinds=kinds,
        articles=int(stats.get("newsscraper/articles", 0)),
        tickers=int(stats.get("newsscraper/tickers", 0)),
        languages=counts("languages"),
        warnings=counts("warnings"),
        unknown_labels=dict(stats.get(UNKNOWN_LABELS, {})),
        out_of_range=int(stats.get("newsscraper/out_of_range", 0)),
        rejected=int(stats.get("newsscraper/rejected", 0)),
        failed=counts("failed"),
        failures=failures,
        not_sources=int(stats.get("newsscraper/not_a_source", 0)),
        requested=int(stats.get("newsscraper/requests", 0)),
        duplicates=int(stats.get("newsscraper/duplicates", 0)),
        over_limit=int(stats.get("newsscraper/over_limit", 0)),
        undone=undone,
        requests=int(stats.get("downloader/request_count", 0)),
        retries=int(stats.get("retry/count", 0)),
        blocked=blocked,
        seconds=float(stats.get("elapsed_time_seconds", 0.0)),
    )
