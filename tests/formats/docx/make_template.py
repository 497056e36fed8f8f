"""Make the Word template anew: ``python tests/formats/docx/make_template.py``.

The template is a Word file like any other; officials open it in Word or LibreOffice and change its
styles. It is written here as text, so that what stands in it can be read and reviewed, and so that
it is the same bytes on every machine. It holds the frame of a book: cover, contents, heads, feet,
styles; the format puts the words in.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

TARGET: Final = (
    Path(__file__).parents[3] / "plugins" / "smartflow_formats" / "templates" / "book.docx"
)

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMESPACES = f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BLUE, _INK, _RED = "0B3D91", "111111", "8A1C00"


def paragraph_style(name: str, look: str = "", letters: str = "", above: str = "Normal") -> str:
    """Return a paragraph style that officials see in Word's gallery."""
    key = name.replace(" ", "").title() if name.startswith(("heading", "toc")) else _key(name)
    based = f'<w:basedOn w:val="{above}"/>' if above else ""
    default = "" if above else ' w:default="1"'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>{based}'
        f"<w:qFormat/><w:pPr>{look}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def letter_style(name: str, letters: str) -> str:
    """Return a character style."""
    return (
        f'<w:style w:type="character" w:styleId="{_key(name)}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:rPr>{letters}</w:rPr></w:style>"
    )


def table_style(name: str, look: str, first_row: str = "", first_column: str = "") -> str:
    """Return a table style with the looks of its first row and of its first column."""
    special = "".join(
        f'<w:tblStylePr w:type="{kind}">{words}</w:tblStylePr>'
        for kind, words in (("firstRow", first_row), ("firstCol", first_column))
        if words
    )
    return (
        f'<w:style w:type="table" w:styleId="{_key(name)}"><w:name w:val="{name}"/><w:qFormat/>'
        f'<w:tblPr>{look}<w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
        '<w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"{special}</w:style>"
    )


def _key(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def _space(before: int = 0, after: int = 0, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _size(points: float, color: str = _INK, *, more: str = "") -> str:
    half = round(points * 2)
    return f'{more}<w:color w:val="{color}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _heading(level: int, points: float, before: int, color: str) -> str:
    return paragraph_style(
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/>{_space(before, 120)}<w:outlineLvl w:val="{level - 1}"/>',
        _size(points, color, more="<w:b/><w:bCs/>"),
    )


def _contents_style(level: int) -> str:
    return paragraph_style(
        f"toc {level}",
        '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9071"/></w:tabs>'
        f'{_space(100 if level == 1 else 0, 20)}<w:ind w:left="{(level - 1) * 340}"/>',
        "<w:b/><w:bCs/>" if level == 1 else "",
    )


_BULLET = "\N{BULLET}"
_GRID = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="777777"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_CENTRE = '<w:jc w:val="center"/>'
_BOLD = "<w:b/><w:bCs/>"
_FACE = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:eastAsia="Consolas" w:cs="Courier New"/>'


_DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"'
    ' w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
    '<w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
)
_PLAIN_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
)


