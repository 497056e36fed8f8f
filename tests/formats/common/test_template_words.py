"""What a wrong template is told in Indonesian: the common faults without a word of English."""

from __future__ import annotations

import re

import pytest

from smartflow.report import TemplateFault
from smartflow_formats.common.template import fill

ENGLISH = re.compile(
    r"\b(?:unexpected|expected|token|got|named|unknown|looking|end of|block)\b", re.IGNORECASE
)

ENDS = "elif atau else atau endif"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "{% if title %}x",
            f'templat berakhir sebelum blok "if" ditutup dengan {ENDS}',
        ),
        ("{{ title", "templat berakhir, padahal masih diperlukan }}"),
        ("{{ title }", "} tidak pada tempatnya"),
        ("{{ title title }}", "seharusnya }}, bukan title"),
        (
            "{% if title %}{% endfor %}",
            f'perintah "endfor" berada di tempat yang salah; yang ditunggu: {ENDS}',
        ),
        ("{% jika title %}", 'perintah "jika" tidak dikenal'),
        ("{{ title|besar }}", 'penyaring "besar" tidak dikenal'),
        ("{% if title is besar %}{% endif %}", 'uji "besar" tidak dikenal'),
        ("{{ }}", "isian kosong sebelum }}"),
        ("{% if %}{% endif %}", "isian kosong sebelum %}"),
        ("{% for x title %}{% endfor %}", "seharusnya in, bukan title"),
        ("{{ (title }}", "seharusnya ), bukan }"),
        ("{# title", "komentar tidak ditutup dengan #}"),
        ("{{ title ? }}", "huruf ? tidak pada tempatnya"),
    ],
)
def test_a_common_fault_is_told_in_indonesian(source: str, said: str) -> None:
    """Which sign or word, and what should stand there."""
    with pytest.raises(TemplateFault) as fault:
        fill(source, {"title": "t"})
    assert fault.value.text.id == f"sintaksnya salah: {said}"
    assert not ENGLISH.search(fault.value.text.id)
    assert fault.value.text.en.startswith("its syntax is wrong: ")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% for a in title recursive %}{{ loop(1, 2, 3) }}{% endfor %}", "tidak dapat diisi: "),
        ("{{ title.foo.bar }}", "nilai tidak dikenal: "),
        ("{{ ''.__class__ }}", "tidak diizinkan: "),
        ("{% set 1 = 2 %}", "sintaksnya salah: "),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "sintaksnya salah: "),
    ],
)
def test_other_words_of_jinjas_stay_in_quotation_marks(source: str, said: str) -> None:
    """Our clause first, so that an Indonesian reader knows what they are about."""
    with pytest.raises(TemplateFault) as fault:
        fill(source, {"title": "t"})
    assert fault.value.text.id.startswith(said)
    assert re.fullmatch(r'[^"]*: ".+"', fault.value.text.id)
