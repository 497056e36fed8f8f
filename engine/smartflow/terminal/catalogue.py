"""What commands there are: one line for each, readable without importing the command's module.

The list of ``smartflow --help`` is printed from here, and a command's module is imported only
when that command runs. Aliases are other spellings and the Indonesian words that officials try
first. Must not import a command's module, the store or any plugin.
"""

from __future__ import annotations

from typing import NamedTuple

from smartflow.language import Text

__all__ = ["COMMANDS", "SECTIONS", "Listed", "find"]


class Listed(NamedTuple):
    """One command of the first level.

    Attributes:
        name: The name behind ``smartflow``.
        section: The key of the section of the help in which it stands.
        home: The module that holds it, below ``smartflow``.
        short: What it does, in one line.
        aliases: Other words for it.
    """

    name: str
    section: str
    home: str
    short: Text
    aliases: tuple[str, ...] = ()

    @property
    def module(self) -> str:
        """The module that holds the command under the name ``COMMAND``."""
        return f"smartflow.{self.home}"


SECTIONS: dict[str, Text] = {
    "prepare": Text(id="Menyiapkan", en="Preparing"),
    "collect": Text(id="Kertas kerja dan kegiatan", en="Worksheets and sessions"),
    "stage": Text(id="Pemeriksaan dan tahap", en="Checks and stages"),
    "read": Text(id="Melihat", en="Looking"),
    "engine": Text(id="Mesin dan plugin", en="Engine and plugins"),
}

