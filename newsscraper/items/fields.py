"""The fields of a record and their types, read from the annotations of its dataclass.

Every other description of a record is made from here: the JSON Schema, the columns of the store
and of each export format, and the table in a data set's card.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, is_dataclass, replace
from dataclasses import fields as dataclass_fields
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Self, Union, get_args, get_origin, get_type_hints


class Kind(Enum):
    """The kind of value in a field. Every value is a JSON type."""

    TEXT = "text"
    DAY = "day"
    """An ISO 8601 date, as text."""
    MOMENT = "moment"
    """An ISO 8601 time in UTC that ends in ``Z``, as text."""
    ZONED = "zoned"
    """An ISO 8601 time with the zone that the page gives, as text."""
    ADDRESS = "address"
    """A URL, as text."""
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    LIST = "list"
    RECORD = "record"
    """A JSON object whose fields are declared by a dataclass."""


class SetByPipeline:
    """Marks a field that is ``None`` until the pipelines have run, and never null in a record."""


Day = Annotated[str, Kind.DAY]
Moment = Annotated[str, Kind.MOMENT]
ZonedMoment = Annotated[str, Kind.ZONED]
Address = Annotated[str, Kind.ADDRESS]
PipelineText = Annotated[str | None, SetByPipeline]

_KINDS = {str: Kind.TEXT, int: Kind.INTEGER, float: Kind.NUMBER, bool: Kind.FLAG}


@dataclass(frozen=True, slots=True)
class FieldType:
    """The type of a field, of a list's elements, or of a nested record's field."""

    kind: Kind
    nullable: bool = False
    item: FieldType | None = None
    """The type of the elements, if this is a list."""
    members: Fields | None = None
    """The fields, if this is a record."""

    @classmethod
    def of(cls, hint: Any) -> FieldType:
        """Return the type that an annotation declares.

        Raises:
            TypeError: A record's field cannot have this annotation.

        """
        arguments = get_args(hint)
        if get_origin(hint) is Annotated:
            base, mark = arguments[0], arguments[1]
            return (
                cls.of(next(a for a in get_args(base) if a is not NoneType))
                if mark is SetByPipeline
                else cls(mark)
            )
        if get_origin(hint) in (Union, UnionType):
            inner = [cls.of(argument) for argument in arguments if argument is not NoneType]
            if len(inner) != 1:
                raise _unsupported(hint)
            return replace(inner[0], nullable=True)
        if get_origin(hint) is list:
            return cls(Kind.LIST, item=cls.of(arguments[0]))
        if is_dataclass(hint) and isinstance(hint, type):
            return cls(Kind.RECORD, members=Fields.of(hint))
        if hint not in _KINDS:
            raise _unsupported(hint)
        return cls(_KINDS[hint])


def _unsupported(hint: Any) -> TypeError:
    return TypeError(
        f"a record's field cannot be {hint!r}: use str, int, float, bool, Day, Moment, ZonedMoment,"
        " Address, a dataclass, a list of one of these, or any of them with | None"
    )


class Fields(tuple[str, ...]):
    """The names of a record's fields, in order, with the type and description of each.

    Create it with :meth:`of`. It is a tuple, so code that needs only the names can use it as one.
    """

    record: str
    """Name of the record: ``Article``."""
    table: str
    """Name of a table of such records: ``articles``."""
    types: dict[str, FieldType]
    """The type of each field."""
    _owners: dict[str, type]

    @classmethod
    def of(cls, record: type, *, table: str = "", without: Iterable[str] = ()) -> Self:
        """Return the fields of a dataclass, in order.

        Args:
            record: The dataclass.
            table: Name of a table of such records.
            without: Attributes of the dataclass that are not part of the record.

        Raises:
            TypeError: An annotation is not a type that a record's field can have.

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
        """Return some of the fields, in the order of `names`.

        Raises:
            KeyError: There is no field of that name.

        """
        chosen = list(dict.fromkeys(names))
        return self._made(chosen, self.types, self._owners, self.record)

    def with_fields_of(self, other: Fields, record: str) -> Self:
        """Return these fields followed by those of `other`, as a record named `record`."""
        return self._made(
            [*self, *other], self.types | other.types, self._owners | other._owners, record
        )

    def with_types(self, types: dict[str, FieldType]) -> Self:
        """Return the same fields with the given types."""
        return self._made(list(self), types, self._owners, self.record)

    def description(self, name: str) -> str:
        """Return the docstring of a field, on one line."""
        return docstrings(self._owners[name])[name]

    @property
    def owner(self) -> type:
        """The dataclass of the first field."""
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
    """Return the attribute docstrings of a dataclass and its bases.

    Each is on one line; a field without a docstring has an empty one.
    """
    found: dict[str, str] = {}
    for base in reversed(record.__mro__):
        if is_dataclass(base):
            found |= _own_docstrings(base)
    return found


def _own_docstrings(record: type) -> dict[str, str]:
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
