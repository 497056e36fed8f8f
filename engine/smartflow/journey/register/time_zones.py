"""In which of Indonesia's three time zones a region lies, by its Kemendagri code.

The first two digits of the code are the province. Zones: Keppres 41/1987; Kalimantan Barat and
Kalimantan Tengah are WIB, Kalimantan Selatan, Timur and Utara WITA. Codes of the provinces:
Kepmendagri 300.2.2-2138/2025 and its predecessors.
"""

from __future__ import annotations

from smartflow.clock import Zone

__all__ = ["zone_of"]

_WITA = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_WIT = frozenset({"81", "82", "91", "92", "93", "94", "95", "96", "97"})


def zone_of(region_code: str) -> Zone:
    """Return ``WIB``, ``WITA`` or ``WIT`` for a code such as ``13.73``."""
    province = region_code.partition(".")[0]
    if province in _WITA:
        return "WITA"
    return "WIT" if province in _WIT else "WIB"
