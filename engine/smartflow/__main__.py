"""``python -m smartflow``: the same as the command ``smartflow``, where that is not on the path.

Python puts the current folder in front of the module path then. That may be a workspace which
somebody has sent, and what lies in a workspace runs only when it is trusted; so the folder is
taken off again before anything else is imported.
"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    here, home = sys.path[0], __file__.rpartition("smartflow")[0].rstrip("/\\")
    if not sys.flags.safe_path and here != home:
        del sys.path[0]
    from smartflow.terminal import main

    sys.exit(main())
