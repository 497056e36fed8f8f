"""Whoever runs this process, as the operating system knows them."""

from __future__ import annotations

import getpass
import os
import sys
from functools import cache

__all__ = ["system_user"]


@cache
def system_user() -> str:
    """Return ``user@host`` of whoever runs this process."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = "unknown"
    # Not socket.gethostname: that module takes longer to load than all of this.
    if sys.platform == "win32":
        host = os.environ.get("COMPUTERNAME", "unknown")
    else:
        host = os.uname().nodename
    return f"{user}@{host}"
