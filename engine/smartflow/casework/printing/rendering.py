"""Writing something down in a format that a plugin registers, guarded like a rule.

Whatever a format raises becomes a sentence that names it and its plugin. A library that is not
installed and a template that cannot be filled are told as what they are: neither is a fault of the
plugin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.errors import BadInput, PluginFault
from smartflow.language import Text
from smartflow.plugin.faults import CATCHABLE, describe_fault
from smartflow.plugin.running.isolation import Isolation
from smartflow.report import BadImage, TemplateFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartflow.language import Language
    from smartflow.plugin.objects import OutputFormat
    from smartflow.plugin.registry import Owned, Registry

__all__ = [
    "FormatFailed",
    "MissingLibrary",
    "UnfillableTemplate",
    "UnknownFormat",
    "UnprintablePicture",
    "find_format",
    "render",
    "writers_of",
]


class UnknownFormat(BadInput):
    """No format of that name renders this."""

    code = "unknown-format"
    says = Text(
        id="Bentuk keluaran '{key}' tidak tersedia di sini.",
        en="The format '{key}' is not available here.",
    )
    next_step = Text(id="Pilih salah satu: {names}.", en="Choose one of: {names}.")


class FormatFailed(PluginFault):
    """A format's own function failed."""

    code = "format-failed"
    says = Text(
        id="Bentuk keluaran '{form}' dari plugin '{plugin}' ({source}) gagal: {fault}.",
        en="The format '{form}' of the plugin '{plugin}' ({source}) failed: {fault}.",
    )
    next_step = Text.same("{advice}")


class MissingLibrary(BadInput):
    """A format needs a library that is not installed."""

    code = "missing-library"
    says = Text(
        id="Bentuk '{form}' memerlukan pustaka '{name}' yang belum terpasang.",
        en="The format '{form}' needs the library '{name}', which is not installed.",
    )
    next_step = Text(
        id='Pasang pelengkapnya: pipx install --force "smartflow-engine[docs]", atau pakai'
        " --format html.",
        en='Install the extra: pipx install --force "smartflow-engine[docs]", or use --format'
        " html.",
    )


class UnprintablePicture(BadInput):
    """A picture of a book is damaged, although it begins as a picture does."""

    code = "unprintable-picture"
    says = Text(
        id="Gambar di dalam buku tidak dapat dicetak sebagai {key}: {fault}.",
        en="A picture of the book cannot be printed as {key}: {fault}.",
    )
    next_step = Text(
        id="Simpan ulang gambarnya sebagai PNG atau JPEG, lalu catat lagi: smartflow record",
        en="Save the picture again as PNG or JPEG, then record it again: smartflow record",
    )


class UnfillableTemplate(BadInput):
    """A template cannot be filled."""

    code = "unfillable-template"
    says = Text(
        id="Templat {key} tidak dapat diisi{at}: {fault}.",
        en="The template of {key} cannot be filled{at}: {fault}.",
    )
    next_step = Text(
        id="Perbaiki berkasnya, lalu: smartflow template check",
        en="Mend the file, then: smartflow template check",
    )


def writers_of(registry: Registry, kind: str) -> Mapping[str, Owned[OutputFormat]]:
    """Return the formats that can write a ``verdict``, ``table`` or ``book``, by key."""
    return {key: one for key, one in registry.formats.items() if kind in one.value.renders}


def find_format(registry: Registry, kind: str, key: str) -> Owned[OutputFormat]:
    """Return the format of that key that can write a ``verdict``, ``table`` or ``book``.

    Raises:
        UnknownFormat: there is none; the engine's own are named beside the others.
    """
    usable = writers_of(registry, kind)
    if key in usable:
        return usable[key]
    own = ("json",) if kind == "book" else ("text", "json")
    names = ", ".join([*own, *sorted(usable)])
    raise UnknownFormat(key=key, names=names)


def render(
    owned: Owned[OutputFormat], thing: object, language: Language, template: bytes | None = None
) -> bytes:
    """Return something as a format writes it.

    Args:
        owned: The format.
        thing: The table, verdict or book.
        language: The reader's language.
        template: The template's bytes, for a format that has one and a book; None for its own.

    Raises:
        FormatFailed: the format's function failed.
        MissingLibrary: it needs a library that is not installed.
        UnfillableTemplate: the template cannot be filled.
        UnprintablePicture: a picture in it is damaged.
    """
    form, origin = owned.value, owned.origin
    try:
        given: tuple[object, ...] = (thing, language)
        if form.template is not None:
            given = (*given, form.template.read_bytes() if template is None else template)
        with Isolation().around(f"--format {form.key}", origin.plugin):
            content: object = form.function(*given)
        if not isinstance(content, bytes):
            message = f"bytes were expected, not {type(content).__name__}"
            raise TypeError(message)
    except KeyboardInterrupt:
        raise
    except ModuleNotFoundError as error:
        raise _missing(owned, error) from error
    except TemplateFault as fault:
        at = (
            Text(id=f" (baris {fault.line})", en=f" (line {fault.line})")
            if fault.line
            else Text("", "")
        )
        raise UnfillableTemplate(key=form.key, at=at, fault=fault.text) from fault
    except BadImage as fault:
        raise UnprintablePicture(key=form.key, fault=fault.text) from fault
    except CATCHABLE as error:
        raise _failed(owned, error) from error
    return content


def _failed(owned: Owned[OutputFormat], error: BaseException) -> FormatFailed:
    form, origin = owned.value, owned.origin
    fault = describe_fault(error, getattr(form.function, "__module__", ""))
    return FormatFailed(
        form=form.key,
        plugin=origin.plugin,
        source=origin.source,
        fault=fault,
        advice=Text(id="Pakai bentuk lain, misalnya html.", en="Use another format, such as html.")
        if "book" in form.renders
        else Text(id="Pakai --format text.", en="Use --format text."),
    )


def _missing(owned: Owned[OutputFormat], error: ModuleNotFoundError) -> MissingLibrary:
    form = owned.value
    return MissingLibrary(form=form.key, name=error.name)
