"""Croissant 1.0, machine-readable metadata of data sets.

Specification: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.0.html.
"""

from __future__ import annotations

from typing import Any

from newsscraper.exporters.columns import Column, columns_of
from newsscraper.exporters.figures import Figures
from newsscraper.items.fields import Fields, FieldType, Kind
from newsscraper.version import HOME, __version__

_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The names defined by the specification, which requires them in every file."""

_TYPES = {
    Kind.DAY: "sc:Date",
    Kind.MOMENT: "sc:DateTime",
    Kind.ZONED: "sc:DateTime",
    Kind.ADDRESS: "sc:URL",
    Kind.INTEGER: "sc:Integer",
    Kind.NUMBER: "sc:Float",
    Kind.FLAG: "sc:Boolean",
}
_FILES = "parquet-files"
_RIGHTS = (
    "The articles belong to their publishers, named in each record; this data set grants no licence"
    " for the texts."
)


def croissant(name: str, fields: Fields, figures: Figures, written_on: str) -> dict[str, Any]:
    """Return the Croissant metadata of an export as JSON types.

    Args:
        name: Name of the data set.
        fields: The records' fields.
        figures: Counts over the records.
        written_on: Date of the export, ISO 8601.

    """
    description = (
        f"{figures.records} records ({fields.record}) from press aggregators, written by"
        f" newsscraper {__version__}."
    )
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": name,
        "description": description,
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "license": {"@type": "sc:CreativeWork", "name": "publishers", "description": _RIGHTS},
        # The specification requires a URL and a creator; publishers replace them with their own.
        "url": HOME,
        "creator": {"@type": "sc:Organization", "name": "newsscraper", "url": HOME},
        "datePublished": written_on,
        "version": "1.0.0",
        "inLanguage": figures.languages,
        **(
            {"temporalCoverage": "/".join(figures.spans["published"])}
            if "published" in figures.spans
            else {}
        ),
        "distribution": [
            {
                "@type": "cr:FileSet",
                "@id": _FILES,
                "name": _FILES,
                "description": "The records, in Parquet files.",
                "encodingFormat": "application/x-parquet",
                "includes": "data/*.parquet",
            }
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": "records",
                "name": "records",
                "description": f"One record ({fields.record}) per row.",
                **({"key": {"@id": "records/id"}} if "id" in fields else {}),
                "field": [_field(column, fields) for column in columns_of(fields)],
            }
        ],
    }


def _field(column: Column, fields: Fields) -> dict[str, Any]:
    place = f"records/{column.name}"
    source = {"fileSet": {"@id": _FILES}, "extract": {"column": column.name}}
    description = (
        fields.description(column.field)
        if column.name == column.field
        else f"The time zone of {column.field} on the page."
    )
    inner = column.type.item or column.type
    described = {"@type": "cr:Field", "@id": place, "name": place, "description": description}
    repeated = {"repeated": True} if column.type.item is not None else {}
    if inner.members is None:
        return {**described, "dataType": _data_type(inner), **repeated, "source": source}
    members = [
        {
            "@type": "cr:Field",
            "@id": f"{place}/{name}",
            "name": f"{place}/{name}",
            "description": inner.members.description(name),
            "dataType": _data_type(member.item or member),
            **({"repeated": True} if member.item is not None else {}),
            "source": {**source, "transform": {"jsonPath": name}},
        }
        for name, member in inner.members.types.items()
    ]
    return {**described, **repeated, "subField": members}


def _data_type(kind: FieldType) -> str:
    return _TYPES.get(kind.kind, "sc:Text")
