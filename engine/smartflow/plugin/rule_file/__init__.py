"""Rule files: rules that a region writes without Python, as ``rules/*.toml`` of a workspace.

A file holds rules whose question is one expression (room ``cel``) and whose sentences stand beside
it in both languages. Reading gives the same :class:`~smartflow.plugin.objects.Rule` that a Python
plugin registers, so that nothing else in the engine knows the difference.

Nothing is registered here and no file is looked for: that is the loader's.

In this folder:

``document``: What stands in a rule file, and the reading of it: every key, every type, every text.
``evaluation``: The functions of rules: each evaluates what a rule file says, and tells what it
    found.
``examples``: The examples inside a rule file: rows and cases of which the author says what must be
    found.
``faults``: What is wrong with a rule file: every fault at its place, all of them at once.
``places``: Where each key and value of a TOML text stands, which ``tomllib`` does not tell.
``rules``: From an entry of a rule file to a rule: scope, expressions, placeholders, function.
``scope``: What an expression may name: the columns of a row, or what the dossier holds.
``source``: A rule file as text: read, taken apart by ``tomllib``, and each of its parts findable
    again.
``values``: What an expression is given: cells and facts of the dossier, as plain values.
``wording``: The one sentence that most faults of a rule file are: a name that is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from smartflow.language import Text
from smartflow.model import Worksheet
from smartflow.plugin.cel import NotInstalled
from smartflow.plugin.objects import Rule
from smartflow.plugin.rule_file.document import read_document
from smartflow.plugin.rule_file.examples import Example, examples_of
from smartflow.plugin.rule_file.faults import Fault, RuleFileFault
from smartflow.plugin.rule_file.rules import RuleReader
from smartflow.plugin.rule_file.source import read_source

__all__ = ["Example", "Fault", "RuleFile", "RuleFileFault", "read_rules"]


class RuleFile(msgspec.Struct, frozen=True):
    """What a rule file brings.

    Attributes:
        version: What it says of itself, or ``""``.
        rules: Its rules, in its order.
        examples: The examples of each rule, by its code.
    """

    version: str
    rules: tuple[Rule, ...]
    examples: Mapping[str, tuple[Example, ...]]


def read_rules(source: Path | bytes, worksheets: Mapping[str, Worksheet], shown: str) -> RuleFile:
    """Read a rule file.

    Args:
        source: The file, or its bytes.
        worksheets: Every worksheet by key, with the columns that plugins add to it.
        shown: How the file is called in messages, such as ``rules/padang.toml``.

    Raises:
        RuleFileFault: naming all that is wrong with it, each at its line and column.
    """
    text = read_source(source, shown)
    document, entries = read_document(text)
    reader = RuleReader(worksheets, document, text)
    rules: list[Rule] = []
    examples: dict[str, tuple[Example, ...]] = {}
    try:
        for place, entry in entries:
            if entry.code and entry.code in examples:
                text.fault_at((*place, "code"), _twice(entry.code))
                continue
            examples[entry.code] = examples_of(entry, place, worksheets, text)
            rule = reader.rule(entry, place, examples[entry.code])
            if rule is not None:
                rules.append(rule)
    except NotInstalled:
        raise RuleFileFault(shown, [Fault(0, 0, _NOT_INSTALLED)]) from None
    text.refuse()
    return RuleFile(document.version, tuple(rules), examples)


def _twice(code: str) -> Text:
    return Text(
        id=f"kode {code} sudah dipakai di atas; setiap ketentuan mempunyai kode sendiri.",
        en=f"the code {code} is taken by a rule above; every rule has a code of its own.",
    )


_NOT_INSTALLED = Text(
    id='berkas ketentuan memerlukan paket tambahan: pip install "smartflow-engine[rules]"',
    en='a rule file needs a further package: pip install "smartflow-engine[rules]"',
)
