"""A compiled expression as a tree: read from the library's own bytes, changed, written back.

The library gives a checked expression as protobuf (``cel.expr.CheckedExpr``,
https://github.com/cel-expr/cel-spec/blob/master/proto/cel/expr/checked.proto). Only its shape is
of interest here, so the messages are taken apart by hand: a node is the list of its fields, and a
field that holds nodes is named in a table. Everything else is carried along as bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from smartflow.plugin.cel.wire import BYTES, VARINT, RawField, fields_of, first_in, written

__all__ = [
    "ACCU_INIT",
    "ARGUMENTS",
    "CALL",
    "COMPREHENSION",
    "FIELD",
    "FUNCTION",
    "ID",
    "ITER_RANGE",
    "ITER_VAR",
    "LOOP_STEP",
    "SELECT",
    "STRUCT",
    "TARGET",
    "Checked",
    "Node",
    "called",
    "constant",
]

ID, CONST, IDENT, SELECT, CALL, LIST, STRUCT, COMPREHENSION = 2, 3, 4, 5, 6, 7, 8, 9
"""Fields of an expression: its id, and which kind it is."""

FIELD = 2
"""The field of a selection that holds the name."""

TARGET, FUNCTION, ARGUMENTS = 1, 2, 3
"""Fields of a call."""

ITER_VAR, ITER_RANGE, ACCU_INIT, LOOP_STEP = 1, 2, 4, 6
"""Fields of a comprehension."""

_EXPR, _SELECT, _CALL, _LIST, _STRUCT, _ENTRY, _COMPREHENSION = range(7)

_INSIDE: dict[int, dict[int, int]] = {
    _EXPR: {
        SELECT: _SELECT,
        CALL: _CALL,
        LIST: _LIST,
        STRUCT: _STRUCT,
        COMPREHENSION: _COMPREHENSION,
    },
    _SELECT: {1: _EXPR},
    _CALL: {1: _EXPR, 3: _EXPR},
    _LIST: {1: _EXPR},
    _STRUCT: {2: _ENTRY},
    _ENTRY: {3: _EXPR, 4: _EXPR},
    _COMPREHENSION: dict.fromkeys((2, 4, 5, 6, 7), _EXPR),
}
"""For each kind of message, the fields that hold further ones."""

_PACKED = 2
"""The field of ``google.protobuf.Any`` that holds the message."""

_REFERENCES, _TREE, _SOURCE = 2, 4, 5
"""Fields of a checked expression."""

_OVERLOAD, _POSITIONS = 3, 4
"""The field of a reference that names an overload; that of the source which places nodes."""

Field = tuple[int, int, "int | bytes | Node"]
"""A field's number, its wire type and what is in it."""


class Node:
    """One message: its fields in order, each a number and a value.

    Attributes:
        fields: Its fields, as they follow one another.
        is_expression: Whether it is an expression, not the inside of one: only then do the numbers
            of kinds mean anything.
    """

    __slots__ = ("fields", "is_expression")

    def __init__(self, fields: list[Field], *, is_expression: bool = False) -> None:
        self.fields = fields
        self.is_expression = is_expression

    def part(self, number: int) -> Node | None:
        """Return the message in a field, or None."""
        for field, _, value in self.fields:
            if field == number and isinstance(value, Node):
                return value
        return None

    def parts(self, number: int) -> list[Node]:
        """Return the messages in a repeated field."""
        return [v for field, _, v in self.fields if field == number and isinstance(v, Node)]

    def word(self, number: int) -> str:
        """Return the text in a field, ``""`` without one."""
        for field, _, value in self.fields:
            if field == number and isinstance(value, bytes):
                return value.decode()
        return ""

    def number(self, number: int) -> int:
        """Return the integer in a field, 0 without one."""
        for field, _, value in self.fields:
            if field == number and isinstance(value, int):
                return value
        return 0

    def put(self, number: int, value: bytes | Node) -> None:
        """Put a value in the place of a field's first one, or at the end."""
        new = (number, BYTES, value)
        for position, (field, _, _) in enumerate(self.fields):
            if field == number:
                self.fields[position] = new
                return
        self.fields.append(new)

    def add(self, number: int, value: Node) -> None:
        """Add a message at the end."""
        self.fields.append((number, BYTES, value))

    def replace(self, number: int, by: int, value: Node) -> None:
        """Put another field in the place of one."""
        self.fields = [(by, BYTES, value) if field[0] == number else field for field in self.fields]

    def become(self, function: str, arguments: tuple[Node, ...]) -> None:
        """Make this call one of another function."""
        self.fields = _call_fields(function, arguments)

    def only_item(self) -> Node:
        """Return the one item of a list."""
        items = self.part(LIST)
        return items.parts(1)[0] if items is not None else self

    def below(self) -> Iterator[Node]:
        """Yield the expressions from this node downwards."""
        if self.is_expression:
            yield self
        for _, _, value in self.fields:
            if isinstance(value, Node):
                yield from value.below()

    @property
    def name(self) -> str:
        """The name, when it is an identifier."""
        for field, _, value in self.fields:
            if field == IDENT and isinstance(value, bytes):
                return Checked.ident(value)
        return ""

    @property
    def literal(self) -> str | None:
        """The text, when it is a text between quotes."""
        for field, _, value in self.fields:
            if field == CONST and isinstance(value, bytes):
                inner = [v for n, _, v in fields_of(value) if n == _STRING and isinstance(v, bytes)]
                return inner[0].decode() if inner else None
        return None


