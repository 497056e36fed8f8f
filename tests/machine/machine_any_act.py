"""The machine as a whole: all rooms together, how a run begins, and how it is judged at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant
from machine_answers import AnswerActs
from machine_attacks import ATTACKS, attacked
from machine_city import CityActs
from machine_faults import Faults
from machine_files import CITIES
from machine_judges import (
    judge_briefly,
    judge_replayed,
    judge_standalone,
    judge_verified,
)
from machine_rollback import REFUSALS, went_on
from machine_store import StoreActs

from smartflow.audit.witness.witness_memory import WitnessFolder
from smartflow.journey.register.city_add import city_add

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace

__all__ = ["AnyAct"]


class AnyAct(CityActs, AnswerActs, StoreActs, Faults):
    """People who do anything in any order, and everything that can go wrong around them."""

    def __init__(self) -> None:
        super().__init__()
        self.attack = ("edit", 0)
        self.judged: set[str] = set()
        """What the end of the run had to judge: whether a copy was put back."""

    def teardown(self) -> None:
        """Judge the run, and remove everything."""
        try:
            if self.store:
                self.judge()
        finally:
            super().teardown()

    @initialize(
        signed=st.booleans(),
        moves=st.integers(0, 3),
        attack=st.sampled_from(tuple(ATTACKS)),
        place=st.integers(0, 500),
    )
    def open_office(self, signed: bool, moves: int, attack: str, place: int) -> None:  # noqa: FBT001
        """Make the workspace and both cities, with whom most acts need; a key perhaps later.

        Of the first city some stages may be over already.
        """
        self.attack = (attack, place)
        self.begin(signed=signed)
        for city in CITIES:
            self.add_city(city.slug)
            self.found(city.slug, "DINKES")
            self.register(city.slug, "Ani", "head", "")
            self.register(city.slug, "Budi", "team", "")
        for number in range(moves):
            self.send("kota", "DINKES", "issues", number + 1, "")
            self.pass_on("kota", excused=False)

    def add_city(self, slug: str) -> None:
        """Register one of the two cities, with the first version of the workflow."""
        [city] = [one for one in CITIES if one.slug == slug]

        def do(at: Workspace) -> object:
            return city_add(at, city, "kecil@1")

        self.act("city_add", do)
        self.cities = sorted({*self.cities, slug})

    @invariant()
    def holds(self) -> None:
        """Check briefly; see :func:`machine_judges.judge_briefly`."""
        if self.store:
            judge_briefly(self.workspace, self.snapshot(), self.signed)

    @invariant()
    def a_waiver_has_two_people(self) -> None:
        """Nobody's own approval is on record, and no subject is waived twice at once."""
        for city in self.cities:
            waivers = self.state(city).waivers.values()
            approved = [waiver for waiver in waivers if waiver.approved_by]
            assert all(waiver.approved_by != waiver.requested_by for waiver in approved)
            assert len({waiver.subject for waiver in approved}) == len(approved)

    @invariant()
    def every_move_is_an_act_of_its_own(self) -> None:
        """The stage follows from the moves alone, each beginning where the one before ended."""
        for city in self.cities:
            state = self.state(city)
            assert [one.from_ for one in state.moves] == ["", *(one.to for one in state.moves[:-1])]
            assert state.stage == state.moves[-1].to

    def judge(self) -> None:
        """Check everything: see the functions of :mod:`machine_judges`. By then there is a key."""
        self.key_again()
        self.cover_everything()
        lies, kept = self.snapshot(), self.outside()
        for desk in self.desks:
            judge_verified(desk, kept)
        for city in self.cities:
            judge_replayed(self.workspace, city, self.contents(city))
        judge_standalone(self.workspace, lies, kept, self.papers)
        self.attack_a_copy(*self.attack)
        self.put_copy_back()

    def cover_everything(self) -> None:
        """Let the witness look once more, and keep a file outside that covers the last entry."""
        self.mail("", comes_back=True)
        self.hand_out("")

    def attack_a_copy(self, name: str, place: int) -> None:
        """Change one thing in a copy: it is found."""
        lies, kept = self.snapshot(), self.outside()
        folder = self.folder / "diserang"
        assert attacked(self.workspace, lies, name, place, kept, folder), (name, place)

    def put_copy_back(self) -> None:
        """Put an earlier copy back and go on with it, if the witness has seen more than that."""
        seen = WitnessFolder(self.province).recall()
        if self.copied is None:
            return
        sizes = self.copied.sizes
        if any(one.checkpoint.size > sizes.get(log, 0) for log, one in seen.items()):
            self.judged.add("copy put back")
            assert went_on(self, self.copied) in REFUSALS
