"""The newspapers of a site, read from its front pages."""

from __future__ import annotations

from collections import Counter
from typing import Any

from newsscraper.crawling.runner import Run, configure_logging, settings_from
from newsscraper.crawling.spiders.urls import UrlsSpider
from newsscraper.fetch_options import FetchOptions
from newsscraper.scope import Scope
from newsscraper.sites import address_of


def sources_on_front_pages(scope: Scope, options: FetchOptions) -> tuple[list[dict[str, Any]], int]:
    """Fetch the front pages of a site and list the newspapers that they link to.

    Returns:
        A row per newspaper (``edition``, ``source_id``, ``on_front_page``, ``name``), and the exit
        code of the run.

    """
    configure_logging(options.verbose)
    # No article is read, so what the site states about articles is not needed.
    run_settings = {**options.run_settings(), "NEWSSCRAPER_TDMREP": False}
    run = Run(UrlsSpider, settings_from(options.setting_pairs, run_settings))
    report = run.start(
        urls=[scope.site.front_url(edition) for edition in scope.editions],
        articles_only=False,
        are_typed=False,
    )
    names: dict[tuple[str, str], str | None] = {}
    articles: Counter[tuple[str, str]] = Counter()
    for link in getattr(run.crawler.spider, "links", ()):
        address = address_of(link.url)
        if address is None or not address.source_id:
            continue
        if address.site != scope.site.name or address.edition not in scope.editions:
            continue
        key = (address.edition, address.source_id)
        if address.kind == "listing":
            names[key] = names.get(key) or link.text
        elif address.kind == "article":
            articles[key] += 1
            names.setdefault(key, None)
    rows = [
        {
            "edition": edition,
            "source_id": slug,
            "on_front_page": articles[edition, slug],
            "name": name,
        }
        for (edition, slug), name in sorted(names.items())
    ]
    return rows, report.exit_code
