"""The options that every command has, wherever among its words they stand.

``smartflow --lang en status`` and ``smartflow status --lang en`` are the same. Their values go to
the :class:`~smartflow.terminal.call.Call`; no command sees them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from smartflow.language import LANGUAGES, Text
from smartflow.terminal.parameters import Option, call_of
from smartflow.terminal.values import OneOf
from smartflow.terminal.words.wording import FOLDER, KEY, NAME

if TYPE_CHECKING:
    import click

__all__ = ["common_options", "formats"]

Function = TypeVar("Function", bound=Callable[..., Any])


def _folder(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        call_of(context).folder = Path(value)


def _language(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value == "en":
        call_of(context).language = "en"
    elif value == "id":
        call_of(context).language = "id"


def _actor(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        call_of(context).actor = value


def _safe(context: click.Context, _parameter: click.Parameter, value: object) -> None:
    if value:
        call_of(context).safe = True


def _format(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        word = value.casefold()
        call_of(context).format = "text" if word == "table" else word


def _json(context: click.Context, _parameter: click.Parameter, value: object) -> None:
    if value:
        call_of(context).format = "json"


def common_options() -> list[click.Parameter]:
    """Return fresh copies of the options that every command has."""
    return [
        Option(
            ("--workspace", "-w"),
            text=Text(
                id="Folder ruang kerja (atau SMARTFLOW_WORKSPACE).",
                en="The workspace's folder (or SMARTFLOW_WORKSPACE).",
            ),
            metavar_text=FOLDER,
            common=True,
            expose_value=False,
            is_eager=True,
            callback=_folder,
        ),
        Option(
            ("--lang",),
            text=Text(
                id="Bahasa: id atau en (atau SMARTFLOW_LANG).",
                en="The language: id or en (or SMARTFLOW_LANG).",
            ),
            common=True,
            type=OneOf(LANGUAGES),
            expose_value=False,
            is_eager=True,
            callback=_language,
        ),
        Option(
            ("--as", "actor_name"),
            text=Text(
                id="Nama orang terdaftar yang bertindak.",
                en="The registered person who acts.",
            ),
            metavar_text=NAME,
            common=True,
            expose_value=False,
            callback=_actor,
        ),
        Option(
            ("--safe",),
            text=Text(id="Hanya plugin bawaan.", en="Built-in plugins only."),
            common=True,
            is_flag=True,
            expose_value=False,
            callback=_safe,
        ),
    ]


def formats(function: Function) -> Function:
    """Give the reading command below ``--format`` and ``--json``."""
    parameters = function.__dict__.setdefault("smartflow_parameters", [])
    parameters += [
        Option(
            ("--format",),
            text=Text(
                id="Bentuk keluaran: text, json, atau milik plugin (csv, markdown, html).",
                en="How to print: text, json, or a plugin's (csv, markdown, html).",
            ),
            metavar_text=KEY,
            expose_value=False,
            callback=_format,
        ),
        Option(
            ("--json",),
            text=Text(id="Sama dengan --format json.", en="The same as --format json."),
            is_flag=True,
            expose_value=False,
            callback=_json,
        ),
    ]
    return function
