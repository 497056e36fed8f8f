"""Keys of a workflow file that do not exist: all of them at once, each with its path.

msgspec would stop at the first and does not know what was meant; here the words of the file are
compared with the fields of the structs themselves, so that the two cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from smartflow.language import Text, did_you_mean
from smartflow.workflow.definition import (
    Migration,
    SendBack,
    SignOffRequirement,
    Skip,
    WaiverApproval,
)
from smartflow.workflow.definition_file.complaints import UnknownKey, named
from smartflow.workflow.definition_file.document import (
    BookEntry,
    Definition,
    Header,
    PluginEntry,
    RecordEntry,
    RoleEntry,
    StageEntry,
    TransitionEntry,
)

if TYPE_CHECKING:
    import msgspec

__all__ = ["refuse_unknown_keys"]

_TABLES: dict[str, type[msgspec.Struct]] = {
    "stage": StageEntry,
    "transition": TransitionEntry,
    "role": RoleEntry,
    "record": RecordEntry,
    "book": BookEntry,
    "plugin": PluginEntry,
}
_NESTED: dict[str, type[msgspec.Struct]] = {
    "title": Text,
    "sign_offs": SignOffRequirement,
    "skip": Skip,
    "reason": Text,
}


def _fields(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    return struct.__struct_encode_fields__


def _unknown(
    table: object, path: str, allowed: tuple[str, ...]
) -> list[tuple[str, str, tuple[str, ...]]]:
    """List (path, key, allowed keys) of every unknown key in ``table`` and below it."""
    if not isinstance(table, Mapping):
        return []
    found = [(path, key, allowed) for key in table if key not in allowed]
    for key, inner in _NESTED.items():
        if key not in allowed or key not in table:
            continue
        value = table[key]
        items = value if isinstance(value, list) else [value]
        for position, item in enumerate(items):
            suffix = f"[{position}]" if isinstance(value, list) else ""
            found += _unknown(item, f"{path}.{key}{suffix}", _fields(inner))
    return found


def refuse_unknown_keys(data: Mapping[str, object], name: str) -> None:
    """Refuse a file with keys that do not exist, naming all of them.

    Args:
        data: The parsed file.
        name: How the file is called in messages.

    Raises:
        UnknownKey: with the path of each key and what may have been meant.
    """
    top = _fields(Definition)
    found = [("", key, top) for key in data if key not in top]
    found += _unknown(data.get("workflow"), "workflow", _fields(Header))
    found += _unknown(data.get("send_back"), "send_back", _fields(SendBack))
    found += _unknown(data.get("waiver"), "waiver", _fields(WaiverApproval))
    found += _unknown(data.get("migrate"), "migrate", _fields(Migration))
    for table, struct in _TABLES.items():
        entries = data.get(table)
        if isinstance(entries, list):
            for position, entry in enumerate(entries):
                found += _unknown(entry, f"{table}[{position}]", _fields(struct))
    if found:
        raise _unknown_key(found, data, name)


def _unknown_key(
    found: list[tuple[str, str, tuple[str, ...]]], data: Mapping[str, object], name: str
) -> UnknownKey:
    parts_id, parts_en = [], []
    for path, key, allowed in found:
        guess = did_you_mean(key, allowed)
        if not path and key in _fields(Header):
            # The key is a right one, only above [workflow] instead of below it.
            guess = did_you_mean(f"workflow.{key}", (f"workflow.{key}",))
        where = named(f"{path}.{key}" if path else key, data)
        parts_id.append(f"kunci '{where}' tidak dikenal.{guess.id}")
        parts_en.append(f"the key '{where}' is not known.{guess.en}")
    return UnknownKey(name=name, parts=Text(id=_sentences(parts_id), en=_sentences(parts_en)))


def _sentences(parts: list[str]) -> str:
    first, *others = parts
    return " ".join([first, *(part[0].upper() + part[1:] for part in others)])
