"""What concerns the store: cities, keys, checkpoints that are handed out, and the witness outside.

The witness is another office with a folder of its own. It never has to refuse what this office
hands out last, however the files went, and remembers no history that is not this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import rule
from machine_city import actors
from machine_files import LATER_CITY
from machine_room import Room

from smartflow.audit.keys.key import key_standing, new_key, rotate_key
from smartflow.audit.witness.attach import attach, attach_of
from smartflow.audit.witness.checkpoint import checkpoint, city_checkpoint
from smartflow.audit.witness.witness import witness, witness_key
from smartflow.audit.witness.witness_faults import KeyNotTrusted, ProofMissing
from smartflow.audit.witness.witness_memory import WitnessFolder
from smartflow.errors import SmartflowError
from smartflow.history.seals.checkpoint_file import Block, CheckpointFile, read_checkpoint_file
from smartflow.journey.register.city_add import city_add

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.casework.workspace import Workspace
    from smartflow.history.seals.note_key import VerifierKey

WITNESS = "saksi.go.id/1"
OLDER = {"rolled-back", "missing-city", "proof-missing", "key-not-trusted"}
"""Why a witness may refuse a file that is not the newest."""
reach = st.sampled_from(["", "", "kota", "desa"])


class StoreActs(Room):
    """The acts on the store log, and what goes by mail."""

    def __init__(self) -> None:
        super().__init__()
        self.province = self.folder / "provinsi"
        self.sent: list[Path] = []
        """Every checkpoint file that was ever written, the oldest first."""
        self.returned: list[Path] = []
        self.lost_since_seen = False
        """Whether a key was lost since the witness last looked."""

    @rule(again=st.booleans())
    def another_city(self, again: bool) -> None:  # noqa: FBT001  drawn
        """Register one more city; a second time it is refused."""
        if again or "baru" not in self.cities:
            done = self.act("city_add", lambda at: city_add(at, LATER_CITY, "kecil"))
            assert isinstance(done, SmartflowError) == ("baru" in self.cities)
            self.cities = sorted({*self.cities, "baru"})

    @rule()
    def key_again(self) -> None:
        """Ask for a first key, where the store has none: else it is refused."""
        had = self.signed
        assert isinstance(self.act("key_add", new_key), SmartflowError) == had

    @rule(lost=st.booleans(), why=st.sampled_from(["sebab", "sebab", " "]), who=actors)
    def rotate(self, lost: bool, why: str, who: str) -> None:  # noqa: FBT001  drawn
        """Replace the key; a lost one only where it is gone."""
        if not self.signed:
            assert isinstance(
                self.act("key_rotate", lambda at: rotate_key(at, why)), SmartflowError
            )
            return
        old = self.key.read_bytes()
        if lost:
            refusal = self.act("key_rotate", lambda at: rotate_key(at, why, lost=True), who=who)
            assert isinstance(refusal, SmartflowError)
            self.key.unlink()
        done = self.act("key_rotate", lambda at: rotate_key(at, why, lost=lost), who=who)
        if not isinstance(done, SmartflowError):
            self.lost_since_seen |= lost
        elif lost:
            self.key.write_bytes(old)

    def hand_out(self, city: str, since: CheckpointFile | None = None) -> Path:
        """Write the checkpoints of a city, or of all logs, to a file that is kept."""

        def do(at: Workspace) -> CheckpointFile:
            if city:
                return city_checkpoint(at, city, since).file
            return checkpoint(at, since).file

        made = self.act("checkpoint", do)
        assert isinstance(made, CheckpointFile), made
        path = self.papers / f"segel-{len(self.sent)}.txt"
        path.write_bytes(made.encode())
        self.sent.append(path)
        return path

    @rule(city=reach, comes_back=st.booleans())
    def mail(self, city: str, comes_back: bool) -> None:  # noqa: FBT001  drawn
        """Hand out checkpoints; the witness looks; its file comes back, or is lost on the way."""
        if not self.signed:
            assert isinstance(self.act("checkpoint", checkpoint), SmartflowError)
            return
        path = self.hand_out(city)
        back = path.with_suffix(".back")
        pinned: tuple[VerifierKey, ...] = ()
        while not back.exists():
            try:
                witness(self.province, path, back, self.clock, name=WITNESS, pinned=pinned)
            except ProofMissing:
                last = WitnessFolder(self.province).last_file(self.store).read_bytes()
                path = self.hand_out(city, read_checkpoint_file(last))
            except KeyNotTrusted:
                assert self.lost_since_seen
                assert not pinned
                current = key_standing(self.workspace).keys.current
                assert current is not None
                pinned = (current,)
        self._remembers_what_is(path)
        self.lost_since_seen &= bool(city)
        self.returned.append(back)
        if comes_back:
            self.attach(len(self.returned) - 1)

    def _remembers_what_is(self, path: Path) -> None:
        """Check that the witness now remembers what it was shown, log by log."""
        seen = WitnessFolder(self.province).recall()
        for log, blocks in read_checkpoint_file(path.read_bytes()).logs().items():
            assert log in seen
            assert seen[log].checkpoint in [one.checkpoint for one in blocks]

    @rule(place=st.integers(0, 20))
    def mail_again(self, place: int) -> None:
        """Show the witness an earlier file: it signs nothing that is older than what it saw."""
        if not self.sent:
            return
        path = self.sent[place % len(self.sent)]
        seen = WitnessFolder(self.province).recall()
        shown = read_checkpoint_file(path.read_bytes())
        older = any(
            log in seen and block.checkpoint.size < seen[log].checkpoint.size
            for log, blocks in shown.logs().items()
            for block in blocks
        )
        back = path.with_suffix(".again")
        back.unlink(missing_ok=True)
        refusal: SmartflowError | None = None
        try:
            witness(self.province, path, back, self.clock, name=WITNESS)
        except SmartflowError as error:
            refusal = error
        if refusal is None:
            assert not older
            return
        assert refusal.code in OLDER
        assert WitnessFolder(self.province).recall() == seen
        assert not back.exists()

    @rule(place=st.integers(0, 20))
    def attach(self, place: int) -> None:
        """Take in what came back: today's file, or one from before, once more."""
        key = witness_key(self.province)
        if not self.returned or key is None:
            return
        file = read_checkpoint_file(self.returned[place % len(self.returned)].read_bytes())
        if "witness_add" not in self.done:
            self.act("witness_add", lambda at: attach_of(at, file, key))
            return
        done = self.act("attach", lambda at: attach(at, file))
        assert not isinstance(done, SmartflowError) or done.code == "from-the-future", done

    def outside(self) -> list[Path]:
        """Return every file with checkpoints, and one of what the witness remembers."""
        seen = WitnessFolder(self.province).recall()
        files = [*self.sent, *self.returned]
        if seen:
            memory = self.papers / "ingatan.txt"
            blocks = tuple(Block(one.note.encode()) for one in seen.values())
            memory.write_bytes(CheckpointFile(blocks).encode())
            files.append(memory)
        return files
