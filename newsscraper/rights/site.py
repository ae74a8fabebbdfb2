"""Statements of a whole site: its robots.txt and its tdmrep.json."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsscraper.items.rights import SiteStatements
from newsscraper.rights.content_signals import ContentSignal
from newsscraper.rights.limits import kept
from newsscraper.rights.tdmrep import TdmRule, rule_for
from newsscraper.rights.url_patterns import path_of


@dataclass(slots=True)
class SiteFiles:
    """What a site states about its pages."""

    signals: list[ContentSignal] = field(default_factory=list)
    """Of robots.txt, for this crawler."""
    rules: list[TdmRule] = field(default_factory=list)
    """Of tdmrep.json."""

    def about(self, url: str) -> SiteStatements | None:
        """What is stated about a page; ``None`` if nothing is.

        Args:
            url: The page's address.

        """
        if not self.signals and not self.rules:
            return None
        path = path_of(url)
        covering = [signal for signal in self.signals if signal.covers(path)]
        # Those that decide come first, since only some are kept.
        covering.sort(key=lambda signal: -len(signal.path))
        signals = [signal.text for signal in covering]
        rule = rule_for(self.rules, path)
        if not signals and rule is None:
            return None
        return SiteStatements(tuple(kept(signals)), (rule.text,) if rule is not None else ())
