"""The sources that the rules cite, named once so that they read alike in every verdict.

Regulations, press reports and published tables as they are listed in the project's domain notes.
Imports nothing.
"""

from __future__ import annotations

__all__ = [
    "BALIKPAPAN",
    "BOGOR",
    "BONTANG",
    "BONTANG_I",
    "CIANJUR",
    "CITIASIA",
    "DAVID",
    "DAVID_IFE",
    "DRAFT_REGULATION",
    "JAMBI",
    "LUWU_UTARA",
    "MALANG",
    "MAYTAG",
    "MUARA_ENIM",
    "PENAJAM",
    "PERPRES_95_2018",
    "PP_59_2022",
    "PULANG_PISAU",
    "PUPR_2016",
    "QUADRANTS",
    "RANGKUTI",
    "SAWAHLUNTO",
    "SAWAHLUNTO_III",
    "SENTUL",
    "SOLO",
    "SSK",
    "SUMUT_APKL",
    "TEGAL",
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
BONTANG_I = "Bimtek Smart City Tahap I Kota Bontang, 8-9 Juli 2019 (ppid.bontangkota.go.id)"
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
MAYTAG = "IFAS Maytag, BINUS e-thesis 2012201123, Tabel 2.3: jumlah yang tercetak keliru"
RANGKUTI = "Rangkuti, Analisis SWOT (1997): IFAS dan EFAS, 5-10 faktor"
DAVID_IFE = "David, Strategic Management: matriks IFE/EFE, 10-20 faktor"
PUPR_2016 = "Pedoman Rencana Induk SPAL 2016 (PUPR): x = S-W, y = O-T"
QUADRANTS = "Kuadran SWOT I SO, II ST, III WO, IV WT (pedoman RSUD; skripsi Bab 4)"
SSK = "Strategi Sanitasi Kabupaten/Kota (PUPR): faktor dalam dan di luar kendali pemda"
TEGAL = "Bimtek Smart City Tahap I Kabupaten Tegal 2023 (struktur, infrastruktur, suprastruktur)"
CITIASIA = "Citiasia, Smart City Readiness: struktur, infrastruktur, suprastruktur"
BOGOR = "Masterplan Smart City Kota Bogor 2023-2027: Buku 1 sampai 4 dan peta jalan"
PERPRES_95_2018 = "Perpres 95/2018 tentang SPBE"
JAMBI = "Evaluasi Smart City 2018/2019: pendanaan di luar APBD, Kampung Bantar Jambi (grid.id)"
