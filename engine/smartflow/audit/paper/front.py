"""The paper's front: its head, purpose, sources and steps; and its conclusion, left blank.

What an internal auditor's working paper has as its head follows the custom of the Inspektorat
(nomor KKP, disusun oleh, direviu oleh; Peraturan MenPAN PER/05/M.PAN/03/2008, AAIPI's standards of
2013): who is to sign, number and review stays blank for a pen, what the record says is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.audit.paper.words import moment_at, recorded
from smartflow.casework.foreign_city import copy_facts
from smartflow.language import Text
from smartflow.report import Chapter, Facts, Listing, Paragraph, Reference, Signature, Signer

if TYPE_CHECKING:
    from smartflow.audit.paper.material import Material
    from smartflow.report import Block

__all__ = ["conclusion", "front", "head"]


def head(material: Material) -> tuple[Block, ...]:
    """Return what stands above the first chapter."""
    city, entries = material.case.state.city, material.entries
    first, last = recorded(entries[0]), recorded(entries[-1])
    return (
        Facts(
            Text(id="Kepala kertas kerja", en="Head of the working paper"),
            (
                (Text(id="Inspektorat / unit pemeriksa", en="Inspectorate / audit unit"), None),
                (Text(id="Nomor KKP", en="Number of the working paper"), None),
                (Text(id="Surat tugas (nomor, tanggal)", en="Assignment (number, date)"), None),
                (Text(id="Objek pemeriksaan", en="Audited body"), f"{city.name}, {city.province}"),
                (
                    Text(id="Sasaran", en="Subject"),
                    Text(
                        id="Jejak audit penyusunan masterplan kota cerdas",
                        en="History of the smart-city masterplan",
                    ),
                ),
                (
                    Text(id="Masa yang dicatat", en="Time recorded"),
                    Text(id=f"{first.id} s.d. {last.id}", en=f"{first.en} to {last.en}"),
                ),
                (Text(id="Dicetak", en="Printed"), moment_at(material.now, city.zone)),
                (Text(id="Disusun oleh / tanggal / paraf", en="Made by / date / initials"), None),
                (
                    Text(id="Direviu oleh / tanggal / paraf", en="Reviewed by / date / initials"),
                    None,
                ),
            ),
        ),
    )


_PURPOSE = Text(
    id="Menguji siapa melakukan apa, dalam jabatan apa dan atas dasar apa, dalam penyusunan"
    " masterplan; apakah setiap tahap berakhir atas dasar yang sah dan lengkap; dan apakah"
    " catatannya utuh sejak ditulis.",
    en="To test who did what, in which post and on which basis, in making the masterplan; whether"
    " each stage ended on a basis that is valid and complete; and whether the record is whole"
    " since it was written.",
)


def front(material: Material) -> tuple[Chapter, ...]:
    """Return purpose, sources and steps."""
    return (
        Chapter("tujuan", Text(id="Tujuan", en="Purpose"), (Paragraph((_PURPOSE,)),)),
        Chapter("sumber", Text(id="Sumber data", en="Sources"), (_sources(material),)),
        Chapter("langkah", Text(id="Langkah kerja", en="Steps"), (Listing(_STEPS, "steps"),)),
    )


def _sources(material: Material) -> Facts:
    state, version = material.case.state, _version()
    return Facts(
        Text(id="Yang dibaca", en="What was read"),
        (
            (Text(id="Riwayat", en="History"), material.case.log),
            *copy_facts(material.case.imported),
            (Text(id="Banyaknya entri", en="Number of entries"), material.case.head.seq),
            (Text(id="Berkas yang disebut", en="Files named"), len(material.files)),
            (
                Text(id="Alur kerja", en="Workflow"),
                Text(
                    id=f"{state.workflow.key} versi {state.workflow.version}",
                    en=f"{state.workflow.key} version {state.workflow.version}",
                ),
            ),
            (Text(id="Sidik alur kerja", en="Digest of the workflow"), state.workflow.digest),
            (Text(id="Dicetak dengan", en="Printed by"), f"SmartFlow {version}"),
        ),
    )


def _version() -> str:
    from smartflow import __version__

    return __version__


def _step(chapter: str, before: Text, words: Text, after: Text) -> tuple[Text | Reference, ...]:
    return (before, Reference(chapter, words), after)


_STOP = Text.same(".")
_STEPS = (
    _step(
        "hasil",
        Text(
            id="Keutuhan riwayat dihitung ulang oleh komputer saat dicetak; baca ",
            en="The computer recomputed whether the history is whole; read the ",
        ),
        Text(id="hasilnya", en="results"),
        _STOP,
    ),
    _step(
        "periksa",
        Text(id="Kerjakan ", en="Go through "),
        Text(id="lembar pemeriksaan dengan tangan", en="what can be checked by hand"),
        Text(
            id=": dokumen asli di satu sisi, kertas ini di sisi lain.",
            en=": the originals on one side, this paper on the other.",
        ),
    ),
    _step(
        "tahap",
        Text(id="Baca dasar setiap keputusan pada bab ", en="Read the basis of each decision in "),
        Text(id="tahap demi tahap", en="stage by stage"),
        _STOP,
    ),
    _step(
        "segel",
        Text(id="Bandingkan halaman ", en="Compare the page "),
        Text(id="segel riwayat", en="seal of the history"),
        Text(
            id=" dengan yang disimpan provinsi atau Inspektorat; simpan halaman ini di luar kota.",
            en=" with what the province or the Inspektorat keeps; keep this page outside.",
        ),
    ),
    _step(
        "simpulan",
        Text(id="Tulis ", en="Write the "),
        Text(id="simpulan", en="conclusion"),
        Text(id=" dan tanda tangani.", en=" and sign."),
    ),
)


def conclusion() -> Chapter:
    """Return the conclusion, blank for the auditor."""
    return Chapter(
        "simpulan",
        Text(id="Simpulan", en="Conclusion"),
        (
            Facts(
                Text(id="Diisi pemeriksa", en="For the auditor"),
                (
                    (
                        Text(
                            id="Riwayat utuh dan cocok dengan catatan di luar (ya/tidak)",
                            en="The history is whole and agrees with outside copies (yes/no)",
                        ),
                        None,
                    ),
                    (
                        Text(
                            id="Setiap tahap berakhir atas dasar yang sah (ya/tidak)",
                            en="Each stage ended on a valid basis (yes/no)",
                        ),
                        None,
                    ),
                ),
            ),
            Facts(
                Text(id="Uraian", en="In words"),
                (
                    (
                        Text(
                            id="Kondisi, kriteria, sebab, akibat", en="Condition, criteria, cause"
                        ),
                        None,
                    ),
                    (Text(id="Simpulan", en="Conclusion"), None),
                    (Text(id="Rekomendasi", en="Recommendation"), None),
                ),
                "box",
            ),
            Signature(
                (
                    Signer(Text(id="Disusun oleh (anggota tim)", en="Made by (team member)")),
                    Signer(Text(id="Direviu oleh (ketua tim)", en="Reviewed by (team leader)")),
                    Signer(
                        Text(
                            id="Disetujui (pengendali teknis)", en="Approved (technical controller)"
                        )
                    ),
                ),
                dated=True,
            ),
        ),
    )
