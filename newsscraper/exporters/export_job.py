"""Export of the store's records to files: the work of ``newsscraper export``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from itertools import islice
from typing import Any

from newsscraper.errors import UserError, suggestion
from newsscraper.exporters.base import STDOUT
from newsscraper.exporters.form import PLAIN, Form
from newsscraper.exporters.from_store import check_targets
from newsscraper.exporters.outputs import Outputs
from newsscraper.exporters.parts import check_parts, export_parts
from newsscraper.exporters.postgresql import PostgresqlExporter
from newsscraper.exporters.registry import exporter_for
from newsscraper.exporters.reserved import SHOWN, line_of
from newsscraper.exporters.takedowns import delete_rows, export_takedowns
from newsscraper.exporters.target import shown
from newsscraper.items.fields import Fields
from newsscraper.items.records import ARTICLE_FIELDS, TICKER_FIELDS
from newsscraper.scope import site_named, slug_of
from newsscraper.store import Articles, Store


class UnknownSelection(UserError):
    """No stored article has a value that was asked for.

    Args:
        lines: A line for each value.

    """

    def __init__(self, lines: list[str]) -> None:
        super().__init__(lines[0])
        self.lines = lines


@dataclass(slots=True)
class ExportJob:
    """Writes records of a store to files, newest first."""

    store: str
    outputs: Sequence[str]
    _: KW_ONLY
    sites: Sequence[str] = ()
    editions: Sequence[str] = ()
    sources: Sequence[str] = ()
    languages: Sequence[str] = ()
    since: str | None = None
    """First day of publication, as an ISO date."""
    until: str | None = None
    """Last day."""
    limit: int | None = None
    fields: Sequence[str] | None = None
    """Names of the articles' fields; all by default."""
    name: str | None = None
    """The name of an export in parts: only what is new or changed since the last part."""
    ticker_outputs: Sequence[str] = ()
    form: Form = PLAIN
    pretty: bool = False
    """Whether to indent the records on standard output."""
    respect_rights: bool = False
    """Whether to leave out articles whose use is reserved."""
    on_part: Callable[[str], None] = lambda line: None
    """Receives a line for each part that was written."""
    on_message: Callable[[str], None] = lambda line: None
    """Receives a line for the articles that are left out."""

    def run(self) -> str | None:
        """Write the files.

        Returns:
            A line with the number of records in each file; ``None`` if there is nothing to report.

        Raises:
            UnknownSelection: no stored article has a value that was asked for.
            UserError: an option is invalid, or a file cannot be written.

        """
        self._normalise()
        fields = self._check()
        with Store(self.store) as store:
            articles = self._articles(
                store, reserved=False if self.respect_rights else None, limit=self.limit
            )
            # A named export that exists was checked before, and reports a different selection.
            is_known = self.name is not None and any(
                row["name"] == self.name for row in store.exports.all()
            )
            if not is_known and (unknown := list(self._unknown(store))):
                raise UnknownSelection(unknown)
            if self.name is not None:
                return self._write_parts(store, self.name, fields, articles)
            return self._write(store, fields, articles)

    def _articles(
        self, store: Store, *, reserved: bool | None, limit: int | None = None
    ) -> Articles:
        return store.articles(
            site=self.sites,
            edition=self.editions,
            source=self.sources,
            language=self.languages,
            since=self.since,
            until=self.until,
            reserved=reserved,
            limit=limit,
        )

    def _left_out(self, store: Store) -> Iterator[str]:
        """Report the first reserved articles of the selection, and yield a line with the number."""
        if not self.respect_rights:
            return
        reserved = self._articles(store, reserved=True)
        for article in islice(reserved, SHOWN):
            self.on_message(line_of(article))
        if number := len(reserved):
            yield f"{number} reserved, left out"

    def _normalise(self) -> None:
        """Bring sites, sources, languages and editions into the form that records have."""
        self.sites = [site_named(site).name for site in self.sites]
        self.sources = [slug_of(source) for source in self.sources]
        self.languages = [_language_tag(language) for language in self.languages]
        self.editions = [edition.strip().lower() for edition in self.editions]

    def _check(self) -> Fields:
        """Check the options and return the fields of the articles."""
        if self.since and self.until and self.since > self.until:
            raise UserError(f"--since {self.since} is after --until {self.until}")
        fields = _chosen(ARTICLE_FIELDS, self.fields) if self.fields is not None else ARTICLE_FIELDS
        if self.name is not None:
            if self.limit is not None or self.ticker_outputs or not self.name.strip():
                raise UserError(
                    "--name is the name of an export of articles; it cannot be combined with"
                    " --limit or --ticker-output"
                )
            for output in self.outputs:
                check_parts(output, self.form)
            if len(self.outputs) > 1:
                raise UserError("an export with a name has one output; use a name for each output")
        tickers = ((output, TICKER_FIELDS) for output in self.ticker_outputs)
        check_targets([*((output, fields) for output in self.outputs), *tickers], self.form)
        return fields

    def _unknown(self, store: Store) -> Iterator[str]:
        """A line for each value that no stored article has: it is probably a mistake."""
        for name, field, values in (
            ("source", "source_id", self.sources),
            ("edition", "edition", self.editions),
            ("language", "language", self.languages),
        ):
            missing = [value for value in values if not store.has_value(field, value, self.sites)]
            known = store.values(field) if missing else []
            for value in missing:
                others = [other for other in known if other != value]
                where = f"of {', '.join(self.sites)} in" if self.sites else "of"
                hint = suggestion(value, others) if others else ""
                yield f"no article {where} the store has the {name} {value!r}{hint}"

    def _write_parts(
        self, store: Store, name: str, fields: Fields, articles: Articles
    ) -> str | None:
        selection: dict[str, Any] = {
            "site": self.sites,
            "edition": self.editions,
            "source": self.sources,
            "language": self.languages,
            "since": self.since,
            "until": self.until,
            # Only if set: exports that began before this option have the same selection.
            **({"respect_rights": True} if self.respect_rights else {}),
        }
        count = 0
        for part in export_parts(
            store, name, self.outputs[0], fields, articles, selection, self.form
        ):
            count += 1
            self.on_part(f"{part.count} articles in {shown(part.target)}")
        line = export_takedowns(store, name, self.outputs[0], fields, selection, self.form)
        if line is not None:
            self.on_part(line)
        for left_out in self._left_out(store):
            self.on_part(left_out)
        is_new = count or line is not None
        return None if is_new else "nothing is new or changed since the last export of this name"

    def _write(self, store: Store, fields: Fields, articles: Articles) -> str | None:
        records = ({name: article[name] for name in fields} for article in articles)
        snapshots = 0
        with Outputs() as files:
            group = files.open(self.outputs, fields, self.form, pretty=self.pretty)
            count = group.write_all(records)
            if self.ticker_outputs:
                group = files.open(self.ticker_outputs, TICKER_FIELDS, self.form)
                snapshots = group.write_all(store.tickers(self.sites))
        lines = [f"{count} articles in {shown(out)}" for out in self.outputs if out != STDOUT]
        lines += self._deleted(store, fields)
        lines += self._left_out(store)
        lines += [
            f"{snapshots} tickers in {shown(out)}" for out in self.ticker_outputs if out != STDOUT
        ]
        return ", ".join(lines) or (None if count else "0 articles")

    def _deleted(self, store: Store, fields: Fields) -> Iterator[str]:
        """Delete from databases, which keep their rows, what was taken down; yield a line each."""
        for output in self.outputs:
            if output == STDOUT or exporter_for(output) is not PostgresqlExporter:
                continue
            removed = [row["id"] for row in store.takedowns.all()]
            if removed and (count := delete_rows(output, fields, removed, self.form)):
                yield f"{count} removed articles deleted from it"


def _language_tag(language: str) -> str:
    """A code in the letter case of RFC 5646, 2.1.1, which records have: ``ary-Latn``."""
    first, *rest = language.strip().split("-")
    return "-".join(
        [first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)]
    )


def _chosen(fields: Fields, names: Sequence[str]) -> Fields:
    """Select fields by name.

    Raises:
        UserError: a name is not a field of the record, or no name is given.

    """
    chosen = [name.strip() for name in names if name.strip()]
    for name in chosen:
        if name not in fields:
            hint = suggestion(name, list(fields))
            raise UserError(f"invalid --fields: an article has no field {name!r}{hint}")
    if not chosen:
        raise UserError(f"invalid --fields: name at least one; there are {', '.join(fields)}")
    return fields.only(chosen)
