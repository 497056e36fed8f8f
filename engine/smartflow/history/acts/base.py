"""What every act has in common, and how a body becomes an act and an act a body.

Must not import the model: what is recorded stays readable whatever becomes of today's values.
"""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

__all__ = ["Act", "UnknownAct", "WorkflowPin"]


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """What was done: the body of an entry, by its fields.

    A field without a default has been written by every version, and nothing can be told without
    it. One with a default is written as well, but an entry that lacks it can be read. Fields that
    this version does not know are passed over.
    """

    act_name: ClassVar[str]
    """The act's name in an entry."""
    left_out: ClassVar[tuple[str, ...]] = ()
    """Fields that a body does not hold where they are empty, as they stand in the body."""

    def to_body(self) -> dict[str, Any]:
        """Return the body of the entry: JSON types, with every field but those left out."""
        body: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        for field in self.left_out:
            if not body[field]:
                del body[field]
        return body


class UnknownAct(Act, frozen=True, kw_only=True):
    """An act that this version does not know: it is told by its name, and nothing is guessed.

    Attributes:
        name: Its name.
        body: Its body as it stands in the entry.
    """

    act_name = ""

    name: str
    body: dict[str, Any]


class WorkflowPin(msgspec.Struct, frozen=True):
    """The workflow to which a city is pinned, by the digest of its resolved definition.

    Attributes:
        key: The workflow's key, such as ``masterplan``.
        version: Its version, from 1.
        digest: Digest of the blob with its resolved definition.
    """

    key: str
    version: int
    digest: str
