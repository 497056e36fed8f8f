"""The bytes that a city pins."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal

import msgspec
import pytest

from smartflow.canonical import sha256_hex
from smartflow.workflow import (
    BrokenWorkflow,
    Catalogue,
    Transition,
    WaiverApproval,
    Workflow,
    digest,
    workflow_bytes,
    workflow_from_bytes,
)


def test_bytes_read_back_as_the_same_workflow(shipped: Catalogue) -> None:
    """What a city pins is the workflow that was meant, entry by entry."""
    for entry in shipped.entries:
        workflow = shipped.find(entry.key)
        assert workflow_from_bytes(workflow_bytes(workflow)) == workflow


def test_the_digest_is_that_of_the_bytes(short: Workflow) -> None:
    """Anybody can recompute the digest from the stored blob with sha256 alone."""
    assert digest(short) == sha256_hex(workflow_bytes(short))
    assert digest(workflow_from_bytes(workflow_bytes(short))) == digest(short)


def test_bytes_are_canonical_json_with_decimals_as_text(
    make_workflow: Callable[..., Workflow],
) -> None:
    """Keys are sorted, the file's own names are used, and 60.10 is ``"60.1"``."""
    way = Transition(from_="a", to="b", minimum_score={"readiness": Decimal("60.10")})
    content = workflow_bytes(make_workflow("a", "b", transitions=(way,)))
    data = json.loads(content)
    assert list(data) == sorted(data)
    assert data["transitions"][0]["from"] == "a"
    assert data["transitions"][0]["minimum_score"] == {"readiness": "60.1"}


def test_equal_numbers_have_equal_digests(make_workflow: Callable[..., Workflow]) -> None:
    """60 and 60.0 and 6E+1 are one number, so they are one digest."""
    digests = {
        digest(
            make_workflow(
                "a",
                "b",
                transitions=(
                    Transition(from_="a", to="b", minimum_score={"readiness": Decimal(number)}),
                ),
            )
        )
        for number in ("60", "60.0", "6E+1")
    }
    assert len(digests) == 1


@pytest.mark.parametrize(
    "change",
    [{"version": 2}, {"final": ("draft",)}, {"transitions": ()}, {"settings": {}}],
    ids=lambda change: next(iter(change)),
)
def test_any_change_changes_the_digest(short: Workflow, change: dict[str, object]) -> None:
    """A sign-off given for one definition is not one for another."""
    assert digest(msgspec.structs.replace(short, **change)) != digest(short)


def test_a_workflow_without_waiver_roles_keeps_its_digest(short: Workflow) -> None:
    """What was pinned before there were waivers is not another workflow now; roles are one."""
    assert "waiver" not in json.loads(workflow_bytes(short))
    named = msgspec.structs.replace(short, waiver=WaiverApproval(("team",)))
    assert json.loads(workflow_bytes(named))["waiver"] == {"roles": ["team"]}
    assert digest(named) != digest(short)


@pytest.mark.parametrize("field", ["signed", "minutes"])
def test_a_workflow_without_signed_sign_offs_keeps_its_digest(short: Workflow, field: str) -> None:
    """What was pinned before there were signatures is not another workflow now."""
    (way,) = short.transitions
    (asked,) = way.sign_offs
    plain = json.loads(workflow_bytes(short))["transitions"][0]["sign_offs"]
    assert plain == [{"role": "team", "quorum": 1}]
    changed = msgspec.structs.replace(
        short,
        transitions=(
            msgspec.structs.replace(
                way, sign_offs=(msgspec.structs.replace(asked, **{field: True}),)
            ),
        ),
    )
    assert digest(changed) != digest(short)
    assert workflow_from_bytes(workflow_bytes(changed)) == changed


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"key": "x"}', b'{"key":"\xff"}'])
def test_foreign_bytes_are_an_integrity_failure(content: bytes) -> None:
    """A stored workflow that cannot be read is exit code 4, with the command to look."""
    with pytest.raises(BrokenWorkflow) as caught:
        workflow_from_bytes(content)
    assert (caught.value.code, caught.value.exit_code) == ("workflow-broken", 4)
    assert caught.value.hint is not None
    assert "smartflow audit verify" in caught.value.hint.en
