"""The hooks through which a plugin registers what it brings.

A plugin is a module (or an object) named by an entry point of the group ``smartflow``. It marks
functions with ``@smartflow.hookimpl``; each yields typed, frozen objects. Hooks are called once
per command, in no promised order, and must not depend on what other plugins registered.

Each docstring here is a section of docs/plugins/reference.md, and its Example is a whole plugin
that tests/docs/plugins/test_plugin_reference.py loads and runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pluggy

from smartflow.model import Column, Dimension, Worksheet
from smartflow.plugin.objects import (
    Chapter,
    Demo,
    OutputFormat,
    Rule,
    ScoringRule,
    Setting,
)

__all__ = [
    "HOOKS",
    "PROJECT",
    "hookimpl",
    "hookspec",
    "smartflow_recorded",
    "smartflow_register_chapters",
    "smartflow_register_demos",
    "smartflow_register_dimensions",
    "smartflow_register_formats",
    "smartflow_register_rules",
    "smartflow_register_scoring_rules",
    "smartflow_register_settings",
    "smartflow_register_workflows",
    "smartflow_register_worksheets",
]

PROJECT = "smartflow"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def smartflow_register_dimensions() -> Iterable[Dimension]:
    """Register dimensions of the masterplan.

    A city has the dimensions that its workflow lists under ``dimensions``. A dimension that is
    registered but not listed changes nothing.

    Example::

        import smartflow
        from smartflow import Dimension, Text

        @smartflow.hookimpl
        def smartflow_register_dimensions():
            yield Dimension(
                key="mobility",
                code="MOB",
                title=Text(id="Smart Mobility (mobilitas)", en="Smart Mobility"),
                lead_agencies=("DISHUB",),
            )
    """
    raise AssertionError


@hookspec
def smartflow_register_worksheets() -> Iterable[Worksheet | Column]:
    """Register worksheets, or columns for a worksheet that another plugin registers.

    A column names its worksheet and has ``regions``. It stands last in templates that are written
    from then on. Copies that are already filled in can still be submitted: there the cell is
    empty. A new worksheet is asked for when a stage of the workflow lists it:
    ``worksheets = ["visits"]`` in its ``[[stage]]``.

    Example::

        import smartflow
        from smartflow import Column, Text, Worksheet

        @smartflow.hookimpl
        def smartflow_register_worksheets():
            yield Column(
                worksheet="quick_wins",
                key="tradition",
                title=Text(id="Tradisi", en="Tradition"),
                regions=("99.01",),
            )
            yield Worksheet(
                key="visits",
                version=1,
                title=Text(id="Kunjungan lapangan", en="Field visits"),
                columns=(
                    Column(
                        key="place",
                        title=Text(id="Tempat", en="Place"),
                        required=True,
                    ),
                    Column(
                        key="day",
                        title=Text(id="Tanggal", en="Day"),
                        type="date",
                    ),
                ),
            )
    """
    raise AssertionError


@hookspec
def smartflow_register_rules() -> Iterable[Rule]:
    """Register coded checks.

    A rule runs when a city is to leave a stage in ``stages``, if the city's code begins with one
    of ``regions``. With ``each`` its function sees one row at a time, without it the dossier.

    Example::

        import smartflow
        from smartflow import Finding, NotApplicable, Rule, Text

        def long_enough(row, settings):
            if len(row.text("issue")) >= 20:
                return None
            return {"issue": row.text("issue"), "column": "issue"}

        def everybody_answered(dossier, settings):
            if not dossier.present_agencies:
                yield NotApplicable()
            for agency in dossier.present_agencies:
                if not dossier.rows("issues", agency=agency.code):
                    yield Finding(values={"agency": agency.name}, agency=agency.code)

        @smartflow.hookimpl
        def smartflow_register_rules():
            yield Rule(
                code="XYZ001",
                title=Text(id="Isu dirumuskan lengkap", en="The issue is a whole sentence"),
                why=Text(id="Isu sepatah kata sulit dinilai.", en="One word cannot be judged."),
                fix=Text(id="Tulis apa, di mana, siapa.", en="Write what, where and who."),
                message=Text(id="Isu '{issue}' terlalu singkat.", en="'{issue}' is too short."),
                severity="warning",
                stages=("issue_analysis",),
                regions=("99.01",),
                reads=("issues",),
                each="issues",
                function=long_enough,
            )
            yield Rule(
                code="XYZ002",
                title=Text(id="Setiap perangkat daerah punya isu", en="Every agency has an issue"),
                why=Text(id="Isu dijaring dari semua.", en="Issues are gathered from all."),
                fix=Text(id="Isi kertas kerja isu.", en="Fill in the worksheet of issues."),
                message=Text(id="{agency} belum punya isu.", en="{agency} has no issue yet."),
                severity="error",
                cites=("Perbup Contoh 1/2026 pasal 4",),
                stages=("issue_analysis",),
                regions=("99.01",),
                reads=("issues",),
                function=everybody_answered,
            )
    """
    raise AssertionError


@hookspec
def smartflow_register_scoring_rules() -> Iterable[ScoringRule]:
    """Register scores.

    ``smartflow score CITY`` prints them, and so does the gate. A score stops nobody by itself: a
    workflow may ask for a least value with ``minimum_score = { "issue_count.living" = 3 }`` (the
    key, a point and the subject; the key alone for a score of the whole city).

    Example::

        from decimal import Decimal

        import smartflow
        from smartflow import BreakdownLine, Score, ScoringRule, Text

        def issues_per_dimension(dossier, settings):
            for dimension in dossier.dimensions:
                rows = dossier.rows("issues", dimension=dimension.key)
                with_figure = sum(row["data"] is not None for row in rows)
                yield Score(
                    subject=dimension.key,
                    value=Decimal(len(rows)),
                    breakdown=(
                        BreakdownLine(
                            title=Text(id="Dengan data", en="With a figure"),
                            value=Decimal(with_figure),
                        ),
                        BreakdownLine(
                            title=Text(id="Tanpa data", en="Without a figure"),
                            value=Decimal(len(rows) - with_figure),
                        ),
                    ),
                )

        @smartflow.hookimpl
        def smartflow_register_scoring_rules():
            yield ScoringRule(
                key="issue_count",
                title=Text(id="Jumlah isu", en="Number of issues"),
                stages=("issue_analysis",),
                regions=("99.01",),
                function=issues_per_dimension,
            )
    """
    raise AssertionError


@hookspec
def smartflow_register_formats() -> Iterable[OutputFormat]:
    r"""Register output formats.

    ``smartflow check CITY --format line`` gives the function a ``Verdict``; commands that print a
    table give it a ``Table``, ``smartflow audit report`` a ``Book`` (both from
    ``smartflow.report``). ``renders`` says which of the three it can write. ``text`` and ``json``
    are the engine's own.

    Example::

        import smartflow
        from smartflow import OutputFormat, Text

        ANSWER = Text(id="{city}: {count} catatan", en="{city}: {count} remarks")

        def one_line(verdict, language):
            remarks = [one for one in verdict.results if one.status in ("fail", "warn", "error")]
            line = ANSWER.fill({"city": verdict.city, "count": len(remarks)}).in_(language)
            return f"{line}\n".encode()

        @smartflow.hookimpl
        def smartflow_register_formats():
            yield OutputFormat(
                key="line",
                media_type="text/plain",
                suffix=".txt",
                renders=("verdict",),
                function=one_line,
            )
    """
    raise AssertionError


@hookspec
def smartflow_register_chapters() -> Iterable[Chapter]:
    """Register chapters of the books and sheets that ``smartflow export`` prints.

    The function gives back a ``smartflow.report.Chapter``, or None where it has nothing to say.
    With ``replaces`` it stands in the place of another plugin's chapter, or of a part of one; with
    ``within`` it is a part below one. How to write and test one: docs/plugins/chapters.md.

    Example::

        import smartflow
        from smartflow import Chapter, Text, report

        def foreword(dossier, settings):
            city = dossier.city.name
            words = Text(id=f"Buku ini milik warga {city}.", en=f"It belongs to all of {city}.")
            return report.Chapter(
                key="foreword",
                title=Text(id="Kata pengantar", en="Foreword"),
                blocks=(report.Paragraph((words,)),),
            )

        @smartflow.hookimpl
        def smartflow_register_chapters():
            yield Chapter(
                key="foreword",
                book="analysis",
                position=0,
                replaces="analysis_foreword",
                regions=("99.01",),
                function=foreword,
            )
    """
    raise AssertionError


@hookspec
def smartflow_register_workflows() -> Iterable[Path]:
    """Register workflow files (TOML), each as a ``Path`` to a file inside the package.

    What may stand in such a file is told in docs/plugins/workflows.md.

    Example::

        from pathlib import Path

        import smartflow

        @smartflow.hookimpl
        def smartflow_register_workflows():
            yield Path(__file__).with_name("masterplan_contoh.toml")

    Beside it, ``masterplan_contoh.toml``::

        [workflow]
        key = "masterplan_contoh"
        version = 1
        extends = "masterplan@1"
        title = { id = "Masterplan Kabupaten Contoh", en = "Masterplan of Kabupaten Contoh" }

        [[stage]]
        key = "issue_analysis"
        due_days = 45
    """
    raise AssertionError


@hookspec
def smartflow_register_settings() -> Iterable[Setting]:
    """Register settings that a workflow file or a city may change.

    Rules of the same plugin read the value in force as ``settings["at_least"]``. A workflow file
    changes it in ``[settings.PLUGIN]``, a city by ``smartflow setting set CITY PLUGIN.at_least
    3 --reason "..."``; the name of the plugin is that of its entry point.

    Example::

        from decimal import Decimal

        import smartflow
        from smartflow import Setting, Text

        @smartflow.hookimpl
        def smartflow_register_settings():
            yield Setting(
                key="at_least",
                type="integer",
                default=1,
                minimum=Decimal(0),
                title=Text(id="Jumlah minimal isu", en="Least number of issues"),
            )
    """
    raise AssertionError


@hookspec
def smartflow_register_demos() -> Iterable[Demo]:
    """Register demos for ``smartflow demo FOLDER --demo KEY``.

    A step is what stands behind ``smartflow``. The first one makes the workspace in ``folder``.

    Example::

        import smartflow
        from smartflow import Demo, Step, Text

        def steps(folder):
            yield Step(
                argv=("init", str(folder)),
                note=Text(id="Ruang kerja", en="A workspace"),
            )
            yield Step(
                argv=("workflow", "list"),
                note=Text(id="Alur kerja yang ada", en="The workflows there are"),
            )

        @smartflow.hookimpl
        def smartflow_register_demos():
            yield Demo(key="tiny", title=Text(id="Kecil", en="Tiny"), steps=steps)
    """
    raise AssertionError


@hookspec
def smartflow_recorded(entry: Mapping[str, object]) -> None:
    """Be told of an entry of the history, after it was committed; nothing can be vetoed here.

    What it raises is printed as a warning that names the plugin, and the act stands. Write to
    stderr or to a file of your own: stdout belongs to the command. The keys of ``body`` for each
    act are told in docs/reference/acts.md.

    Args:
        entry: The entry as plain data: ``log``, ``seq``, ``at``, ``act``, ``actor``, ``body`` ...

    Example::

        import sys

        import smartflow

        @smartflow.hookimpl
        def smartflow_recorded(entry):
            if entry["act"] == "advance" and entry["body"]["result"] == "moved":
                print("moved to", entry["body"]["to"], file=sys.stderr)
    """


HOOKS: tuple[str, ...] = (
    "smartflow_register_dimensions",
    "smartflow_register_worksheets",
    "smartflow_register_rules",
    "smartflow_register_scoring_rules",
    "smartflow_register_formats",
    "smartflow_register_chapters",
    "smartflow_register_workflows",
    "smartflow_register_settings",
    "smartflow_register_demos",
    "smartflow_recorded",
)
"""Every hook of the contract, in the order of the documentation."""
