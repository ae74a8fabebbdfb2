"""The result of an extraction, and its closing line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from newsscraper.archives.summary import Summary


@dataclass(slots=True, kw_only=True)
class ExtractionReport:
    """The result of an extraction."""

    counts: Summary
    """Counts over all captures."""
    articles: int
    """Articles written to each output."""
    tickers: int | None = None
    """Ticker snapshots written; ``None`` if there is no output for them."""
    tickers_by_site: dict[str, int] = field(default_factory=dict)
    reserved: int = 0
    """Articles left out because their use is reserved."""
    ignored: dict[str, int] = field(default_factory=dict)
    """Files in folders that are not captures, by suffix."""
    exit_code: int = 0
    """The exit code of ``newsscraper extract``: 1 if an input failed or no input was found, 2 if
    no page was found because archives could not be read; nothing is written then."""

    def table(self) -> list[str]:
        """A table with one row per site."""
        return self.counts.lines(self.tickers_by_site)

    def closing_line(self) -> str:
        """All counts in one line."""
        counts = self.counts
        kinds: Counter[str] = Counter()
        for by_kind in counts.kinds.values():
            kinds.update(by_kind)
        del kinds["article"]
        parts = [f"{counts.captures} captures", f"{self.articles} {counts.record_name}"]
        if self.reserved:
            parts.append(f"{self.reserved} reserved, left out")
        if older := counts.articles - self.articles - self.reserved:
            parts.append(f"{older} older captures of the same articles left out")
        if self.tickers is not None:
            parts.append(f"{self.tickers} tickers")
        if kinds:
            parts.append(f"not articles: {_listed(kinds)}")
        if counts.skipped:
            parts.append(f"records skipped: {_listed(counts.skipped)}")
        if counts.failed:
            parts.append(f"{counts.failed} failed")
        if self.ignored:
            parts.append(f"files skipped: {_listed(self.ignored)}")
        return "; ".join(parts)


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(counts.items()))
