"""What the content files hold, as frozen values: the register, the words, the slips, the people.

A key that is not declared here is an error, so that a misspelt one is found when it is read.
Imports nothing of SmartFlow.
"""

from __future__ import annotations

import msgspec

__all__ = [
    "DIMENSIONS",
    "Actions",
    "AgencyContent",
    "Flaw",
    "Flaws",
    "Goals",
    "Issue",
    "Part",
    "People",
    "Person",
    "Register",
    "RegisteredAgency",
    "RegisteredCity",
]

DIMENSIONS = ("governance", "branding", "economy", "living", "society", "environment")
"""The dimensions of the national workflow for which there is content, in its order."""

ILLUSTRATION = "Data ilustrasi"
"""The source of every figure that names no other."""


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value that has no key but its own."""


class RegisteredAgency(Strict, frozen=True):
    """An agency of the register, with how sure its name is.

    Attributes:
        code: Its code.
        name: Its name.
        kind: ``opd`` or ``kelurahan``.
        dimensions: Keys of the dimensions it contributes to, the main one first.
        seen: ``seen``, ``office`` or ``unsure`` (see the head of the file).
        leads: Keys of the dimensions it leads in this demo.
        kecamatan: The kecamatan in which a kelurahan lies.
        sources: Where the name was seen.
        note: What is in doubt.
    """

    code: str
    name: str
    kind: str
    dimensions: tuple[str, ...]
    seen: str
    leads: tuple[str, ...] = ()
    kecamatan: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""


class RegisteredCity(Strict, frozen=True):
    """The city of the register."""

    slug: str
    name: str
    kind: str
    region_code: str
    province: str
    intake: int
    kecamatan: tuple[str, ...]


class Register(Strict, frozen=True):
    """The city and its agencies."""

    city: RegisteredCity
    agency: tuple[RegisteredAgency, ...]

    def named(self, code: str) -> RegisteredAgency:
        """Return the agency with ``code``.

        Raises:
            KeyError: there is none.
        """
        for agency in self.agency:
            if agency.code == code:
                return agency
        raise KeyError(code)


class Issue(Strict, frozen=True):
    """An issue as an agency wrote it; numbers stand as they were typed."""

    sub: str
    issue: str
    location: str
    data: str
    unit: str
    year: int
    usg: tuple[int, int, int]
    cause: str
    source: str = ILLUSTRATION


def _in_capitals(name: str) -> str | None:
    """Return the key by which the files know a category or cell: ``s`` stands as ``S``."""
    return name.upper() if len(name) <= len("SO") else None


class Part(Strict, frozen=True, rename=_in_capitals):
    """What an agency wrote about one dimension.

    Attributes:
        issues: Its issues.
        s: Strengths; likewise ``w``, ``o`` and ``t``.
        so: Strategies of the cell SO as (codes cited, strategy); likewise the other cells.
        weights: Weights by category, where the agency gave numbers.
        ratings: Ratings by category.
    """

    issues: tuple[Issue, ...]
    s: tuple[str, ...] = ()
    w: tuple[str, ...] = ()
    o: tuple[str, ...] = ()
    t: tuple[str, ...] = ()
    so: tuple[tuple[str, str], ...] = ()
    wo: tuple[tuple[str, str], ...] = ()
    st: tuple[tuple[str, str], ...] = ()
    wt: tuple[tuple[str, str], ...] = ()
    weights: dict[str, tuple[str, ...]] = {}
    ratings: dict[str, tuple[int, ...]] = {}

    @property
    def factors(self) -> dict[str, tuple[str, ...]]:
        """The factors by category letter."""
        return {"S": self.s, "W": self.w, "O": self.o, "T": self.t}

    @property
    def strategies(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The strategies by cell."""
        return {"SO": self.so, "WO": self.wo, "ST": self.st, "WT": self.wt}


class AgencyContent(Strict, frozen=True):
    """What an agency wrote, by dimension."""

    agency: str
    governance: Part | None = None
    branding: Part | None = None
    economy: Part | None = None
    living: Part | None = None
    society: Part | None = None
    environment: Part | None = None

    @property
    def parts(self) -> dict[str, Part]:
        """What it wrote, dimension by dimension, without those of which it wrote nothing."""
        found = {key: getattr(self, key) for key in DIMENSIONS}
        return {key: part for key, part in found.items() if part is not None}


class Flaw(Strict, frozen=True):
    """An error that is put into a first workbook on purpose.

    Attributes:
        agency: Whose workbook.
        worksheet: ``issues``, ``swot`` or ``tows``.
        dimension: In the rows of which dimension.
        row: The number of the row among the agency's rows of that dimension, from 1.
        column: The key of the column.
        right: What should stand there.
        wrong: What stands there at first.
        why: What happened.
    """

    agency: str
    worksheet: str
    dimension: str
    row: int
    column: str
    right: str
    wrong: str
    why: str


class Flaws(Strict, frozen=True):
    """All that goes wrong in the demo, and who is out of the ordinary.

    Attributes:
        late: Codes of the three late agencies.
        nil: The kelurahan that declares nihil.
        photo: The kelurahan whose worksheet comes as a photo.
        retyped: The agency whose workbook lost its hidden sheet.
        flaw: The errors.
    """

    late: tuple[str, ...]
    nil: str
    photo: str
    retyped: str
    flaw: tuple[Flaw, ...]


class Person(Strict, frozen=True):
    """Somebody invented; ``later`` is registered only when the term of the mayor has ended."""

    name: str
    roles: tuple[str, ...]
    post: str
    agencies: tuple[str, ...] = ()
    status: str = "definitif"
    since: str = ""
    decree: str = ""
    later: bool = False


class People(Strict, frozen=True):
    """The people, and who of them has which part in the story."""

    operator: str
    chair: str
    secretary: str
    mentor: str
    lurah: str
    mayor: str
    mayor_until: str
    acting_mayor: str
    person: tuple[Person, ...]
    presenters: dict[str, str]


class Goals(Strict, frozen=True):
    """The vision, and the rows of the worksheet of goals."""

    vision: str
    rows: tuple[dict[str, str | int], ...]


class Actions(Strict, frozen=True):
    """The rows of the action plan."""

    rows: tuple[dict[str, str | int], ...]
