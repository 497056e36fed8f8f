"""What may be set about the size of SWOT matrices, the roadmap, the books and the legal basis.

Imports the public names of ``smartflow`` only.
"""

from __future__ import annotations

from smartflow import Setting, Text
from smartflow_masterplan.settings.parts import share, whole

__all__ = ["FACTOR_SETTINGS", "PLAN_SETTINGS"]

FACTOR_SETTINGS = (
    share(
        "duplicate_similarity",
        "0.8",
        "Bagian kata yang sama, mulai dari mana dua faktor SWOT dianggap kembar",
        "Share of common words from which on two SWOT factors count as the same",
    ),
    whole(
        "factors_minimum",
        5,
        "Jumlah faktor paling sedikit dalam satu matriks IFAS atau EFAS (Rangkuti 5, David 10)",
        "Least number of factors in an IFAS or EFAS matrix (Rangkuti 5, David 10)",
        1,
    ),
    whole(
        "factors_maximum",
        10,
        "Jumlah faktor paling banyak dalam satu matriks IFAS atau EFAS (Rangkuti 10, David 20)",
        "Greatest number of factors in an IFAS or EFAS matrix (Rangkuti 10, David 20)",
        1,
    ),
)

PLAN_SETTINGS = (
    whole(
        "roadmap_first_year",
        0,
        "Tahun pertama masterplan; 0 berarti tahun mulai kegiatan yang paling awal",
        "First year of the masterplan; 0 means the earliest year in which an activity starts",
    ),
    whole(
        "roadmap_years",
        5,
        "Masa masterplan (tahun); 2024 dengan 5 tahun boleh sampai 2029",
        "Years that the masterplan runs; 2024 with 5 years may go up to 2029",
        1,
    ),
    whole(
        "revision_years",
        5,
        "Umur masterplan (tahun), sesudah mana perlu ditinjau ulang",
        "Age of the masterplan (years) after which it is due for revision",
        1,
    ),
    Setting(
        key="staff_words",
        type="texts",
        default=(
            "sdm",
            "sumber daya manusia",
            "aparatur",
            "asn",
            "kompetensi",
            "pelatihan",
            "diklat",
            "bimtek",
            "bimbingan teknis",
        ),
        title=Text(
            id="Kata yang menandai kegiatan pengembangan SDM aparatur (awal kata)",
            en="Words that mark an activity as staff development (beginnings of words)",
        ),
    ),
    Setting(
        key="books",
        type="texts",
        default=("1", "2", "3"),
        title=Text(
            id="Nomor buku masterplan yang harus dicatat",
            en="Numbers of the masterplan's books that are to be recorded",
        ),
    ),
    Setting(
        key="legal_basis",
        type="texts",
        default=("Perpres 95/2018", "PP 59/2022"),
        title=Text(
            id="Peraturan yang harus ada pada dasar hukum",
            en="Regulations that the legal basis is to hold",
        ),
    ),
)
