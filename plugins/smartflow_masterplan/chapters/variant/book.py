"""The books of a region that prints four: quick wins and road map."""

from __future__ import annotations

from smartflow_masterplan.chapters.shared.printed import printed

__all__ = ["VARIANT"]

VARIANT = (
    *printed(
        "quick_wins",
        ("quick_wins_ranking", 10, "variant.quick_wins", "quick_wins_ranking"),
        ("quick_wins_sheets", 20, "variant.quick_wins", "quick_wins_sheets"),
    ),
    *printed(
        "road_map",
        ("road_map_overview", 10, "variant.road_map", "road_map_overview"),
        ("road_map_years", 20, "variant.road_map", "road_map_years"),
        ("road_map_budget", 30, "variant.road_map", "road_map_budget"),
    ),
)
