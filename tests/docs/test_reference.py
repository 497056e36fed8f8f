"""docs/reference/: every command, setting, rule and error code, written from the code itself.

Nothing of these can be undocumented: a page that lacks one differs from what is written here. When
one of them has changed, write the pages anew::

    .venv/bin/python tests/docs/test_reference.py
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

import smartflow
from smartflow.errors import SmartflowError
from smartflow.plugin.loading.loader import load_registry
from smartflow.terminal.call import Call
from smartflow.terminal.catalogue import COMMANDS, SECTIONS
from smartflow.terminal.command import Bilingual
from smartflow.terminal.group import Group, Program
from smartflow.terminal.parameters import Argument, Option

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"
WRITTEN = "Written from the code: `.venv/bin/python tests/docs/test_reference.py` writes it anew."
INTRODUCTIONS = {
    "commands": " The same in the terminal, in both languages: `smartflow COMMAND --help`.",
    "errors": " With `--json` a refusal is an object `error` with `code`, `message` and `hint`. The"
    " code is stable, the sentence may be worded better in a later version.",
    "settings": " A workflow file changes one under `[settings.PLUGIN]`, a city with"
    ' `smartflow setting set CITY PLUGIN.KEY VALUE --reason "..."`.',
    "rules": " All of one, with an example that passes and one that fails, in both languages:"
    " `smartflow rule explain CODE`.",
}
EXIT_CODES = {
    0: "done",
    1: "the gate is not met",
    2: "usage, a bad file, a bad definition",
    3: "a plugin crashed or is missing",
    4: "what is stored does not agree with its own digests",
    5: "a conflict, or a lock",
}


def _escaped(text: str) -> str:
    return " ".join(text.split()).replace("``", "`").replace("|", "\\|")


def _table(headings: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> list[str]:
    lines = [f"| {' | '.join(headings)} |", f"|{'---|' * len(headings)}"]
    return [*lines, *(f"| {' | '.join(_escaped(cell) for cell in row)} |" for row in rows)]


# -- commands -------------------------------------------------------------------------------------


def commands() -> str:
    """Return the page of the commands, from what ``--help`` says of each."""
    with Program().make_context(
        "smartflow", ["status"], obj=Call(language="en"), resilient_parsing=True
    ) as root:
        lines = [
            "# Commands",
            "",
            WRITTEN + INTRODUCTIONS["commands"],
            "",
            "Every command also takes these:",
            "",
            *_options(root, root.command, common=True),
        ]
        for section, title in SECTIONS.items():
            lines += ["", f"## {title.en}"]
            for listed in COMMANDS:
                if listed.section == section:
                    command = Program().get_command(root, listed.name)
                    assert command is not None
                    lines += _command(root, command, listed.name)
    return "\n".join(lines) + "\n"


def _command(parent: click.Context, command: click.Command, name: str) -> list[str]:
    context = click.Context(command, parent=parent, info_name=name)
    if isinstance(command, Group):
        found = [command.commands[one] for one in command.list_commands(context)]
        return [line for one in found for line in _command(context, one, one.name or "")]
    assert isinstance(command, Bilingual)
    usage = " ".join(command.collect_usage_pieces(context))
    lines = ["", f"### {context.command_path}", "", f"`{context.command_path} {usage}`", ""]
    lines += _escaped_paragraphs(command.text.en)
    others = command.other_words(context)
    if others:
        lines += ["", f"Also: {', '.join(f'`{word}`' for word in others)}."]
    rows = _options(context, command, common=False)
    return [*lines, "", *rows] if rows else lines


def _escaped_paragraphs(text: str) -> list[str]:
    return "\n\n".join(_escaped(part) for part in text.split("\n\n")).split("\n")


def _options(context: click.Context, command: click.Command, *, common: bool) -> list[str]:
    parameters = command.get_params(context)
    rows = [] if common else [p.help_row(context) for p in parameters if isinstance(p, Argument)]
    for parameter in parameters:
        if isinstance(parameter, Option) and parameter.common is common:
            record = parameter.get_help_record(context)
            rows += [record] if record else []
    told = ((f"`{name}`", text) for name, text in rows)
    return _table(("word", "means"), told) if rows else []


# -- error codes ----------------------------------------------------------------------------------


def _errors() -> list[type[SmartflowError]]:
    """Return every kind of refusal that the engine has."""
    for module in pkgutil.walk_packages(smartflow.__path__, "smartflow."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)

    def below(kind: type[SmartflowError]) -> Iterator[type[SmartflowError]]:
        yield kind
        for one in kind.__subclasses__():
            yield from below(one)

    own = {kind for kind in below(SmartflowError) if kind.__module__.startswith("smartflow.")}
    return sorted(own, key=lambda kind: (kind.code, kind.__module__))


def errors() -> str:
    """Return the page of the error codes."""
    codes: dict[str, list[type[SmartflowError]]] = {}
    for kind in _errors():
        if "code" in vars(kind):
            codes.setdefault(kind.code, []).append(kind)
    rows = (
        (
            f"`{code}`",
            str(kinds[0].exit_code),
            " / ".join(
                dict.fromkeys((inspect.getdoc(kind) or "").split("\n\n")[0] for kind in kinds)
            ),
        )
        for code, kinds in codes.items()
    )
    lines = [
        "# Error codes",
        "",
        WRITTEN + INTRODUCTIONS["errors"],
        "",
        "| exit | means |",
        "|---|---|",
        *(f"| {code} | {words} |" for code, words in EXIT_CODES.items()),
        "",
        *_table(("code", "exit", "situation"), rows),
    ]
    return "\n".join(lines) + "\n"


# -- settings and rules ---------------------------------------------------------------------------


def settings() -> str:
    """Return the page of the settings that the built-in plugins bring."""
    registry = load_registry(built_in_only=True)
    rows = (
        (
            f"`{plugin}.{key}`",
            f"`{owned.value.type}`",
            _shown(owned.value.default),
            _limits(owned.value),
            owned.value.title.en,
        )
        for (plugin, key), owned in sorted(registry.settings.items())
    )
    lines = [
        "# Settings",
        "",
        WRITTEN + INTRODUCTIONS["settings"],
        "",
        *_table(("setting", "type", "default", "allowed", "decides"), rows),
    ]
    return "\n".join(lines) + "\n"


def _shown(value: object) -> str:
    words = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"`{words}`" if words else "(empty)"


def _limits(setting: smartflow.Setting) -> str:
    low, high = setting.minimum, setting.maximum
    parts = [f"from {low}" if low is not None else "", f"to {high}" if high is not None else ""]
    return " · ".join(setting.choices) or " ".join(part for part in parts if part)


def rules() -> str:
    """Return the page of the rules that the built-in plugins bring."""
    registry = load_registry(built_in_only=True)
    rows = (
        (
            f"`{code}`",
            owned.value.severity,
            ", ".join(f"`{stage}`" for stage in owned.value.stages),
            owned.origin.plugin,
            owned.value.title.en,
        )
        for code, owned in registry.rules.items()
    )
    lines = [
        "# Rules",
        "",
        WRITTEN + INTRODUCTIONS["rules"],
        "",
        *_table(("code", "severity", "stages", "plugin", "asks"), rows),
    ]
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "errors.md": errors,
    "rules.md": rules,
    "settings.md": settings,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_tells_what_the_code_is(name: str) -> None:
    """Each command with its options, each setting, rule and error code stands in its page."""
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name]()


def test_every_kind_of_refusal_says_what_it_is() -> None:
    """A code is written in the one form, belongs to one exit code, and its situation is told."""
    exits: dict[str, set[int]] = {}
    for kind in _errors():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", kind.code), kind
        assert inspect.getdoc(kind), kind
        exits.setdefault(kind.code, set()).add(kind.exit_code)
    assert {code: codes for code, codes in exits.items() if len(codes) > 1} == {}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for page, write in PAGES.items():
        (FOLDER / page).write_text(write(), encoding="utf-8")
