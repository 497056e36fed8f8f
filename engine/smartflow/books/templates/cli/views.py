"""What the commands about templates share: the folder they are in, and how a check is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.report import Table
from smartflow.terminal.cells import cell_data, counted, from_here

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.books.templates.check import CheckedTemplate
    from smartflow.books.templates.trial import TemplateRemark
    from smartflow.language import Language
    from smartflow.terminal.call import Call

__all__ = ["check_data", "check_lines", "check_table", "workspace_folder"]


def workspace_folder(call: Call) -> Path | None:
    """Return the workspace's folder; None outside of one."""
    from smartflow.casework.workspace import NotAWorkspace, find_workspace

    try:
        return find_workspace(call.folder)
    except NotAWorkspace:
        return None


def check_lines(checked: Sequence[CheckedTemplate], language: Language) -> list[str]:
    """Return the outcome of a check as lines: what was tried, and below it what is wrong."""
    lines = []
    for one in checked:
        lines.append(f"{_named(one).in_(language)}: {_outcome(one).in_(language)}")
        lines += [f"  {_remark_words(remark).in_(language)}" for remark in one.remarks]
    return lines


def _named(one: CheckedTemplate) -> Text:
    if one.path is None:
        return Text(id=f"templat bawaan {one.format}", en=f"the shipped template of {one.format}")
    return Text.same(f"{from_here(one.path)} ({one.format})")


def _outcome(one: CheckedTemplate) -> Text:
    if not one.remarks:
        return Text(id="baik", en="fine")
    number = len(one.remarks)
    return Text(id=f"{number} masalah", en=counted(number, "problem"))


def _remark_words(remark: TemplateRemark) -> Text:
    at_id, at_en = (
        (f"baris {remark.line}: ", f"line {remark.line}: ") if remark.line is not None else ("", "")
    )
    where = f" [{', '.join(remark.prints)}]" if remark.prints else ""
    return Text(
        id=f"{at_id}{remark.message.id}{where}",
        en=f"{at_en}{remark.message.en}{where}",
    )


def check_data(checked: Sequence[CheckedTemplate]) -> dict[str, object]:
    """Return the outcome of a check as JSON holds it."""
    return {
        "templates": [
            {
                "format": one.format,
                "file": None if one.path is None else str(one.path),
                "digest": one.digest,
                "fine": not one.remarks,
                "remarks": [
                    {
                        "line": remark.line,
                        "message": cell_data(remark.message),
                        "prints": list(remark.prints),
                    }
                    for remark in one.remarks
                ],
            }
            for one in checked
        ]
    }


def check_table(checked: Sequence[CheckedTemplate]) -> Table:
    """Return the outcome of a check as a table: a line for each remark, for formats of plugins."""
    return Table(
        title=Text(id="Uji templat", en="Templates on trial"),
        keys=("format", "file", "line", "message", "prints"),
        headings=(
            Text(id="Bentuk", en="Format"),
            Text(id="Berkas", en="File"),
            Text(id="Baris", en="Line"),
            Text(id="Masalah", en="Problem"),
            Text(id="Cetakan", en="Prints"),
        ),
        rows=tuple(
            (
                one.format,
                None if one.path is None else from_here(one.path),
                remark.line,
                remark.message,
                ", ".join(remark.prints) or None,
            )
            for one in checked
            for remark in one.remarks
        ),
    )
