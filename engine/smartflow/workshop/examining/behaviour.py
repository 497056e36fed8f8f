"""What rules and scoring rules do when they run: asked again, shuffled, watched and measured."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from smartflow.cases import message_faults
from smartflow.cases.judging import describe
from smartflow.cases.properties import shuffled
from smartflow.language import Text, did_you_mean
from smartflow.plugin.objects import Rule
from smartflow.plugin.registry import Owned
from smartflow.workshop.examining.cost import measure, remarks_on
from smartflow.workshop.examining.remark import Remark, RuleTime
from smartflow.workshop.examining.sampling import LARGE
from smartflow.workshop.examining.trial import Ground, Run, Trial
from smartflow.workshop.examining.watching import Deed, Watch

__all__ = ["Examined", "answers_of", "examine"]

SHUFFLES = 2
_MANY = 1000
_SHOWN = 200
"""Signs of a result that a remark shows."""


class Examined(msgspec.Struct, frozen=True):
    """What was found about one rule.

    Attributes:
        remarks: What is wrong with it.
        time: How long it took.
        answers: A digest of what it says of each dossier, by the dossier's label.
    """

    remarks: tuple[Remark, ...]
    time: RuleTime
    answers: Mapping[str, str]


def answers_of(
    owned: Owned[Any], grounds: Iterable[Ground], files: Sequence[str], watch: Watch
) -> dict[str, str]:
    """Return a digest of what a rule says of each dossier, by the dossier's label."""
    trial = Trial(owned, files, watch)
    answers: dict[str, str] = {}
    for ground in grounds:
        run = trial.run(ground.dossier)
        if run.stopped:
            break  # it would take as long again on each of the others
        answers[ground.label] = run.digest
    return answers


def examine(
    owned: Owned[Any], grounds: Sequence[Ground], files: Sequence[str], watch: Watch
) -> Examined:
    """Try a rule on every dossier.

    Args:
        owned: The rule or scoring rule.
        grounds: The dossiers; those of the author's examples first.
        files: The plugin's files, to which deeds are ascribed.
        watch: Watches.

    Returns:
        What was found.
    """
    trial = Trial(owned, files, watch)
    plain: list[tuple[Ground, Run]] = []
    for ground in grounds:
        watch.taken()
        first = trial.run(ground.dossier, calls=True)
        prevented = _deeds(trial, watch.taken())
        if first.stopped:
            trial.note("CHK210", _raised(ground, first, first.faults[0]))
            break  # it would take as long again on each of the others
        again = trial.run(ground.dossier)
        plain.append((ground, again))
        if not prevented:
            _faults(trial, ground, first)
        for told in first.beside:
            beside = Text(id=f"Saat dijalankan {told.id}.", en=f"While it runs {told.en}.")
            trial.note("CHK211", beside, severe=False)
        _columns(trial, ground, first)
        _same(trial, ground, first, again)
    _settings(trial, owned, grounds)
    _reads(trial, owned, plain)
    _costs(trial, plain)
    answers = {ground.label: run.digest for ground, run in plain}
    return Examined(tuple(trial.remarks), _timed(trial, plain), answers)


# -- what may be found ----------------------------------------------------------------------------


def _deeds(trial: Trial, deeds: Iterable[Deed]) -> bool:
    """Note what was done beside computing; say whether any of it was prevented."""
    codes = {"outside": "CHK206", "clock": "CHK207", "read": "CHK208"}
    words = {
        "outside": Text(id="Berusaha keluar dari hitungan", en="It reaches outside"),
        "clock": Text(id="Bertanya pada jam atau undian", en="It asks a clock or chance"),
        "read": Text(id="Membaca berkas", en="It reads files"),
    }
    found = False
    for deed in deeds:
        found = found or deed.kind == "outside"
        word = words[deed.kind]
        message = Text(id=f"{word.id}: {deed.what}.", en=f"{word.en}: {deed.what}.")
        trial.note(codes[deed.kind], message, severe=deed.kind != "read", place=deed.place)
    return found


def _faults(trial: Trial, ground: Ground, run: Run) -> None:
    """Note that a rule raises, or that its messages are not what they should be."""
    for fault in run.faults:
        if any(fault.startswith(f"KeyError: {key!r}") for key in trial.missed):
            continue  # it asked for a setting that is not there, which is told by itself
        code = "CHK202" if fault.startswith("MissingValue") else "CHK201"
        trial.note(code, _raised(ground, run, fault))
    for unsound in message_faults(one for one in run.results if one.status != "error"):
        trial.note("CHK202", _at(ground, unsound), severe=False)


