"""The report of a run: counts, failures, its outcome and the exit code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from newsscraper.reports.tables import counts_text, table, unknown_label_lines

UNKNOWN_LABELS = "newsscraper/unknown_labels"
"""The key in Scrapy's stats for ``Report.unknown_labels``."""

Ending = Literal[
    "finished", "limit", "suspect", "blocked", "interrupted", "failed", "usage", "store"
]
"""How a run ended.

- ``finished``: it was completed.
- ``limit``: its limit was reached.
- ``suspect``: it was completed, but found no article, or a source gives fewer values than before.
- ``blocked``: a site blocked it.
- ``interrupted``: the user stopped it.
- ``failed``: nothing could be fetched.
- ``usage``: what the user asked for does not exist.
- ``store``: the store could not be written any more.
"""

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
    """The report of one run: ``--report`` writes it as JSON and ``newsscraper.crawl()`` returns it.

    Each field is an attribute, ``report.articles``, and a key, ``report["articles"]``;
    ``dict(report)`` has all fields.
    """

    name: str
    """The site, or the name of the spider."""
    ending: Ending
    """How it ended."""
    run: int | None = None
    """Number of the run in the store."""
    resumed: bool = False
    """Whether it resumed an interrupted run. The counts are only of the resumed part."""
    store: str | None = None
    """Location of the records."""
    pages: int = 0
    """Number of pages read."""
    kinds: dict[str, int] = field(default_factory=dict)
    """Number of pages of each kind."""
    articles: int = 0
    """Number of articles that passed all cleaning steps."""
    new: int | None = None
    """Number of the articles that were not in the store before."""
    tickers: int = 0
    """Number of different ticker snapshots seen."""
    languages: dict[str, int] = field(default_factory=dict)
    """Number of articles in each language."""
    warnings: dict[str, int] = field(default_factory=dict)
    """Number of articles with each warning."""
    unknown_labels: dict[str, list[str]] = field(default_factory=dict)
    """For each site, the first five lines with source and date in an unknown wording, as
    printed."""
    out_of_range: int = 0
    """Number of articles outside the requested dates; they are stored nevertheless."""
    rejected: int = 0
    """Number of articles that a cleaning step rejected."""
    reserved: int = 0
    """Number of articles left out because their use is reserved (``--respect-rights``)."""
    failed: dict[str, int] = field(default_factory=dict)
    """Number of URLs that failed, for each cause."""
    failures: list[dict[str, str]] = field(default_factory=list)
    """The first thousand failures: ``url``, ``cause``, ``reason``."""
    not_sources: int = 0
    """Number of links that looked like a newspaper's listing but were not; not failures."""
    requested: int = 0
    """Number of different URLs requested: the sum of pages, failed and undone, in which a URL
    counts only once."""
    duplicates: int = 0
    """Number of articles found again under another URL; not counted in `articles`."""
    over_limit: int = 0
    """Number of articles being fetched when the limit was reached, and discarded."""
    undone: int = 0
    """Number of URLs found but not fetched before the run ended."""
    requests: int = 0
    """Number of requests sent, including robots.txt and retries."""
    retries: int = 0
    """Number of retries."""
    blocked: dict[str, str] = field(default_factory=dict)
    """Hosts that blocked the run, with the reason."""
    seconds: float = 0.0
    """Duration in seconds."""
    lost: int = 0
    """Number of fetched articles that could not be stored."""
    problem: str | None = None
    """Why it ended, if it did not end normally."""
    suspicions: list[dict[str, Any]] = field(default_factory=list)
    """Fields that the pages of a source give less often than before: ``site``, ``edition``,
    ``source_id``, ``field``, ``layout``, ``before`` and ``now`` (percent), ``given`` and ``pages``
    (of the newest pages), ``since`` (the run that first reported it, or ``None``), ``kept`` (the
    folder with pages that lack the field, or ``None``)."""
    removed: int = 0
    """Number of articles found that were taken down (``newsscraper remove``): neither fetched nor
    stored."""
    outputs: dict[str, int] = field(default_factory=dict)
    """Files written, with the number of records in each."""

    @property
    def exit_code(self) -> int:
        """The exit code for the ending. It is never 0 if anything failed because of a bug."""
        return _EXIT_CODES[self.ending] or (1 if self.failed.get("defect") else 0)

    def suspect(self, suspicions: list[dict[str, Any]]) -> None:
        """Add the drops that were found.

        A completed run becomes suspect, unless the only change is the layout that reads the pages.
        """
        self.suspicions = suspicions
        if any(drop["field"] != "layout" for drop in suspicions) and self.ending in (
            "finished",
            "limit",
        ):
            self.ending = "suspect"

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON types."""
        return {**asdict(self), "exit_code": self.exit_code}

    def __getitem__(self, name: str) -> Any:
        return self.to_dict()[name]

    def keys(self) -> list[str]:
        """Return the names of the fields, and ``exit_code``."""
        return list(self.to_dict())

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Report:
        """Create a report from the result of :meth:`to_dict`."""
        return cls(**{name: value for name, value in data.items() if name != "exit_code"})

    def table(self) -> list[str]:
        """Return the counts as the lines of a table."""
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
        """Return a line with the ending, the failures and the location of the records."""
        ending = _DROPPED if self.ending == "suspect" and self.suspicions else _ENDINGS[self.ending]
        parts = [f"{self.name}: {ending} after {self.seconds:.0f} s"]
        if self.failed:
            parts.append("failed: " + counts_text(self.failed))
        if self.out_of_range:
            parts.append(f"{self.out_of_range} outside the requested dates")
        if self.rejected:
            parts.append(f"{self.rejected} rejected")
        if self.reserved:
            parts.append(f"{self.reserved} reserved, left out")
        if self.not_sources:
            parts.append(f"{self.not_sources} not a source")
        if self.removed:
            parts.append(f"{self.removed} taken down, not fetched")
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
_DROPPED = "finished, but pages give fewer values than before"


def report_of(
    name: str,
    ending: Ending,
    stats: Mapping[str, Any],
    *,
    failures: list[dict[str, str]],
    undone: int,
    blocked: dict[str, str],
) -> Report:
    """Create the report of a run from Scrapy's stats, which hold the counts.

    Args:
        name: The site, or the name of the spider.
        ending: How it ended.
        stats: Scrapy's stats at the end.
        failures: URLs that failed, with cause and reason.
        undone: Number of URLs found but not fetched.
        blocked: Hosts that blocked the run, with the reason.

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
        reserved=int(stats.get("newsscraper/reserved", 0)),
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
