"""docs/plugins/workflows.md, followed by a region that wants a stage of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[3] / "docs" / "plugins" / "workflows.md"


def test_the_page_works_as_printed(reader: Any) -> None:
    """The file of the page passes lint, and a city that follows it meets the new stage next."""
    reader.follow(PAGE)
    verdict = json.loads(reader.type("smartflow check padang-panjang --json  # 1", "test"))
    assert (verdict["from"], verdict["to"]) == ("issue_analysis", "field_visit")
