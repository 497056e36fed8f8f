"""Merging: what a child gives replaces, what it does not give stays, nothing is ever appended."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.language import Text
from smartflow.workflow import (
    Definition,
    ExtendsFault,
    MissingKey,
    SignOffRequirement,
    as_definition,
    read_definition,
    resolve,
)
from smartflow.workflow.definition_file.extends import MAX_DEPTH, Parents

CHILD = '[workflow]\nkey = "child"\nversion = 1\nextends = "short@1"\n'


@pytest.fixture
def parents(short_toml: str) -> Parents:
    """Knows the short workflow by its reference and nothing else."""
    known = {"short@1": read_definition(short_toml.encode())}
    return lambda reference: known[reference]


def child(more: str = "") -> Definition:
    """Return a file that extends the short workflow."""
    return read_definition((CHILD + more).encode(), "child.toml")


def test_an_empty_child_is_its_parent_under_another_name(short_toml: str, parents: Parents) -> None:
    """Without a word of its own a child differs in key and version only."""
    parent = as_definition(resolve(read_definition(short_toml.encode()), parents))
    merged = as_definition(resolve(child(), parents))
    assert merged.workflow.key == "child"
    assert merged.workflow.title == parent.workflow.title
    assert (merged.stages, merged.transitions, merged.roles, merged.settings) == (
        parent.stages,
        parent.transitions,
        parent.roles,
        parent.settings,
    )


def test_who_approves_waivers_is_inherited_or_replaced(short_toml: str) -> None:
    """A child that says nothing keeps its parent's roles; one that names some names all."""
    base = read_definition(f'{short_toml}\n[waiver]\nroles = ["team"]\n'.encode())
    for more, roles in (("", ("team",)), ('[waiver]\nroles = ["head"]\n', ("head",))):
        assert resolve(child(more), lambda _: base).waiver.roles == roles


def test_lists_replace_and_do_not_concatenate(parents: Parents) -> None:
    """A list given by the child is the whole list."""
    merged = resolve(
        child('[[transition]]\nfrom = "draft"\nto = "done"\nrules = ["XYZ"]\n'), parents
    )
    assert merged.transitions[0].rules == ("XYZ",)
    assert merged.transitions[0].sign_offs == (SignOffRequirement("team", 1),)


def test_a_value_that_is_not_given_stays(parents: Parents) -> None:
    """Changing a stage's title leaves its worksheets and its days."""
    merged = resolve(child('[[stage]]\nkey = "draft"\ntitle = { id = "A", en = "B" }\n'), parents)
    stage = merged.stage("draft")
    assert (stage.title, stage.worksheets, stage.due_days) == (Text("A", "B"), ("issues",), 30)


def test_what_is_presented_follows_the_merged_worksheets(parents: Parents) -> None:
    """The default of ``presents`` is taken after merging, not from the parent's worksheets."""
    merged = resolve(child('[[stage]]\nkey = "draft"\nworksheets = ["swot"]\n'), parents)
    assert merged.stage("draft").presents == ("swot",)


def test_nothing_presented_can_be_said(parents: Parents) -> None:
    """An empty ``presents`` is not the default."""
    merged = resolve(child('[[stage]]\nkey = "draft"\npresents = []\n'), parents)
    assert merged.stage("draft").presents == ()


def test_settings_merge_key_by_key(parents: Parents) -> None:
    """A child's setting replaces one, and leaves the plugin's others."""
    merged = resolve(child("[settings.basics]\nother = 2\n[settings.new]\nx = true\n"), parents)
    assert merged.settings == {"basics": {"coverage": "0.8", "other": 2}, "new": {"x": True}}


def test_remove_deletes_by_key(parents: Parents) -> None:
    """``remove = true`` takes out a stage, a way, a role and a kind of document."""
    merged = resolve(
        child(
            '[[stage]]\nkey = "done"\nremove = true\n'
            '[[transition]]\nfrom = "draft"\nto = "done"\nremove = true\n'
            '[[role]]\nkey = "team"\nremove = true\n'
            '[[record]]\nkey = "book"\nremove = true\n'
        ),
        parents,
    )
    assert (merged.stage_keys, merged.transitions, merged.roles, merged.records) == (
        ("draft",),
        (),
        (),
        (),
    )


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ('after = "draft"\n', ("draft", "review", "done")),
        ('after = "done"\n', ("draft", "done", "review")),
        ("", ("draft", "done", "review")),
    ],
)
def test_a_new_stage_stands_where_after_says(
    parents: Parents, after: str, expected: tuple[str, ...]
) -> None:
    """Without ``after`` a new stage is the last one."""
    more = f'[[stage]]\nkey = "review"\ntitle = {{ id = "R", en = "R" }}\n{after}'
    assert resolve(child(more), parents).stage_keys == expected


