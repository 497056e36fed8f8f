"""``workflow new``: begin a region's own workflow, as a file of the workspace that extends another.

What is written changes nothing yet: it stands for the workflow that it extends, under a key of
its own, and passes ``workflow lint`` at once. Everything that a region may want to say
differently is there in comments, with the keys and values that hold today.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.errors import BadInput
from smartflow.language import Language, Text
from smartflow.plugin.scaffold import quoted, write_new

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.plugin.registry import Registry
    from smartflow.workflow.catalogue import Catalogue
    from smartflow.workflow.definition import Transition, Workflow

__all__ = ["BadKey", "KeyTaken", "workflow_new"]

FOLDER = "workflows"
_KEY = re.compile(r"[a-z][a-z0-9_]*")


class BadKey(BadInput):
    """A word that cannot be the key of a workflow."""

    code = "bad-workflow-key"
    says = Text(
        id="'{key}' bukan kunci alur kerja: hanya huruf kecil, angka dan garis bawah.",
        en="'{key}' is no key of a workflow: small letters, digits and underscores only.",
    )
    next_step = Text(
        id="Contoh: smartflow workflow new padang_panjang --extends masterplan@1",
        en="Example: smartflow workflow new padang_panjang --extends masterplan@1",
    )


class KeyTaken(BadInput):
    """A workflow has the key already."""

    code = "workflow-key-taken"
    says = Text(id="Alur kerja '{key}' sudah ada.", en="There is a workflow '{key}' already.")
    next_step = Text(
        id="Lihat: smartflow workflow show {key}. Pilih kunci lain, atau ubah berkasnya.",
        en="See: smartflow workflow show {key}. Choose another key, or edit its file.",
    )


def workflow_new(  # noqa: PLR0913  the words of the command, and where to look things up
    root: Path,
    key: str,
    *,
    extends: str,
    catalogue: Catalogue,
    registry: Registry,
    language: Language,
) -> Path:
    """Write ``workflows/KEY.toml`` into a workspace.

    Args:
        root: The workspace's folder.
        key: The key of the new workflow: small letters, digits and underscores.
        extends: The workflow that it extends: ``masterplan@1``, or ``masterplan`` for the newest.
        catalogue: The workflows there are.
        registry: What may be set, for the comments.
        language: The language of the comments; titles are in both.

    Returns:
        The file.

    Raises:
        BadKey: the key is malformed.
        KeyTaken: there is such a workflow.
        UnknownWorkflow: there is none to extend.
        AlreadyThere: the file exists.
    """
    if not _KEY.fullmatch(key):
        raise BadKey(key=key)
    if any(entry.key == key for entry in catalogue.entries):
        raise KeyTaken(key=key)
    parent = catalogue.find(extends)
    path = root / FOLDER / f"{key}.toml"
    text = "\n".join(_lines(key, parent, registry, language))
    write_new(root, {path.relative_to(root).as_posix(): f"{text}\n"})
    return path


def _lines(key: str, parent: Workflow, registry: Registry, language: Language) -> Iterator[str]:
    title = Text(id=f"{parent.title.id} ({key})", en=f"{parent.title.en} ({key})")
    yield from _said(
        Text(
            id=f"Hanya yang berbeda dari {parent.reference} ditulis di sini. Baris yang diawali #"
            " belum berlaku:\nhapus tanda # di depannya bila Anda memerlukannya. Nilai di sini"
            " mengganti nilai aslinya;\ndaftar diganti seluruhnya, tidak pernah ditambah.\n"
            f"Periksa: smartflow workflow lint {key}",
            en=f"Only what differs from {parent.reference} stands here. A line that begins with #"
            " does not count yet:\ntake the # away when you need it. A value given here replaces"
            " the original one;\na list is replaced as a whole, never appended to.\n"
            f"Examine: smartflow workflow lint {key}",
        ),
        language,
    )
    yield from (
        "",
        "[workflow]",
        f'key = "{key}"',
        "version = 1",
        f'extends = "{parent.reference}"',
        f"title = {{ id = {quoted(title.id)}, en = {quoted(title.en)} }}",
        "",
    )
    yield from _stages(parent, language)
    yield from _gate(parent.transitions[0], language)
    yield from _settings(parent, registry, language)


def _stages(parent: Workflow, language: Language) -> Iterator[str]:
    yield from _said(
        Text(id="Tenggat sebuah tahap, dalam hari.", en="The due time of a stage, in days."),
        language,
    )
    for stage in parent.stages:
        if stage.key in parent.final:
            continue
        yield from (
            "#",
            f"# [[stage]]  # {stage.title.in_(language)}",
            f'# key = "{stage.key}"',
            f"# due_days = {stage.due_days or 30}",
        )
    yield ""


def _gate(way: Transition, language: Language) -> Iterator[str]:
    yield from _said(
        Text(
            id="Syarat sebuah tahap. Tulis keluarga atau kode ketentuan Anda di dalam rules: tanpa"
            " plugin Anda,\ntahap itu lalu tidak dapat dilewati di komputer mana pun.",
            en="The gate of a stage. Put your own family or codes into rules: without your plugin"
            " nobody can\nthen pass it, on any computer.",
        ),
        language,
    )
    rules = ", ".join(quoted(rule) for rule in way.rules)
    needs = ", ".join(
        f"{{ role = {quoted(need.role)}, quorum = {need.quorum}"
        + (", signed = true" if need.signed else "")
        + (", minutes = true" if need.minutes else "")
        + " }"
        for need in way.sign_offs
    )
    yield from (
        "#",
        "# [[transition]]",
        f'# from = "{way.from_}"',
        f'# to = "{way.to}"',
        f"# rules = [{rules}]",
        f"# sign_offs = [{needs}]",
        "",
    )


def _settings(parent: Workflow, registry: Registry, language: Language) -> Iterator[str]:
    yield from _said(
        Text(
            id="Pengaturan, dengan nilai yang berlaku sekarang.",
            en="Settings, with the values that hold now.",
        ),
        language,
    )
    plugins = sorted({plugin for plugin, _ in registry.settings})
    for plugin in plugins:
        yield from ("#", f"# [settings.{plugin}]")
        held = parent.settings.get(plugin, {})
        for (owner, key), owned in sorted(registry.settings.items()):
            if owner == plugin:
                value = held.get(key, owned.value.default)
                # A decimal that a workflow holds is text in plain notation already.
                words = str(value) if owned.value.type == "decimal" else quoted(value)
                yield f"# {key} = {words}  # {owned.value.title.in_(language)}"


def _said(text: Text, language: Language) -> Iterator[str]:
    return (f"# {line}" for line in text.in_(language).splitlines())
