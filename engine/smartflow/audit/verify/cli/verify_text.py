"""The answer of ``audit verify`` as a person reads it: first whether all is whole, then what is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from smartflow.history.finding import ADVICE, Kind
from smartflow.language import Language, Text
from smartflow.terminal.cells import counted, day_text
from smartflow.terminal.printable import printable
from smartflow.terminal.words.wording import NEXT_STEP

if TYPE_CHECKING:
    from smartflow.audit.verify.verification import LogStanding, OutsideMark, Verification

__all__ = ["verification_text"]

_SHOWN: Final = 10
"""Of how many cities each is told in full; of more, what they come to."""

_WHOLE: Final = Text(id="UTUH", en="WHOLE")
_NOT_WHOLE: Final = Text(id="TIDAK UTUH", en="NOT WHOLE")
_NOT_OFFICIAL: Final = Text(
    id="{file} BUKAN berkas resmi: tidak ada entri yang menerbitkannya. Isinya berubah sesudah"
    " diterbitkan, baru dicetak dan belum diterbitkan, atau berasal dari tempat lain (sidiknya"
    " {digest}).",
    en="{file} is NOT official: no entry issued it. It was changed since, or printed and never"
    " issued, or is from elsewhere (its digest is {digest}).",
)
_NOBODY: Final = Text(
    id="Tidak seorang pun di luar memegang segel riwayat ini: siapa yang memegang penyimpanan dan"
    " kuncinya dapat menulis ulang semuanya.",
    en="Nobody outside has a checkpoint of it: whoever has the store and its key can rewrite all"
    " of it.",
)
_HAND_OUT: Final = Text(
    id="smartflow audit checkpoint -o BERKAS, lalu kirim ke provinsi atau auditor",
    en="smartflow audit checkpoint -o FILE, then send it to the province or an auditor",
)


def verification_text(found: Verification, language: Language) -> str:
    """Return everything that was found, in one language."""
    whole = all(one.kind is Kind.NOT_ISSUED for one in found.findings)
    blocks = [
        [(_WHOLE if whole else _NOT_WHOLE).in_(language)],
        list(_findings(found, language)),
        [line.in_(language) for line in _issued(found)],
        *([line.in_(language) for line in lines] for lines in _logs(found.logs)),
        [line.in_(language) for line in _store(found)],
        list(_advice(found, language)),
    ]
    return "\n\n".join("\n".join(map(_one_line, block)) for block in blocks if block)


def _issued(found: Verification) -> Iterator[Text]:
    """Yield by which entry each file that was brought became official."""
    for one in found.issued:
        entry, name = one.entry, one.file.name
        title, person = one.title, entry.actor.person
        day = day_text(entry.occurred)
        if not one.whole:
            yield Text(
                id=f"{name}: disebut entri {entry.seq}, tetapi riwayatnya tidak utuh (lihat di"
                " atas), jadi itu tidak membuktikan apa pun",
                en=f"{name}: entry {entry.seq} names it, but that history is not whole (see above),"
                " so it proves nothing",
            )
            continue
        yield Text(
            id=f"{name}: {title}, diterbitkan {person} pada {day.id} (entri {entry.seq}); tidak"
            " berubah sejak itu",
            en=f"{name}: {title}, issued by {person} on {day.en} (entry {entry.seq}); unchanged"
            " since",
        )
        if one.newer:
            yield Text(
                id=f"  Ada terbitan yang lebih baru: entri {one.newer}",
                en=f"  There is a newer issue of it: entry {one.newer}",
            )


def _one_line(words: str) -> str:
    """Return a line that nothing stored can break: a log may be called anything."""
    return printable(" ".join(words.splitlines()))


def _findings(found: Verification, language: Language) -> Iterator[str]:
    """Yield a line for each finding, and what to do below the last one of its kind."""
    findings = found.findings
    for place, one in enumerate(findings):
        if one.kind is Kind.NOT_ISSUED:
            yield _NOT_OFFICIAL.fill({"file": one.where, "digest": one.detail}).in_(language)
        else:
            yield f"{one.kind.value}: {one.message.in_(language)}."
        if all(other.kind is not one.kind for other in findings[place + 1 :]):
            yield f"  {NEXT_STEP.in_(language)}: {ADVICE[one.kind].in_(language)}"


def _logs(logs: Sequence[LogStanding]) -> Iterator[Iterable[Text]]:
    """Yield how each log stands; of many cities, what they come to, and who stands out."""
    own = [one for one in logs if not one.city]
    cities = [one for one in logs if one.city]
    yield from map(_log, own)
    if len(cities) <= _SHOWN:
        yield from map(_log, cities)
    else:
        yield _many(cities)


def _many(cities: Sequence[LogStanding]) -> Iterator[Text]:
    entries, notes = sum(one.entries for one in cities), sum(one.checkpoints for one in cities)
    seen = sum(1 for one in cities if one.outside is not None)
    behind = [one.city for one in cities if one.covered != one.entries]
    yield Text(
        id=f"{len(cities)} kabupaten/kota: {entries} entri, {notes} segel",
        en=f"{len(cities)} cities: {entries} entries, {notes} checkpoints",
    )
    yield Text(
        id=f"  segel terbaru dan cocok mencakup semua entri: {len(cities) - len(behind)} dari"
        f" {len(cities)}{_named(behind)}",
        en=f"  the newest that agrees covers every entry: {len(cities) - len(behind)} of"
        f" {len(cities)}{_named(behind)}",
    )
    yield Text(
        id=f"  di luar ada segel dari {seen} di antaranya",
        en=f"  somebody outside has a checkpoint of {seen} of them",
    )
    yield Text(
        id="  rincian satu kota: smartflow audit verify --city KOTA; semuanya: --json",
        en="  one city in full: smartflow audit verify --city CITY; all of them: --json",
    )


def _named(cities: Sequence[str]) -> str:
    shown = ", ".join(cities[:_SHOWN])
    return f" ({shown}{', …' if len(cities) > _SHOWN else ''})" if cities else ""


def _log(one: LogStanding) -> Iterator[Text]:
    """Yield how one log stands."""
    yield Text.same(f"{one.log} ({one.city})" if one.city else one.log)
    yield Text(
        id=f"  {one.entries} entri, yang terbaru {one.at or '-'}",
        en=f"  {counted(one.entries, 'entry', 'entries')}, the newest of {one.at or '-'}",
    )
    yield Text(id=f"  daun terbaru  {one.leaf}", en=f"  newest leaf   {one.leaf}")
    yield Text(id=f"  akar pohon    {one.root}", en=f"  root          {one.root}")
    yield Text(
        id=f"  {one.checkpoints} segel; yang terbaru dan cocok mencakup {one.covered} entri",
        en=f"  {counted(one.checkpoints, 'checkpoint')}; the newest that agrees covers"
        f" {counted(one.covered, 'entry', 'entries')}",
    )
    yield _outside(one.outside)


def _outside(mark: OutsideMark | None) -> Text:
    if mark is None:
        return Text(id="  di luar: tidak ada segel", en="  outside: no checkpoint")
    if not mark.after:
        return Text(
            id=f"  di luar: {mark.where}, {mark.size} entri (semuanya), {mark.at}, {mark.days} hari"
            " lalu",
            en=f"  outside: {mark.where}, {counted(mark.size, 'entry', 'entries')} (all),"
            f" {mark.at}, {counted(mark.days, 'day')} ago",
        )
    return Text(
        id=f"  di luar: {mark.where}, {mark.size} entri, {mark.at}, {mark.days} hari lalu;"
        f" {mark.after} entri sesudahnya hanya dijamin pemegang penyimpanan",
        en=f"  outside: {mark.where}, {counted(mark.size, 'entry', 'entries')}, {mark.at},"
        f" {counted(mark.days, 'day')} ago; for the {counted(mark.after, 'entry', 'entries')} after"
        " it only whoever holds the store vouches",
    )


def _store(found: Verification) -> Iterator[Text]:
    """Yield what holds for all logs: attachments, the log file, keys, other stores' notes."""
    gone = len(found.erased)
    yield Text(
        id=f"Lampiran: {found.blobs} utuh, {gone} telah dihapus dan tercatat",
        en=f"Attachments: {found.blobs} whole, {gone} erased, which is recorded",
    )
    for one in found.erased:
        yield Text(
            id=f"  erased: {one.log}, entri {one.entry}: {one.digest}",
            en=f"  erased: {one.log}, entry {one.entry}: {one.digest}",
        )
    lines = found.log_file
    if lines is not None:
        yield Text(
            id=f"Berkas riwayat: {lines.lines} baris cocok, {lines.missing} belum ada,"
            f" {lines.strange} bukan milik penyimpanan ini",
            en=f"Log file: {lines.lines} lines agree, {lines.missing} are missing, {lines.strange}"
            " are none of this store",
        )
    yield from _keys(found)
    for word in found.witnesses:
        yield Text(
            id=f"Saksi {word}: dikenal karena tertulis di penyimpanan ini; tanyakan kuncinya kepada"
            " kantor itu sendiri",
            en=f"Witness {word}: known because this store says so; ask that office for its key",
        )
    for log in found.foreign:
        yield Text(
            id=f"Segel dari penyimpanan lain, tidak dibandingkan: {log}",
            en=f"A checkpoint of another store, not compared: {log}",
        )


