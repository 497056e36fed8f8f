"""The workflow as a picture: a Mermaid ``stateDiagram-v2``.

Text only, so that it can be put into a page, a wiki or a repository that draws Mermaid. Titles
come from files of other people and are escaped into Mermaid's entity codes. Imports no registry.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from smartflow.canonical import decimal_text

if TYPE_CHECKING:
    from smartflow.language import Language
    from smartflow.workflow.definition import Transition, Workflow

__all__ = ["mermaid"]

_RESERVED = {"as", "class", "default", "direction", "end", "note", "state", "style"}
_SPECIAL = re.compile(r"[^\w\s.,()/&+=-]", re.UNICODE)
_WORDS = {
    "id": {
        "gate": "Syarat ke",
        "rules": "ketentuan",
        "skip": "tanpa",
        "sign_off": "persetujuan",
        "signed": "bertanda tangan",
        "score": "skor minimal",
        "send_back": "Dikembalikan ke tahap sebelumnya oleh",
    },
    "en": {
        "gate": "Gate to",
        "rules": "rules",
        "skip": "without",
        "sign_off": "sign-off",
        "signed": "signed",
        "score": "least score",
        "send_back": "Sent back to an earlier stage by",
    },
}


def mermaid(workflow: Workflow, language: Language, current: str | None = None) -> str:
    """Return the diagram of a workflow.

    Every stage is declared once, every transition is an arrow, and beside the stage that ends a
    note says what its gate asks.

    Args:
        workflow: The workflow.
        language: In which the titles and notes are.
        current: The key of the stage that is highlighted, if any.

    Returns:
        Mermaid source that ends with a line end.

    Raises:
        UnknownStage: ``current`` is no stage of the workflow.
    """
    words = _WORDS[language]
    lines = ["---", f"title: {_yaml(workflow.title.in_(language))}", "---", "stateDiagram-v2"]
    lines += [
        f'    state "{_escape(stage.title.in_(language))}" as {_id(stage.key)}'
        for stage in workflow.stages
    ]
    lines.append(f"    [*] --> {_id(workflow.initial)}")
    lines += [
        f"    {_id(way.from_)} --> {_id(way.to)}"
        for stage in workflow.stages
        for way in workflow.transitions_from(stage.key)
    ]
    lines += [f"    {_id(key)} --> [*]" for key in workflow.final]
    for stage in workflow.stages:
        lines += _note(workflow, workflow.transitions_from(stage.key), stage.key, language)
    if workflow.send_back.roles:
        roles = ", ".join(_role(workflow, role, language) for role in workflow.send_back.roles)
        lines.append(f"    %% {words['send_back']}: {_escape(roles)}")
    if current is not None:
        lines += [
            "    classDef current fill:#1f6feb,color:#ffffff,stroke:#0b3d91,stroke-width:3px",
            f"    class {_id(workflow.stage(current).key)} current",
        ]
    return "\n".join(lines) + "\n"


def _note(
    workflow: Workflow, ways: tuple[Transition, ...], stage: str, language: Language
) -> list[str]:
    asked = [line for way in ways for line in _gate(workflow, way, language)]
    if not asked:
        return []
    return [
        f"    note right of {_id(stage)}",
        *(f"        {line}" for line in asked),
        "    end note",
    ]


def _gate(workflow: Workflow, way: Transition, language: Language) -> list[str]:
    """Return what the gate of one transition asks, one line each."""
    words = _WORDS[language]
    parts: list[str] = []
    if way.rules:
        parts.append(f"{words['rules']} {', '.join(way.rules)}")
    if way.skip:
        parts.append(f"{words['skip']} {', '.join(skip.rule for skip in way.skip)}")
    for sign_off in way.sign_offs:
        title = _role(workflow, sign_off.role, language)
        signed = f", {words['signed']}" if sign_off.signed else ""
        parts.append(f"{words['sign_off']} {title} ({sign_off.quorum}{signed})")
    for key, minimum in sorted(way.minimum_score.items()):
        parts.append(f"{words['score']} {key} = {decimal_text(minimum)}")
    if not parts:
        return []
    target = next((s.title.in_(language) for s in workflow.stages if s.key == way.to), way.to)
    return [_escape(f"{words['gate']} {target}") + "#58;", *(_escape(part) for part in parts)]


def _role(workflow: Workflow, key: str, language: Language) -> str:
    return next((role.title.in_(language) for role in workflow.roles if role.key == key), key)


def _id(key: str) -> str:
    """Return the identifier of a stage: its key, unless Mermaid has that word for itself."""
    return f"stage_{key}" if key in _RESERVED else key


def _escape(words: str) -> str:
    """Return ``words`` in one line, everything that Mermaid could read as its own as a code."""
    line = " ".join(words.split())
    escaped = _SPECIAL.sub(lambda found: f"#{ord(found[0])};", line)
    # "end note" alone on a line would close the note that holds it.
    return re.sub(r"^(\s*)e(nd\b)", r"\1#101;\2", escaped, flags=re.IGNORECASE)


def _yaml(words: str) -> str:
    """Return ``words`` as a double-quoted YAML scalar (the front matter of the diagram)."""
    # A JSON string is one, control characters escaped.
    return json.dumps(" ".join(words.split()), ensure_ascii=False)
