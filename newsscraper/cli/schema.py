"""``newsscraper schema``."""

from __future__ import annotations

import json

import click

from newsscraper.cli.base import EXIT_DONE, examples
from newsscraper.errors import suggestion


@click.command()
@click.argument("record", required=False)
@examples("newsscraper schema Article", "newsscraper schema > records.schema.json")
def schema(record: str | None) -> int:
    """Print the JSON Schema (2020-12) of RECORD, or of all records in one document.

    RECORD is Article (what crawl and export write), ExtractedArticle (extract, scrape),
    TickerSnapshot (--ticker-output) or TickerHeadline (ticker).
    """
    from newsscraper.items.json_schema import RECORDS, all_schemas, schema_of

    if record is None:
        found = all_schemas()
    else:
        by_name = {name.lower(): fields for name, fields in RECORDS.items()}
        if record.lower() not in by_name:
            raise click.UsageError(f"there is no record {record!r}{suggestion(record, RECORDS)}")
        found = schema_of(by_name[record.lower()])
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    return EXIT_DONE
