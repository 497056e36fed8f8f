"""A dimension of the masterplan: data that a plugin supplies, never code of the engine."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from smartflow.language import Text

__all__ = ["Dimension", "Indicator", "SubDimension"]


class SubDimension(msgspec.Struct, frozen=True):
    """One of the fields into which a dimension is divided."""

    key: str
    title: Text


class Indicator(msgspec.Struct, frozen=True):
    """A figure by which a dimension is judged.

    Attributes:
        key: Its name inside the dimension, such as ``spbe_index``.
        title: What it is called.
        unit: The unit as officials write it, such as ``%`` or ``orang/tahun``.
        minimum: The least possible value, inclusive.
        maximum: The greatest possible value, inclusive.
        better: ``higher`` or ``lower``.
    """

    key: str
    title: Text
    unit: str
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    better: str = "higher"


class Dimension(msgspec.Struct, frozen=True):
    """A dimension such as Smart Living.

    Attributes:
        key: The key in worksheets and workflow files, such as ``living``.
        code: Three capitals, such as ``LIV``.
        title: The title; the English name leads in both languages.
        sub_dimensions: Its fields.
        indicators: Its usual figures.
        lead_agencies: Codes or usual short names of the agencies that lead it in most cities.
        aliases: Other names under which it is met (``people`` for society), in lower case.
    """

    key: str
    code: str
    title: Text
    sub_dimensions: tuple[SubDimension, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    lead_agencies: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    def is_named(self, words: str) -> bool:
        """Say whether ``words`` are the key, code or a title of this dimension (any case)."""
        name = " ".join(words.split()).casefold()
        return name in {
            self.key.casefold(),
            self.code.casefold(),
            self.title.id.casefold(),
            self.title.en.casefold(),
        }

    def has_alias(self, words: str) -> bool:
        """Say whether ``words`` are a declared alias of this dimension (any case)."""
        name = " ".join(words.split()).casefold()
        return name in {alias.casefold() for alias in self.aliases}
