"""Rules that every dimension has, built from what its file declares.

Three sentences would otherwise be written six times: that a value cannot be, that a sub-dimension
has no row, and where a rule is silent. Imports the public names of ``smartflow`` only, and no
dimension.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import wraps
from typing import cast

import msgspec

from smartflow import Dimension, Dossier, Finding, NotApplicable, Rule, Settings, Text
from smartflow_dimensions._checks import (
    Judge,
    listed,
    possible_values,
    spoken,
    sub_dimensions_covered,
)
from smartflow_dimensions._figures import Figure

__all__ = ["FIGURE_SHEETS", "LATE", "coverage_rule", "rules_of", "values_rule"]

SINCE = "0.1.0"
"""The version that brought the first rules of every dimension."""

LATE = ("quick_win_selection", "masterplan_approval")
"""The stages in which a missing topic is remarked: there is enough to read, and time to mend."""

FIGURE_SHEETS = ("issues", "readiness", "quick_wins", "goals")
"""The worksheets that hold figures."""

_FIGURE_STAGES = ("issue_analysis", "swot_tows", "quick_win_selection", "masterplan_approval")

_NOT_USED = Text(
    id="Dimensi {dimension} tidak dipakai dalam alur kerja ini.",
    en="The dimension {dimension} is not part of this workflow.",
)
_IMPOSSIBLE = Text(
    id="{name}: nilai {value} {unit} tidak mungkin; kisarannya {bounds}.",
    en="{name}: the value {value} {unit} is not possible; its range is {bounds}.",
)
_UNCOVERED = Text(
    id="Subdimensi '{sub_dimension}' pada {dimension} belum memiliki isu atau rencana aksi.",
    en="The sub-dimension '{sub_dimension}' of {dimension} has no issue or action yet.",
)
_COVERED_EXAMPLE = Text(
    id="Tiga isu {dimension}: satu bersubdimensi '{first}', satu '{second}', satu '{last}'.",
    en="Three issues of {dimension}: one of the sub-dimension '{first}', one of '{second}', one of "
    "'{last}'.",
)
_UNCOVERED_EXAMPLE = Text(
    id="Lima isu {dimension}, semuanya bersubdimensi '{first}' atau '{second}'; '{last}' kosong.",
    en="Five issues of {dimension}, all of the sub-dimensions '{first}' or '{second}'; none of "
    "'{last}'.",
)


def rules_of(dimension: Dimension, rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yield the rules of a dimension, made silent where the workflow does without it.

    A region may leave a dimension out of its workflow and keep the plugin installed.
    """
    for rule in rules:
        judge = cast("Judge", rule.function)
        yield msgspec.structs.replace(rule, function=_where_used(dimension, judge), since=SINCE)


def _where_used(dimension: Dimension, judge: Judge) -> Judge:
    reason = _NOT_USED.fill({"dimension": dimension.title.en})

    @wraps(judge)
    def judge_where_used(dossier: Dossier, settings: Settings) -> Iterable[Finding | NotApplicable]:
        if dossier.dimension(dimension.key) is None:
            return (NotApplicable(reason),)
        return judge(dossier, settings)

    return judge_where_used


def values_rule(  # noqa: PLR0913  the parts of one rule, all named
    dimension: Dimension,
    code: str,
    figures: tuple[Figure, ...],
    *,
    title: Text,
    why: Text,
    cites: tuple[str, ...],
    passes: Text,
    fails: Text,
) -> Rule:
    """Return the rule, of severity warning, that a dimension's figures are possible ones.

    Args:
        dimension: The dimension.
        code: The rule's code.
        figures: The figures it knows.
        title: What is asked.
        why: Why, naming the figures.
        cites: Where their ranges are laid down.
        passes: An example that passes.
        fails: An example that does not.
    """
    return Rule(
        code=code,
        title=title,
        why=why,
        fix=Text(
            id="Periksa angka, koma desimal, dan satuannya terhadap sumber data, lalu kirim ulang "
            "kertas kerjanya.",
            en="Check the number, its decimal mark and its unit against the source, then send the "
            "worksheet again.",
        ),
        fix_command="submit {city} {file}",
        message=_IMPOSSIBLE,
        severity="warning",
        stages=_FIGURE_STAGES,
        cites=cites,
        reads=FIGURE_SHEETS,
        function=possible_values(dimension, figures, FIGURE_SHEETS, _IMPOSSIBLE),
        passes=passes,
        fails=fails,
    )


def coverage_rule(dimension: Dimension, code: str) -> Rule:
    """Return the rule, of severity warning, that every sub-dimension is taken up."""
    reads = ("issues", "actions")
    parts = {"dimension": dimension.title.en, "choices": listed(dimension)}
    return Rule(
        code=code,
        title=_whole(
            Text(
                id="Ketiga subdimensi {dimension} tergarap",
                en="The three sub-dimensions of {dimension} are taken up",
            ),
            parts,
        ),
        why=_whole(
            Text(
                id="Evaluasi menghitung program per subdimensi ({choices}); yang tanpa isu dan "
                "tanpa rencana aksi bernilai kosong.",
                en="The evaluation counts programmes by sub-dimension ({choices}); one without an "
                "issue or an action counts as empty.",
            ),
            parts,
        ),
        fix=_whole(
            Text(
                id="Tambahkan isu atau rencana aksi untuk subdimensi itu, atau isi kolom "
                "Subdimensi dengan salah satu dari: {choices}.",
                en="Add an issue or an action for the sub-dimension, or fill in the column "
                "Sub-dimension with one of: {choices}.",
            ),
            parts,
        ),
        message=_UNCOVERED,
        severity="warning",
        stages=("issue_analysis", "masterplan_approval"),
        cites=("Kominfo, panduan Gerakan Menuju 100 Smart City: tiga subdimensi per dimensi",),
        reads=reads,
        function=sub_dimensions_covered(dimension, reads, _UNCOVERED),
        passes=_whole(_COVERED_EXAMPLE, _named(dimension)),
        fails=_whole(_UNCOVERED_EXAMPLE, _named(dimension)),
    )


def _named(dimension: Dimension) -> dict[str, object]:
    """Return the titles of a dimension's first two sub-dimensions and of its last."""
    first, *_, second, last = (sub.title for sub in dimension.sub_dimensions)
    return {"dimension": dimension.title.en, "first": first, "second": second, "last": last}


def _whole(template: Text, parts: dict[str, object]) -> Text:
    """Fill a text that nobody will fill again: braces stay single."""
    return spoken(template, parts).fill({})
