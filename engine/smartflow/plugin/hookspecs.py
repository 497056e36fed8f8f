"""The hooks through which a plugin registers what it brings.

A plugin is a module (or an object) named by an entry point of the group ``smartflow``. It marks
functions with ``@smartflow.hookimpl``; each yields typed, frozen objects. Hooks are called once
per command, in no promised order, and must not depend on what other plugins registered.
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

__all__ = ["HOOKS", "PROJECT", "hookimpl", "hookspec"]

PROJECT = "smartflow"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def smartflow_register_dimensions() -> Iterable[Dimension]:
    """Register dimensions of the masterplan.

    Example::

        import smartflow
        from smartflow import Dimension, Text

        @smartflow.hookimpl
        def smartflow_register_dimensions():
            yield Dimension(
                key="mobility", code="MOB",
                title=Text(id="Smart Mobility (mobilitas)", en="Smart Mobility"),
            )
    """
    raise AssertionError


@hookspec
def smartflow_register_worksheets() -> Iterable[Worksheet | Column]:
    """Register worksheets, or columns for a worksheet that another plugin registers.

    Example::

        import smartflow
        from smartflow import Column, Text

        @smartflow.hookimpl
        def smartflow_register_worksheets():
            yield Column(
                worksheet="quick_wins", key="tradition", regions=("13.73",),
                title=Text(id="Tradisi", en="Tradition"),
            )
    """
    raise AssertionError


@hookspec
def smartflow_register_rules() -> Iterable[Rule]:
    """Register coded checks.

    Example::

        import smartflow
        from smartflow import Rule, Text

        def long_enough(row, settings):
            return None if len(row.text("issue")) >= 20 else {"issue": row.text("issue")}

        @smartflow.hookimpl
        def smartflow_register_rules():
            yield Rule(
                code="XYZ001", each="issues", reads=("issues",), stages=("issue_analysis",),
                severity="warning",
                title=Text(id="Isu dirumuskan lengkap", en="The issue is a whole sentence"),
                why=Text(id="Isu sepatah kata sulit dinilai.", en="One word cannot be judged."),
                fix=Text(id="Tulis apa, di mana, siapa.", en="Write what, where, who."),
                message=Text(id="Isu '{issue}' terlalu singkat.", en="'{issue}' is too short."),
                function=long_enough,
            )
    """
    raise AssertionError


@hookspec
def smartflow_register_scoring_rules() -> Iterable[ScoringRule]:
    """Register scores.

    Example::

        from decimal import Decimal

        import smartflow
        from smartflow import Score, ScoringRule, Text

        def issues_per_dimension(dossier, settings):
            for dimension in dossier.dimensions:
                rows = dossier.rows("issues", dimension=dimension.key)
                yield Score(subject=dimension.key, value=Decimal(len(rows)))

        @smartflow.hookimpl
        def smartflow_register_scoring_rules():
            yield ScoringRule(
                key="issue_count", title=Text(id="Jumlah isu", en="Number of issues"),
                function=issues_per_dimension,
            )
    """
    raise AssertionError


@hookspec
def smartflow_register_formats() -> Iterable[OutputFormat]:
    """Register output formats.

    Example::

        import smartflow
        from smartflow import OutputFormat

        def one_line(verdict, language):
            return f"{verdict.city}: {verdict.met}".encode()

        @smartflow.hookimpl
        def smartflow_register_formats():
            yield OutputFormat(
                key="line", media_type="text/plain", suffix=".txt", renders=("verdict",),
                function=one_line,
            )
    """
    raise AssertionError


@hookspec
def smartflow_register_chapters() -> Iterable[Chapter]:
    """Register chapters of the books.

    Example::

        import smartflow
        from smartflow import Chapter

        def foreword(dossier, settings):
            return f"Kata pengantar {dossier.city.name}"

        @smartflow.hookimpl
        def smartflow_register_chapters():
            yield Chapter(key="foreword", book="analysis", position=0, function=foreword)
    """
    raise AssertionError


@hookspec
def smartflow_register_workflows() -> Iterable[Path]:
    """Register workflow files (TOML).

    Example::

        from pathlib import Path

        import smartflow

        @smartflow.hookimpl
        def smartflow_register_workflows():
            yield Path(__file__).with_name("province.toml")
    """
    raise AssertionError


@hookspec
def smartflow_register_settings() -> Iterable[Setting]:
    """Register settings that a workflow file or a city may change.

    Example::

        import smartflow
        from smartflow import Setting, Text

        @smartflow.hookimpl
        def smartflow_register_settings():
            yield Setting(
                key="at_least", type="integer", default=1,
                title=Text(id="Jumlah minimal", en="Least number"),
            )
    """
    raise AssertionError


@hookspec
def smartflow_register_demos() -> Iterable[Demo]:
    """Register demos for ``smartflow demo``.

    Example::

        import smartflow
        from smartflow import Demo, Step, Text

        def steps(folder):
            yield Step(argv=("workflow", "list"), note=Text(id="Alur kerja", en="Workflows"))

        @smartflow.hookimpl
        def smartflow_register_demos():
            yield Demo(key="tiny", title=Text(id="Kecil", en="Tiny"), steps=steps)
    """
    raise AssertionError


@hookspec
def smartflow_recorded(entry: Mapping[str, object]) -> None:
    """Be told of an entry of the history, after it was committed; nothing can be vetoed here.

    Args:
        entry: The entry as plain data: ``log``, ``seq``, ``at``, ``act``, ``actor``, ``body``.

    Example::

        import smartflow

        @smartflow.hookimpl
        def smartflow_recorded(entry):
            print(entry["act"])
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
