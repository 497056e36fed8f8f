"""``smartflow audit replay``: past decisions, made again on their stored inputs; it only looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import optional_city_argument
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.options import formats
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.values import Whole

if TYPE_CHECKING:
    from smartflow.audit.replay.outcome import Replays
    from smartflow.terminal.call import Call
    from smartflow.terminal.words.naming import Names

__all__ = ["replay"]


@command(
    "replay",
    Text(
        id="Menghitung ulang keputusan yang lalu atas masukan yang tersimpan.\n\nSetiap langkah"
        " maju, yang jadi atau yang ditolak, dinilai lagi menurut hari itu, dengan alur kerja,"
        " pengaturan, pengecualian, dan persetujuan waktu itu, oleh plugin terpasang yang ikut"
        " menilai waktu itu. Yang diikat oleh persetujuan, keputusan badan, dan paparan dihitung"
        " ulang juga. Hasilnya: sama, berbeda (apa, dan sebabnya), tidak dapat (apa yang kurang),"
        " atau tidak sesuai dengan riwayatnya sendiri. Tidak ada yang dicatat.\n\nDengan --format"
        " vsa: keputusan satu entri sebagaimana tercatat, sebagai ringkasan verifikasi SLSA"
        " (in-toto Statement v1).\n\nKode keluar: 0 semua sama, 1 ada yang berbeda, 2 ada yang"
        " tidak dapat dihitung ulang karena datanya dihapus atau versinya lain, 3 ada plugin yang"
        " kurang atau gagal, 4 catatan rusak. Bila beberapa berlaku: 4, 3, 5, 2, 1.",
        en="Make past decisions again on their stored inputs.\n\nEach advance, moved or refused, is"
        " judged again as of its day, with the workflow, settings, waivers and sign-offs of then,"
        " by those installed plugins that judged it then. What sign-offs, decisions of a body and"
        " presentations are bound to is worked out again too. The outcome: same, differs (what,"
        " and why), cannot (what is missing), or disagrees with its own history. Nothing is"
        " recorded.\n\nWith --format vsa: the decision of one entry as it was recorded, as a SLSA"
        " verification summary (in-toto Statement v1).\n\nExit code: 0 all are the same, 1 some"
        " differ, 2 some cannot be made again because data were erased or another version is"
        " needed, 3 a plugin is missing or fails, 4 the record is damaged. When several hold: 4,"
        " 3, 5, 2, 1.",
    ),
    aliases=("hitung-ulang", "ulang"),
)
@optional_city_argument
@argument(
    "entries",
    label=Text(id="ENTRI", en="ENTRY"),
    text=Text(id="Nomor entri keputusan.", en="Numbers of the decisions' entries."),
    type=Whole(1),
    nargs=-1,
    required=False,
)
@option(
    "--all",
    "every",
    text=Text(
        id="Semua keputusan kota itu; tanpa kota, milik semua kota.",
        en="Every decision of the city; without a city, of all cities.",
    ),
    is_flag=True,
)
@formats
def replay(call: Call, city: str | None, entries: tuple[int, ...], *, every: bool) -> int:
    """Print what comes out of past decisions, made again."""
    if bool(entries) == every or (call.format == "vsa" and len(entries) != 1):
        raise _which(city, call.format)
    if call.format == "vsa" and city is not None:
        _print_record(call, city, entries[0])
        return 0
    replays = _replays(call, city, entries)
    _print(call, replays)
    return replays.exit_code


def _which(city: str | None, format_: str) -> UsageFault:
    """Return the refusal of a call that does not say which decisions it means."""
    slug = Text.same(city) if city else Text(id="KOTA", en="CITY")
    if format_ == "vsa":
        what = Text(
            id="--format vsa memerlukan nomor satu entri.",
            en="--format vsa needs the number of one entry.",
        )
    else:
        what = Text(
            id="Sebutkan nomor entri keputusan, atau --all.",
            en="Name the entries of the decisions, or --all.",
        )
    return UsageFault(
        what,
        Text(
            id=f"Lihat nomornya: smartflow history {slug.id} --act advance",
            en=f"See the numbers: smartflow history {slug.en} --act advance",
        ),
    )


def _replays(call: Call, city: str | None, entries: tuple[int, ...]) -> Replays:
    from smartflow.audit.replay.replay import replay_all, replay_city, replay_entries

    if city is None:
        return replay_all(call.workspace())
    if entries:
        return replay_entries(call.workspace(), city, entries)
    return replay_city(call.workspace(), city)


def _print(call: Call, replays: Replays) -> None:
    from smartflow.audit.replay.cli.replay_data import flat_table, replay_data
    from smartflow.audit.replay.cli.replay_text import text_blocks
    from smartflow.terminal.tables import print_data, print_table

    if call.format == "json":
        print_data(call, replay_data(replays))
        return
    names = {one.city.slug: _names(call, one.city.slug) for one in replays.cities}
    if call.format == "text":
        call.write("\n\n".join(text_blocks(replays, names, call.language)))
    else:
        print_table(call, flat_table(replays, names), "decisions")


def _names(call: Call, slug: str) -> Names:
    """Return the titles in a city; without a readable history, none."""
    from smartflow.errors import SmartflowError
    from smartflow.terminal.words.naming import Names, titles_in

    try:
        return titles_in(call, slug)
    except SmartflowError:
        return Names(city=slug)


def _print_record(call: Call, city: str, number: int) -> None:
    from smartflow.audit.replay.replay import record_of
    from smartflow.terminal.tables import print_data

    print_data(call, record_of(call.workspace(), city, number))