def _columns(trial: Trial, ground: Ground, run: Run) -> None:
    """Note columns that a finding points at and the worksheet of its row does not have."""
    for result in run.results:
        sheet = ground.dossier.worksheet_types.get(result.worksheet)
        known = [column.key for column in sheet.columns] if sheet else []
        if sheet is None or not result.row or result.column in ("", *known):
            continue
        guess = did_you_mean(result.column, known)
        words = Text(
            id=f"Menunjuk kolom '{result.column}', yang tidak ada di kertas kerja"
            f" '{sheet.key}'.{guess.id}",
            en=f"It points at the column '{result.column}', which the worksheet '{sheet.key}' does"
            f" not have.{guess.en}",
        )
        trial.note("CHK212", words, place=result.column)


def _same(trial: Trial, ground: Ground, first: Run, again: Run) -> None:
    """Note that a rule says something else when it is asked again, or in another order."""
    if first.faults or trial.has("CHK207"):
        return  # whoever asks the clock answers differently: told once, with its cause
    if first.answers != again.answers:
        only = _only(first, again)
        words = Text(
            id=f"Ditanya dua kali, jawabannya berbeda{only.id}.",
            en=f"Asked twice, it gives two answers{only.en}.",
        )
        trial.note("CHK203", _at(ground, words))
    if trial.has("CHK203", "CHK204"):
        return
    for seed in range(SHUFFLES):
        other = trial.run(shuffled(ground.dossier, seed))
        if not other.faults and other.answers != first.answers:
            only = _only(first, other)
            words = Text(
                id=f"Jawabannya berubah bila baris atau perangkat daerah diurutkan lain{only.id}.",
                en=f"Its answer changes when rows or agencies come in another order{only.en}.",
            )
            trial.note("CHK204", _at(ground, words))
            return


def _only(one: Run, other: Run) -> Text:
    """Return, as the end of a sentence, one result that only one of two runs gave."""
    for result in (*one.results, *other.results):
        encoded = msgspec.json.encode(result).decode()
        if (encoded in one.answers) != (encoded in other.answers):
            return Text(
                id=f": hanya sekali {_shortened(describe(result, 'id'))}",
                en=f": only once {_shortened(describe(result, 'en'))}",
            )
    return Text.same("")


def _shortened(words: str) -> str:
    """Return words that fit into a remark."""
    return words.rstrip(".") if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _at(ground: Ground, fault: Text) -> Text:
    """Return a fault with the dossier on which it was seen."""
    return Text(id=f"{ground.told.id}: {fault.id}", en=f"{ground.told.en}: {fault.en}")


def _raised(ground: Ground, run: Run, fault: str) -> Text:
    """Return what was raised, with the dossier and the row."""
    row = Text(id=f"pada baris {run.at}, ", en=f"at row {run.at}, ") if run.at else Text.same("")
    return _at(ground, Text(id=f"{row.id}{fault}.", en=f"{row.en}{fault}."))


def _settings(trial: Trial, owned: Owned[Any], grounds: Sequence[Ground]) -> None:
    plugin = owned.origin.plugin
    known = {key for ground in grounds for key in ground.dossier.settings.get(plugin, {})}
    for key in sorted(trial.missed):
        guess = did_you_mean(key, known)
        trial.note(
            "CHK106",
            Text(
                id=f"Membaca pengaturan '{key}', yang tidak didaftarkan plugin ini.{guess.id}",
                en=f"It reads the setting '{key}', which this plugin does not register.{guess.en}",
            ),
            place=f"settings[{key!r}]",
        )


def _reads(trial: Trial, owned: Owned[Any], runs: Sequence[tuple[Ground, Run]]) -> None:
    """Note worksheets that a rule reads and does not name; one that names none reads any."""
    rule = owned.value
    if not isinstance(rule, Rule) or not (rule.reads or rule.each):
        return
    seen = {key for _, run in runs for key in run.read}
    for key in sorted(seen - {*rule.reads, rule.each}):
        trial.note(
            "CHK105",
            Text(
                id=f"Membaca kertas kerja '{key}', yang tidak disebut dalam reads.",
                en=f"It reads the worksheet '{key}', which reads does not name.",
            ),
            severe=False,
            place="reads",
        )


def _costs(trial: Trial, runs: Sequence[tuple[Ground, Run]]) -> None:
    """Note that a rule costs more than it should, on the first large city whose rows it reads."""
    for ground, run in runs:
        if ground.size == LARGE and any(run.read.values()) and not trial.has("CHK210"):
            cost = measure(trial, ground.dossier)
            trial.remarks.extend(remarks_on(trial.about, cost) if cost else ())
            return


def _timed(trial: Trial, runs: Sequence[tuple[Ground, Run]]) -> RuleTime:
    large = [run for ground, run in runs if ground.size == LARGE] or [run for _, run in runs]
    per_row = [run.seconds / sum(run.read.values()) for run in large if any(run.read.values())]
    return RuleTime(
        rule=trial.about,
        examples=sum(not ground.size for ground, _ in runs),
        samples=sum(bool(ground.size) for ground, _ in runs),
        seconds=statistics.median(run.seconds for run in large) if large else 0.0,
        per_thousand=statistics.median(per_row) * _MANY if per_row else None,
    )
