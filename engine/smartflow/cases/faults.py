"""What is wrong with a case, where it stands, and what was probably meant.

A case is written by hand, so each mistake is told at its place: the file, the case, the path
inside it (``rows.issues[2].isue``, counted from 1 as the ids of the rows are).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.workflow.suggestion import one_of

__all__ = ["CaseFault", "refuse_unknown", "require_known", "require_list", "require_table"]

_HINT = Text(
    id="Perbaiki contoh itu; semua kuncinya ada di docs/plugins/testing.md.",
    en="Mend the case; docs/plugins/testing.md has all of its keys.",
)


class CaseFault(BadInput):
    """A case that describes no city.

    Args:
        why: What is wrong, a sentence without its place.
        where: The place: the path inside the case, or the file.
    """

    code = "bad-case"
    says = Text.same("{where}: {why}")
    next_step = _HINT

    def __init__(self, why: Text, where: str) -> None:
        super().__init__(where=where, why=why)
        self.where = where
        self.why = why

    def inside(self, place: str) -> CaseFault:
        """Return the same fault, told from further outside: ``place`` before its path."""
        return CaseFault(self.why, f"{place}, {self.where}" if self.where else place)


def require_known(word: object, known: Iterable[str], where: str, what: Text) -> str:
    """Return ``word``, which must be one of ``known``.

    Args:
        word: What was written.
        known: What there is.
        where: The path inside the case.
        what: What such a word names, such as ``worksheet``.

    Raises:
        CaseFault: there is none; the message says what was probably meant.
    """
    names = tuple(known)
    if isinstance(word, str) and word in names:
        return word
    guess = one_of(str(word), names)
    raise CaseFault(
        Text(
            id=f"{what.id} '{word}' tidak ada.{guess.id}",
            en=f"there is no {what.en} '{word}'.{guess.en}",
        ),
        where,
    )


def refuse_unknown(given: Mapping[str, object], known: Iterable[str], where: str) -> None:
    """Refuse a table that has a key which nobody reads.

    Raises:
        CaseFault: it names the first such key, and what was probably meant.
    """
    names = tuple(known)
    for key in given:
        path = f"{where}.{key}" if where else key
        require_known(key, names, path, Text(id="kunci", en="key"))


def require_table(given: object, where: str) -> Mapping[str, object]:
    """Return ``given``, which must be a table.

    Raises:
        CaseFault: it is something else.
    """
    if isinstance(given, Mapping):
        return given
    raise CaseFault(
        Text(id=f"harus tabel, bukan {given!r}.", en=f"it must be a table, not {given!r}."),
        where,
    )


def require_list(given: object, where: str) -> tuple[object, ...]:
    """Return the items of ``given``, which must be a list.

    Raises:
        CaseFault: it is something else.
    """
    if isinstance(given, list | tuple):
        return tuple(given)
    raise CaseFault(
        Text(id=f"harus daftar, bukan {given!r}.", en=f"it must be a list, not {given!r}."),
        where,
    )
