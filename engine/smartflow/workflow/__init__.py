"""Floor 3: the workflow as data: definition, inheritance, lint, settings, gate, machine, diagram.

Everything a caller needs has its name here; names are loaded when they are first used, so that a
command which only reads a history does not pay for TOML, the gate or the state machine. This room
knows no stage, worksheet, rule or dimension by name, and imports neither store nor history. One
name stays behind its own door: ``smartflow.workflow.lint.run.lint``, since the folder has that
name.

In this folder:

``allow_list``: The allow-list of a workflow: which plugins take part in judging a city, and as
    which files.
``catalogue``: The catalogue: which workflows there are, from plugins and from the workspace's own
    folder.
``definition``: The workflow as the engine uses it: complete, resolved, frozen.
``definition_file``: Workflow files: read, extended, completed and written as TOML.
``diagram``: The workflow as a picture: a Mermaid ``stateDiagram-v2``.
``digests``: The bytes and the digest of a resolved workflow: what a city pins and a sign-off binds.
``gate``: The gate: may this city make this move now, and if not, every reason why not.
``lint``: Lint: what is wrong with a workflow, all at once.
``machine``: The machine that moves a city: one shared ``transitions`` Machine per workflow.
``reference``: What a dossier knows of its workflow: the keys, the titles to print, and who signs
    when.
``settings``: Settings: the plugin's default, then the workflow's word, then the city's own.
``sign_offs``: How the sign-offs of a transition stand: who has approved what is there now, and who
    has not.
``suggestion``: Did-you-mean, or what there is: the known words beside one that is not known.
``transition_difference``: What another definition asks of a city that stands in a stage: what
    comes, and what goes.
``waivers``: Which findings a waiver covers, and how every waiver of a city stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartflow.workflow.catalogue import (
        Catalogue,
        CatalogueEntry,
        UnknownWorkflow,
        WorkflowClash,
    )
    from smartflow.workflow.definition import (
        AllowedPlugin,
        RecordKind,
        Role,
        SendBack,
        SignOffRequirement,
        Skip,
        Stage,
        Transition,
        UnknownRole,
        UnknownStage,
        WaiverApproval,
        Workflow,
    )
    from smartflow.workflow.definition_file.complaints import (
        DefinitionSyntax,
        DuplicateEntry,
        MissingKey,
        UnknownKey,
        UnreadableDefinition,
        WrongType,
    )
    from smartflow.workflow.definition_file.document import Definition
    from smartflow.workflow.definition_file.extends import ExtendsFault, resolve
    from smartflow.workflow.definition_file.reading import read_definition
    from smartflow.workflow.definition_file.writing import (
        as_definition,
        definition_toml,
        write_definition,
    )
    from smartflow.workflow.diagram import mermaid
    from smartflow.workflow.digests import (
        BrokenWorkflow,
        digest,
        workflow_bytes,
        workflow_from_bytes,
    )
    from smartflow.workflow.gate import evaluate, missing_plugins
    from smartflow.workflow.lint.run import (
        LintFinding,
        UnsoundWorkflow,
        require_shape,
        require_sound,
    )
    from smartflow.workflow.machine import (
        IllegalMove,
        earlier_stages,
        move,
        next_stages,
        send_back,
        transition_for,
    )
    from smartflow.workflow.settings import (
        UnknownSetting,
        WrongSetting,
        parse_setting,
        resolve_settings,
        setting_named,
    )
    from smartflow.workflow.sign_offs import QuorumGap, quorum_gaps, sign_off_status

__all__ = [
    "AllowedPlugin",
    "BrokenWorkflow",
    "Catalogue",
    "CatalogueEntry",
    "Definition",
    "DefinitionSyntax",
    "DuplicateEntry",
    "ExtendsFault",
    "IllegalMove",
    "LintFinding",
    "MissingKey",
    "QuorumGap",
    "RecordKind",
    "Role",
    "SendBack",
    "SignOffRequirement",
    "Skip",
    "Stage",
    "Transition",
    "UnknownKey",
    "UnknownRole",
    "UnknownSetting",
    "UnknownStage",
    "UnknownWorkflow",
    "UnreadableDefinition",
    "UnsoundWorkflow",
    "WaiverApproval",
    "Workflow",
    "WorkflowClash",
    "WrongSetting",
    "WrongType",
    "as_definition",
    "definition_toml",
    "digest",
    "earlier_stages",
    "evaluate",
    "mermaid",
    "missing_plugins",
    "move",
    "next_stages",
    "parse_setting",
    "quorum_gaps",
    "read_definition",
    "require_shape",
    "require_sound",
    "resolve",
    "resolve_settings",
    "send_back",
    "setting_named",
    "sign_off_status",
    "transition_for",
    "workflow_bytes",
    "workflow_from_bytes",
    "write_definition",
]

_ROOM = "smartflow.workflow."
_HOMES = {
    "AllowedPlugin": "definition",
    "BrokenWorkflow": "digests",
    "Catalogue": "catalogue",
    "CatalogueEntry": "catalogue",
    "Definition": "definition_file.document",
    "DefinitionSyntax": "definition_file.complaints",
    "DuplicateEntry": "definition_file.complaints",
    "ExtendsFault": "definition_file.extends",
    "IllegalMove": "machine",
    "LintFinding": "lint.run",
    "MissingKey": "definition_file.complaints",
    "QuorumGap": "sign_offs",
    "RecordKind": "definition",
    "Role": "definition",
    "SendBack": "definition",
    "SignOffRequirement": "definition",
    "Skip": "definition",
    "Stage": "definition",
    "Transition": "definition",
    "UnknownKey": "definition_file.complaints",
    "UnknownRole": "definition",
    "UnknownSetting": "settings",
    "UnknownStage": "definition",
    "UnknownWorkflow": "catalogue",
    "UnreadableDefinition": "definition_file.complaints",
    "UnsoundWorkflow": "lint.run",
    "WaiverApproval": "definition",
    "Workflow": "definition",
    "WorkflowClash": "catalogue",
    "WrongSetting": "settings",
    "WrongType": "definition_file.complaints",
    "as_definition": "definition_file.writing",
    "definition_toml": "definition_file.writing",
    "digest": "digests",
    "earlier_stages": "machine",
    "evaluate": "gate",
    "mermaid": "diagram",
    "missing_plugins": "gate",
    "move": "machine",
    "next_stages": "machine",
    "parse_setting": "settings",
    "quorum_gaps": "sign_offs",
    "read_definition": "definition_file.reading",
    "require_shape": "lint.run",
    "require_sound": "lint.run",
    "resolve": "definition_file.extends",
    "resolve_settings": "settings",
    "send_back": "machine",
    "setting_named": "settings",
    "sign_off_status": "sign_offs",
    "transition_for": "machine",
    "workflow_bytes": "digests",
    "workflow_from_bytes": "digests",
    "write_definition": "definition_file.writing",
}


def __getattr__(name: str) -> object:
    """Load a public name from its home the first time that it is used."""
    home = _HOMES.get(name)
    if home is None:
        message = f"module 'smartflow.workflow' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    value: object = getattr(import_module(_ROOM + home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
