"""What another definition asks of a city that stands in a stage: what comes, and what goes.

Pure: compares two definitions and knows no city.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.workflow.definition import SignOffRequirement, Transition, Workflow

__all__ = ["stage_differences"]


def stage_differences(
    old: Workflow,
    stage: str,
    new: Workflow,
    new_stage: str,
    renamed: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Text, ...]:
    """Return what changes at the gates of a stage, one part of a sentence each.

    Args:
        old: The definition that is left.
        stage: The stage in it.
        new: The definition that is entered.
        new_stage: The stage in it that the city will be in.
        renamed: Stages that get another name: old to new.
    """
    before = {renamed.get(way.to, way.to): way for way in old.transitions_from(stage)}
    after = {way.to: way for way in new.transitions_from(new_stage)}
    found = [*_worksheets(old, stage, new, new_stage)]
    for to in sorted(before.keys() | after.keys()):
        if to not in after:
            found.append(Text(id=f"jalan ke {to} tidak ada lagi", en=f"no way to {to} any more"))
        elif to not in before:
            found.append(Text(id=f"jalan baru ke {to}", en=f"a new way to {to}"))
        else:
            found += _between(before[to], after[to])
    return tuple(found)


def _worksheets(old: Workflow, stage: str, new: Workflow, new_stage: str) -> Iterator[Text]:
    before, after = set(old.stage(stage).worksheets), set(new.stage(new_stage).worksheets)
    for key in sorted(after - before):
        yield Text(id=f"kertas kerja {key} kini dinilai", en=f"worksheet {key} is judged now")
    for key in sorted(before - after):
        yield Text(
            id=f"kertas kerja {key} tidak lagi dinilai",
            en=f"worksheet {key} is not judged any more",
        )


def _between(old: Transition, new: Transition) -> Iterator[Text]:
    for code in sorted(set(new.rules) - set(old.rules)):
        yield Text(id=f"ketentuan {code} kini wajib", en=f"rule {code} is asked for now")
    for code in sorted(set(old.rules) - set(new.rules)):
        yield Text(
            id=f"ketentuan {code} tidak lagi wajib", en=f"rule {code} is not asked for any more"
        )
    skipped, skips = {one.rule for one in old.skip}, {one.rule for one in new.skip}
    for code in sorted(skips - skipped):
        yield Text(id=f"ketentuan {code} kini dilewati", en=f"rule {code} is skipped now")
    for code in sorted(skipped - skips):
        yield Text(
            id=f"ketentuan {code} tidak lagi dilewati", en=f"rule {code} is not skipped any more"
        )
    yield from _sign_offs(old, new)
    scores = old.minimum_score.items() ^ new.minimum_score.items()
    for key in sorted({key for key, _ in scores}):
        least = new.minimum_score.get(key, "-")
        yield Text(
            id=f"skor minimum {key}: {old.minimum_score.get(key, '-')} → {least}",
            en=f"least score {key}: {old.minimum_score.get(key, '-')} → {least}",
        )


def _sign_offs(old: Transition, new: Transition) -> Iterator[Text]:
    before = {one.role: one for one in old.sign_offs}
    after = {one.role: one for one in new.sign_offs}
    for role in sorted(before.keys() | after.keys()):
        if before.get(role) != after.get(role):
            was, now = _asked(before.get(role)), _asked(after.get(role))
            yield Text(
                id=f"persetujuan {role}: {was.id} → {now.id}",
                en=f"sign-off by {role}: {was.en} → {now.en}",
            )


def _asked(asked: SignOffRequirement | None) -> Text:
    if asked is None:
        return Text(id="tidak ada", en="none")
    signed = Text.same("")
    if asked.signed:
        signed = Text(id=", bertanda tangan SSH", en=", SSH-signed")
        if asked.minutes:
            signed = Text(id=f"{signed.id} atau berita acara", en=f"{signed.en} or by minutes")
    return Text(
        id=f"{asked.quorum} orang{signed.id}",
        en=f"{asked.quorum} {'person' if asked.quorum == 1 else 'people'}{signed.en}",
    )
