"""What Datasette shows above the tables of a bundle's ``history.db``: Indonesian, then English."""

from __future__ import annotations

__all__ = ["METADATA"]


def _table(id_: str, en: str) -> dict[str, str]:
    return {"description": f"{id_} / {en}"}


METADATA: dict[str, object] = {
    "title": "Jejak audit SmartFlow / SmartFlow history",
    "description": (
        "Untuk mencari. Yang membuktikan adalah history.jsonl dengan verify.py."
        " / To search in. What proves something is history.jsonl with verify.py."
    ),
    "databases": {
        "history": {
            "tables": {
                "cities": _table("Kabupaten/kota dalam bundel ini.", "The cities in this bundle."),
                "entries": {
                    **_table(
                        "Setiap catatan: siapa, kapan, dalam tahap apa, melakukan apa.",
                        "Every entry: who did what, when, and in which stage.",
                    ),
                    "sort": "id",
                    "fts_table": "entries_fts",
                    "fts_pk": "id",
                },
                "decisions": _table(
                    "Hasil setiap ketentuan pada setiap pemeriksaan yang tercatat.",
                    "What each rule said in each recorded verdict.",
                ),
                "submissions": _table(
                    "Setiap salinan kertas kerja yang dikirim.",
                    "Every copy of a worksheet that was submitted.",
                ),
                "rows": _table(
                    "Baris kertas kerja; kosong bila bundel dibuat tanpa data pribadi.",
                    "Rows of worksheets; none where the bundle was made without personal data.",
                ),
                "sign_offs": _table("Setiap jawaban pejabat.", "Every answer of an official."),
                "waivers": _table(
                    "Setiap permintaan pengecualian, serta entri persetujuan atau penarikannya.",
                    "Every request of a waiver, with the entry that approved or withdrew it.",
                ),
                "people": _table(
                    "Orang sebagaimana didaftarkan, satu baris setiap pendaftaran.",
                    "People as registered, a line for each registration.",
                ),
                "agencies": _table(
                    "Perangkat daerah sebagaimana didaftarkan.", "Agencies as registered."
                ),
                "stages": _table("Setiap pergantian tahap.", "Every change of stage."),
            }
        }
    },
}
"""The content of ``datasette-metadata.json``."""
