"""The checks of books: what is named for them exists, and something is printed in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import did_you_mean
from smartflow.workflow.lint.finding import LintFinding, finding
from smartflow.workflow.suggestion import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.plugin.registry import Registry
    from smartflow.workflow.definition import BookKind, Workflow

__all__ = ["check_book_names", "check_book_shape"]


def check_book_shape(workflow: Workflow) -> Iterator[LintFinding]:
    """Yield what the workflow alone shows: stages and kinds of document that are not there."""
    for book in workflow.books:
        if book.whole_after and book.whole_after not in workflow.stage_keys:
            guess = one_of(book.whole_after, workflow.stage_keys)
            yield finding(
                "WFL028",
                f"book {book.key}",
                f"Tahap '{book.whole_after}' dalam whole_after tidak ada.{guess.id}",
                f"There is no stage '{book.whole_after}', named in whole_after.{guess.en}",
            )
    kinds = [kind.key for kind in workflow.records]
    if workflow.emblem and workflow.emblem not in kinds:
        guess = one_of(workflow.emblem, kinds)
        yield finding(
            "WFL029",
            "workflow.emblem",
            f"Tidak ada jenis dokumen '{workflow.emblem}' untuk lambang.{guess.id}",
            f"There is no kind of document '{workflow.emblem}' for the emblem.{guess.en}",
        )


def check_book_names(workflow: Workflow, registry: Registry) -> Iterator[LintFinding]:
    """Yield what the registry shows: rules that are not there, books without a chapter."""
    for book in workflow.books:
        yield from _rules(book, registry)
        if not any(owned.value.book == book.key for owned in registry.chapters.values()):
            yield finding(
                "WFL030",
                f"book {book.key}",
                f"Tidak ada plugin yang mengisi buku '{book.key}'; yang tercetak hanya segelnya.",
                f"No plugin fills the book '{book.key}'; nothing but its seal would be printed.",
            )


def _rules(book: BookKind, registry: Registry) -> Iterator[LintFinding]:
    rules = [owned.value for owned in registry.rules.values()]
    words = sorted({rule.code for rule in rules} | {rule.family for rule in rules})
    for name in book.rules:
        if name not in words:
            guess = did_you_mean(name, words)
            yield finding(
                "WFL009",
                f"book {book.key}",
                f"Tidak ada plugin yang membawa ketentuan '{name}'.{guess.id}",
                f"No plugin brings the rule '{name}'.{guess.en}",
            )
