"""The card of a data set: README.md with the metadata that the Hugging Face hub reads.

The metadata is documented at https://huggingface.co/docs/hub/datasets-cards and
datasets-manual-configuration.
"""

from __future__ import annotations

import json
from collections import Counter

from newsscraper.exporters.figures import Figures
from newsscraper.items.fields import Fields, FieldType, Kind
from newsscraper.version import __version__

_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
)
_ROWS = 20
"""Maximum number of rows in a table of counts."""

_LIMITS = """\
- The records were extracted by rules from the pages of press aggregators, which show articles of
  newspapers. A text may be shortened there (`truncated`), or may have been corrected or withdrawn
  since.
- A value that was uncertain is null, and `warnings` gives the reason. Missing values were not
  guessed.
- `language` was detected from the text, and is `und` if uncertain. Dialects are not distinguished.
- How many articles each newspaper has depends on what the aggregators list and what was crawled.
  This is not a representative sample of a country's press or of its opinions.
- Near duplicates, such as an agency's text in several newspapers, were not removed.
- The articles contain names of persons. Nothing was anonymised: data protection law applies to your
  use of them."""

_RIGHTS = """\
The articles belong to their publishers, which `source` and `original_url` name. This data set
grants no licence for the texts: whether and how you may use them depends on the law of your
country. Do not republish them."""


def card(name: str, fields: Fields, figures: Figures, shards: int) -> str:
    """Return the text of README.md.

    Args:
        name: Name of the data set.
        fields: The records' fields.
        figures: Counts over the records.
        shards: Number of Parquet files.

    """
    files = "one Parquet file" if shards == 1 else f"{shards} Parquet files"
    return "\n".join(
        [
            *_head(name, figures),
            f"# {name}",
            "",
            (
                f"{figures.records:,} records ({fields.record}) in {files}, written by newsscraper"
                f" {__version__}."
            ),
            "",
            "```python",
            "from datasets import load_dataset",
            "",
            (
                f"records = load_dataset({json.dumps('path/to/' + name, ensure_ascii=False)},"
                ' split="train")'
            ),
            "```",
            "",
            "## Figures",
            "",
            *_figures(figures),
            "",
            "## Fields",
            "",
            "| field | type in Parquet | filled | description |",
            "|---|---|---|---|",
            *(_row(field, fields, figures) for field in fields),
            "",
            (
                "Times are in UTC. The zone that a page gave (`+01:00`) is in a separate column,"
                " `published_at_zone`."
            ),
            (
                "`schema.json` is the JSON Schema of the records in JSON form, and `croissant.json`"
                " has machine-readable metadata."
            ),
            "",
            "## Limits",
            "",
            _LIMITS,
            "",
            "## Rights",
            "",
            _RIGHTS,
            "",
        ]
    )


def _row(name: str, fields: Fields, figures: Figures) -> str:
    filled = _share(figures.filled[name], figures.records)
    return (
        f"| `{name}` | {_type(fields.types[name])} | {filled} | {_cell(fields.description(name))} |"
    )


def _head(name: str, figures: Figures) -> list[str]:
    size = next((size for limit, size in _SIZES if figures.records < limit), "n>100M")
    # In quotes, since a bare no is false in YAML.
    languages = [f"- {json.dumps(code)}" for code in figures.languages]
    return [
        "---",
        f"pretty_name: {json.dumps(name, ensure_ascii=False)}",
        *(["language:", *languages] if languages else []),
        "license: other",
        "license_name: publishers",
        "size_categories:",
        f"- {size}",
        "tags:",
        "- news",
        "configs:",
        "- config_name: default",
        "  data_files:",
        "  - split: train",
        "    path: data/*.parquet",
        "---",
        "",
    ]


def _figures(figures: Figures) -> list[str]:
    lines = [f"- records: {figures.records:,}"]
    if "source_id" in figures.fields:
        lines.append(f"- newspapers: {len(figures.sources):,}")
    if "body" in figures.fields:
        lines.append(f"- characters of text: {figures.characters:,}")
    if "truncated" in figures.fields:
        lines.append(
            f"- truncated texts: {figures.truncated:,}"
            f" ({_share(figures.truncated, figures.records)})"
        )
    for name, label in (("published", "published"), ("fetched_at", "fetched")):
        if name in figures.spans:
            first, last = figures.spans[name]
            lines.append(f"- {label}: {first} to {last}")
    for name, counts in figures.groups.items():
        if counts:
            lines += ["", f"| {name} | records | share |", "|---|---|---|"]
            lines += [
                f"| {_cell(value)} | {count:,} | {_share(count, figures.records)} |"
                for value, count in _ranked(name, counts)
            ]
    return lines


def _ranked(name: str, counts: Counter[str]) -> list[tuple[str, int]]:
    """Sort years by year and other values by count. The least frequent are added up as others."""
    if name == "year":
        return sorted(counts.items())
    ranked = counts.most_common()
    rest = sum(count for _, count in ranked[_ROWS:])
    return ranked[:_ROWS] + ([("others", rest)] if rest else [])


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _type(kind: FieldType) -> str:
    if kind.item is not None:
        return f"list of {_type(kind.item)}"
    names = {
        Kind.DAY: "date32",
        Kind.MOMENT: "timestamp[us, UTC]",
        Kind.ZONED: "timestamp[us, UTC]",
        Kind.INTEGER: "int64",
        Kind.NUMBER: "double",
        Kind.FLAG: "bool",
        Kind.RECORD: "struct",
    }
    return names.get(kind.kind, "string")
