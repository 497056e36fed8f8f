"""``smartflow audit key``: what an official sees of the key."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_the_key_is_shown_and_its_private_half_never(city: Any) -> None:
    """The public word as data, where the private half is as talk."""
    shown = city.must("audit", "key", "show")
    (one,) = city.must("audit", "key", "show", "--json").json["keys"]
    assert one["key"] in shown.out
    assert (one["entry"], one["current"], one["old_key_lost"]) == (2, True, False)
    file = Path(shown.err.split(" ada di ")[1].split(";")[0])
    secret = file.read_text(encoding="ascii").split("+", 4)[4].strip()
    assert secret not in shown.out + shown.err


def test_a_rotation_prints_what_to_hand_out(city: Any) -> None:
    """The new public word is printed, and is the one that is shown from then on."""
    (before,) = city.must("audit", "key", "show", "--json").json["keys"]
    said = city.must("audit", "key", "rotate", "--reason", "pergantian tahunan").out
    keys = city.must("audit", "key", "show", "--json").json["keys"]
    assert [one["current"] for one in keys] == [False, True]
    assert keys[0]["key"] == before["key"]
    assert keys[1]["key"] in said
    assert "smartflow audit key import BERKAS" in said
    story = city.must("history", "--lang", "en").out
    assert f"The key was replaced by {keys[1]['key'].split('+')[1]}." in story
    city.must("agency", "add", "contoh", "DLH", "Dinas LH", "--kind", "opd")


def test_a_second_key_is_refused_with_the_next_step(city: Any) -> None:
    """A store that is signed is not signed once more from the beginning."""
    outcome = city("audit", "key", "add", "--lang", "en")
    assert (outcome.code, "smartflow audit key rotate" in outcome.err) == (2, True)
    outcome = city("audit", "key", "rotate", "--lang", "en")
    assert (outcome.code, "--reason" in outcome.err) == (2, True)


def test_an_act_without_the_key_says_where_it_belongs(city: Any, tmp_path: Path) -> None:
    """Exit 2, both ways out are named, and looking still works; the copy that is brought helps."""
    shown = city.must("audit", "key", "show")
    file = Path(shown.err.split(" ada di ")[1].split(";")[0])
    copy = file.rename(tmp_path / "salinan.key")
    outcome = city("agency", "add", "contoh", "DLH", "Dinas LH", "--kind", "opd", "--lang", "en")
    assert outcome.code == 2
    for part in (str(file), "audit key import FILE", "audit key rotate --lost"):
        assert part in outcome.err
    assert city("status").code == 0
    assert "Bring it" in city.must("audit", "key", "show", "--lang", "en").err
    city.must("audit", "key", "import", str(copy))
    city.must("agency", "add", "contoh", "DLH", "Dinas LH", "--kind", "opd")


def test_a_computer_with_the_key_of_yesterday_is_told_so(city: Any) -> None:
    """Where the key was replaced elsewhere: not that there is none, but that it is old."""
    file = Path(city.must("db", "status", "--json").json["key_file"])
    old = file.read_bytes()
    city.must("audit", "key", "rotate", "--reason", "pergantian tahunan")
    file.write_bytes(old)
    for words in (("doctor",), ("db", "status")):
        said = city(*words, "--lang", "en").out
        assert "is not the one by which this store signs today" in said
        assert "not on this computer" not in said
    outcome = city("agency", "add", "contoh", "DLH", "Dinas LH", "--kind", "opd", "--lang", "en")
    assert (outcome.code, "audit key import FILE" in outcome.err) == (2, True)


def test_a_key_inside_the_workspace_is_named_relatively(shell: Any) -> None:
    """``init --key`` in the folder itself can be handed around with it."""
    shell.must("init", "--key", str(shell.root / "contoh.key"))
    assert 'key = "contoh.key"' in (shell.root / "smartflow.toml").read_text(encoding="utf-8")
    assert str(shell.root / "contoh.key") in shell.must("audit", "key", "show").err
