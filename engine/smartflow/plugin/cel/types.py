"""The types of variables, fields and results, and how the library is told of them.

A type is a name and whether there are many of it. Beside the plain types there are records, such
as a row of a worksheet: their fields are declared as protobuf messages, which is how CEL knows
typed fields. Only declarations are messages; values are plain dicts.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from smartflow.language import Text
from smartflow.plugin.cel.library import Library, Untyped

__all__ = [
    "DATE",
    "DECIMAL",
    "FLAG",
    "TEXT",
    "TEXTS",
    "TYPE_NAMES",
    "WHOLE",
    "WORDS",
    "Record",
    "Type",
    "cel_type",
    "descriptor_pool",
    "type_named",
    "words_for",
]


class Type(msgspec.Struct, frozen=True):
    """A type.

    Attributes:
        name: ``text``, ``whole``, ``decimal``, ``date``, ``flag``, ``words`` (text by text), or the
            name of a record.
        many: Whether it is a list of such things.
    """

    name: str
    many: bool = False


Record = Mapping[str, Type]
"""The fields of a record."""

TEXT = Type("text")
WHOLE = Type("whole")
DECIMAL = Type("decimal")
DATE = Type("date")
FLAG = Type("flag")
WORDS = Type("words")
TEXTS = Type("text", many=True)

TYPE_NAMES = frozenset(
    "bool bytes double dyn int list map null_type string type uint".split()  # noqa: SIM905  words
)
"""Names of CEL's own that no variable can have; a field can."""

_PACKAGE = "record"
_DATE = f"{_PACKAGE}.Date"
_INT64, _DOUBLE = "google.protobuf.Int64Value", "google.protobuf.DoubleValue"
_MESSAGES = {"whole": _INT64, "decimal": _DOUBLE, "date": _DATE}
"""Plain types that may be null, as messages."""

_NAMES: dict[str, Type] = {
    "STRING": TEXT,
    "INT": WHOLE,
    "DOUBLE": DECIMAL,
    "BOOL": FLAG,
    _INT64: WHOLE,
    _DOUBLE: DECIMAL,
    _DATE: DATE,
    "LIST<STRING>": TEXTS,
}


def cel_type(kind: Type, library: Library) -> Untyped:
    """Return the library's own type."""
    types = library.cel.Type
    plain = {"text": types.STRING, "flag": types.BOOL}
    if kind.name == "words":
        return types.Map(types.STRING, types.STRING)
    one = plain.get(kind.name) or types(_MESSAGES.get(kind.name, f"{_PACKAGE}.{kind.name}"))
    return types.List(one) if kind.many else one


def type_named(name: str) -> Type | None:
    """Return the type that the library calls ``name``; None for one that no value may have."""
    return _NAMES.get(name)


def descriptor_pool(records: Mapping[str, Record], library: Library) -> Untyped:
    """Return a pool in which every record is a message.

    Args:
        records: The records by name. A field may be of another record.
        library: The library.
    """
    pool = library.pools.DescriptorPool()
    wrappers = library.wrappers.DESCRIPTOR
    pool.AddSerializedFile(wrappers.serialized_pb)
    file = library.descriptors.FileDescriptorProto(
        name="record.proto", package=_PACKAGE, syntax="proto2", dependency=[wrappers.name]
    )
    file.message_type.add(name="Date")
    for name, fields in records.items():
        message = file.message_type.add(name=name)
        message.options.deprecated_legacy_json_field_conflicts = True
        for number, (key, kind) in enumerate(fields.items(), start=1):
            _add_field(message, key, number, kind, library)
    pool.AddSerializedFile(file.SerializeToString())
    return pool


def _add_field(message: Untyped, key: str, number: int, kind: Type, library: Library) -> None:
    field = library.descriptors.FieldDescriptorProto
    label = field.LABEL_REPEATED if kind.many else field.LABEL_OPTIONAL
    # Its own name for JSON too (and see above): the usual one makes budget_1 and budget1 the same.
    added = message.field.add(name=key, json_name=key, number=number, label=label)
    if kind.name == "text":
        added.type = field.TYPE_STRING
    else:
        added.type = field.TYPE_MESSAGE
        added.type_name = "." + _MESSAGES.get(kind.name, f"{_PACKAGE}.{kind.name}")


_WORDS: dict[str, Text] = {
    "string": Text(id="teks", en="text"),
    "int": Text(id="bilangan bulat", en="a whole number"),
    "double": Text(id="bilangan desimal", en="a decimal"),
    "bool": Text(id="benar/salah", en="true or false"),
    "null_type": Text(id="null (kosong)", en="null (empty)"),
    _DATE: Text(id="tanggal", en="a date"),
}


def words_for(name: str) -> Text:
    """Return what a person calls a type that the library names in a complaint."""
    name = name.strip()
    inner = name.removeprefix("wrapper(").removesuffix(")") if name.startswith("wrapper(") else name
    if inner in _WORDS:
        return _WORDS[inner]
    if inner.startswith("list("):
        name = inner[len("list(") : -1]
        if name.startswith(f"{_PACKAGE}."):
            record = name.partition(".")[2]
            return Text(id=f"daftar baris '{record}'", en=f"a list of rows of '{record}'")
        one = words_for(name)
        return Text(id=f"daftar {one.id}", en=f"a list of {one.en.removeprefix('a ')}")
    if inner.startswith(f"{_PACKAGE}."):
        record = inner.partition(".")[2]
        return Text(id=f"baris '{record}'", en=f"a row of '{record}'")
    return Text.same(inner)
