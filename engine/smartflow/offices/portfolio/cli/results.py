"""What ``portfolio check`` and ``portfolio advance`` print: a line for each city, then the sums."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import msgspec

from smartflow.language import Text
from smartflow.offices.portfolio.cli.summary import OUTCOMES, failures, next_steps, summary
from smartflow.offices.portfolio.running.results import exit_code_of
from smartflow.offices.portfolio.titles import titles_of
from smartflow.report import Table
from smartflow.terminal.cells import counted, short_name
from smartflow.terminal.tables import print_data, print_format, text_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.offices.portfolio.running.order import Act
    from smartflow.offices.portfolio.running.results import CityResult
    from smartflow.offices.portfolio.titles import Titles
    from smartflow.terminal.call import Call

__all__ = ["SCHEMA", "print_results", "results_data", "results_table"]

SCHEMA: Final = "smartflow/portfolio-results/1"

_SHOWN: Final = 3
"""How many codes of rules a line names before it only counts the rest."""

_TITLE: Final = Text(id="Hasil per kabupaten/kota", en="Results by city")


def print_results(call: Call, act: Act, results: Sequence[CityResult], selection: str = "") -> None:
    """Print the results of a run in the format of the call.

    Args:
        call: The call.
        act: What was done with each city.
        results: A result for each city, sorted by slug.
        selection: How the cities were selected, as options; ``""`` for all of them.
    """
    if call.format == "json":
        print_data(call, results_data(act, results))
        return
    titles = titles_of(call.workspace(), results)
    if call.format == "text":
        _print_text(call, act, results, titles, selection)
    else:
        print_format(call, "table", results_table(results, titles))


def _print_text(
    call: Call, act: Act, results: Sequence[CityResult], titles: Titles, selection: str
) -> None:
    import shutil
    import sys

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    call.write(text_table(_lines(results, titles), call.language, width))
    for line in (
        *failures(results),
        *summary(results, titles),
        *next_steps(act, results, selection),
    ):
        call.write(call.words(line))


def results_data(act: Act, results: Sequence[CityResult]) -> dict[str, Any]:
    """Return results as plain data for JSON: the schema ``smartflow/portfolio-results/1``."""
    return {
        "schema": SCHEMA,
        "act": act,
        "exit_code": exit_code_of(results),
        "outcomes": dict(sorted(Counter(one.outcome for one in results).items())),
        "cities": [msgspec.to_builtins(one) for one in results],
    }


def results_table(results: Sequence[CityResult], titles: Titles) -> Table:
    """Return a row for each city with everything that is known of it, for a file."""
    return Table(
        title=_TITLE,
        keys=(
            *("city", "name", "region_code", "province", "stage", "stage_title", "to"),
            *("to_title", "outcome", "blocking_rules", "missing_sign_offs", "low_scores"),
            "message",
        ),
        headings=(
            Text(id="Singkatan", en="Slug"),
            Text(id="Nama", en="Name"),
            Text(id="Kode", en="Code"),
            Text(id="Provinsi", en="Province"),
            Text(id="Kunci tahap", en="Stage key"),
            Text(id="Tahap", en="Stage"),
            Text(id="Kunci tujuan", en="Key of the next"),
            Text(id="Tujuan", en="To"),
            Text(id="Hasil", en="Outcome"),
            Text(id="Ketentuan penahan", en="Blocking rules"),
            Text(id="Persetujuan kurang", en="Sign-offs missing"),
            Text(id="Skor kurang", en="Scores too low"),
            Text(id="Keterangan", en="Remark"),
        ),
        rows=tuple(
            (
                one.slug,
                one.name,
                one.region_code,
                one.province,
                one.stage,
                titles.stage(one.stage),
                one.to,
                titles.stage(one.to),
                OUTCOMES[one.outcome],
                ", ".join(one.blocking),
                _joined([titles.role(role) for role in one.sign_offs]),
                ", ".join(one.scores),
                one.message,
            )
            for one in results
        ),
    )


def _lines(results: Sequence[CityResult], titles: Titles) -> Table:
    """Return what a terminal has room for: one line for each city, those of a province together."""
    return Table(
        title=_TITLE,
        keys=("name", "stage", "outcome", "held_by"),
        headings=(
            Text(id="Kabupaten/kota", en="City"),
            Text(id="Tahap", en="Stage"),
            Text(id="Hasil", en="Outcome"),
            Text(id="Tertahan oleh", en="Held by"),
        ),
        rows=tuple(
            (
                short_name(one.name),
                titles.stage(one.stage),
                OUTCOMES[one.outcome],
                _held_by(one, titles),
            )
            for one in sorted(results, key=lambda one: (one.region_code, one.slug))
        ),
    )


def _held_by(result: CityResult, titles: Titles) -> Text:
    """Return what keeps a gate shut: rules, then missing sign-offs, then scores."""
    rest = len(result.blocking) - _SHOWN
    rules = ", ".join(result.blocking[:_SHOWN]) + (f" +{rest}" if rest > 0 else "")
    parts = [Text.same(rules)] if rules else []
    roles, scores = len(result.sign_offs), len(result.scores)
    if roles == 1:
        title = titles.role(result.sign_offs[0])
        parts.append(Text(id=f"persetujuan {title.id}", en=f"sign-off by {title.en}"))
    elif roles:
        parts.append(Text(id=f"{roles} persetujuan kurang", en=f"{roles} sign-offs missing"))
    if scores:
        few = counted(scores, "score")
        parts.append(Text(id=f"{scores} skor kurang", en=f"{few} too low"))
    return _joined(parts)


def _joined(parts: Sequence[Text]) -> Text:
    return Text(id=", ".join(one.id for one in parts), en=", ".join(one.en for one in parts))
