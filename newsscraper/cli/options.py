"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

import click

from newsscraper.errors import suggestion
from newsscraper.fetch_options import (
    BESIDE_STORE,
    DEFAULT_STORE,
    KEEP,
    TRUNCATE,
    FetchOptions,
    Option,
    declared,
    long_name,
)

Command = Callable[..., Any]


def fetch_option(name: str, command: str = "crawl", **changed: Any) -> Callable[[Command], Command]:
    """The click option of an attribute of FetchOptions.

    Args:
        name: The attribute.
        command: The command that gets it.
        changed: Arguments of :func:`click.option` to replace.

    """
    option = declared()[name]
    text = (option.latest if command == "latest" else None) or option.help
    named: dict[str, Any] = {
        "metavar": option.metavar,
        "help": text.replace("{formats}", FORMATS).replace("{stdout_formats}", STDOUT_FORMATS),
        "envvar": option.environment,
        **_kind(name, option),
        **changed,
    }
    if named.get("multiple"):
        named["help"] += " Repeatable."
    words = [*([option.short] if option.short else []), long_name(name), name]
    return click.option(*words, **named)


def _kind(name: str, option: Option) -> dict[str, Any]:
    """The arguments of :func:`click.option` for a kind of option."""
    if name == "partition_by":
        return {"type": Partitions()}
    if option.kind == "choice":
        return {"type": click.Choice([KEEP, TRUNCATE]), "default": KEEP, "show_default": True}
    if name == "store":
        default = f"{option.help} [default: {DEFAULT_STORE}]"
        return {"default": DEFAULT_STORE, "help": default}
    if name == "output":
        return {"multiple": True, "cls": OutputOption}
    if name == "format":
        return {"cls": OutputOption}
    kinds: dict[str, dict[str, Any]] = {
        "number": {"type": click.IntRange(min=1)},
        "flag": {"is_flag": True},
        "count": {"count": True},
        "many": {"multiple": True},
        "optional": {"is_flag": False, "flag_value": BESIDE_STORE},
    }
    return kinds.get(option.kind, {})


def fetch_options(name: str) -> Callable[[Command], Command]:
    """All options that FetchOptions declares for a command, passed as one argument, `options`.

    Args:
        name: The name of the command.

    """
    names = [field for field, option in declared().items() if name in option.commands]

    def add(command: Command) -> Command:
        @wraps(command)
        def with_options(*arguments: Any, **named: Any) -> Any:
            given = {field: named.pop(field) for field in declared() if field in named}
            return command(*arguments, options=FetchOptions(**given), **named)

        wrapped: Command = with_options
        for field in reversed(names):
            wrapped = fetch_option(field, name)(wrapped)
        return wrapped

    return add


def store_option(default: str | None = DEFAULT_STORE) -> Callable[[Command], Command]:
    """``--store``. Without a default, the command keeps records only if the option is given."""
    text = declared()["store"].help
    ending = f"[default: {default}]" if default else "Without it, nothing is kept."
    return fetch_option("store", default=default, help=f"{text} {ending}")


def edition_option(command: Command) -> Command:
    """``--edition``, repeatable, which the command gets as `editions`."""
    return click.option(
        "-e",
        "--edition",
        "editions",
        metavar="EDITION",
        multiple=True,
        help="Only this edition. Repeatable.",
    )(command)


def jobs_option(command: Command) -> Command:
    """``--jobs``, the number of processes."""
    return click.option(
        "-j",
        "--jobs",
        metavar="N",
        type=click.IntRange(min=0),
        default=0,
        help="Number of processes. [default: 0, one per core]",
    )(command)


def respect_rights_option(command: Command) -> Command:
    """``--respect-rights`` of commands that do not fetch."""
    return fetch_option("respect_rights")(command)


def any_page_option(command: Command) -> Command:
    """``--any-page``, for pages that are not articles."""
    return click.option(
        "--any-page",
        is_flag=True,
        help="Write the main text of pages that are not articles, too (documentation, forum posts,"
        " products); the warning not_an_article marks these records.",
    )(command)


FORMATS = "<formats>"
"""Placeholder in the help of an :class:`OutputOption`: the formats of files."""
STDOUT_FORMATS = "<stdout-formats>"
"""Placeholder in the help of an :class:`OutputOption`: the formats of standard output."""


class OutputOption(click.Option):
    """An option whose help lists the registered formats instead of a placeholder.

    The registry is imported only when the help is shown, since its import is slow.
    """

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Called by click."""
        from newsscraper.exporters.registry import known_formats, stdout_formats

        found = super().get_help_record(ctx)
        return found and (
            found[0],
            found[1]
            .replace(FORMATS, f"{known_formats()}; also s3:// etc.")
            .replace(STDOUT_FORMATS, ", ".join(stdout_formats())),
        )


def output_option(command: Command) -> Command:
    """``-o`` of commands that write to standard output by default, with :func:`form_options`."""
    return click.option(
        "-o",
        "--output",
        "outputs",
        cls=OutputOption,
        metavar="FILE",
        multiple=True,
        default=("-",),
        help=f"Write to FILE ({FORMATS}); - is standard output (the default). Repeatable.",
    )(form_options(command))


def ticker_output_option(text: str) -> Callable[[Command], Command]:
    """``--ticker-output``."""
    return click.option(
        "--ticker-output",
        "ticker_outputs",
        metavar="FILE",
        multiple=True,
        help=f"{text} Repeatable.",
    )


def form_options(command: Command) -> Command:
    """The options of the output formats; the command gets them as one argument, `form`."""

    @wraps(command)
    def with_form(
        *arguments: Any, format: str | None, excel: bool, partition_by: str | None, **named: Any
    ) -> Any:
        if named.get("pretty") and (format or "json").lower().strip(".") not in ("json", "jsonl"):
            raise click.UsageError(f"--pretty applies to JSON, and --format is {format}")
        form = FetchOptions(format=format, excel=excel, partition_by=partition_by).form
        return command(*arguments, form=form, **named)

    return fetch_option("format")(fetch_option("excel")(fetch_option("partition_by")(with_form)))


class Partitions(click.ParamType):  # type: ignore[type-arg]
    """The fields by which Parquet files are divided, separated by commas. Removes duplicates."""

    name = "NAMES"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Called by click."""
        from newsscraper.exporters.form import PARTITIONS

        names = [name.strip() for name in str(value).split(",") if name.strip()]
        for name in names:
            if name not in PARTITIONS:
                self.fail(f"cannot partition by {name!r}{suggestion(name, PARTITIONS)}", param, ctx)
        return ",".join(dict.fromkeys(names))


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day: ``2026-01-31``, or ``7d`` for seven days ago. Converts it to an ISO date."""

    name = "DAY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Called by click."""
        from newsscraper.scope import ScopeError, day_of

        try:
            return day_of(str(value), datetime.now(UTC).date()).isoformat()
        except ScopeError as error:
            self.fail(str(error), param, ctx)