def test_after_moves_a_known_stage_and_follows_new_ones(parents: Parents) -> None:
    """A stage may stand behind one that the same file brings, and known ones can be moved."""
    more = (
        '[[stage]]\nkey = "one"\ntitle = { id = "1", en = "1" }\nafter = "draft"\n'
        '[[stage]]\nkey = "two"\ntitle = { id = "2", en = "2" }\nafter = "one"\n'
        '[[stage]]\nkey = "draft"\nafter = "done"\n'
    )
    assert resolve(child(more), parents).stage_keys == ("one", "two", "done", "draft")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (
            '[[stage]]\nkey = "drafft"\nremove = true\n',
            "stage 'drafft' ('remove') is not in the file it extends. Did you mean 'draft'?",
        ),
        (
            '[[transition]]\nfrom = "done"\nto = "draft"\nremove = true\n',
            "transition 'done -> draft' ('remove') is not in the file it extends.",
        ),
        (
            '[[stage]]\nkey = "x"\ntitle = { id = "", en = "" }\nafter = "don"\n',
            "stage 'x', after 'don' ('after') is not in the file it extends. Did you mean 'done'?",
        ),
        (
            '[[stage]]\nkey = "draft"\nafter = "draft"\n',
            "stage 'draft', after 'draft' ('after') is not in the file it extends.",
        ),
    ],
)
def test_what_is_not_there_cannot_be_removed_or_followed(
    parents: Parents, more: str, sentence: str
) -> None:
    """A slip in a key is refused; it would otherwise silently remove nothing."""
    with pytest.raises(ExtendsFault) as caught:
        resolve(child(more), parents, "child.toml")
    assert sentence in caught.value.message.en
    assert caught.value.code == "workflow-extends"


@pytest.mark.parametrize("reference", ["short", "short@", "@1", "short@x", "short@-1", ""])
def test_a_reference_needs_key_and_version(parents: Parents, reference: str) -> None:
    """A parent without version would change underneath its children."""
    content = CHILD.replace("short@1", reference)
    with pytest.raises(ExtendsFault) as caught:
        resolve(read_definition(content.encode()), parents)
    assert "'masterplan@1'" in caught.value.message.en


def chain(length: int, *, circle: bool) -> tuple[Definition, Parents]:
    """Return the first of ``length`` files that extend one another, and where to find them."""
    files = {}
    for number in range(length):
        extends = f'extends = "w@{number + 2}"\n' if number + 1 < length else ""
        if circle and number + 1 == length:
            extends = 'extends = "w@1"\n'
        files[f"w@{number + 1}"] = read_definition(
            f'[workflow]\nkey = "w"\nversion = {number + 1}\n{extends}'
            'title = { id = "", en = "" }\ninitial = "a"\nfinal = []\n'.encode()
        )
    return files["w@1"], lambda reference: files[reference]


def test_a_circle_is_named() -> None:
    """A circle is refused with the way around it."""
    first, parents = chain(3, circle=True)
    with pytest.raises(ExtendsFault) as caught:
        resolve(first, parents)
    assert "w@1 -> w@2 -> w@3 -> w@1" in caught.value.message.en


def test_a_file_that_extends_itself_is_a_circle() -> None:
    """The shortest circle is found too."""
    first, parents = chain(1, circle=True)
    with pytest.raises(ExtendsFault, match="w@1 -> w@1"):
        resolve(first, parents)


def test_depth_has_a_limit() -> None:
    """As many files as the limit are merged, one more is refused."""
    first, parents = chain(MAX_DEPTH, circle=False)
    assert resolve(first, parents).version == 1
    first, parents = chain(MAX_DEPTH + 1, circle=False)
    with pytest.raises(ExtendsFault, match="deeper than 8 files"):
        resolve(first, parents)


def test_a_value_that_nobody_gives_is_missed(parents: Parents) -> None:
    """A new stage without a title is refused by its key."""
    with pytest.raises(MissingKey) as caught:
        resolve(child('[[stage]]\nkey = "new"\n'), parents, "child.toml")
    assert "'stage (new).title'" in caught.value.message.en


RULES = st.lists(st.sampled_from(["AAA", "BBB", "CCC"]), max_size=2, unique=True)


@settings(max_examples=50)
@given(base=RULES, middle=st.none() | RULES, top=st.none() | RULES)
def test_the_nearest_word_holds(
    base: list[str], middle: list[str] | None, top: list[str] | None
) -> None:
    """Through any chain a value is that of the nearest file that gives it (the naive twin)."""

    def file(number: int, extends: str, rules: list[str] | None) -> Definition:
        text = f'[workflow]\nkey = "w"\nversion = {number}\n{extends}'
        text += 'title = { id = "", en = "" }\ninitial = "a"\nfinal = ["a"]\n'
        text += '[[transition]]\nfrom = "a"\nto = "b"\n'
        text += "" if rules is None else f"rules = {rules}\n"
        return read_definition(text.encode())

    files = {
        "w@1": file(1, 'extends = "w@2"\n', top),
        "w@2": file(2, 'extends = "w@3"\n', middle),
        "w@3": file(3, "", base),
    }
    lookup: Callable[[str], Definition] = files.__getitem__
    expected = next(rules for rules in (top, middle, base) if rules is not None)
    assert resolve(files["w@1"], lookup).transitions[0].rules == tuple(expected)
