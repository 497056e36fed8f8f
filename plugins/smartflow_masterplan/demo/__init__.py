"""The demo: Sawahlunto from its first workbook to an adopted masterplan (data ilustrasi).

What is said stands as TOML files in ``content/``, readable and correctable without a line of
Python: the register with its marks of doubt, what each agency wrote, what each dimension and the
city wrote, the people, and the errors that are put into the first workbooks on purpose. The Python
beside it turns that content into files (``workbooks``, ``papers``), and the files into commands
(``story`` and its chapters). It imports the public names of ``smartflow`` only, and none of its
chapters is loaded before ``smartflow demo`` is run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartflow_masterplan.demo.story import DEMO

__all__ = ["DEMO"]


def __getattr__(name: str) -> object:
    """Load the demo the first time that it is asked for."""
    if name == "DEMO":
        from smartflow_masterplan.demo.story import DEMO

        return DEMO
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
