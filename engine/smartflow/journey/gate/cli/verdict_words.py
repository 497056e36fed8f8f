"""The words of a verdict: its conclusion, whom a finding concerns, where it is, who mends it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.cells import counted

if TYPE_CHECKING:
    from smartflow.model import PluginFact, Result, Verdict
    from smartflow.terminal.words.naming import Names

__all__ = [
    "blocks",
    "conclusion",
    "number_runs",
    "places",
    "plugin_line",
    "row_names",
    "subject",
    "who_mends",
]

FEW = 2


def conclusion(verdict: Verdict, names: Names) -> Text:
    """Return the one sentence that a verdict comes down to."""
    to = names.stage(verdict.to)
    warnings = sum(1 for result in verdict.results if result.status == "warn")
    look_id = f"; {warnings} perlu diperhatikan" if warnings else ""
    look_en = f"; {warnings} worth a look" if warnings else ""
    waived = sum(1 for result in verdict.results if result.status == "waived")
    look_id = (f"; {waived} dikecualikan" if waived else "") + look_id
    look_en = (f"; {waived} waived" if waived else "") + look_en
    if verdict.met:
        return Text(
            id=f"MEMENUHI SYARAT: {names.city} boleh maju ke {to.id}{look_id}.",
            en=f"MET: {names.city} may advance to {to.en}{look_en}.",
        )
    failed = sum(1 for result in verdict.results if result.status == "fail")
    errors = sum(1 for result in verdict.results if result.status == "error")
    errors += sum(1 for score in verdict.scores if score.fault)
    missing = sum(1 for status in verdict.sign_offs if not status.met)
    low = sum(1 for score in verdict.scores if not score.met and not score.fault)
    parts = [
        (failed, f"{failed} hal harus diperbaiki", f"{failed} to be mended"),
        (errors, f"{errors} ketentuan gagal dijalankan", f"{counted(errors, 'rule')} did not run"),
        (missing, f"{missing} persetujuan belum ada", f"{counted(missing, 'sign-off')} missing"),
        (low, f"{low} skor belum tercapai", f"{counted(low, 'score')} not reached"),
    ]
    return Text(
        id=f"BELUM MEMENUHI SYARAT untuk maju ke {to.id}: "
        + ", ".join(words for count, words, _ in parts if count)
        + f"{look_id}.",
        en=f"NOT MET, no advance to {to.en}: "
        + ", ".join(words for count, _, words in parts if count)
        + f"{look_en}.",
    )


def plugin_line(fact: PluginFact) -> Text:
    """Return a plugin and its marks: ``padang (smartflow-padang 1.2): editable``."""
    if fact.distribution:
        named = f"{fact.name} ({fact.distribution} {fact.version})"
    else:
        named = f"{fact.name} {fact.version}".rstrip()
    marks = fact.marks
    return (
        Text(id=f"{named}: {marks.id}", en=f"{named}: {marks.en}") if marks.id else Text.same(named)
    )


def blocks(results: Iterable[Result]) -> tuple[tuple[Result, ...], ...]:
    """Return results by whom they concern, in the order of their first.

    What a rule says of several agencies, or of several dimensions, and of no row, stands together:
    thirty who are late are one block with one advice, not thirty.
    """
    ordered = tuple(results)
    concerned: dict[tuple[str, ...], set[str]] = {}
    for result in ordered:
        concerned.setdefault(_alike(result), set()).add(result.agency or result.dimension)
    found: dict[tuple[str, ...], list[Result]] = {}
    for result in ordered:
        alike = _alike(result)
        own = (result.dimension, result.agency)
        found.setdefault(alike if len(concerned[alike]) > 1 else own, []).append(result)
    return tuple(tuple(block) for block in found.values())


def _alike(result: Result) -> tuple[str, ...]:
    """Return what results share that may stand in one block; a row, or a fault, stands alone."""
    kind = "agency" if result.agency else "dimension"
    alone = result.row or result.status == "error" or not (result.agency or result.dimension)
    if alone:
        return (result.rule, result.status, result.dimension, result.agency, "alone")
    return (result.rule, result.status, kind)


def subject(block: Sequence[Result], names: Names) -> Text:
    """Return whom a block concerns: ``Smart Living · DINKES``, several, or the whole city."""
    agencies = dict.fromkeys(result.agency for result in block)
    dimensions = dict.fromkeys(result.dimension for result in block)
    if len(agencies) > 1:
        return Text.same(", ".join(agencies))
    if len(dimensions) > 1:
        titles = [names.dimension(key) for key in dimensions]
        return Text(id=", ".join(t.id for t in titles), en=", ".join(t.en for t in titles))
    return _one_subject(block[0].dimension, block[0].agency, names)


def _one_subject(dimension: str, agency: str, names: Names) -> Text:
    if not dimension and not agency:
        return Text(id=f"Seluruh {names.city}", en=f"{names.city} as a whole")
    title = names.dimension(dimension) if dimension else None
    parts_id = [part for part in (title.id if title else "", agency) if part]
    parts_en = [part for part in (title.en if title else "", agency) if part]
    return Text(id=" · ".join(parts_id), en=" · ".join(parts_en))


def number_runs(numbers: Iterable[int]) -> str:
    """Return whole numbers with runs drawn together: ``7, 9-12``."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        parts += [f"{run[0]}-{run[-1]}"] if len(run) > FEW else [str(n) for n in run]
    return ", ".join(parts)


