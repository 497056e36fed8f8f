"""What loaded plugins name and nobody has: worksheets and stages that are probably misspelt.

A plugin may be for a worksheet or a stage of another that is not installed, so none of this is a
fault; but a rule for a stage that no workflow has never runs, and nobody would notice. Looked at
once all plugins are loaded, by ``plugin list``, ``plugin info`` and ``doctor``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from smartflow.plugin.registry import Registry
    from smartflow.workflow.catalogue import Catalogue

__all__ = ["plugin_remarks"]


def plugin_remarks(registry: Registry, catalogue: Catalogue) -> Mapping[str, tuple[Text, ...]]:
    """Return, by name of plugin, what is worth a look in how it was loaded and what it registers.

    Args:
        registry: What the plugins registered.
        catalogue: The workflow files that are at hand; their stages are those there are.
    """
    found: dict[str, list[Text]] = {}
    loading = ((one.name, remark) for one in registry.plugins for remark in one.remarks)
    for plugin, remark in (*loading, *_worksheets(registry), *_stages(registry, catalogue)):
        found.setdefault(plugin, []).append(remark)
    return {plugin: tuple(remarks) for plugin, remarks in found.items()}


def _worksheets(registry: Registry) -> Iterator[tuple[str, Text]]:
    known = registry.worksheets
    for owned in registry.columns:
        column = owned.value
        if column.worksheet not in known:
            name = f"Column '{column.worksheet}.{column.key}'"
            yield owned.origin.plugin, _no_worksheet(name, column.worksheet, known)
    for rule in registry.rules.values():
        for field, keys in (("each", (rule.value.each,)), ("reads", rule.value.reads)):
            for key in keys:
                if key and key not in known:
                    name = f"Rule '{rule.value.code}' ({field})"
                    yield rule.origin.plugin, _no_worksheet(name, key, known)


def _no_worksheet(name: str, key: str, known: Collection[str]) -> Text:
    guess = did_you_mean(key, known)
    return Text(
        id=f"{name}: kertas kerja '{key}' tidak ada.{guess.id}",
        en=f"{name}: there is no worksheet '{key}'.{guess.en}",
    )


def _stages(registry: Registry, catalogue: Catalogue) -> Iterator[tuple[str, Text]]:
    known = {
        stage.key
        for entry in catalogue.entries
        if entry.definition is not None
        for stage in entry.definition.stages
    }
    if not known:  # without any workflow there is nothing to compare with
        return
    named = [(f"Rule '{o.value.code}'", o.origin, o.value.stages) for o in registry.rules.values()]
    named += [
        (f"ScoringRule '{o.value.key}'", o.origin, o.value.stages)
        for o in registry.scoring_rules.values()
    ]
    for name, origin, stages in named:
        for key in stages:
            if key not in known:
                guess = did_you_mean(key, known)
                yield (
                    origin.plugin,
                    Text(
                        id=f"{name}: tidak ada alur kerja dengan tahap '{key}'.{guess.id}",
                        en=f"{name}: no workflow has a stage '{key}'.{guess.en}",
                    ),
                )
