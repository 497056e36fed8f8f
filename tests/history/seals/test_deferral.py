"""A module that is put off: nobody notices but the clock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from smartflow.history.deferral import deferred

SLOW = "slow_module_of_a_test"


@pytest.fixture(autouse=True)
def slow_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a module, and two that import it: one for later, one that uses it at once."""
    files = {
        SLOW: "VALUE = 7\n",
        "later_of_a_test": f"import {SLOW}\n\ndef value():\n    return {SLOW}.VALUE\n",
        "eager_of_a_test": f"from {SLOW} import VALUE\n",
    }
    for name, content in files.items():
        (tmp_path / f"{name}.py").write_text(content, encoding="utf-8")
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(tmp_path)


def test_what_is_put_off_is_loaded_at_its_first_use() -> None:
    """The module is not loaded with what imports it, and is itself when it is used."""
    with deferred(SLOW):
        import later_of_a_test
    assert SLOW not in sys.modules
    assert later_of_a_test.value() == 7
    assert sys.modules[SLOW].VALUE == 7


def test_who_looks_whether_it_is_loaded_sees_that_it_is_not() -> None:
    """Code that only uses the module where somebody has loaded it passes it over."""
    with deferred(SLOW):
        assert not sys.modules.get(SLOW)
    assert SLOW not in sys.modules


def test_everybody_else_imports_the_module_itself() -> None:
    """An import afterwards gives the module, and what was put off is the same from then on."""
    with deferred(SLOW):
        import later_of_a_test
    module = __import__(SLOW)
    module.VALUE = 8
    assert later_of_a_test.value() == 8


def test_a_use_at_once_loads_at_once() -> None:
    """A library that needs the module while it is imported gets it."""
    with deferred(SLOW):
        import eager_of_a_test
    assert eager_of_a_test.VALUE == 7
    assert sys.modules[SLOW].VALUE == 7


def test_what_is_loaded_already_stays() -> None:
    """A module that somebody has loaded is not put aside."""
    module = __import__(SLOW)
    with deferred(SLOW):
        assert sys.modules[SLOW] is module
    assert sys.modules[SLOW] is module


def test_a_failing_import_leaves_nothing_behind() -> None:
    """When what is imported fails, later imports of the module are not affected."""
    with pytest.raises(ImportError), deferred(SLOW):
        __import__("no_module_of_a_test")
    assert SLOW not in sys.modules


def test_a_line_of_the_log_loads_no_asyncio(tmp_path: Path) -> None:
    """A line of structlog is written without asyncio; its loggers for asyncio work all the same."""
    code = (
        "import sys, smartflow.history.entries.log_file as log\n"
        f"with open({str(tmp_path / 'log')!r}, 'w+b') as file: log._bind(file).info('a')\n"
        "print('asyncio' in sys.modules)\n"
        "import asyncio, structlog\n"
        "async def say():\n"
        "    logger = structlog.wrap_logger(structlog.PrintLogger(),\n"
        "        processors=[structlog.processors.JSONRenderer()],\n"
        "        wrapper_class=structlog.stdlib.AsyncBoundLogger)\n"
        "    await logger.info('b')\n"
        "asyncio.run(say())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["False", '{"event": "b"}']