COMMANDS: tuple[Listed, ...] = (
    Listed(
        "init",
        "prepare",
        "offices.storage.cli.init",
        Text(id="Membuat ruang kerja baru.", en="Make a new workspace."),
        ("mulai",),
    ),
    Listed(
        "city",
        "prepare",
        "journey.register.cli.city",
        Text(id="Mendaftarkan dan melihat kabupaten/kota.", en="Register and show cities."),
        ("kota", "cities"),
    ),
    Listed(
        "agency",
        "prepare",
        "journey.register.cli.agency",
        Text(id="Mengelola OPD, kelurahan dan mitra.", en="Manage the agencies of a city."),
        ("opd", "instansi", "agencies"),
    ),
    Listed(
        "person",
        "prepare",
        "journey.register.cli.person",
        Text(id="Mengelola pejabat dan anggota tim.", en="Manage officials and team members."),
        ("pejabat", "orang", "people"),
    ),
    Listed(
        "setting",
        "prepare",
        "journey.gate.cli.setting",
        Text(id="Melihat dan mengubah pengaturan.", en="List and change settings."),
        ("pengaturan", "settings"),
    ),
    Listed(
        "demo",
        "prepare",
        "workshop.plugins.cli.demo",
        Text(id="Memainkan contoh lengkap (data ilustrasi).", en="Play a whole example through."),
        ("contoh",),
    ),
    Listed(
        "worksheet",
        "collect",
        "journey.worksheets.cli.worksheet",
        Text(
            id="Templat, daftar, entri dan konfirmasi kertas kerja.",
            en="Worksheets: templates, list, entry, confirmation.",
        ),
        ("kertas-kerja", "kertaskerja", "worksheets"),
    ),
    Listed(
        "submit",
        "collect",
        "journey.worksheets.cli.submit",
        Text(id="Mengirim kertas kerja yang sudah diisi.", en="Submit filled-in worksheets."),
        ("kirim",),
    ),
    Listed(
        "nil",
        "collect",
        "journey.worksheets.cli.nil",
        Text(id="Mencatat laporan nihil.", en="Record that an agency has nothing to report."),
        ("nihil",),
    ),
    Listed(
        "remind",
        "collect",
        "journey.gate.cli.remind",
        Text(
            id="Menyusun pesan pengingat bagi yang terlambat.",
            en="Write the reminder for those who are late.",
        ),
        ("ingatkan",),
    ),
    Listed(
        "attend",
        "collect",
        "journey.worksheets.cli.attend",
        Text(id="Mencatat daftar hadir.", en="Record an attendance list."),
        ("hadir", "daftar-hadir"),
    ),
    Listed(
        "present",
        "collect",
        "journey.worksheets.cli.present",
        Text(id="Mencatat paparan sebuah dimensi.", en="Record a dimension's presentation."),
        ("paparan", "papar"),
    ),
    Listed(
        "consolidate",
        "collect",
        "journey.merging.cli.consolidate",
        Text(
            id="Menggabungkan kertas kerja OPD per dimensi.",
            en="Merge the agencies' worksheets of a dimension.",
        ),
        ("konsolidasi", "gabung"),
    ),
    Listed(
        "quick-wins",
        "collect",
        "journey.ranking.cli.quick_wins",
        Text(id="Memeringkat dan memilih quick win.", en="Rank and select quick wins."),
        ("quickwins", "quick-win", "quickwin"),
    ),
    Listed(
        "record",
        "stage",
        "journey.gate.cli.record",
        Text(
            id="Mencatat dokumen: SK, MoU, buku, peraturan.",
            en="Record a document: decree, MoU, book, regulation.",
        ),
        ("catat",),
    ),
    Listed(
        "decide",
        "stage",
        "journey.answers.cli.decide",
        Text(id="Mencatat keputusan rapat sebuah badan.", en="Record a body's decision."),
        ("putuskan", "keputusan"),
    ),
    Listed(
        "sign-off",
        "stage",
        "journey.answers.cli.sign_off",
        Text(id="Memberi persetujuan, paraf atau pengesahan.", en="Approve, or refuse to."),
        ("signoff", "setujui", "paraf", "sahkan"),
    ),
    Listed(
        "waive",
        "stage",
        "journey.waivers.cli.waive",
        Text(
            id="Meminta dan menyetujui pengecualian dari ketentuan.",
            en="Ask for a waiver of a rule, and approve it.",
        ),
        ("pengecualian", "kecualikan"),
    ),
    Listed(
        "check",
        "stage",
        "journey.gate.cli.check",
        Text(
            id="Memeriksa apakah kota boleh maju, dan mengapa belum.",
            en="See whether a city may advance, and why not yet.",
        ),
        ("periksa", "cek"),
    ),
    Listed(
        "advance",
        "stage",
        "journey.gate.cli.advance",
        Text(id="Memajukan kota ke tahap berikutnya.", en="Move a city to its next stage."),
        ("maju", "majukan"),
    ),
    Listed(
        "send-back",
        "stage",
        "journey.gate.cli.send_back",
        Text(id="Mengembalikan kota ke tahap sebelumnya.", en="Send a city back to a stage."),
        ("sendback", "kembalikan"),
    ),
    Listed(
        "export",
        "read",
        "books.press.cli.export",
        Text(
            id="Mencetak buku, berita acara dan lembar komitmen.",
            en="Print books, minutes and the commitment sheet.",
        ),
        ("cetak", "buku", "book", "books"),
    ),
    Listed(
        "status",
        "read",
        "journey.gate.cli.status",
        Text(id="Melihat keadaan semua kota atau satu kota.", en="Show where cities stand."),
        ("keadaan",),
    ),
    Listed(
        "history",
        "read",
        "audit.history.cli.history",
        Text(id="Melihat jejak audit sebuah kota.", en="Show the history of a city."),
        ("riwayat", "jejak"),
    ),
    Listed(
        "portfolio",
        "read",
        "offices.portfolio.cli.portfolio",
        Text(
            id="Banyak kabupaten/kota sekaligus: impor, papan, periksa, maju.",
            en="Many cities at once: import, board, check, advance.",
        ),
        ("portofolio",),
    ),
    Listed(
        "audit",
        "read",
        "audit.cli",
        Text(
            id="Memeriksa, menyegel, dan menghitung ulang jejak audit.",
            en="Verify, seal, and recompute the history.",
        ),
        ("periksa-jejak", "jejak-audit"),
    ),
    Listed(
        "score",
        "read",
        "journey.ranking.cli.score",
        Text(id="Melihat skor sebuah kota beserta rinciannya.", en="Show a city's scores."),
        ("skor", "scores"),
    ),
    Listed(
        "calc",
        "read",
        "workshop.calc.cli.calc",
        Text(
            id="Menghitung dan memeriksa tabel USG, IFAS, AHP dan lainnya.",
            en="Compute and check a table: USG, IFAS, AHP and others.",
        ),
        ("hitung",),
    ),
    Listed(
        "swot",
        "read",
        "journey.merging.cli.swot",
        Text(id="Melihat matriks SWOT dan kuadran per dimensi.", en="Show the SWOT matrices."),
        ("swot-tows",),
    ),
    Listed(
        "rule",
        "engine",
        "workshop.plugins.cli.rule",
        Text(id="Melihat dan menjelaskan ketentuan.", en="List and explain rules."),
        ("ketentuan", "rules"),
    ),
    Listed(
        "workflow",
        "engine",
        "workshop.workflows.cli.workflow",
        Text(id="Melihat dan memeriksa alur kerja.", en="Show and lint workflows."),
        ("alur", "alur-kerja", "workflows"),
    ),
    Listed(
        "template",
        "engine",
        "books.templates.cli.template",
        Text(id="Mengatur tampilan buku dengan templat.", en="Templates: how books look."),
        ("templat", "templates"),
    ),
    Listed(
        "plugin",
        "engine",
        "workshop.plugins.cli.plugin",
        Text(id="Melihat dan memblokir plugin.", en="List and block plugins."),
        ("plugins", "pengaya"),
    ),
    Listed(
        "bundle",
        "read",
        "offices.bundle.cli.bundle",
        Text(
            id="Menyerahkan berkas satu kota ke kantor lain, dan menerimanya.",
            en="Hand a city's case to another office, and take one in.",
        ),
        ("bundel", "bundles"),
    ),
    Listed(
        "db",
        "engine",
        "offices.storage.cli.db",
        Text(
            id="Melihat, menyalin dan memberi hak atas penyimpanan.",
            en="The store: look at it, copy it, grant rights.",
        ),
        ("basis-data", "database", "penyimpanan"),
    ),
    Listed(
        "doctor",
        "engine",
        "offices.doctor.cli.doctor",
        Text(id="Memeriksa komputer dan ruang kerja ini.", en="Examine this computer and folder."),
        ("dokter",),
    ),
)


def find(word: str) -> Listed | None:
    """Return the command that ``word`` names, by its name or an alias, in any case."""
    wanted = word.casefold().replace("_", "-")
    for listed in COMMANDS:
        if wanted == listed.name or wanted in listed.aliases:
            return listed
    return None
