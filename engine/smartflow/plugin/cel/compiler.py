"""The compiler: declared variables in, checked and planned expressions out.

Checking and running are two environments of the library. The first knows the types, and that a
number may be null; the second takes any value, as plain dicts and lists, so that a row costs no
more than its cells. One pair serves all the expressions over the same variables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from smartflow.language import Text
from smartflow.plugin.cel.arithmetic import functions
from smartflow.plugin.cel.complaints import CelFault, CelFaults, complaints
from smartflow.plugin.cel.declarations import standard_library
from smartflow.plugin.cel.expression import Expression
from smartflow.plugin.cel.library import Library, Untyped, library
from smartflow.plugin.cel.plan import planned
from smartflow.plugin.cel.sentences import Names
from smartflow.plugin.cel.types import (
    FLAG,
    TYPE_NAMES,
    Record,
    Type,
    cel_type,
    descriptor_pool,
    type_named,
)

__all__ = ["LONGEST", "Compiler"]

LONGEST = 4_000
"""Characters that an expression may have."""


class Compiler:
    """Compiles expressions over the same variables.

    Args:
        variables: What an expression may name, with the type of each. One that is called as a
            type of CEL is left out (:data:`TYPE_NAMES`).
        records: The records of which variables and fields may be, by name.

    Raises:
        NotInstalled: the library is not there.
    """

    def __init__(
        self, variables: Mapping[str, Type], records: Mapping[str, Record] | None = None
    ) -> None:
        known = dict(records or {})
        variables = {name: kind for name, kind in variables.items() if name not in TYPE_NAMES}
        tools = library()
        self._library = tools
        self._names = Names(tuple(variables), known)
        self._checker = tools.cel.NewEnv(
            descriptor_pool(known, tools),
            _configuration(),
            {name: cel_type(kind, tools) for name, kind in variables.items()},
        )
        self._runner = tools.cel.NewEnv(
            variables=dict.fromkeys(variables, tools.cel.Type.DYN),
            functions=list(_called_back(tools)),
        )

    def condition(self, source: str) -> Expression:
        """Compile an expression that must be true or false.

        Raises:
            CelFaults: naming all that is wrong with it.
        """
        expression = self.compile(source)
        if expression.kind != FLAG:
            raise CelFaults([CelFault(0, _NO_CONDITION)])
        return expression

    def compile(self, source: str) -> Expression:
        """Compile an expression of any type that a message can show.

        Raises:
            CelFaults: naming all that is wrong with it.
        """
        if not source.strip():
            raise CelFaults([CelFault(0, Text(id="ungkapannya kosong.", en="it is empty."))])
        if len(source) > LONGEST:
            raise CelFaults([CelFault(0, _TOO_LONG)])
        try:
            checked = self._checker.compile(source)
            kind = type_named(checked.return_type().name())
            if kind is None:
                raise CelFaults([CelFault(0, _NO_VALUE)])
            plan = planned(checked.serialize())
            program = self._runner.deserialize(plan.content)
        except RuntimeError as error:
            raise complaints(str(error), source, self._names) from None
        failed = self._library.cel.Type.ERROR
        return Expression(program, failed, kind, plan.names, plan.fields)


@cache
def _configuration() -> Untyped:
    """Return what is allowed in any expression; reading it takes longer than all the rest."""
    return library().cel.NewEnvConfigFromYaml(standard_library())


def _called_back(tools: Library) -> Iterable[Untyped]:
    """Declare what is computed in Python."""
    cel = tools.cel
    kinds = {"d": cel.Type.DOUBLE, "i": cel.Type.INT, "s": cel.Type.STRING, "l": cel.Type.LIST}
    for name, signatures in functions().items():
        yield cel.FunctionDecl(
            name,
            [
                cel.Overload(
                    f"{name}_{signature}",
                    kinds[signature[0]],
                    [kinds[letter] for letter in signature[1:]],
                    impl=function,
                )
                for signature, function in signatures
            ],
        )


_NO_CONDITION = Text(
    id="ungkapan ini harus benar atau salah, misalnya sebuah perbandingan.",
    en="the expression must be true or false, such as a comparison.",
)
_NO_VALUE = Text(
    id="hasilnya harus teks, bilangan, tanggal, benar/salah atau daftar teks.",
    en="its result must be text, a number, a date, true or false, or a list of texts.",
)
_TOO_LONG = Text(
    id=f"ungkapan ini lebih panjang dari {LONGEST} huruf; bagilah menjadi beberapa ketentuan.",
    en=f"it is longer than {LONGEST} characters; make several rules of it.",
)
