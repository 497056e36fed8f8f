"""The desk of the secretariat: where files are kept, and how commands are worded.

Every note ends by saying that the data are invented, whatever chapter it stands in. Imports the
public names of ``smartflow`` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Step, Text
from smartflow_masterplan.demo.content import people, register
from smartflow_masterplan.demo.filing import filled_in
from smartflow_masterplan.demo.papers import write_paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from smartflow_masterplan.demo.rows import Rows

__all__ = ["PAPERS", "Desk"]

PAPERS = "berkas"
"""The folder inside the workspace that holds everything the demo writes."""

_MARK = " (data ilustrasi)"


class Desk:
    """Where the secretariat of the demo works.

    Args:
        folder: The workspace.

    Attributes:
        folder: The workspace.
        city: The slug of the city.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.city = register().city.slug

    def path(self, *parts: str) -> Path:
        """Return the path of a file or folder among the papers."""
        return self.folder.joinpath(PAPERS, *parts)

    def paper(self, name: str, title: str, *lines: str) -> str:
        """Write a document among the papers and return its path as a word of a command."""
        path = self.path("dokumen", name)
        write_paper(path, title, *lines)
        return str(path)

    def book(self, name: str) -> str:
        """Return where a printed book goes, as a word of a command."""
        folder = self.path("buku")
        folder.mkdir(parents=True, exist_ok=True)
        return str(folder / name)

    def step(
        self, *argv: str, note: tuple[str, str], exit_code: int = 0, quiet: bool = False
    ) -> Step:
        """Return a command.

        Args:
            argv: The words behind ``smartflow``.
            note: What it shows, in Indonesian and in English, without a full stop.
            exit_code: What it must end with.
            quiet: Whether its output is left out.
        """
        return Step(
            argv=argv,
            note=Text(id=note[0] + _MARK, en=note[1] + _MARK),
            exit_code=exit_code,
            quiet=quiet,
        )

    def by_operator(self, *argv: str) -> tuple[str, ...]:
        """Return the words of a command that the secretariat's operator gives."""
        return (*argv, "--as", people().operator)

    def workbooks(
        self, folder: str, rows: Mapping[str, Mapping[str, Rows]], *, marked: bool = True
    ) -> str:
        """Write one filled-in workbook per filler and return the folder as a word of a command.

        Args:
            folder: The name of the folder among the papers.
            rows: For each filler, the rows of each worksheet.
            marked: Whether they keep the hidden sheet of the engine's template.
        """
        for filler, sheets in rows.items():
            template = self.template(filler) if marked else None
            filled_in(self.path(folder, f"{filler}.xlsx"), filler, sheets, template)
        return str(self.path(folder))

    def template(self, filler: str) -> Path:
        """Return the template that the engine wrote for ``filler``."""
        # The city's own workbook is named after its kind, not after its slug twice.
        own = "kota" if filler == self.city else filler
        return self.path("templat", f"{self.city}-{own}.xlsx")

    def paths(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the paths of folders among the papers, as words of a command."""
        return tuple(str(self.path(name)) for name in names)
