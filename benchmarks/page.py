"""``RESULTS.md``: what was measured, as a page. Nothing in it is written by hand.

The page is made of :mod:`results` alone, so that it can be made again from the kept file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fit import fit
from measure import Curve, Shown, Skipped
from scale import scale_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from facts import Facts
    from results import Results

__all__ = ["page", "table_of"]

_HEAD = """\
# Results

Written by `make bench`; not by hand. What each line means stands in [README.md](README.md), what
follows from it for many cities in [docs/scale.md](../docs/scale.md). A ratio compares two sides
that ran in turn within one run; times are milliseconds, as median (least to most).
"""


def page(results: Results) -> str:
    """Return the page."""
    runs = _runs(results)
    parts = [
        _HEAD,
        "## Runs\n",
        *(f"{number}. {facts.words}" for facts, number in runs.items()),
        "\n## Promises\n",
        *_promises(results, runs),
        "\n## Growth\n",
        *_growth(results, runs),
        "## What many cities need\n",
        scale_table(results),
        "## Without a promise\n",
        *_shown(results, runs),
        *_skipped(results),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _runs(results: Results) -> dict[Facts, int]:
    """Return the runs whose groups are on the page, numbered, the newest first."""
    found = dict.fromkeys(group.facts for group in results.groups.values())
    ordered = sorted(found, key=lambda facts: facts.day, reverse=True)
    return {facts: number for number, facts in enumerate(ordered, start=1)}


def _promises(results: Results, runs: dict[Facts, int]) -> Iterator[str]:
    lines = list(results.lines())
    kept = sum(line.kept for _, _, line in lines)
    yield f"{kept} of {len(lines)} are kept.\n"
    yield from table_of(
        ("name", "what", "subject, ms", "peer, ms", "ratio", "promise", "verdict", "run"),
        (
            (
                name,
                line.what,
                *(str(side) for side in line.pair or ("", "")),
                f"{line.ratio:.2f}",
                line.promise,
                "kept" if line.kept else "**NOT KEPT**",
                str(runs[facts]),
            )
            for name, facts, line in lines
        ),
    )


def _growth(results: Results, runs: dict[Facts, int]) -> Iterator[str]:
    """Yield a table for each thing that is counted, a line for each curve."""
    yield (
        "The exponent of *time = a · countᵇ*, by least squares on the logarithms, with its 95 %"
        " interval: 1 is\nlinear, 2 quadratic. *Last* is the exponent between the two greatest"
        " counts, where a fixed cost no\nlonger hides the growth.\n"
    )
    curves = list(results.curves())
    for over in dict.fromkeys(curve.over for _, curve in curves):
        own = [(name, curve) for name, curve in curves if curve.over == over]
        counts = sorted({count for _, curve in own for count in curve.seconds})
        heads = ("name", "what, ms", *(f"{count:,} {over}" for count in counts))
        rows = [
            (
                name,
                curve.what,
                *(_milliseconds(curve, count) for count in counts),
                *_fitted(curve),
                str(runs[results.groups[name].facts]),
            )
            for name, curve in own
        ]
        yield from table_of((*heads, "exponent", "R²", "last", "run"), rows)
        yield ""


def _milliseconds(curve: Curve, count: int) -> str:
    timing = curve.seconds.get(count)
    return f"{1000 * timing.median:.3g}" if timing is not None else ""


def _fitted(curve: Curve) -> tuple[str, str, str]:
    try:
        fitted = fit({count: timing.median for count, timing in curve.seconds.items()})
    except ValueError:  # somebody asked for one or two counts
        return ("", "", "")
    exponent = f"{fitted.exponent:.2f} ± {fitted.margin:.2f}"
    return exponent, f"{fitted.r_squared:.3f}", f"{fitted.last:.2f}"


def _shown(results: Results, runs: dict[Facts, int]) -> Iterator[str]:
    for name, group in results.groups.items():
        for item in group.items:
            if isinstance(item, Shown):
                sides = ", ".join(f"{key} {number:,.4g}" for key, number in item.numbers.items())
                yield f"- {name}: {item.what}: {sides} (run {runs[group.facts]})"


def _skipped(results: Results) -> Iterator[str]:
    """Yield what could not be measured, with its reason: a peer that is missing is told."""
    found = [
        f"- {name}: {item.what}: {item.reason}"
        for name, group in results.groups.items()
        for item in group.items
        if isinstance(item, Skipped)
    ]
    if found:
        yield from ("\n## Not measured\n", *found)


def table_of(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a Markdown table, line by line."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'|'.join('---' for _ in heads)}|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
