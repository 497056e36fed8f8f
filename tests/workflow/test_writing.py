"""Writing: what was written reads back as the same, whatever it was."""

from __future__ import annotations

import string
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from smartflow.language import Text
from smartflow.workflow import (
    Catalogue,
    Definition,
    SendBack,
    SignOffRequirement,
    Skip,
    WaiverApproval,
    Workflow,
    as_definition,
    definition_toml,
    read_definition,
    resolve,
    write_definition,
)
from smartflow.workflow.definition_file.document import (
    Header,
    RecordEntry,
    RoleEntry,
    StageEntry,
    TransitionEntry,
)

KEYS = st.text(string.ascii_lowercase, min_size=1, max_size=6)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
TEXTS = st.builds(Text, id=WORDS, en=WORDS)
NAMES = st.lists(WORDS, max_size=3).map(tuple)
NUMBERS = st.decimals(
    min_value=-1000, max_value=1000, allow_nan=False, allow_infinity=False, places=3
)
SETTINGS = st.one_of(WORDS, st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1), NUMBERS, NAMES)


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Give a value or leave it unset."""
    return st.one_of(st.just(UNSET), strategy)


def unique(strategy: st.SearchStrategy[object], *fields: str) -> st.SearchStrategy[object]:
    """Give entries of which no two have the same key."""
    return st.lists(
        strategy, max_size=3, unique_by=lambda entry: tuple(getattr(entry, f) for f in fields)
    ).map(tuple)


STAGES = st.builds(
    StageEntry,
    key=KEYS,
    title=TEXTS,
    worksheets=maybe(NAMES),
    due_days=maybe(st.integers(-5, 400)),
    presents=maybe(NAMES),
)
WAYS = st.builds(
    TransitionEntry,
    from_=KEYS,
    to=KEYS,
    rules=maybe(NAMES),
    sign_offs=maybe(
        st.lists(
            st.builds(SignOffRequirement, role=KEYS, quorum=st.integers(-1, 9)),
            max_size=2,
            unique_by=lambda sign_off: sign_off.role,
        ).map(tuple)
    ),
    skip=maybe(st.lists(st.builds(Skip, rule=WORDS, reason=TEXTS), max_size=2).map(tuple)),
    minimum_score=maybe(st.dictionaries(WORDS, NUMBERS, max_size=2)),
)
DEFINITIONS = st.builds(
    Definition,
    workflow=st.builds(
        Header,
        key=KEYS,
        version=st.integers(1, 999_999),
        title=TEXTS,
        dimensions=maybe(NAMES),
        requires=maybe(NAMES),
        initial=KEYS,
        final=st.lists(KEYS, max_size=2).map(tuple),
    ),
    stages=unique(STAGES, "key"),
    transitions=unique(WAYS, "from_", "to"),
    roles=unique(st.builds(RoleEntry, key=KEYS, title=TEXTS, body=maybe(st.booleans())), "key"),
    records=unique(st.builds(RecordEntry, key=KEYS, title=TEXTS), "key"),
    send_back=maybe(st.builds(SendBack, roles=NAMES)),
    waiver=maybe(st.builds(WaiverApproval, roles=NAMES)),
    settings=st.dictionaries(KEYS, st.dictionaries(KEYS, SETTINGS, max_size=3), max_size=2),
)


def nobody(reference: str) -> Definition:
    """Stand in for the parents of a file that has none."""
    raise AssertionError(reference)


@settings(max_examples=60)
@given(DEFINITIONS)
def test_reading_undoes_writing(definition: Definition) -> None:
    """A definition, whatever its words, is the same after writing and reading."""
    assert read_definition(definition_toml(definition).encode()) == definition


@settings(max_examples=60)
@given(DEFINITIONS)
def test_a_resolved_workflow_survives_a_file(definition: Definition) -> None:
    """Resolve, write, read, resolve: the workflow is what it was."""
    workflow = resolve(definition, nobody)
    again = resolve(read_definition(definition_toml(workflow).encode()), nobody)
    assert again == workflow


def test_a_file_that_extends_stays_short(shipped: Catalogue) -> None:
    """Writing a file that extends another gives only what it gives, in words equal to it."""
    entry = next(e for e in shipped.entries if e.extends)
    assert entry.definition is not None
    text = definition_toml(entry.definition)
    assert 'extends = "masterplan@1"' in text
    assert "initial" not in text
    assert read_definition(text.encode()) == entry.definition


def test_a_written_file_has_plain_line_ends(tmp_path: Path, short: Workflow) -> None:
    """The bytes are the same on every system: UTF-8, line feeds, one line end at the end."""
    path = tmp_path / "out.toml"
    write_definition(short, path)
    content = path.read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert resolve(read_definition(path), nobody) == short


def test_decimals_are_written_as_numbers() -> None:
    """A minimum score is a TOML number with exactly its digits."""
    way = TransitionEntry(from_="a", to="b", minimum_score={"readiness.a": Decimal("60.10")})
    header = Header(key="k", version=1, extends="masterplan@1")
    text = definition_toml(Definition(workflow=header, transitions=(way,)))
    assert '"readiness.a" = 60.10' in text


def test_a_whole_workflow_as_a_definition_extends_nothing(shipped: Catalogue) -> None:
    """The complete form of a merged workflow needs no parent to be resolved."""
    merged = shipped.find("masterplan_provincial_review")
    assert resolve(as_definition(merged), nobody) == merged
