"""What Jinja says of a template, in an official's words.

Jinja speaks English and to programmers. The faults that a person makes who moves or deletes a
brace are told in both languages; the rest keep Jinja's words in quotation marks, behind a clause in
ours. Imports nothing of Jinja's.
"""

from __future__ import annotations

import re
from typing import Final

from smartflow import Text

__all__ = ["quoted", "syntax"]

_TOKENS: Final = {
    "end of template": "akhir templat",
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "end of print statement": "}}",
    "begin of print statement": "{{",
    "begin of comment": "{#",
    "end of comment": "#}",
    "template data / text": "teks biasa",
    "block_end": "%}",
    "variable_end": "}}",
    "name": "sebuah nama",
}
"""What Jinja calls a piece of a template, as it is written or as an official would call it."""

_SAID: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (
        re.compile(
            r"Unexpected end of template\. Jinja was looking for the following tags:"
            r" (?P<wanted>.+?)\. The innermost block that needs to be closed is '(?P<open>\w+)'\."
        ),
        'templat berakhir sebelum blok "{open}" ditutup dengan {wanted}',
    ),
    (
        re.compile(r"unexpected end of template, expected '(?P<wanted>.+?)'\."),
        "templat berakhir, padahal masih diperlukan {wanted}",
    ),
    (
        re.compile(r"expected token '(?P<wanted>.+?)', got '(?P<got>.+)'"),
        "seharusnya {wanted}, bukan {got}",
    ),
    (re.compile(r"No filter named '(?P<name>.+)'"), 'penyaring "{name}" tidak dikenal'),
    (re.compile(r"No test named '(?P<name>.+)'"), 'uji "{name}" tidak dikenal'),
    (
        re.compile(
            r"Encountered unknown tag '(?P<name>\w+)'\. .*looking for.*? (?P<wanted>'.+?')\."
        ),
        'perintah "{name}" berada di tempat yang salah; yang ditunggu: {wanted}',
    ),
    (re.compile(r"Encountered unknown tag '(?P<name>\w+)'\."), 'perintah "{name}" tidak dikenal'),
    (re.compile(r"Expected an expression, got '(?P<got>.+)'"), "isian kosong sebelum {got}"),
    (
        re.compile(r"unexpected '(?P<got>.+?)', expected '(?P<wanted>.+?)'"),
        "seharusnya {wanted}, bukan {got}",
    ),
    (re.compile(r"unexpected '(?P<got>.+)'"), "{got} tidak pada tempatnya"),
    (re.compile(r"unexpected char '(?P<got>.+)' at \d+"), "huruf {got} tidak pada tempatnya"),
    (re.compile(r"Missing end of comment tag"), "komentar tidak ditutup dengan #}}"),
)


def syntax(words: str) -> Text:
    """Return what is wrong with the syntax of a template, a clause in both languages.

    Args:
        words: Jinja's own.
    """
    told = " ".join(words.split())
    for pattern, say in _SAID:
        found = pattern.match(told)
        if found:
            named = {key: _token(value) for key, value in found.groupdict().items()}
            clause = say.format(**named)
            return Text(id=f"sintaksnya salah: {clause}", en=f"its syntax is wrong: {told}")
    return quoted(Text(id="sintaksnya salah", en="its syntax is wrong"), told)


def quoted(clause: Text, words: str) -> Text:
    """Return a clause of ours with words in English behind it, which stay what they are."""
    return Text(id=f'{clause.id}: "{words}"', en=f"{clause.en}: {words}")


def _token(word: str) -> str:
    """Return a piece of a template as an official would call it."""
    choices = word.replace("'", "").replace(" or ", ", ").split(", ")
    return " atau ".join(_TOKENS.get(one, one) for one in choices)
