"""A decision in the shape of a SLSA verification summary, for tools that read no SmartFlow.

An in-toto Statement (https://in-toto.io/Statement/v1) whose predicate is
https://slsa.dev/verification_summary/v1 (SLSA 1.1): who verified, when, what, against which
policy, from which inputs, with what result. It tells the decision as it was recorded, whatever
a replay says of it. It is not signed: its entry, and with it all that is told here, is covered by
the history's checkpoints. Pure: must not read a store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from smartflow.canonical import canonical_bytes, sha256_hex
from smartflow.history.acts import Advance, read_as

if TYPE_CHECKING:
    from smartflow.audit.replay.past_decision import PastDecision
    from smartflow.history.entries.entry import Entry
    from smartflow.model import Verdict

__all__ = ["PREDICATE_TYPE", "SLSA_VERSION", "STATEMENT_TYPE", "decision_record"]

STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "https://slsa.dev/verification_summary/v1"
SLSA_VERSION = "1.1"
PASSED_LEVEL = "SMARTFLOW_GATE_MET"
"""What a met gate verifies; the specification keeps names that begin with ``SLSA_`` to itself."""
_RECORDED = (
    "nils",
    "records",
    "presentations",
    "attendance",
    "decisions",
    "sign_offs",
    "waivers",
    "selections",
)
"""The parts of a manifest whose items each are an entry of the history."""


def decision_record(decision: PastDecision, contents: Sequence[bytes]) -> dict[str, object]:
    """Return a decision as an in-toto Statement with a verification summary.

    Args:
        decision: The ``advance`` entry, its verdict and its manifest.
        contents: The bytes of the city's entries, the first one first.

    Returns:
        Plain values for JSON. ``subject`` is the manifest of the dossier that was judged;
        ``policy.digest`` is sha256 over the RFC 8785 form of ``policy.annotations``, which are the
        digests of the workflow, the settings and the plugins; ``inputAttestations`` names the rows
        of every submission, and the entry (sha256 over its bytes) of all else that was judged.
    """
    entry, verdict = decision.entry, decision.verdict
    act = read_as(entry, Advance)
    return {
        "_type": STATEMENT_TYPE,
        "subject": [{"name": f"{entry.log}/{entry.seq}/dossier", "digest": _sha256(act.dossier)}],
        "predicateType": PREDICATE_TYPE,
        "predicate": {
            "verifier": {"id": _uri(_store_of(entry)), "version": _versions(verdict)},
            "timeVerified": entry.at,
            "resourceUri": _uri(entry.log, verdict.from_, verdict.to),
            "policy": _policy(verdict, decision.manifest),
            "inputAttestations": list(_inputs(entry, decision.manifest, contents)),
            "verificationResult": "PASSED" if verdict.met else "FAILED",
            "verifiedLevels": [PASSED_LEVEL if verdict.met else "FAILED"],
            "slsaVersion": SLSA_VERSION,
            "urn:smartflow:verdict": {"digest": _sha256(act.verdict)},
        },
    }


def _store_of(entry: Entry) -> str:
    """Return the name of the store log: its key signs the checkpoints of all its logs."""
    return "/".join(entry.log.split("/")[:2])


def _uri(*parts: object) -> str:
    """Return a URI (RFC 3986) that names something of a store; none of these can be fetched."""
    from urllib.parse import quote

    words = "/".join(str(part) for part in parts).removeprefix("smartflow/").split("/")
    return ":".join(("urn", "smartflow", *(quote(word, safe="") for word in words)))


def _sha256(digest: object) -> dict[str, str]:
    return {"sha256": str(digest)}


def _versions(verdict: Verdict) -> dict[str, str]:
    """Return each plugin that was loaded with its version; one without any by its fingerprint."""
    return {
        fact.name: fact.version or f"sha256:{fact.fingerprint}"
        for fact in verdict.plugins
        if fact.state == "loaded"
    }


def _policy(verdict: Verdict, manifest: Mapping[str, Any]) -> dict[str, object]:
    parts = {name: verdict.digests[name] for name in ("plugins", "settings", "workflow")}
    return {
        "uri": _uri("workflow", manifest["workflow"]),
        "digest": _sha256(sha256_hex(canonical_bytes(parts))),
        "annotations": parts,
    }


def _inputs(
    entry: Entry, manifest: Mapping[str, Any], contents: Sequence[bytes]
) -> Iterator[dict[str, object]]:
    for copy in manifest["submissions"]:
        name = f"{copy['worksheet']}/{copy['filler']}"
        where = _uri(entry.log, copy["entry"], *name.split("/"))
        yield {"name": name, "uri": where, "digest": _sha256(copy["rows"])}
    for number in sorted(set(_numbers(manifest))):
        where = _uri(entry.log, number)
        yield {"uri": where, "digest": _sha256(sha256_hex(contents[number - 1]))}


def _numbers(manifest: Mapping[str, Any]) -> Iterator[int]:
    """Yield the entries of all that was recorded, and the approvals of waivers."""
    for part in _RECORDED:
        items: Iterable[Mapping[str, Any]] = manifest.get(part, ())
        for item in items:
            yield from (item[key] for key in ("entry", "approval") if item.get(key))
