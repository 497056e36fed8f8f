"""What SARIF says of the tool: its rules in both languages, and the plugins they came from.

All rules stand in the driver, because most readers look nowhere else; the plugins are its
extensions, each with its version and fingerprint. The other language is a translation (SARIF
2.1.0, section 3.19.4), so one file serves both readers.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec

import smartflow
from smartflow import Text
from smartflow_formats.sarif.words import message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartflow import Verdict
    from smartflow_formats.common.cells import Language
    from smartflow_formats.common.remarks import Remark

__all__ = ["Descriptors", "rule_id", "tool", "translation"]

_NAME = "SmartFlow"
_GUID = "400b6705-a7b5-54fc-9812-b21d84f822e2"
"""Names the driver, so that a translation is known to be its own (section 3.19.6)."""

_BASIS = Text(id="Dasar: {cites}", en="Basis: {cites}")


class _Rule(msgspec.Struct, frozen=True):
    """A rule, scoring rule or sign-off as a descriptor needs it."""

    id: str
    title: Text
    help: Text
    level: str
    plugin: str
    cites: tuple[str, ...]


class Descriptors:
    """The rules that a run names, each once, in the order in which they come.

    Attributes:
        rules: The rules.
    """

    def __init__(self, verdict: Verdict, lines: Sequence[tuple[Remark, Remark]]) -> None:
        """Gather them.

        Args:
            verdict: The verdict.
            lines: Its lines, each in Indonesian and in English.
        """
        raw = {result.rule: result for result in verdict.results}
        found: dict[str, _Rule] = {}
        for one, other in lines:
            key = rule_id(one)
            if not key or key in found:
                continue
            result = raw.get(one.code) if one.kind == "result" else None
            found[key] = _Rule(
                id=key,
                title=Text(id=one.title, en=other.title),
                help=result.fix if result else Text(id=one.fix, en=other.fix),
                level="warning" if one.severity == "warning" else "error",
                plugin=one.plugin,
                cites=one.cites,
            )
        self.rules = tuple(found.values())
        self._index = {key: at for at, key in enumerate(found)}

    def reference(self, key: str) -> dict[str, object] | None:
        """Return what refers to a rule (section 3.52), or None where the run has none such."""
        at = self._index.get(key)
        return None if at is None else {"id": key, "index": at}


def rule_id(remark: Remark) -> str:
    """Return the id of the rule that a line is a result of; empty where it is of none."""
    match remark.kind:
        case "result":
            return remark.code
        case "score" | "sign_off":
            return f"{remark.kind}/{remark.code}"
        case _:
            return ""


def tool(verdict: Verdict, descriptors: Descriptors, language: Language) -> dict[str, object]:
    """Return the tool of a run (section 3.18): the engine with every rule, and the plugins."""
    driver = {
        "name": _NAME,
        "guid": _GUID,
        "version": smartflow.__version__,
        "language": language,
        "rules": [
            {
                **_words(rule, language),
                "defaultConfiguration": {"level": rule.level},
                "properties": {"plugin": rule.plugin, "cites": list(rule.cites)},
            }
            for rule in descriptors.rules
        ],
    }
    return {"driver": driver, "extensions": list(_extensions(verdict))}


def translation(descriptors: Descriptors, language: Language) -> dict[str, object]:
    """Return the same rules in another language (section 3.14.9)."""
    return {
        "name": _NAME,
        "guid": _GUID,
        "version": smartflow.__version__,
        "language": language,
        "contents": ["localizedData"],
        "associatedComponent": {"name": _NAME, "guid": _GUID},
        "rules": [_words(rule, language) for rule in descriptors.rules],
    }


def _words(rule: _Rule, language: Language) -> dict[str, object]:
    """Return what a person reads of a rule."""
    told = [rule.help.in_(language)]
    if rule.cites:
        told.append(_BASIS.fill({"cites": "; ".join(rule.cites)}).in_(language))
    descriptor: dict[str, object] = {
        "id": rule.id,
        "shortDescription": message(rule.title.in_(language)),
    }
    if any(told):
        descriptor["help"] = message("\n".join(filter(None, told)))
    return descriptor


def _extensions(verdict: Verdict) -> Iterator[dict[str, object]]:
    """Yield every plugin, once (the array is of unique values)."""
    seen = set()
    for fact in verdict.plugins:
        version = {"version": fact.version} if fact.version else {}
        extension: dict[str, object] = {
            "name": fact.name,
            **version,
            "properties": {
                "distribution": fact.distribution,
                "state": fact.state,
                "fingerprint": fact.fingerprint,
                "notes": list(fact.notes),
            },
        }
        written = json.dumps(extension)
        if written not in seen:
            seen.add(written)
            yield extension
