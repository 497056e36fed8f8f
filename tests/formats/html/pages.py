"""Reading a page of HTML strictly, and saying what makes one sound."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Page", "assert_sound"]

VOID = {"meta", "br", "img", "wbr"}
INLINE = {"a", "code", "span", "strong", "sup"}


class Page(HTMLParser):
    """Reads a page strictly: every tag is closed in its order, and what is text is gathered."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[list[int]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Open a tag."""
        self.seen.append((tag, dict(attrs)))
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append(0)
        elif tag in ("td", "th"):
            self.tables[-1][-1] += 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last, and no other."""
        assert self.open.pop() == tag
        if tag not in INLINE:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        """Gather text, style sheets left out."""
        if "style" not in self.open:
            self.text.append(data)

    @property
    def words(self) -> str:
        """All text, white space collapsed."""
        return " ".join("".join(self.text).split())

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        """Return the attributes of every such element."""
        return [attributes for tag, attributes in self.seen if tag in tags]


def assert_sound(page: Page) -> None:
    """Check that headings are in order, tables rectangular with scopes, and references lead."""
    levels = [int(tag[1]) for tag, _ in page.seen if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(len(set(rows)) == 1 for rows in page.tables)
    assert all(one.get("scope") in ("col", "row") for one in page.all("th"))
    names = [one["id"] for _, one in page.seen if "id" in one]
    assert len(set(names)) == len(names)
    assert {one["href"] for one in page.all("a")} <= {f"#{name}" for name in names}
    assert all(one.get("alt") for one in page.all("img"))
