"""The statement to be signed, written before the answer is recorded. Records nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import read_case
from smartflow.casework.lookups import knowing_city
from smartflow.fold.statement import statement_bytes
from smartflow.journey.answers.given_answer import (
    GivenAnswer,
    given_answer,
    require_role,
    statement_of,
)
from smartflow.journey.answers.signed_statement import registered_key, require_content

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.journey.answers.answering import Answer

__all__ = ["ToSign", "sign_off_statement"]


class ToSign(msgspec.Struct, frozen=True):
    """A statement that waits for its signature.

    Attributes:
        content: Its bytes; they must be signed as they are.
        given: The answer that it states.
        fingerprint: The key by which it must be signed.
        city: The city's slug.
        office: The other office by which the answer is to be recorded; ``""`` where it is here.
    """

    content: bytes
    given: GivenAnswer
    fingerprint: str
    city: str
    office: str = ""


def sign_off_statement(workspace: Workspace, city: str, role: str, answer: Answer) -> ToSign:
    """Return the statement of an answer, for the person who acts to sign.

    Everything that would make the answer be refused later is refused here.

    Args:
        workspace: Where; its actor is the person who answers.
        city: The city's slug, name or code.
        role: The role in which the person answers, by key or title.
        answer: What the person answers.

    Raises:
        SmartflowError: as :func:`smartflow.journey.answers.sign_off.sign_off` refuses.
        NoSshKey: no key is registered for the person.
        KeyOfAnother: somebody else has signed with the key.
        SignedTooEarly: the day lies before the content was there to be signed.
    """
    case = read_case(workspace, city)
    with knowing_city(case.state.city.slug):
        given = given_answer(case, role, answer)
        require_role(case, given)
        key = registered_key(case, given)
        require_content(given)
    content = statement_bytes(statement_of(case, given))
    office = case.imported.office if case.imported is not None else ""
    return ToSign(content, given, key.fingerprint, case.state.city.slug, office)
