"""What can be wrong with a decision of the past, before a rule has been asked anything.

Each names the entry. What does not agree with itself is an integrity failure; what is only not
there any more, lawfully or because another version wrote it, is not.
"""

from __future__ import annotations

from smartflow.errors import BadInput, IntegrityFailure
from smartflow.history.entries.entry import Entry
from smartflow.history.evidence import KEEP_AND_VERIFY, RESTORE
from smartflow.language import Text

__all__ = [
    "DecisionDisagrees",
    "MissingAttachment",
    "NewerDecision",
    "OtherInputs",
    "UnreadableDecision",
]

_CALLED = {
    "verdict": Text(id="Hasil pemeriksaan", en="verdict"),
    "dossier": Text(id="Daftar isi berkas", en="manifest of the dossier"),
}


class MissingAttachment(IntegrityFailure):
    """The store lacks the verdict or the manifest that a decision names.

    Args:
        entry: The decision.
        name: ``verdict`` or ``dossier``.
    """

    code = "missing-attachment"
    says = Text(
        id="{subject} dari keputusan pada entri {seq} tidak ada di penyimpanan.",
        en="The {subject} of the decision in entry {seq} is not in the store.",
    )
    next_step = RESTORE

    def __init__(self, entry: Entry, name: str) -> None:
        what = _CALLED[name]
        super().__init__(subject=what, seq=entry.seq)


class UnreadableDecision(IntegrityFailure):
    """An entry, or what it names, does not hold what a decision holds.

    Args:
        entry: The decision.
        why: What is wrong with it.
    """

    code = "unreadable-decision"
    says = Text(
        id="Keputusan pada entri {seq} tidak dapat dibaca: {why}.",
        en="The decision in entry {seq} cannot be read: {why}.",
    )
    next_step = RESTORE

    def __init__(self, entry: Entry, why: object) -> None:
        super().__init__(seq=entry.seq, why=why)


class NewerDecision(BadInput):
    """A decision keeps its verdict and manifest in a form of a newer version.

    Args:
        entry: The decision.
    """

    code = "newer-decision"
    says = Text(
        id="Keputusan pada entri {seq} disimpan oleh SmartFlow yang lebih baru; versi ini tidak"
        " dapat membaca rinciannya.",
        en="The decision in entry {seq} was kept by a newer SmartFlow; this version cannot read"
        " what it says.",
    )
    next_step = Text(
        id="Perbarui SmartFlow: pipx upgrade smartflow-engine.",
        en="Upgrade SmartFlow: pipx upgrade smartflow-engine.",
    )

    def __init__(self, entry: Entry) -> None:
        super().__init__(seq=entry.seq)


class DecisionDisagrees(IntegrityFailure):
    """A decision contradicts itself, or the entries before it.

    Args:
        entry: The decision.
        parts: In what.
    """

    code = "decision-disagrees"
    says = Text(
        id="Keputusan pada entri {seq} tidak sesuai dengan catatannya sendiri atau dengan"
        " entri-entri sebelumnya (berbeda: {parts}).",
        en="The decision in entry {seq} does not agree with what it keeps, or with the entries"
        " before it (different: {parts}).",
    )
    next_step = KEEP_AND_VERIFY

    def __init__(self, entry: Entry, parts: str) -> None:
        super().__init__(seq=entry.seq, parts=parts)


class OtherInputs(BadInput):
    """Another version of the engine decided, and put together otherwise what was judged.

    Args:
        entry: The decision.
        parts: What is put together otherwise today.
    """

    code = "other-inputs"
    says = Text(
        id="Berkas yang dinilai pada entri {seq} tidak dapat disusun lagi seperti semula (berbeda:"
        " {parts}); keputusan itu dicatat oleh versi SmartFlow lain.",
        en="What was judged in entry {seq} cannot be put together again as it was (different:"
        " {parts}); another version of SmartFlow recorded the decision.",
    )
    next_step = Text(
        id="Pakai versi SmartFlow yang mencatat keputusan itu.",
        en="Use the version of SmartFlow that recorded the decision.",
    )

    def __init__(self, entry: Entry, parts: str) -> None:
        super().__init__(seq=entry.seq, parts=parts)
