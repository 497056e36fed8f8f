"""Whether what a past decision needs was erased on purpose: personal data may be, lawfully.

The act ``erase`` is an entry, so an erased blob is told from one that was lost.
"""

from __future__ import annotations

from collections.abc import Iterable

from smartflow.casework.casework import Case, History
from smartflow.errors import BadInput
from smartflow.history.entries.entry import Entry
from smartflow.language import Text
from smartflow.ledger.erased import erased_digests
from smartflow.model import Submission

__all__ = ["ErasedInputs", "erased_inputs"]


class ErasedInputs(BadInput):
    """Rows that a past decision rests on were erased since: nobody can make it again."""

    code = "erased-inputs"
    says = Text(
        id="Keputusan pada entri {seq} tidak dapat dihitung ulang: isi kertas kerja {sheets} telah"
        " dihapus dengan sengaja (entri {listed}).",
        en="The decision in entry {seq} cannot be made again: the rows of {sheets} were erased on"
        " purpose (entry {listed}).",
    )
    next_step = Text(
        id="Lihat catatan penghapusannya: smartflow history {slug} {listed}",
        en="See who erased them, and why: smartflow history {slug} {listed}",
    )


def erased_inputs(case: Case, history: History, entry: Entry) -> ErasedInputs | None:
    """Return the refusal that names what was erased; None if something was lost otherwise.

    Args:
        case: The city just before the decision.
        history: All of its history, with what was erased later.
        entry: The decision.
    """
    copies = tuple(case.state.submissions.values())
    present = case.read_blobs(tuple(copy.rows for copy in copies))
    gone = [copy for copy in copies if copy.rows not in present]
    erasures = erased_digests(history.entries)
    if not gone or any(copy.rows not in erasures for copy in gone):
        return None
    return _refusal(case, entry, gone, erasures)


def _refusal(
    case: Case, entry: Entry, gone: Iterable[Submission], erasures: dict[str, int]
) -> ErasedInputs:
    sheets = ", ".join(f"{copy.worksheet} ({copy.filler})" for copy in gone)
    numbers = sorted({erasures[copy.rows] for copy in gone})
    listed, slug = " ".join(map(str, numbers)), case.state.city.slug
    return ErasedInputs(seq=entry.seq, sheets=sheets, listed=listed, slug=slug)
