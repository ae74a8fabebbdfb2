"""``newsscraper versions``."""

from __future__ import annotations

import json
from typing import Any

import click

from newsscraper.cli.base import EXIT_DONE, EXIT_FAILED, examples, tell
from newsscraper.cli.options import store_option

_COMPARED = ("headline", "body", "published")
"""The fields of which ``content_hash`` is computed."""


@click.command()
@click.argument("articles", metavar="ID|URL...", nargs=-1, required=True)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print one JSON object per version, with the whole record.",
)
@store_option()
@examples(
    "newsscraper versions https://www.maghress.com/fr/yabiladi/148210",
    "newsscraper versions maghress/fr/yabiladi/148210 --json | jq .record.headline",
)
def versions(articles: tuple[str, ...], as_json: bool, store: str) -> int:
    """Show the versions of an article: content_hash, time of the fetch, and when it was gone.

    newsscraper crawl SITE --recheck 7d fetches recent articles again and finds edited ones.
    """
    from newsscraper.sites import address_of
    from newsscraper.store import Store
    from newsscraper.urls import canonical, with_scheme

    code = EXIT_DONE
    with Store(store) as opened:
        for name in articles:
            address = address_of(canonical(with_scheme(name)))
            key = (address.article_id if address is not None else None) or name
            found = opened.versions(key)
            if not found:
                tell(f"{name}: the store has no such article")
                code = EXIT_FAILED
            before: dict[str, Any] | None = None
            for version in found:
                if as_json:
                    click.echo(json.dumps({"article_id": key, **version}, ensure_ascii=False))
                else:
                    short = (version["content_hash"] or "")[:12]
                    click.echo(
                        f"{key}  {version['seen_at']}  {short:12} "
                        f" {_change(version['record'], before)}"
                    )
                before = version["record"] or before
    return code


def _change(record: dict[str, Any] | None, before: dict[str, Any] | None) -> str:
    """How a version differs from the previous one."""
    if record is None:
        return "gone"
    if before is None:
        return str(record["headline"])
    changed = [name for name in _COMPARED if record[name] != before[name]]
    if not changed:
        return "back again"
    return f"{' and '.join(changed)} changed" + (
        f": {record['headline']}" if "headline" in changed else ""
    )