def _keys(found: Verification) -> Iterator[Text]:
    for place, one in enumerate(found.keys):
        how = Text(id="menggantikan yang sebelumnya", en="replaces the one before")
        if one.lost:
            how = Text(
                id="MENGGANTIKAN KUNCI YANG HILANG: hanya pemegang penyimpanan yang menjaminnya",
                en="REPLACES A LOST KEY: only whoever held the store vouches for it",
            )
        elif not place:
            how = Text(id="kunci pertama", en="the first key")
        word = one.key.encode()
        yield Text(
            id=f"Kunci {word} (entri {one.entry}, {one.at}): {how.id}",
            en=f"Key {word} (entry {one.entry}, {one.at}): {how.en}",
        )
    if found.keys and not found.pinned:
        yield Text(
            id="  dipercaya karena tertulis di penyimpanan ini; bandingkan dengan catatan Anda, dan"
            " lain kali beri --key",
            en="  trusted because this store says so; compare it with what you wrote down, and give"
            " --key from now on",
        )


def _advice(found: Verification, language: Language) -> Iterator[str]:
    """Yield what to do where the history is whole, and nobody outside vouches for it."""
    if (
        found.keys
        and not found.findings
        and found.logs
        and all(one.outside is None for one in found.logs)
    ):
        yield _NOBODY.in_(language)
        yield f"{NEXT_STEP.in_(language)}: {_HAND_OUT.in_(language)}"
