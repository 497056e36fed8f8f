"""A template looked at before anything opens it: somebody may have damaged it, or meant harm.

A Word file is a zip archive. Its sizes are read from its list before a byte is unpacked, and what
could run a program or ask another computer for something is refused, not left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from smartflow import Text
from smartflow.report import TemplateFault

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BODY", "opened", "sound"]

BODY: Final = "word/document.xml"
_ENTRIES, _LARGEST, _WHOLE = 500, 20_000_000, 60_000_000
"""How many files a template may hold, how large one may be and all of them, unpacked, in bytes."""

_MACRO: Final = Text(id="makro atau berkas sisipan", en="a macro or an embedded file")
_DOCTYPE: Final = Text(id="DOCTYPE", en="a DOCTYPE")
_LINK: Final = Text(id="tautan ke berkas luar", en="a link to a file outside")
_FIELD: Final = Text(id="bidang {field}", en="a field {field}")
_PROGRAM: Final = re.compile(r"vbaProject|vbaData|/embeddings/|/activeX/", re.IGNORECASE)
_FETCHING: Final = re.compile(
    r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|MACROBUTTON)\b",
    re.IGNORECASE,
)
_INSTRUCTION: Final = re.compile(r"<w:instrText[^>]*>([^<]*)|w:instr=[\"']([^\"']*)")
_OUTSIDE: Final = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")


def opened(template: bytes) -> dict[str, bytes]:
    """Return the files of a template by name.

    Raises:
        TemplateFault: it is no Word file, it is too large, or it holds what a template may not.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as pack:
            _measure(pack.infolist())
            files = {entry.filename: pack.read(entry) for entry in pack.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError) as error:
        raise _no_word_file() from error
    if BODY not in files or "[Content_Types].xml" not in files:
        raise _no_word_file()
    for name, content in files.items():
        _harmless(name, content)
    return files


@contextmanager
def sound() -> Iterator[None]:
    """Turn whatever a library says of a broken template into a fault of the template.

    It has no line: that would be one of the XML inside, which no official ever sees.

    Raises:
        TemplateFault: something was broken.
        ModuleNotFoundError: a library is missing.
    """
    try:
        yield
    except TemplateFault as fault:
        fault.line = None
        raise
    except ModuleNotFoundError:
        raise
    except Exception as error:
        words = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        raise TemplateFault(
            Text(
                id=f"isi dokumen Word-nya rusak ({words})",
                en=f"the Word document is damaged inside ({words})",
            )
        ) from error


def _no_word_file() -> TemplateFault:
    return TemplateFault(
        Text(
            id="berkasnya bukan dokumen Word (.docx); simpan sebagai .docx",
            en="it is not a Word document (.docx); save it as .docx",
        )
    )


def _measure(entries: list[zipfile.ZipInfo]) -> None:
    sizes = [entry.file_size for entry in entries]
    if len(sizes) > _ENTRIES or max(sizes, default=0) > _LARGEST or sum(sizes) > _WHOLE:
        most = _WHOLE // 1_000_000
        raise TemplateFault(
            Text(
                id=f"isinya terlalu besar; paling besar {most} MB setelah dibuka",
                en=f"it holds too much; {most} MB unpacked at most",
            )
        )


def _harmless(name: str, content: bytes) -> None:
    if _PROGRAM.search(f"/{name}"):
        raise _refused(_MACRO, name)
    if not name.endswith((".xml", ".rels")):
        return
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _refused(_DOCTYPE, name)
    for link in _OUTSIDE.findall(content):
        if b"/hyperlink" not in link:
            raise _refused(_LINK, name)
    for found in _INSTRUCTION.finditer(content.decode("utf-8", "replace")):
        field = _FETCHING.search(found[1] or found[2] or "")
        if field:
            raise _refused(_FIELD.fill({"field": field[0].upper()}), name)


def _refused(what: Text, name: str) -> TemplateFault:
    return TemplateFault(
        Text(
            id=f"templat memuat {what.id} ({name}), yang tidak diizinkan",
            en=f"the template holds {what.en} ({name}), which is not allowed",
        )
    )
