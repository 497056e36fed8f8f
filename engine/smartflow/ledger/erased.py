"""Which blobs were erased on purpose: told from the entries alone.

An act ``erase`` names the digest of what it removed, so an erased blob is told from a lost one by
whoever has the history, with no store at hand. A worksheet whose present copy was erased counts as
not submitted, and that is said wherever the city is judged or shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.casework.casework import Case
    from smartflow.history.entries.entry import Entry

__all__ = ["ERASE", "erased_digests", "tell_of_erased"]

ERASE = "erase"
"""The act's name."""


def erased_digests(entries: Iterable[Entry]) -> dict[str, int]:
    """Return by digest the number of the entry that erased it.

    Args:
        entries: A city's entries, the oldest first.
    """
    found: dict[str, int] = {}
    for entry in entries:
        digest = entry.body.get("digest")
        if entry.act == ERASE and isinstance(digest, str):
            found.setdefault(digest, entry.seq)
    return found


def tell_of_erased(case: Case) -> None:
    """Put into the workspace's ``troubles`` which worksheets must come again after an erasure."""
    state, troubles = case.state, case.workspace.troubles
    for (worksheet, filler), copy in sorted(state.erased.items()):
        told = Text(
            id=f"Isi kertas kerja {worksheet} dari {filler} dihapus (entri {copy.entry}), jadi"
            f" dihitung belum dikirim. Kirim lagi: smartflow submit {state.city.slug} BERKAS",
            en=f"The rows of worksheet {worksheet} of {filler} were erased (entry {copy.entry}), so"
            f" it counts as not submitted. Submit it again: smartflow submit {state.city.slug}"
            " FILE",
        )
        if (filler, worksheet) not in state.nils and told not in troubles:
            troubles.append(told)
