"""The aspects of the check: a code for each, what it asks, and how it is usually mended.

``CHK0`` is about how a plugin is loaded, ``CHK1`` about what it registers, ``CHK2`` about what its
functions do when they run, ``CHK3`` about its own examples.
"""

from __future__ import annotations

import msgspec

from smartflow.language import Text

__all__ = ["ASPECTS", "Aspect"]


class Aspect(msgspec.Struct, frozen=True):
    """One thing that the check looks at.

    Attributes:
        title: What it asks for.
        fix: How to mend what does not meet it.
    """

    title: Text
    fix: Text


ASPECTS: dict[str, Aspect] = {
    "CHK001": Aspect(
        Text(id="Dapat dimuat", en="It loads"),
        Text(
            id="Perbaiki yang disebut pemuat, lalu periksa lagi.",
            en="Mend what the loader says, then check again.",
        ),
    ),
    "CHK002": Aspect(
        Text(id="Menyebut nomor kontraknya", en="It says its contract number"),
        Text(
            id="Tulis SMARTFLOW_API = 1 di modulnya (api = 1 di berkas ketentuan).",
            en="Write SMARTFLOW_API = 1 in its module (api = 1 in a rule file).",
        ),
    ),
    "CHK003": Aspect(
        Text(id="Menyebut versi mesin yang diperlukan", en="It says which engine it requires"),
        Text(
            id='Tambahkan "smartflow-engine>=0.1" pada dependencies di pyproject.toml.',
            en='Add "smartflow-engine>=0.1" to dependencies in pyproject.toml.',
        ),
    ),
    "CHK004": Aspect(
        Text(id="Mengimpor nama publik saja", en="It imports public names only"),
        Text(
            id="Impor dari smartflow, smartflow.methods atau smartflow.report; lainnya dapat"
            " berubah tanpa pemberitahuan.",
            en="Import from smartflow, smartflow.methods or smartflow.report; anything deeper may"
            " change without notice.",
        ),
    ),
    "CHK005": Aspect(
        Text(id="Dimuat tanpa akibat sampingan", en="Loading it leaves nothing behind"),
        Text(
            id="Pindahkan kerja itu dari tingkat modul; modul hanya mendefinisikan dan"
            " mendaftarkan.",
            en="Move that work out of the module's top level; a module only defines and registers.",
        ),
    ),
    "CHK101": Aspect(
        Text(id="Kode ketentuan satu keluarga", en="Rule codes are of one family"),
        Text(
            id="Pakai huruf yang sama untuk semua kode plugin ini, misalnya PDG001, PDG002.",
            en="Use the same letters for all codes of this plugin, such as PDG001, PDG002.",
        ),
    ),
    "CHK102": Aspect(
        Text(id="Teks dalam dua bahasa", en="Texts in both languages"),
        Text(
            id="Tulis kalimatnya dalam bahasa Indonesia (id) dan Inggris (en).",
            en="Write the sentence in Indonesian (id) and in English (en).",
        ),
    ),
    "CHK103": Aspect(
        Text(id="Menyebut sumber", en="It cites its sources"),
        Text(
            id="Sebutkan dasar hukum atau arahannya dalam cites.",
            en="Name the regulation or the directive in cites.",
        ),
    ),
    "CHK104": Aspect(
        Text(
            id="Kertas kerja dan tahap yang disebut ada",
            en="The worksheets and stages it names exist",
        ),
        Text(
            id="Perbaiki kuncinya; yang ada: smartflow workflow show KUNCI.",
            en="Mend the key; those there are: smartflow workflow show KEY.",
        ),
    ),
    "CHK105": Aspect(
        Text(id="reads menyebut semua yang dibaca", en="reads names all that is read"),
        Text(
            id="Tambahkan kertas kerja itu pada reads.",
            en="Add the worksheet to reads.",
        ),
    ),
    "CHK106": Aspect(
        Text(id="Pengaturan yang dibaca terdaftar", en="The settings it reads are registered"),
        Text(
            id="Perbaiki kuncinya, atau daftarkan dengan smartflow_register_settings.",
            en="Mend the key, or register it with smartflow_register_settings.",
        ),
    ),
    "CHK107": Aspect(
        Text(id="Alur kerja tanpa cacat", en="Workflows are sound"),
        Text(
            id="Perbaiki berkasnya, lalu: smartflow workflow lint KUNCI",
            en="Mend the file, then: smartflow workflow lint KEY",
        ),
    ),
    "CHK108": Aspect(
        Text(id="Bentuk keluaran dapat dipakai", en="Output formats can be used"),
        Text(
            id="Fungsinya harus mengembalikan bytes yang diakhiri baris baru, untuk kedua bahasa"
            " dan juga bila isinya kosong.",
            en="Its function must return bytes that end with a line break, in both languages and"
            " also when there is nothing to write.",
        ),
    ),
    "CHK109": Aspect(
        Text(id="Bab dapat dibuat", en="Chapters can be made"),
        Text(
            id="Fungsinya harus dapat dijalankan untuk kota mana pun, juga yang masih kosong.",
            en="Its function must run for any city, also an empty one.",
        ),
    ),
    "CHK201": Aspect(
        Text(id="Berjalan untuk kota apa pun", en="It runs on any city"),
        Text(
            id="Tangani sel kosong (None), sel yang salah isi dan tabel kosong pada baris itu, dan"
            " kembalikan jenis yang diminta.",
            en="Deal with empty cells (None), cells that do not fit and empty tables on that line,"
            " and give back the types that are asked for.",
        ),
    ),
    "CHK202": Aspect(
        Text(id="Pesannya terisi dan dua bahasa", en="Messages are filled in, in both languages"),
        Text(
            id="Beri nilai untuk setiap {penanda} pesan, dan tulis pesan dalam kedua bahasa.",
            en="Give a value for each {placeholder} of the message, and word it in both languages.",
        ),
    ),
    "CHK203": Aspect(
        Text(id="Jawaban sama bila ditanya dua kali", en="The same answer when asked twice"),
        Text(
            id="Jangan menyimpan apa pun di antara dua pemanggilan; hitung dari berkas saja.",
            en="Keep nothing between two calls; compute from the dossier alone.",
        ),
    ),
    "CHK204": Aspect(
        Text(id="Tidak bergantung pada urutan", en="It does not depend on the order"),
        Text(
            id="Urutkan dengan sorted(...), atau pilih dengan min() dan max() menurut kunci.",
            en="Sort with sorted(...), or choose with min() and max() by a key.",
        ),
    ),
    "CHK205": Aspect(
        Text(id="Jawaban sama di proses lain", en="The same answer in another process"),
        Text(
            id="Jangan menelusuri set tanpa sorted(...), memakai hash() atau id(), zona waktu"
            " atau locale.",
            en="Do not walk through a set without sorted(...), use hash() or id(), the time zone"
            " or the locale.",
        ),
    ),
    "CHK206": Aspect(
        Text(
            id="Tidak menulis berkas, memakai jaringan atau menjalankan program",
            en="It writes no file, uses no network and starts no program",
        ),
        Text(
            id="Ketentuan hanya menghitung dari berkas kota; yang lain dibawa lewat kertas kerja,"
            " dokumen atau pengaturan.",
            en="A rule computes from the dossier alone; bring anything else as a worksheet, a"
            " record or a setting.",
        ),
    ),
    "CHK207": Aspect(
        Text(id="Tidak memakai jam atau acak", en="It uses no clock and no chance"),
        Text(
            id="Pakai dossier.as_of sebagai hari ini, dan tanpa bilangan acak.",
            en="Take dossier.as_of for today, and no random numbers.",
        ),
    ),
    "CHK208": Aspect(
        Text(id="Tidak membaca berkas", en="It reads no file"),
        Text(
            id="Muat data milik plugin sekali saat modulnya diimpor, bukan di dalam ketentuan.",
            en="Load the plugin's own data once when its module is imported, not inside a rule.",
        ),
    ),
    "CHK209": Aspect(
        Text(id="Cukup cepat", en="It is quick enough"),
        Text(
            id="Baca setiap kertas kerja sekali saja; jangan menelusurinya lagi untuk tiap baris.",
            en="Read each worksheet once; do not walk through it again for each row.",
        ),
    ),
    "CHK210": Aspect(
        Text(id="Berjalan sampai selesai", en="It runs to its end"),
        Text(
            id="Cari perulangan tanpa akhir, atau pemanggilan yang mengakhiri program.",
            en="Look for a loop without end, or a call that ends the program.",
        ),
    ),
    "CHK211": Aspect(
        Text(id="Meninggalkan sekitarnya seperti semula", en="It leaves its surroundings alone"),
        Text(
            id="Jangan mencetak atau mengubah setelan program; sampaikan lewat Finding.",
            en="Do not print or change settings of the program; say it with a Finding.",
        ),
    ),
    "CHK212": Aspect(
        Text(id="Kolom yang ditunjuk ada", en="The columns it points at exist"),
        Text(
            id="Perbaiki kuncinya; yang ada: smartflow worksheet show KERTAS_KERJA.",
            en="Mend the key; those there are: smartflow worksheet show WORKSHEET.",
        ),
    ),
    "CHK213": Aspect(
        Text(id="Pengamat menerima setiap tindakan", en="Observers take any act"),
        Text(
            id="Periksa entry['act'] lebih dahulu, dan baca isi entry['body'] dengan get.",
            en="Look at entry['act'] first, and read entry['body'] with get.",
        ),
    ),
    "CHK301": Aspect(
        Text(id="Contohnya dapat dibaca", en="Its examples can be read"),
        Text(
            id="Perbaiki contoh itu; bentuknya seperti yang ditulis smartflow plugin new NAMA.",
            en="Mend the example; smartflow plugin new NAME writes one to copy from.",
        ),
    ),
    "CHK302": Aspect(
        Text(id="Contohnya terbukti", en="Its examples hold"),
        Text(
            id="Perbaiki ketentuannya, atau contohnya bila harapannya yang keliru.",
            en="Mend the rule, or the example if it expects the wrong thing.",
        ),
    ),
    "CHK303": Aspect(
        Text(
            id="Setiap ketentuan punya contoh yang lolos dan yang tidak",
            en="Every rule has an example that passes and one that does not",
        ),
        Text(
            id="Tambahkan contoh yang lolos dan yang tidak; smartflow plugin new NAMA menulis"
            " keduanya untuk ditiru.",
            en="Add an example that passes and one that does not; smartflow plugin new NAME writes"
            " both to copy from.",
        ),
    ),
}
"""Every aspect by its code, in the order in which a report tells them."""