def row_names(results: Sequence[Result]) -> Text:
    """Return which rows some results are at: ``baris 7, 9-12``, by sheet where there are several.

    A row that is not numbered is named by its id.
    """
    sheets: dict[str, list[int]] = {}
    unnumbered: list[str] = []
    for result in results:
        if result.row_number:
            sheets.setdefault(_sheet(result), []).append(result.row_number)
        elif result.row:
            unnumbered.append(result.row)
    parts: list[tuple[str, str]] = []
    for sheet, numbers in sheets.items():
        runs, many = number_runs(numbers), len(set(numbers)) > 1
        more = f" ({sheet})" if len(sheets) > 1 and sheet else ""
        parts.append((f"baris {runs}{more}", f"row{'s' if many else ''} {runs}{more}"))
    if unnumbered:
        listing = ", ".join(dict.fromkeys(unnumbered))
        parts.append((f"baris {listing}", f"row {listing}"))
    return Text(id="; ".join(p[0] for p in parts), en="; ".join(p[1] for p in parts))


def _sheet(result: Result) -> str:
    """Return which file and sheet a row is in: the filler stands in front of the row's id."""
    filler = result.row.partition("/")[0]
    return f"{filler} '{result.sheet}'" if result.sheet else filler


def places(results: Sequence[Result], names: Names) -> Text:
    """Return the worksheet and sheet in which some results of one rule are."""
    first = results[0]
    if not first.worksheet:
        return Text.same("")
    title = names.worksheet(first.worksheet)
    from smartflow.workbook.sheet_names import sheet_name

    # The sheet of a template is named after the worksheet; only another name says more.
    ours = {sheet_name(title.id), sheet_name(title.en)}
    telling = [s for s in dict.fromkeys(r.sheet for r in results) if s and s not in ours]
    if not telling:
        return title
    sheets = ", ".join(f"'{sheet}'" for sheet in telling)
    return Text(id=f"{title.id}, lembar {sheets}", en=f"{title.en}, sheet {sheets}")


def who_mends(results: Sequence[Result], names: Names) -> Text:
    """Return who can mend what some results of one block and one rule say."""
    result = results[0]
    if len({(one.agency or one.dimension) for one in results}) > 1:
        return Text(id="masing-masing yang disebut di atas", en="each of those named above")
    if result.status == "error":
        plugin = f"'{result.plugin.name or '?'}' {result.plugin.version}".rstrip()
        return Text(id=f"pengelola plugin {plugin}", en=f"whoever maintains the plugin {plugin}")
    if result.agency:
        return Text.same(result.agency)
    if result.dimension:
        title = names.dimension(result.dimension)
        return Text(id=f"kelompok kerja {title.id}", en=f"the working group of {title.en}")
    return Text(id=f"sekretariat {names.city}", en=f"the secretariat of {names.city}")
