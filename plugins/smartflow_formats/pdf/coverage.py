"""Which letters the shipped fonts can show, and how wide the commonest are.

A PDF/A may not hold a letter without a shape, and neither the fonts nor a library that reads them
are opened to know. Made by ``tests/formats/pdf/font_coverage.py`` from the fonts; a test compares
the two. Code points are hexadecimal, single or as first and last of a run, in order. Imports
nothing.
"""

from __future__ import annotations

from typing import Final

__all__ = ["ADVANCES", "ARABIC", "SIGNS", "TEXT"]

TEXT: Final = """
    0 d 20-7e a0-377 37a-37f 384-38a 38c 38e-3a1 3a3-3e1 3f0-52f 1ab0-1ac0 1c80-1c88 1d00-1df9
    1dfb-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4
    1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2000-2064 2066-2071 2074-208e
    2090-209c 20a0-20bf 20f0 2100-215f 2184 2189 25cc 2c60-2c7f 2de0-2e52 a640-a69f a700-a7bf
    a7c2-a7ca a7f5-a7ff a92e ab30-ab6b fb00-fb06 fe00 fe20-fe2f feff fffc-fffd
"""
"""What Noto Sans shows."""

ARABIC: Final = """
    600-61c 61e-6ff 750-77f 8a0-8b4 8b6-8be 8d3-8ff fb50-fbc1 fbd3-fd3f fd50-fd8f fd92-fdc7
    fdf0-fdfd fe70-fe74 fe76-fefc
"""
"""What Noto Sans Arabic shows beyond that."""

SIGNS: Final = """
    2190-21ae 21b0-21e5 21f1-21f2 21f4-22ff 2308-230b 25af 25b3 25b7 25bd 25c1 25ca 25fb
    2600-2609 260e-2612 2614-2623 2630-2637 263c 2654-2668 267f-268f 269e-26a1 26aa-26ac
    26bd-26cd 26cf-26e1 2701-2704 2706-2709 270b-271c 2722-2727 2729-274b 274d 274f-2753
    2756-2775 2794 2798-27af 27b1-27be 27dc 27f5-27ff 299b 29a0 29a3 29b8 29f5 2a7d-2a7e 2ade
    2ae3-2ae5 2aee 2bfe
"""
"""What the other families show beyond both: signs of mathematics, arrows, ticks."""

ADVANCES: Final = """
    260 269 408 646 572 831 732 225 300 300 551 572 268 322 268 372 572 572 572 572 572 572 572
    572 572 572 268 268 572 572 572 434 899 639 650 632 730 556 519 728 741 339 273 619 524 907
    760 781 605 781 622 549 556 731 600 930 586 566 572 329 372 329 572 444 281 561 615 480 615
    564 344 615 618 258 258 534 258 935 618 605 615 615 413 479 361 618 508 786 529 510 470 380
    551 380 572
"""
"""How far U+0020 to U+007E advance in Noto Sans, in thousandths of the letter size, in order."""