def styles() -> str:
    """Return the styles: whatever a book looks like is said here."""
    parts = [
        _DEFAULTS,
        paragraph_style("Normal", f"{_space(0, 120, 269)}", f'<w:color w:val="{_INK}"/>', ""),
        _PLAIN_TABLE,
        paragraph_style(
            "Title", f"{_space(480, 160)}{_CENTRE}", _size(24, more=f"{_BOLD}<w:caps/>")
        ),
        paragraph_style("Subtitle", f"{_space(0, 320)}{_CENTRE}", _size(14)),
        paragraph_style("Emblem", f"{_space(600, 240)}{_CENTRE}"),
        paragraph_style("Cover Day", f"{_space(0, 320)}{_CENTRE}", _size(11, "444444")),
        paragraph_style(
            "Draft",
            '<w:pBdr><w:top w:val="single" w:sz="8" w:space="4" w:color="8A1C00"/><w:bottom'
            ' w:val="single" w:sz="8" w:space="4" w:color="8A1C00"/></w:pBdr>'
            f"{_space(120, 240)}{_CENTRE}",
            _size(11, _RED, more=_BOLD),
        ),
        _heading(1, 17, 360, _BLUE),
        _heading(2, 13.5, 300, _BLUE),
        _heading(3, 11.5, 240, _INK),
        _heading(4, 10.5, 200, _INK),
        paragraph_style(
            "TOC Heading",
            f"<w:keepNext/><w:pageBreakBefore/>{_space(0, 200)}",
            _size(17, _BLUE, more=_BOLD),
        ),
        *(_contents_style(level) for level in (1, 2, 3)),
        paragraph_style("caption", f"<w:keepNext/>{_space(200, 80)}", _size(9.5, more=_BOLD)),
        paragraph_style("Figure", f"<w:keepNext/>{_space(120, 40)}{_CENTRE}"),
        paragraph_style("Figure Caption", f"{_space(40, 240)}{_CENTRE}", _size(9.5, more=_BOLD)),
        paragraph_style("Note", f'{_space(60, 160)}<w:ind w:left="227"/>', _size(9.5, "444444")),
        paragraph_style(
            "Warning",
            "<w:pBdr>"
            + "".join(
                f'<w:{side} w:val="single" w:sz="12" w:space="4" w:color="{_RED}"/>'
                for side in ("top", "left", "bottom", "right")
            )
            + f'</w:pBdr>{_space(120, 200)}<w:ind w:left="113" w:right="113"/>',
            _BOLD,
        ),
        paragraph_style(
            "List Bullet",
            '<w:numPr><w:numId w:val="1"/></w:numPr>'
            f'{_space(0, 60)}<w:ind w:left="425" w:hanging="425"/>',
        ),
        paragraph_style(
            "List Number",
            '<w:numPr><w:numId w:val="2"/></w:numPr>'
            f'{_space(0, 60)}<w:ind w:left="425" w:hanging="425"/>',
        ),
        paragraph_style(
            "Code Block",
            '<w:pBdr><w:left w:val="single" w:sz="12" w:space="6" w:color="777777"/></w:pBdr>'
            f'{_space()}<w:ind w:left="227"/>',
            f"{_FACE}{_size(8.5)}",
        ),
        paragraph_style("Table Text", _space(), _size(9)),
        paragraph_style("Table Number", f'{_space()}<w:jc w:val="right"/>', _size(9), "TableText"),
        paragraph_style("Table Head", f"<w:keepNext/>{_space()}", f"{_BOLD}{_size(9)}"),
        paragraph_style("Table Text Small", "", _size(7.5), "TableText"),
        paragraph_style("Table Number Small", "", _size(7.5), "TableNumber"),
        paragraph_style("Table Head Small", "", _size(7.5), "TableHead"),
        paragraph_style("Table End", f"{_space(0, 120, 120)}", _size(4)),
        paragraph_style("Signature Place", f"<w:keepNext/>{_space()}{_CENTRE}", _size(10)),
        paragraph_style("header", f'{_space()}<w:jc w:val="right"/>', _size(8.5, "555555")),
        paragraph_style("footer", f"{_space()}{_CENTRE}", _size(8.5, "555555")),
        paragraph_style("footnote text", _space(0, 20), _size(8)),
        letter_style("footnote reference", '<w:vertAlign w:val="superscript"/>'),
        letter_style("Hyperlink", f'<w:color w:val="{_BLUE}"/>'),
        letter_style("Code", _FACE),
        table_style(
            "Book Table",
            f"<w:tblBorders>{_GRID}</w:tblBorders>",
            '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E4EAF4"/></w:tcPr>',
        ),
        table_style(
            "Book Facts",
            f"<w:tblBorders>{_GRID}</w:tblBorders>",
            "",
            '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F3F3F3"/></w:tcPr>',
        ),
        table_style("Book Signatures", ""),
    ]
    return f"{_XML}<w:styles {_NAMESPACES}>{''.join(parts)}</w:styles>"


def numbering() -> str:
    """Return the bullets and the numbers of steps."""

    def kind(number: int, form: str, words: str) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{words}"/><w:lvlJc w:val="left"/><w:pPr>'
            '<w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>'
        )

    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in (1, 2)
    )
    return (
        f"{_XML}<w:numbering {_NAMESPACES}>{kind(1, 'bullet', _BULLET)}"
        f"{kind(2, 'decimal', '%1.')}{numbers}</w:numbering>"
    )


