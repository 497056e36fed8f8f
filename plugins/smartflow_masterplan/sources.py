"""The sources that the rules cite, named once so that they read alike in every verdict.

Regulations, press reports and published tables as they are listed in the project's domain notes.
Imports nothing.
"""

from __future__ import annotations

__all__ = [
    "BALIKPAPAN",
    "BONTANG",
    "CIANJUR",
    "DAVID",
    "DRAFT_REGULATION",
    "LUWU_UTARA",
    "MALANG",
    "MUARA_ENIM",
    "PENAJAM",
    "PP_59_2022",
    "PULANG_PISAU",
    "SAWAHLUNTO",
    "SAWAHLUNTO_III",
    "SENTUL",
    "SOLO",
    "SUMUT_APKL",
    "USG_SCALES",
]

SAWAHLUNTO = "Bimtek Smart City Tahap I Kota Sawahlunto, 5-6 Juli 2023 (majalahintrust.com)"
SAWAHLUNTO_III = (
    "Bimtek Smart City Tahap III Kota Sawahlunto, 6-7 September 2023"
    " (diskominfo.sawahluntokota.go.id)"
)
MALANG = "Laporan Hasil Evaluasi Smart City Kabupaten Malang 2023"
MUARA_ENIM = "Evaluasi Smart City Tahap I Kabupaten Muara Enim 2023"
BALIKPAPAN = "Bimtek Smart City Tahap II Kota Balikpapan 2019 (web.balikpapan.go.id)"
BONTANG = "Bimtek Smart City Tahap IV Kota Bontang, 10-11 Oktober 2019 (bontangkota.go.id)"
PENAJAM = "Bimtek Smart City Tahap III Kabupaten Penajam Paser Utara 2022 (penajamkab.go.id)"
LUWU_UTARA = "Bimtek Smart City Kabupaten Luwu Utara 2022 (rakyatsulsel.fajar.co.id)"
SOLO = "Monitoring dan Evaluasi Smart City Kota Surakarta 2022 (brida.surakarta.go.id)"
PP_59_2022 = "PP 59/2022 tentang Perkotaan"
DRAFT_REGULATION = "RPM Pendekatan Kota Cerdas, konsultasi publik 2026"
PULANG_PISAU = "Analisis USG Bagian Hukum Setda Kabupaten Pulang Pisau, Tabel 3.4"
USG_SCALES = "Analisis core issue metode USG, skala 1-5 atau 1-10 (scribd 395447412)"
SUMUT_APKL = "Analisis Isu BKD Provinsi Sumatera Utara, metode APKL (scribd 513189620)"
DAVID = "David, Strategic Management: matriks SWOT/TOWS, Gambar 6-3"
CIANJUR = "Matriks IFE/EFE, Cianjur Selatan (123dok 6zkkp47ez)"
SENTUL = "Matriks IFE Sentul City, Tabel 20 (123dok 9ynx7nelq)"
