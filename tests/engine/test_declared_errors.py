"""Declared errors: both languages say the same, and whoever raises gives just what is said."""

import ast
import copy
import importlib
import pickle
import pkgutil
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import smartflow
from smartflow.errors import BadInput, SmartflowError
from smartflow.language import Text


class Sunk(BadInput):
    """A boat that is under water."""

    code = "sunk"
    says = Text(id="Kapal {name} tenggelam {day}.{guess}", en="{name} sank on {day}.{guess}")
    next_step = Text(id="Panggil {helpers}.", en="Call {helpers}.")


class Adrift(Sunk):
    """An error with a constructor of its own."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name, day=date(2024, 5, 1), guess=None, helpers=[name])


def _declared() -> list[type[SmartflowError]]:
    for module in pkgutil.walk_packages(smartflow.__path__, "smartflow."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)

    def below(kind: type[SmartflowError]) -> Iterator[type[SmartflowError]]:
        yield kind
        for sub in kind.__subclasses__():
            yield from below(sub)

    own = {kind for kind in below(SmartflowError) if kind.__module__.startswith("smartflow.")}
    return sorted((kind for kind in own if kind.says is not None), key=lambda kind: kind.__name__)


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def _needed(kind: type[SmartflowError]) -> set[str]:
    texts = [text for text in (kind.says, kind.next_step) if text is not None]
    return {name for text in texts for name in _names(text.en)}


def test_both_languages_have_the_same_placeholders() -> None:
    """A sentence and a next step tell the same values in Indonesian and in English."""
    declared = _declared()
    assert len(declared) > 50
    for kind in declared:
        for text in (kind.says, kind.next_step):
            if text is not None:
                assert _names(text.id) == _names(text.en), kind


def test_whoever_raises_gives_just_the_values_that_are_told() -> None:
    """Every call of a declared error, and of its base in a constructor, fits the templates."""
    kinds = {(kind.__module__, kind.__name__): kind for kind in _declared()}
    calls = 0
    unfit: list[str] = []
    root = Path(smartflow.__file__).parent
    for path in root.rglob("*.py"):
        parts = path.relative_to(root.parent).with_suffix("").parts
        tree = ast.parse(path.read_bytes())
        homes = {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for name, kind, call in _calls(tree, ".".join(parts), homes, kinds):
            values = {keyword.arg for keyword in call.keywords}
            if values != _needed(kind):
                unfit.append(f"{path}:{call.lineno} {name} {values ^ _needed(kind)}")
            calls += 1
    assert calls > 50
    assert unfit == []


def _calls(
    tree: ast.Module,
    module: str,
    homes: dict[str, tuple[str, str]],
    kinds: dict[tuple[str, str], type[SmartflowError]],
) -> Iterator[tuple[str, type[SmartflowError], ast.Call]]:
    """Yield the calls that fill the templates; a sentence given as it is fills none."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and (module, node.name) in kinds:
            kind = kinds[module, node.name]
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__":
                    yield node.name, kind, call
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.args:
            called = kinds.get((module, node.func.id)) or kinds.get(
                homes.get(node.func.id, ("",) * 2)
            )
            if called is not None and called.__init__ is SmartflowError.__init__:
                yield node.func.id, called, node


def test_values_are_written_as_each_language_does_and_numbers_plainly() -> None:
    """A date has its month in letters, a list is listed, a number is not grouped."""
    error = Sunk(
        name=12345, day=date(2024, 5, 1), guess=Text(id=" Ya?", en=" Yes?"), helpers=["A", 7]
    )

    assert error.message == Text(
        "Kapal 12345 tenggelam 1 Mei 2024. Ya?", "12345 sank on 1 May 2024. Yes?"
    )
    assert error.hint == Text("Panggil A, 7.", "Call A, 7.")
    assert error.values["name"] == 12345
    assert error.values["helpers"] == ("A", 7)
    assert str(error) == error.message.en


def test_a_sentence_may_still_be_given_as_it_is() -> None:
    """An error that declares nothing takes its sentence and its hint."""
    sentence, hint = Text("a {b}", "c {d}"), Text.same("e")

    error = BadInput(sentence, hint)

    assert (error.message, error.hint, error.values) == (sentence, hint, {})


@pytest.mark.parametrize(
    "error",
    [
        Sunk(name=Path("a") / "b", day=None, guess=ValueError("x"), helpers=()),
        Adrift("x"),
        BadInput(Text("a", "b"), None),
    ],
)
def test_an_error_survives_pickling_and_copying(error: SmartflowError) -> None:
    """Another process reads the same words and values, whatever the constructor takes."""
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301
        assert type(twin) is type(error)
        assert (twin.message, twin.hint, twin.values) == (error.message, error.hint, error.values)
        assert twin.args == error.args
