"""What a rule file registers: compiled against the worksheets and columns that are known by then.

Stands between the loader and :mod:`smartflow.plugin.rule_file`, which knows how such a file is
written and nothing of candidates and collections. Imported only where there is a rule file.
"""

from __future__ import annotations

import tomllib

import msgspec

from smartflow.model import Column, Worksheet
from smartflow.plugin.discovery import Candidate
from smartflow.plugin.loading.collection import Collection, Misregistered
from smartflow.plugin.loading.compatibility import api_fault
from smartflow.plugin.loading.registering import Incompatible

__all__ = ["read_rule_file"]


def read_rule_file(candidate: Candidate, known: Collection) -> tuple[Candidate, Collection]:
    """Return a rule file's plugin with the version that the file says, and what it registers.

    Args:
        candidate: The file.
        known: What all other plugins registered.

    Raises:
        Incompatible: the file was written for another contract.
        Misregistered: it cannot be read, or a rule in it is not sound.
    """
    from smartflow.plugin.rule_file import RuleFileFault, read_rules

    unfit = api_fault(_written_api(candidate.content))
    if unfit is not None:
        raise Incompatible(unfit)
    try:
        file = read_rules(candidate.content, _worksheets(known), candidate.value)
    except RuleFileFault as fault:
        raise Misregistered(fault.text) from fault
    dated = msgspec.structs.replace(candidate, version=file.version)
    rules = (("smartflow_register_rules", rule) for rule in file.rules)
    return dated, Collection.of(dated, rules)


def _written_api(content: bytes) -> object:
    """Return the contract's number that the file names; what is no TOML is refused elsewhere."""
    try:
        return tomllib.loads(content.decode("utf-8-sig")).get("api")
    except (ValueError, RecursionError):
        return None


def _worksheets(known: Collection) -> dict[str, Worksheet]:
    """Return every worksheet with all the columns that any plugin adds, whatever their regions."""
    added: dict[str, list[Column]] = {}
    for owned in known.things.get("column", {}).values():
        if isinstance(owned.value, Column):
            added.setdefault(owned.value.worksheet, []).append(owned.value)
    return {
        key: owned.value.with_columns(tuple(added.get(key, ())))
        for key, owned in known.things.get("worksheet", {}).items()
        if isinstance(owned.value, Worksheet)
    }
