"""Output formats and chapters, tried on what they may be given: a full verdict, an empty one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from smartflow.language import LANGUAGES, Text
from smartflow.model import Dossier, Result, Verdict
from smartflow.plugin.faults import CATCHABLE, describe_fault
from smartflow.plugin.objects import Chapter, OutputFormat, Settings
from smartflow.report import Book, Table
from smartflow.report.sample import sample_book
from smartflow.workshop.examining.remark import Remark, remark
from smartflow.workshop.examining.watching import Watch

__all__ = ["books", "examine_chapter", "examine_format", "tables", "verdicts"]

Given = Sequence[tuple[Text, object]]


def verdicts(results: Sequence[Result]) -> Given:
    """Return verdicts to try a format on, with what each is called.

    Args:
        results: What the plugins' rules said of some samples.
    """
    bare = Verdict(
        city="contoh",
        from_="",
        to="",
        met=True,
        as_of="2026-03-02",
        results=(),
        scores=(),
        sign_offs=(),
        plugins=(),
        digests={},
    )
    titles = {bare.city: Text.same("Kota Contoh")}
    full = msgspec.structs.replace(bare, met=False, results=tuple(results), titles=titles)
    return (
        (Text(id="putusan tanpa hasil", en="a verdict without results"), bare),
        (Text(id="putusan dengan hasil", en="a verdict with results"), full),
    )


def tables() -> Given:
    """Return tables to try a format on, with what each is called."""
    title, heading = Text(id="Contoh", en="Example"), Text(id="Nilai", en="Value")
    bare = Table(title=title, keys=("value",), headings=(heading,), rows=())
    rows = ((1,), (None,), (True,), (heading,), ('a,b;"c"\n=1+1',))
    full = Table(title=title, keys=("value",), headings=(heading,), rows=rows, note=heading)
    return (
        (Text(id="tabel kosong", en="an empty table"), bare),
        (Text(id="tabel berisi", en="a table with rows"), full),
    )


def books() -> Given:
    """Return books to try a format on, with what each is called."""
    title = Text(id="Contoh", en="Example")
    return (
        (Text(id="buku kosong", en="an empty book"), Book(title, title)),
        (Text(id="buku dengan segala isi", en="a book with every kind of block"), sample_book()),
        (Text(id="buku yang masih draf", en="a book that is a draft"), sample_book(draft=True)),
    )


def examine_format(
    form: OutputFormat, results: Sequence[Result], files: Sequence[str], watch: Watch
) -> Iterator[Remark]:
    """Try a format on everything that it says it renders, in both languages.

    Args:
        form: The format.
        results: What rules said of some samples.
        files: The plugin's files.
        watch: Watches.
    """
    given = {"verdict": verdicts(results), "table": tables(), "book": books()}
    for kind in form.renders:
        if kind not in given:
            yield _of_format(
                form,
                Text(
                    id=f"renders menyebut '{kind}'; yang ada: {', '.join(given)}.",
                    en=f"renders names '{kind}'; there are: {', '.join(given)}.",
                ),
                "renders",
            )
            continue
        for called, thing in given[kind]:
            fault = _rendering_fault(form, thing, files, watch)
            if fault is not None:
                message = Text(
                    id=f"Untuk {called.id}: {fault.id}.", en=f"For {called.en}: {fault.en}."
                )
                yield _of_format(form, message, kind)


def _of_format(form: OutputFormat, message: Text, place: str) -> Remark:
    return remark("CHK108", form.key, message, place=place)


def _rendering_fault(
    form: OutputFormat, thing: object, files: Sequence[str], watch: Watch
) -> Text | None:
    template = () if form.template is None else (form.template.read_bytes(),)
    for language in LANGUAGES:
        once, fault = _called(
            lambda: form.function(thing, language, *template),  # noqa: B023  called at once
            form,
            files,
            watch,
        )
        if fault:
            return Text.same(fault)
        if not isinstance(once, bytes):
            words = type(once).__name__
            return Text(
                id=f"mengembalikan {words}, bukan bytes", en=f"it returns {words}, not bytes"
            )
        if form.media_type.startswith("text/") and not once.endswith(b"\n"):
            return Text(
                id="keluarannya tidak diakhiri baris baru",
                en="what it writes does not end with a line break",
            )
        if once != form.function(thing, language, *template):
            return Text(
                id="dua kali dipanggil, keluarannya berbeda",
                en="called twice, it writes two things",
            )
    return None


def _called(
    call: Callable[[], object],
    thing: OutputFormat | Chapter,
    files: Sequence[str],
    watch: Watch,
) -> tuple[object, str]:
    """Call a function of the plugin; return what it gives, or how it failed."""
    try:
        with watch.during(files):
            return call(), ""
    except KeyboardInterrupt:
        raise
    except CATCHABLE as error:
        return None, describe_fault(error, getattr(thing.function, "__module__", ""))


def examine_chapter(
    chapter: Chapter,
    dossiers: Sequence[tuple[Text, Dossier]],
    plugin: str,
    files: Sequence[str],
    watch: Watch,
) -> Iterator[Remark]:
    """Make a chapter for every sampled city.

    Args:
        chapter: The chapter.
        dossiers: The cities, with how each is told.
        plugin: The plugin's name, whose settings it gets.
        files: The plugin's files.
        watch: Watches.
    """
    for told, dossier in dossiers:
        settings: Settings = dossier.settings.get(plugin, {})
        _, fault = _called(
            lambda: chapter.function(dossier, settings),  # noqa: B023  called at once
            chapter,
            files,
            watch,
        )
        if fault:
            message = Text(id=f"{told.id}: {fault}.", en=f"{told.en}: {fault}.")
            yield remark("CHK109", chapter.key, message)
            return
