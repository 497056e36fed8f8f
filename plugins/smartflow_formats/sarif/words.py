"""Messages of SARIF in which what somebody typed stays text.

In a message braces make placeholders and ``[words](address)`` makes a link (SARIF 2.1.0, sections
3.11.5 and 3.11.6). A worksheet's text may hold either.
"""

from __future__ import annotations

import re

from smartflow_formats.common.letters import encodable

__all__ = ["message", "message_text"]

_LINK_ENDS = re.compile(r"(\\*)\]\(")


def message(text: str) -> dict[str, str]:
    """Return a message object (section 3.11) or a message string (section 3.12) of plain text."""
    return {"text": message_text(text)}


def message_text(text: str) -> str:
    """Return plain text as a message writes it: braces doubled, no link anywhere.

    Backslashes before the bracket are doubled, or the last would escape the one that escapes it.
    """
    told = encodable(text).replace("{", "{{").replace("}", "}}")
    return _LINK_ENDS.sub(r"\1\1\\](", told)
