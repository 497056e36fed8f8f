"""What a plugin registers, looked at without running it: codes, texts, sources, words.

The loader has refused already what the contract forbids; here is what it lets pass.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import msgspec

import smartflow
from smartflow.errors import SmartflowError
from smartflow.language import Text
from smartflow.plugin.discovery import Candidate
from smartflow.plugin.loading.compatibility import API_NAME, written_api
from smartflow.plugin.objects import Rule
from smartflow.plugin.registry import PluginRecord
from smartflow.workflow.catalogue import Catalogue
from smartflow.workflow.lint.plugin_remarks import plugin_remarks
from smartflow.workflow.lint.run import lint
from smartflow.workshop.examining.own import Own
from smartflow.workshop.examining.remark import Remark, remark

__all__ = [
    "deep_imports",
    "families",
    "missing_contract",
    "missing_requirement",
    "sources",
    "texts",
    "unknown_words",
    "unloaded",
    "unsound_workflows",
]

_LONG = 4
"""Words from which on a text is a sentence, and its copy in the other language a forgotten one."""

_WORD = re.compile(r"[^\W\d_]{2,}")

_PUBLIC = ("smartflow.methods", "smartflow.report", "smartflow.testing")


# -- how it is loaded -----------------------------------------------------------------------------


def unloaded(record: PluginRecord) -> Iterator[Remark]:
    """Say why a plugin is not loaded."""
    if record.state != "loaded":
        reason = record.reason or Text.same(record.fault)
        fix = _TRUST if record.state == "not_trusted" else None
        yield remark("CHK001", record.name, reason, place=record.state, fix=fix)


_TRUST = Text(
    id="Memeriksa berkas Python berarti menjalankannya: baca isinya, percayai, lalu periksa lagi.",
    en="To check a Python file is to run it: read it, trust it, then check again.",
)


def missing_contract(candidate: Candidate, source: bytes) -> Iterator[Remark]:
    """Say that a plugin does not say for which contract it was written.

    Args:
        candidate: The plugin.
        source: Its module, or its rule file.
    """
    if candidate.kind == "rule_file":
        name, said = "api", "api" in tomllib.loads(source.decode("utf-8-sig"))
    else:
        name, said = API_NAME, written_api(source) is not None
    if not said and not candidate.built_in:
        message = Text(
            id=f"Tidak menyebut {name}, jadi SmartFlow yang tidak cocok tidak akan dikenali.",
            en=f"It does not say {name}, so a SmartFlow that does not fit is not recognised.",
        )
        yield remark("CHK002", candidate.name, message, severity="warning")


def missing_requirement(candidate: Candidate) -> Iterator[Remark]:
    """Say that a distribution does not say which engine it requires."""
    if candidate.kind == "distribution" and not candidate.built_in and not candidate.requires:
        message = Text(
            id=f"Paket {candidate.distribution} tidak menyebut versi smartflow-engine.",
            en=f"The package {candidate.distribution} names no version of smartflow-engine.",
        )
        yield remark("CHK003", candidate.name, message, severity="warning")


def deep_imports(name: str, files: tuple[Path, ...]) -> Iterator[Remark]:
    """Find imports of the engine that reach past its public names.

    Args:
        name: The plugin's name.
        files: Its Python files.
    """
    for path in files:
        if path.suffix != ".py":
            continue
        for line, module in _imports(path):
            public = any(module == p or module.startswith(f"{p}.") for p in _PUBLIC)
            if module.startswith("smartflow.") and not public:
                message = Text(
                    id=f"Mengimpor {module}, yang bukan nama publik.",
                    en=f"It imports {module}, which is no public name.",
                )
                place = f"{path.name}, line {line}"
                yield remark("CHK004", name, message, place=place, severity="warning")


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the modules of the engine that a file imports, with their lines."""
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError, RecursionError):
        return  # whoever imports it learns it from the loader
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            if node.module != "smartflow":
                yield node.lineno, node.module
                continue
            public = ("*", *smartflow.__all__)
            inside = (one.name for one in node.names if one.name not in public)
            yield from ((node.lineno, f"smartflow.{name}") for name in inside)


# -- codes and sources ----------------------------------------------------------------------------


