"""``newsscraper export``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from newsscraper.cli.base import EXIT_DONE, EXIT_USAGE, examples, tell
from newsscraper.cli.options import Day, output_option, store_option, ticker_output_option

if TYPE_CHECKING:
    from newsscraper.exporters import Form
    from newsscraper.exporters.parts import WrittenPart
    from newsscraper.items.fields import Fields
    from newsscraper.store import Store


@click.command()
@output_option
@click.option("--site", "sites", metavar="SITE", multiple=True, help="Only this site. Repeatable.")
@click.option(
    "-e",
    "--edition",
    "editions",
    metavar="EDITION",
    multiple=True,
    help="Only this edition. Repeatable.",
)
@click.option(
    "--source", "sources", metavar="SLUG", multiple=True, help="Only this newspaper. Repeatable."
)
@click.option(
    "--language",
    "languages",
    metavar="CODE",
    multiple=True,
    help="Only articles in this language. Repeatable.",
)
@click.option("--since", type=Day(), help="Published on this day or later: 2026-01-31, or 7d.")
@click.option("--until", type=Day(), help="Published on this day or before.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="The newest N.")
@click.option(
    "--fields",
    "names",
    metavar="NAME,NAME",
    help=(
        "Only these fields of the articles, in this order; newsscraper schema Article has them all."
    ),
)
@click.option(
    "--name",
    metavar="NAME",
    help="Only what is new or changed since the last export of this name, as a part of its own.",
)
@ticker_output_option("Write the ticker snapshots of the same sites to FILE as well.")
@click.option("--pretty", is_flag=True, help="Indent the records on standard output.")
@click.option("-q", "--quiet", is_flag=True, help="No closing line.")
@store_option()
@examples(
    "newsscraper export -o articles.csv --site maghress --language fr --since 30d",
    "newsscraper export -o headlines.jsonl.gz --fields id,published,headline",
    "newsscraper export -o parts/articles.jsonl.gz --name daily",
    "newsscraper export -o articles.parquet --partition-by site,year,month",
    "newsscraper export --source yabiladi --limit 5 --pretty",
)
def export(
    outputs: tuple[str, ...],
    sites: tuple[str, ...],
    editions: tuple[str, ...],
    sources: tuple[str, ...],
    languages: tuple[str, ...],
    since: str | None,
    until: str | None,
    limit: int | None,
    names: str | None,
    name: str | None,
    ticker_outputs: tuple[str, ...],
    pretty: bool,
    quiet: bool,
    store: str,
    form: Form,
) -> int:
    """Write records of the store to a file, newest first: by date of publication, undated ones
    last, then by id.

    With --name each export writes what is new or changed since the last one, to a file named after
    FILE and the range of changes in it: articles-000000000001-000000000420.jsonl. After a kill the
    same command goes on, and overwrites what it had begun: no article is missing, and none is there
    twice unless it changed.

    The formats, and what opens them: docs/formats.md.
    """
    from newsscraper.exporters import STDOUT, Outputs, check_targets, shown
    from newsscraper.exporters.parts import check_parts, export_parts
    from newsscraper.items.records import ARTICLE_FIELDS, TICKER_FIELDS
    from newsscraper.scope import site_named, slug_of

    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}")
    wanted, slugs = (
        [site_named(site).name for site in sites],
        [slug_of(source) for source in sources],
    )
    languages = tuple(_tag(language) for language in languages)
    editions = tuple(edition.strip().lower() for edition in editions)
    if name is not None and (limit is not None or ticker_outputs or not name.strip()):
        raise click.UsageError(
            "--name is the name of an export of articles, and has no --limit and no --ticker-output"
        )
    fields = _chosen(ARTICLE_FIELDS, names) if names is not None else ARTICLE_FIELDS
    if name is not None:
        for output in outputs:
            check_parts(output, form)
        if len(outputs) > 1:
            raise click.UsageError(
                "an export with a name has one output; give each output a name of its own"
            )
    check_targets(
        [
            *((output, fields) for output in outputs),
            *((output, TICKER_FIELDS) for output in ticker_outputs),
        ],
        form,
    )

    from newsscraper.store import Store

    with Store(store) as opened:
        articles = opened.articles(
            site=wanted,
            edition=editions,
            source=slugs,
            language=languages,
            since=since,
            until=until,
            limit=limit,
        )
        # An export of a known name stands for its selection already, and says what differs.
        is_known = name is not None and any(row["name"] == name for row in opened.exports.all())
        unknown = (
            []
            if is_known
            else list(_unknown(opened, wanted, source=slugs, edition=editions, language=languages))
        )
        if unknown:
            for line in unknown:
                tell(line)
            return EXIT_USAGE
        if name is not None:
            scope = {
                "site": wanted,
                "edition": list(editions),
                "source": slugs,
                "language": list(languages),
                "since": since,
                "until": until,
            }
            return _parts(
                export_parts(opened, name, outputs[0], fields, articles, scope, form), quiet=quiet
            )
        records = ({name: article[name] for name in fields} for article in articles)
        with Outputs() as files:
            count = files.open(outputs, fields, form, pretty=pretty).write_all(records)
            snapshots = (
                files.open(ticker_outputs, TICKER_FIELDS, form).write_all(opened.tickers(wanted))
                if ticker_outputs
                else 0
            )
    told = [f"{count} articles in {shown(output)}" for output in outputs if output != STDOUT]
    told += [
        f"{snapshots} tickers in {shown(output)}" for output in ticker_outputs if output != STDOUT
    ]
    if not quiet and (told or count == 0):
        tell(", ".join(told) if told else "0 articles")
    return EXIT_DONE


def _tag(language: str) -> str:
    """A code as records have it: its case is of no importance, and is as RFC 5646, 2.1.1, writes it
    (``ary-Latn``)."""
    first, *rest = language.strip().split("-")
    return "-".join(
        [first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)]
    )


def _unknown(store: Store, sites: Sequence[str], **wanted: Sequence[str]) -> Iterator[str]:
    """A line for each value asked for that the store does not know: whatever is asked for then is
    not what was meant."""
    from newsscraper.cli.base import meant

    for told, values in wanted.items():
        field = "source_id" if told == "source" else told
        missing = [value for value in values if not store.has_value(field, value, sites)]
        known = store.values(field) if missing else []
        for value in missing:
            others = [other for other in known if other != value]
            where = f"of {', '.join(sites)} in the store" if sites else "of the store"
            yield (
                f"no article {where} has the {told}"
                f" {value!r}{meant(value, others) if others else ''}"
            )


def _parts(written: Iterable[WrittenPart], *, quiet: bool) -> int:
    from newsscraper.exporters import shown

    parts = 0
    for part in written:
        parts += 1
        if not quiet:
            tell(f"{part.count} articles in {shown(part.target)}")
    if not parts and not quiet:
        tell("nothing is new or changed since the last export of this name")
    return EXIT_DONE


def _chosen(fields: Fields, names: str) -> Fields:
    """The fields of a list with commas.

    Raises:
        click.BadParameter: one is no field of the record.

    """
    from newsscraper.cli.base import meant

    chosen = [name.strip() for name in names.split(",") if name.strip()]
    for name in chosen:
        if name not in fields:
            raise click.BadParameter(
                f"an article has no field {name!r}{meant(name, fields)}", param_hint="'--fields'"
            )
    if not chosen:
        raise click.BadParameter(
            f"it names no field; there are {', '.join(fields)}", param_hint="'--fields'"
        )
    return fields.only(chosen)