_STRING = 6
"""The field of a constant that holds text."""


def constant(kind: str, number: int, words: str = "") -> Node:
    """Return a constant expression: ``null``, a ``text``, an empty ``list``, or ``0`` and ``1``.

    Args:
        kind: Which.
        number: The id of the node; no other may have it.
        words: The text.
    """
    content = {
        "null": (CONST, BYTES, b"\x08\x00"),
        "text": (CONST, BYTES, written(_STRING, BYTES, words.encode())),
        "list": (LIST, BYTES, b""),
        "0": (CONST, BYTES, b"\x18\x00"),
        "1": (CONST, BYTES, b"\x18\x01"),
    }[kind]
    return Node([(ID, VARINT, number), content], is_expression=True)


def called(function: str, arguments: tuple[Node, ...], number: int) -> Node:
    """Return a call as an expression with the id ``number``."""
    call = Node(_call_fields(function, arguments))
    return Node([(ID, VARINT, number), (CALL, BYTES, call)], is_expression=True)


def _call_fields(function: str, arguments: tuple[Node, ...]) -> list[Field]:
    return [
        (FUNCTION, BYTES, function.encode()),
        *((ARGUMENTS, BYTES, argument) for argument in arguments),
    ]


class Checked:
    """A checked expression.

    Attributes:
        root: The expression itself; what is changed in it is in :meth:`bytes`.
        overloads: For each call, by the id of its node, what it was resolved to.
        positions: Where each node stands in the source, counted in characters from 0.
    """

    def __init__(self, content: bytes) -> None:
        self._any = fields_of(content)
        self._checked = fields_of(first_in(self._any, _PACKED))
        self.root = _node(first_in(self._checked, _TREE), _EXPR)
        self.overloads = dict(_overloads(self._checked))
        self.positions = dict(_positions(fields_of(first_in(self._checked, _SOURCE))))

    @staticmethod
    def ident(content: bytes) -> str:
        """Return the name in the bytes of an identifier."""
        return first_in(fields_of(content), 1).decode()

    def new_id(self) -> int:
        """Return an id that no node has."""
        return 1 + max(node.number(ID) for node in self.root.below())

    def bytes(self) -> bytes:
        """Return the whole as the library reads it."""
        checked = Node([(n, w, self.root if n == _TREE else v) for n, w, v in self._checked])
        return _encoded(Node([(n, w, checked if n == _PACKED else v) for n, w, v in self._any]))


# -- from bytes and to bytes ------------------------------------------------------------------


def _node(content: bytes, kind: int) -> Node:
    inside = _INSIDE[kind]
    return Node(
        [
            (number, wire, _node(value, inside[number]))
            if number in inside and isinstance(value, bytes)
            else (number, wire, value)
            for number, wire, value in fields_of(content)
        ],
        is_expression=kind == _EXPR,
    )


def _encoded(node: Node) -> bytes:
    return b"".join(
        written(number, wire, _encoded(value) if isinstance(value, Node) else value)
        for number, wire, value in node.fields
    )


def _overloads(fields: list[RawField]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, _, value in fields:
        if number == _REFERENCES and isinstance(value, bytes):
            entry = fields_of(value)
            reference = fields_of(first_in(entry, 2))
            names = [v.decode() for n, _, v in reference if n == _OVERLOAD and isinstance(v, bytes)]
            yield _key(entry), tuple(names)


def _positions(fields: list[RawField]) -> Iterator[tuple[int, int]]:
    for number, _, value in fields:
        if number == _POSITIONS and isinstance(value, bytes):
            entry = fields_of(value)
            yield _key(entry), _key(entry, 2)


def _key(entry: list[RawField], number: int = 1) -> int:
    """Return the integer in a field of an entry of a map; one that is 0 is left out."""
    return next((v for n, _, v in entry if n == number and isinstance(v, int)), 0)
