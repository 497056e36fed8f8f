"""Whether a discovered plugin may be imported: judged from its name, its metadata and its trust.

Nothing is imported here. A plugin that may not be gets a record that says why, and what to do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from smartflow.language import Text, day_words
from smartflow.plugin.discovery import source_of
from smartflow.plugin.loading.compatibility import api_fault, requirement_fault, written_api
from smartflow.plugin.registry import PluginRecord

if TYPE_CHECKING:
    from smartflow.plugin.discovery import Candidate
    from smartflow.plugin.registry import PluginState

__all__ = ["Admission", "record_of", "refusal"]

_BLOCKED = Text(
    id="Diblokir di smartflow.toml ruang kerja ini.",
    en="Blocked in this workspace's smartflow.toml.",
)
_LEFT_OUT = Text(
    id="Tidak dimuat: hanya plugin bawaan yang dipakai (--safe).",
    en="Not loaded: only built-in plugins are used (--safe).",
)


class Admission(msgspec.Struct, frozen=True):
    """What is asked for when plugins are loaded.

    Attributes:
        blocked: Names of plugins that this workspace does not want.
        built_in_only: Whether plugins of other distributions, and files, are left alone.
        trusted: Fingerprints of the loose files that the user trusts, hex sha256.
        trusted_once: The day on which a file of this workspace was trusted, by its path in the
            workspace, whatever stands in it now.
    """

    blocked: Collection[str] = frozenset()
    built_in_only: bool = False
    trusted: Collection[str] = frozenset()
    trusted_once: Mapping[str, date] = {}


def record_of(
    candidate: Candidate,
    state: PluginState,
    reason: Text | None = None,
    fault: str = "",
    registers: Mapping[str, tuple[str, ...]] | None = None,
) -> PluginRecord:
    """Return the record of a plugin in a state."""
    return PluginRecord(
        name=candidate.name,
        version=candidate.version,
        distribution=candidate.distribution,
        module=candidate.module,
        state=state,
        find_fingerprint=candidate.fingerprint,
        reason=reason,
        fault=fault,
        registers=registers or {},
        built_in=candidate.built_in,
        editable=candidate.editable,
        kind=candidate.kind,
        path=candidate.path,
    )


def refusal(
    candidate: Candidate, found: Sequence[Candidate], admission: Admission
) -> PluginRecord | None:
    """Return the record of a plugin that may not be imported; None for one that may.

    Args:
        candidate: The plugin.
        found: Everything that was discovered, for names that two of them use.
        admission: What is asked for.
    """
    if candidate.name in admission.blocked:
        return record_of(candidate, "blocked", _BLOCKED)
    if admission.built_in_only and not candidate.built_in:
        record = record_of(candidate, "blocked", _LEFT_OUT)
        return msgspec.structs.replace(record, left_out=True)
    if candidate.fault is not None:
        return record_of(candidate, "broken", candidate.fault, fault=candidate.fault.en)
    return _clash(candidate, found) or _untrusted(candidate, admission) or _unfit(candidate)


def _clash(candidate: Candidate, found: Sequence[Candidate]) -> PluginRecord | None:
    rivals = [
        other
        for other in found
        if other.name == candidate.name and other is not candidate and not candidate.built_in
    ]
    if not rivals:
        return None
    names_id = ", ".join(sorted({other.shipped_by.id for other in rivals}))
    names_en = ", ".join(sorted({other.shipped_by.en for other in rivals}))
    providers = ", ".join(sorted({other.distribution or other.value for other in rivals}))
    return record_of(
        candidate,
        "clash",
        Text(
            id=f"Nama plugin '{candidate.name}' juga dipakai oleh {names_id}. Copot salah satunya,"
            " atau beri nama lain.",
            en=f"The plugin name '{candidate.name}' is also used by {names_en}. Remove one of them,"
            " or give it another name.",
        ),
        fault=f"{candidate.distribution or candidate.value} / {providers}",
    )


def _untrusted(candidate: Candidate, admission: Admission) -> PluginRecord | None:
    if candidate.kind != "file" or candidate.fingerprint() in admission.trusted:
        return None
    command = f"smartflow plugin trust {candidate.value}"
    day = admission.trusted_once.get(candidate.value)
    if day is None:
        reason = Text(
            id=f"{candidate.value} belum dipercaya di komputer ini, jadi tidak dijalankan. Baca"
            f" isinya, lalu: {command}",
            en=f"{candidate.value} is not trusted on this computer, so it is not run. Read it,"
            f" then: {command}",
        )
    else:
        reason = Text(
            id=f"{candidate.value} berubah sejak dipercaya pada {day_words(day, 'id')}, jadi tidak"
            f" dijalankan. Baca perubahannya, lalu: {command}",
            en=f"{candidate.value} has changed since it was trusted on {day_words(day, 'en')}, so"
            f" it is not run. Read what changed, then: {command}",
        )
    return record_of(candidate, "not_trusted", reason)


def _unfit(candidate: Candidate) -> PluginRecord | None:
    """Judge what a plugin says of the engine that it was made for."""
    if candidate.built_in:
        return None
    fault = requirement_fault(candidate.requires)
    if fault is None and candidate.kind != "rule_file":
        fault = api_fault(written_api(_source(candidate)))
    return None if fault is None else record_of(candidate, "incompatible", fault, fault=fault.en)


def _source(candidate: Candidate) -> bytes:
    """Return a plugin's source, as far as it is found without importing anything."""
    if candidate.kind == "file":
        return candidate.content
    path = source_of(candidate.module)
    try:
        return path.read_bytes() if path is not None else b""
    except OSError:
        return b""
