"""What a template has wrong with it, as the format that fills it tells it.

An official changes a template in Word or in a text editor, so what is wrong with one is told in
the official's words, with the line where the format knows one. Formats raise it, the engine
renders it; neither imports the other. Floor 1; pure.
"""

from __future__ import annotations

from smartflow.language import Text, did_you_mean

__all__ = ["TemplateFault"]


class TemplateFault(ValueError):
    """A template that cannot be filled: a syntax error, an unknown placeholder, a refused act.

    Attributes:
        text: What is wrong, a clause in both languages without a full stop:
            ``placeholder "titel" tidak dikenal``.
        line: The line where it stands, from 1; None where the format knows none.
        name: The unknown placeholder, or None where it is something else.
        known: The placeholders that the format fills, for a nearest match to ``name``.
    """

    def __init__(
        self,
        text: Text,
        line: int | None = None,
        *,
        name: str | None = None,
        known: tuple[str, ...] = (),
    ) -> None:
        super().__init__(text.en)
        self.text = text
        self.line = line
        self.name = name
        self.known = known

    @property
    def guess(self) -> Text:
        """`` Maksud Anda 'title'?`` with a leading blank; empty where no placeholder is near."""
        return did_you_mean(self.name, self.known) if self.name else Text(id="", en="")
