"""Base64 with one spelling for each content, as signed notes and their keys are written.

RFC 4648 lets a careless reader take several spellings of the same bytes. What is compared, hashed
and signed must have one, so anything but the canonical spelling is no base64 here.
"""

from __future__ import annotations

import base64
import binascii

__all__ = ["from_base64", "to_base64"]


def to_base64(content: bytes) -> str:
    """Return the standard base64 of ``content``, padded (RFC 4648, section 4)."""
    return base64.b64encode(content).decode("ascii")


def from_base64(text: str) -> bytes | None:
    """Return the bytes whose :func:`to_base64` is ``text``, or None if there are none."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return content if to_base64(content) == text else None
