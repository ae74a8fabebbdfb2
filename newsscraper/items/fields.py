"""What a record's fields hold: read from the annotations and attribute docstrings of its
dataclass."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, is_dataclass
from dataclasses import fields as dataclass_fields
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Self, Union, get_args, get_origin, get_type_hints


class Kind(Enum):
    """What kind of value a field holds, as JSON types."""

    TEXT = "text"
    DAY = "day"
    """An ISO 8601 date, as text."""
    MOMENT = "moment"
    """An ISO 8601 time in UTC, ending in ``Z``, as text."""
    ZONED = "zoned"
    """An ISO 8601 time with the zone it was told in, as text."""
    ADDRESS = "address"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    LIST = "list"
    RECORD = "record"


class Filled:
    """Marks a field that is ``None`` while an item is being made and never in a record."""


Day = Annotated[str, Kind.DAY]
Moment = Annotated[str, Kind.MOMENT]
ZonedMoment = Annotated[str, Kind.ZONED]
Address = Annotated[str, Kind.ADDRESS]
FilledText = Annotated[str | None, Filled]

_KINDS = {str: Kind.TEXT, int: Kind.INTEGER, float: Kind.NUMBER, bool: Kind.FLAG}


@dataclass(frozen=True, slots=True)
class FieldType:
    """The type of a value."""

    kind: Kind
    nullable: bool = False
    item: FieldType | None = None
    """What a list holds."""
    members: Fields | None = None
    """The fields of a record."""

    @classmethod
    def of(cls, hint: Any) -> FieldType:
        """The type behind an annotation.

        Raises:
            TypeError: it is none that a record may have.

        """
        arguments = get_args(hint)
        if get_origin(hint) is Annotated:
            base, mark = arguments[0], arguments[1]
            return (
                cls.of(next(a for a in get_args(base) if a is not NoneType))
                if mark is Filled
                else cls(mark)
            )
        if get_origin(hint) in (Union, UnionType):
            (inner,) = (cls.of(argument) for argument in arguments if argument is not NoneType)
            return cls(inner.kind, nullable=True, item=inner.item, members=inner.members)
        if get_origin(hint) is list:
            return cls(Kind.LIST, item=cls.of(arguments[0]))
        if is_dataclass(hint) and isinstance(hint, type):
            return cls(Kind.RECORD, members=Fields.of(hint))
        if hint not in _KINDS:
            raise TypeError(f"a record's field cannot be {hint!r}")
        return cls(_KINDS[hint])


class Fields(tuple[str, ...]):
    """The names of a record's fields, in order, with what each holds.

    Made by :meth:`of`. It is a tuple of names wherever nothing but names is wanted.
    """

    record: str
    """Name of the record: ``Article``."""
    table: str
    """What a table of such records is called: ``articles``."""
    types: dict[str, FieldType]
    """The type of each field."""
    _owners: dict[str, type]

    @classmethod
    def of(cls, record: type, *, table: str = "", without: Iterable[str] = ()) -> Self:
        """The fields of a dataclass, in order.

        Args:
            record: The dataclass.
            table: What a table of such records is called.
            without: Fields that are no part of the record.

        """
        hints = get_type_hints(record, include_extras=True)
        left_out = set(without)
        names = [field.name for field in dataclass_fields(record) if field.name not in left_out]
        made = cls(names)
        made.record, made.table = record.__name__, table
        made.types = {name: FieldType.of(hints[name]) for name in names}
        made._owners = dict.fromkeys(names, record)
        return made

    def only(self, names: Iterable[str]) -> Self:
        """Some of the fields, in the order named.

        Raises:
            KeyError: there is no such field.

        """
        chosen = list(dict.fromkeys(names))
        return self._made(chosen, self.types, self._owners, self.record)

    def with_fields_of(self, other: Fields, record: str) -> Self:
        """These and then the other's, as a record of another name."""
        return self._made(
            [*self, *other], self.types | other.types, self._owners | other._owners, record
        )

    def told(self, name: str) -> str:
        """What a field's docstring says, on one line."""
        return docstrings(self._owners[name])[name]

    @property
    def owner(self) -> type:
        """The dataclass that most of the fields are of."""
        return next(iter(self._owners.values()))

    def _made(
        self, names: list[str], types: dict[str, FieldType], owners: dict[str, type], record: str
    ) -> Self:
        made = type(self)(names)
        made.record, made.table = record, self.table
        made.types = {name: types[name] for name in names}
        made._owners = {name: owners[name] for name in names}
        return made


@cache
def docstrings(record: type) -> dict[str, str]:
    """The attribute docstrings of a dataclass, each on one line; empty where there is none."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(record)))
    (body,) = (node.body for node in tree.body if isinstance(node, ast.ClassDef))
    found: dict[str, str] = {}
    for node, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            value = following.value if isinstance(following, ast.Expr) else None
            text = (
                value.value
                if isinstance(value, ast.Constant) and isinstance(value.value, str)
                else ""
            )
            found[node.target.id] = " ".join(text.split()).replace("``", "`")
    return found
