"""What to do with a store that is not whole: the same next steps wherever that is found.

They name no place: whoever finds the damage holds entries or blobs and does not know whether they
came from a file or from a server. Must not import a store.
"""

from __future__ import annotations

from typing import Final

from smartflow.language import Text

__all__ = ["KEEP_AND_RESTORE", "KEEP_AND_VERIFY", "RESTORE"]

KEEP_AND_VERIFY: Final = Text(
    id="Simpan salinan smartflow.db (di server: pg_dump) sebagai bukti. Rincian: smartflow audit"
    " verify",
    en="Keep a copy of smartflow.db (on a server: a pg_dump) as evidence. Details: smartflow audit"
    " verify",
)
"""For what cannot have come about by itself: somebody has to look."""

KEEP_AND_RESTORE: Final = Text(
    id="Simpan salinan smartflow.db (di server: pg_dump) sebagai bukti, lalu pulihkan dari"
    " cadangan.",
    en="Keep a copy of smartflow.db (on a server: a pg_dump) as evidence, then restore a backup.",
)
"""For a history that cannot be read on."""

RESTORE: Final = Text(
    id="Pulihkan penyimpanan dari cadangan (smartflow.db, atau basis data di server); jangan"
    " mengubahnya dengan tangan.",
    en="Restore the store from a backup (smartflow.db, or the database on the server); do not"
    " change it by hand.",
)
"""For something that is gone, without which the city cannot be judged."""
