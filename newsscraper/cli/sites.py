"""``newsscraper sites``."""

from __future__ import annotations

import click

from newsscraper.cli.base import examples


@click.command()
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object per site instead of a table."
)
@examples("newsscraper sites", "newsscraper sites --json")
def sites(as_json: bool) -> None:
    """List the known sites: name, country, editions, time zone, address."""
    import json

    from newsscraper.sites import SITES

    if as_json:
        for site in SITES.values():
            entry = {
                "name": site.name,
                "domain": site.domain,
                "country": site.country,
                "timezone": site.timezone,
                "editions": list(site.editions),
                "home": site.home,
            }
            click.echo(json.dumps(entry))
        return
    click.echo(f"{'site':<11} {'country':<8} {'editions':<9} {'time zone':<18} home")
    for site in SITES.values():
        click.echo(
            f"{site.name:<11} {site.country:<8} {','.join(site.editions):<9} {site.timezone:<18}"
            f" {site.home}"
        )