def families(own: Own) -> Iterator[Remark]:
    """Find that the few rules of a plugin are of several families."""
    letters = sorted({rule.family for rule in own.rules.values()})
    # A large plugin divides its rules by topic; few rules in several families are a slip.
    if len(letters) > 1 and len(own.rules) < 2 * len(letters):
        listing = ", ".join(letters)
        message = Text(
            id=f"{len(own.rules)} ketentuan memakai {len(letters)} keluarga kode: {listing}.",
            en=f"{len(own.rules)} rules use {len(letters)} families of codes: {listing}.",
        )
        yield remark("CHK101", own.name, message, severity="warning")


def sources(rule: Rule) -> Iterator[Remark]:
    """Find that a rule names no source, or an empty one."""
    if not rule.cites:
        message = Text(
            id=f"Ketentuan {rule.code} tidak menyebut sumbernya.",
            en=f"The rule {rule.code} names no source.",
        )
        yield remark("CHK103", rule.code, message, place="cites", severity="warning")
    elif not all(source.strip() for source in rule.cites):
        message = Text(
            id=f"Ketentuan {rule.code} menyebut sumber yang kosong.",
            en=f"The rule {rule.code} names an empty source.",
        )
        yield remark("CHK103", rule.code, message, place="cites", severity="warning")


def unknown_words(own: Own, catalogue: Catalogue) -> Iterator[Remark]:
    """Find worksheets and stages that a plugin names and nobody has."""
    record = own.registry.plugin(own.name)
    at_loading = () if record is None else record.remarks  # told under an aspect of their own
    for found in plugin_remarks(own.registry, catalogue).get(own.name, ()):
        if found not in at_loading:
            yield remark("CHK104", own.name, found, severity="warning")


# -- texts ----------------------------------------------------------------------------------------


def texts(about: str, thing: object) -> Iterator[Remark]:
    """Find texts of a registered object that are empty, copied or filled in differently.

    Args:
        about: How the object is called.
        thing: The object; every text in it is looked at.
    """
    for place, text in _texts(thing, ""):
        fault = _text_fault(text, place)
        if fault is not None:
            empty = not text.id.strip() or not text.en.strip()
            yield remark(
                "CHK102", about, fault, place=place, severity="error" if empty else "warning"
            )


def _texts(thing: object, place: str) -> Iterator[tuple[str, Text]]:
    if isinstance(thing, Text):
        yield place, thing
    elif isinstance(thing, msgspec.Struct):
        for name in thing.__struct_fields__:
            yield from _texts(getattr(thing, name), f"{place}.{name}" if place else name)
    elif isinstance(thing, tuple | list):
        for number, item in enumerate(thing):
            yield from _texts(item, f"{place}[{getattr(item, 'key', number)}]")
    elif isinstance(thing, Mapping):
        for key, item in thing.items():
            yield from _texts(item, f"{place}[{key}]")


def _text_fault(text: Text, place: str) -> Text | None:
    for words, language in (
        (text.id, ("Indonesia", "Indonesian")),
        (text.en, ("Inggris", "English")),
    ):
        if not words.strip():
            return Text(
                id=f"{place} kosong dalam bahasa {language[0]}.",
                en=f"{place} is empty in {language[1]}.",
            )
    if text.id == text.en and len(_WORD.findall(text.id)) >= _LONG:
        return Text(
            id=f"{place} sama dalam kedua bahasa: '{text.id}'.",
            en=f"{place} is the same in both languages: '{text.en}'.",
        )
    one, other = _placeholders(text.id), _placeholders(text.en)
    if one != other:
        names = ", ".join(sorted(one ^ other))
        return Text(
            id=f"{place} memakai {{{names}}} hanya dalam satu bahasa.",
            en=f"{place} uses {{{names}}} in one language only.",
        )
    return None


def _placeholders(words: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(words) if name}
    except ValueError:  # braces that are no template: only a message is one
        return set()


# -- workflows ------------------------------------------------------------------------------------


def unsound_workflows(own: Own, catalogue: Catalogue) -> Iterator[Remark]:
    """Find workflow files of the plugin that cannot be read, merged or followed."""
    for entry in catalogue.entries:
        if entry.plugin != own.name:
            continue
        about = f"{entry.key}@{entry.version}"
        try:
            found = lint(catalogue.find(about if entry.definition else entry.key), own.registry)
        except SmartflowError as error:
            yield remark("CHK107", about, error.message, place=entry.path.name, fix=error.hint)
            continue
        for one in found:
            yield remark(
                "CHK107",
                about,
                Text(id=f"{one.code}: {one.message.id}", en=f"{one.code}: {one.message.en}"),
                place=one.where,
                severity=one.severity,
            )