def _said(style: str, *runs: str) -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{''.join(runs)}</w:p>"


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def _field(name: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f' {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


HELP = (
    "SmartFlow: templat buku. Ubah gaya (Styles), kop, kaki halaman, dan margin sesuka Anda.",
    "Paragraf seperti ini tidak ikut dicetak. Periksa hasilnya: smartflow template check",
    "Isian: title, subtitle, day, key, language, said.contents, said.draft, said.draft_long,",
    "said.page, said.of. Syarat: cover, draft.",
    "Isian yang sendirian dalam satu paragraf, dengan huruf p: emblem, head, contents, body.",
    "SmartFlow: template of the books. Change styles, head, foot and margins as you like.",
    "Paragraphs like these are not printed. Check the template: smartflow template check",
)
"""What an official reads who opens the template; no line of it is printed."""


def document() -> str:
    """Return the frame: cover and contents, then the body."""
    opening = [
        _said("Emblem", _run("{{p emblem }}")),
        _said("Title", _run("{{ title }}")),
        _said("Subtitle", _run("{{ subtitle }}")),
        _said("", _run("{%p if draft %}")),
        _said("Draft", _run("{{ said.draft_long }}")),
        _said("", _run("{%p endif %}")),
        _said("", _run("{%p if day %}")),
        _said("CoverDay", _run("{{ day }}")),
        _said("", _run("{%p endif %}")),
        _said("", _run("{{p head }}")),
        _said("", _run("{%p if cover %}")),
        _said("TOCHeading", _run("{{ said.contents }}")),
        _said("", _run("{{p contents }}")),
        _said("", _run("{%p endif %}")),
        _said("", _run("{{p body }}")),
    ]
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>'
        '<w:headerReference w:type="first" r:id="rId5"/>'
        '<w:footerReference w:type="default" r:id="rId6"/>'
        '<w:footerReference w:type="first" r:id="rId7"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1361" w:right="1304" w:bottom="1247"'
        ' w:left="1531" w:header="680" w:footer="624" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    told = [_said("", _run(f"{{#p {words} #}}")) for words in HELP]
    return (
        f"{_XML}<w:document {_NAMESPACES}><w:body>{''.join(told + opening)}{section}</w:body>"
        "</w:document>"
    )


def parts() -> dict[str, str]:
    """Return the files of the template by name."""
    foot = [
        _run("{{ said.page }} "),
        _field("PAGE"),
        _run(" {{ said.of }} "),
        _field("NUMPAGES"),
    ]
    bare = _said("Header")
    made = {
        "word/document.xml": document(),
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": f"{_XML}<w:settings {_NAMESPACES}><w:compat><w:compatSetting"
        ' w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat></w:settings>',
        "word/header1.xml": _part("hdr", _said("Header", _run("{{ title | truncate(90) }}"))),
        "word/header2.xml": _part("hdr", bare),
        "word/footer1.xml": _part("ftr", _said("Footer", *foot)),
        "word/footer2.xml": _part(
            "ftr",
            _said("Footer", _run("{% if not cover %}"), *foot, _run("{% endif %}")),
        ),
        "docProps/core.xml": f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"/>',
    }
    return {"[Content_Types].xml": _types(made), **_links(), **made}


def _part(name: str, content: str) -> str:
    return f"{_XML}<w:{name} {_NAMESPACES}>{content}</w:{name}>"


def _types(made: dict[str, str]) -> str:
    base = "application/vnd.openxmlformats-"
    kinds = {
        name: f"{base}officedocument.wordprocessingml."
        + {"document": "document.main"}.get(stem := Path(name).stem.rstrip("12"), stem)
        + "+xml"
        for name in made
    }
    kinds["docProps/core.xml"] = f"{base}package.core-properties+xml"
    lines = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


def _links() -> dict[str, str]:
    def links(*targets: tuple[str, str]) -> str:
        lines = "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, start=1)
        )
        return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'

    return {
        "_rels/.rels": links(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/_rels/document.xml.rels": links(
            (f"{_OFFICE}/styles", "styles.xml"),
            (f"{_OFFICE}/numbering", "numbering.xml"),
            (f"{_OFFICE}/settings", "settings.xml"),
            (f"{_OFFICE}/header", "header1.xml"),
            (f"{_OFFICE}/header", "header2.xml"),
            (f"{_OFFICE}/footer", "footer1.xml"),
            (f"{_OFFICE}/footer", "footer2.xml"),
        ),
    }


def write(target: Path) -> None:
    """Write the template: the same bytes whenever and wherever."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in parts().items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            pack.writestr(entry, content)


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    write(TARGET)
