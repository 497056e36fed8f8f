"""Why a whole file is refused: one error for each situation, with the next step.

A file is refused only when nothing in it can be trusted to be the filler's worksheet; a single bad
cell never refuses a file (design: "the reader refuses files, not cells"). Every error here is a
:class:`~smartflow.errors.BadInput` (exit code 2), and nothing of the file has been recorded when
it is raised. Imports nothing but the two lowest modules.
"""

from __future__ import annotations

from smartflow.errors import BadInput
from smartflow.language import Text

__all__ = [
    "EmptyFile",
    "ForeignWorkbook",
    "LongCell",
    "MissingColumn",
    "MissingSheet",
    "NotASpreadsheet",
    "PasswordProtected",
    "TooLarge",
    "TruncatedFile",
    "UnclosedQuote",
    "UnknownFiller",
    "UnreadableFile",
]

_AGAIN = Text(
    id="Minta berkas aslinya sekali lagi, lalu jalankan `smartflow submit` kembali.",
    en="Ask for the original file once more, then run `smartflow submit` again.",
)


class EmptyFile(BadInput):
    """The file holds nothing at all, or only empty rows."""

    code = "empty-file"
    says = Text(
        id="Berkas {name} kosong; tidak ada isinya.",
        en="The file {name} is empty; there is nothing in it.",
    )
    next_step = _AGAIN


class UnreadableFile(BadInput):
    """The computer does not let us read the file."""

    code = "unreadable-file"
    says = Text(
        id="Berkas {name} tidak dapat dibuka: {why}.",
        en="The file {name} cannot be opened: {why}.",
    )
    next_step = Text(
        id="Periksa nama berkas, tutup berkas itu di Excel, lalu coba lagi.",
        en="Check the name, close the file in Excel, then try again.",
    )


class TruncatedFile(BadInput):
    """The file began as a workbook, but its end or a part of it is missing or damaged."""

    code = "truncated-file"
    says = Text(
        id="Berkas {name} terpotong atau rusak; isinya tidak dapat dibaca utuh.",
        en="The file {name} is cut off or damaged; it cannot be read whole.",
    )
    next_step = _AGAIN


class PasswordProtected(BadInput):
    """The workbook is encrypted with a password."""

    code = "password-protected"
    says = Text(
        id="Berkas {name} dikunci dengan kata sandi.",
        en="The file {name} is protected with a password.",
    )
    next_step = Text(
        id="Hapus kata sandinya (Excel: File > Info > Protect Workbook), simpan, lalu jalankan"
        " `smartflow submit` kembali.",
        en="Remove the password (Excel: File > Info > Protect Workbook), save, then run `smartflow"
        " submit` again.",
    )


class NotASpreadsheet(BadInput):
    """The file is something else: a picture, a PDF, a letter, a kind that is not read."""

    code = "not-a-spreadsheet"
    says = Text(
        id="Berkas {name} bukan lembar kerja{kind}.",
        en="The file {name} is not a spreadsheet{kind}.",
    )
    next_step = Text(
        id="Simpan sebagai .xlsx (atau .xls, .ods, .csv). Untuk foto atau surat gunakan `smartflow"
        " worksheet entry --on-behalf KODE --source BERKAS`.",
        en="Save it as .xlsx (or .xls, .ods, .csv). For a photo or a letter use `smartflow"
        " worksheet entry --on-behalf CODE --source FILE`.",
    )

    def __init__(self, name: str, kind: Text | None = None) -> None:
        words = Text(id=f" ({kind.id})", en=f" ({kind.en})") if kind else None
        super().__init__(name=name, kind=words)


class TooLarge(BadInput):
    """The workbook is beyond the limits; it was not opened."""

    code = "too-large"
    says = Text(
        id="Berkas {name} melampaui batas: {what}.",
        en="The file {name} is beyond the limits: {what}.",
    )
    next_step = Text(
        id="Hapus isi yang jauh di luar tabel, atau salin tabelnya ke templat baru dari `smartflow"
        " worksheet template`.",
        en="Delete what lies far outside the table, or copy the table into a new template from"
        " `smartflow worksheet template`.",
    )


class LongCell(BadInput):
    """A text is longer than a cell of a workbook can hold, so that it could not be given back."""

    code = "long-cell"
    says = Text(
        id="Berkas {name}, lembar '{sheet}', baris {row}, kolom '{column}': isinya lebih dari"
        " {longest} karakter.",
        en="The file {name}, sheet '{sheet}', row {row}, column '{column}': it holds more than"
        " {longest} characters.",
    )
    next_step = Text(
        id="Ringkas isi sel itu; naskah panjang disimpan sebagai dokumen, lalu kirim lagi.",
        en="Shorten it; keep a long text as a document, then submit again.",
    )


class UnclosedQuote(BadInput):
    """A quotation mark of a CSV file is never closed, so that its rows run into one cell."""

    code = "unclosed-quote"
    says = Text(
        id='Berkas {name}: tanda kutip (") pada baris {line} tidak ditutup, sehingga baris'
        " sesudahnya tidak dapat dibedakan.",
        en='The file {name}: a quotation mark (") in line {line} is never closed, so that the rows'
        " behind it cannot be told apart.",
    )
    next_step = Text(
        id="Tutup atau hapus tanda kutip itu, atau simpan ulang sebagai .xlsx.",
        en="Close or delete that mark, or save the file as .xlsx.",
    )


class ForeignWorkbook(BadInput):
    """The workbook was made for another city."""

    code = "foreign-workbook"
    says = Text(
        id="Berkas {name} dibuat untuk daerah lain ({theirs}), bukan untuk {ours}.",
        en="The file {name} was made for another city ({theirs}), not for {ours}.",
    )
    next_step = Text(
        id="Periksa nama daerah pada perintah, atau isi templat daerah ini dari `smartflow"
        " worksheet template`.",
        en="Check the city in the command, or fill in this city's template from `smartflow"
        " worksheet template`.",
    )


class UnknownFiller(BadInput):
    """The workbook names a filler that the city does not know."""

    code = "unknown-filler"
    says = Text(
        id="Berkas {name} atas nama {filler}, yang tidak terdaftar di {ours}.",
        en="The file {name} is in the name of {filler}, which {ours} does not know.",
    )
    next_step = Text(
        id="Lihat kodenya dengan `smartflow agency list`, atau daftarkan dengan `smartflow agency"
        " add`.",
        en="See the codes with `smartflow agency list`, or register it with `smartflow agency"
        " add`.",
    )


class MissingSheet(BadInput):
    """A worksheet that the workbook should hold is not in it, or none at all is."""

    code = "missing-sheet"
    says = Text(
        id="Berkas {name} tidak memuat lembar {lacking}; lembar yang ada: {have}.",
        en="The file {name} lacks the sheet {lacking}; its sheets are: {have}.",
    )
    next_step = Text(
        id="Kembalikan lembar itu, atau salin isinya ke templat dari `smartflow worksheet"
        " template`.",
        en="Put the sheet back, or copy its rows into the template from `smartflow worksheet"
        " template`.",
    )

    def __init__(self, name: str, sheets: tuple[Text, ...], found: tuple[str, ...]) -> None:
        have = ", ".join(f"'{sheet}'" for sheet in found) or "-"
        super().__init__(name=name, lacking=_quoted(sheets), have=have)


class MissingColumn(BadInput):
    """A required column is in none of the headings of its sheet."""

    code = "missing-column"
    says = Text(
        id="Berkas {name}, lembar '{sheet}': kolom wajib {lacking} tidak ada.",
        en="The file {name}, sheet '{sheet}': the required column {lacking} is missing.",
    )
    next_step = Text(
        id="Tuliskan kembali judul kolomnya seperti pada templat, atau salin isinya ke templat"
        " dari `smartflow worksheet template`.",
        en="Write the heading again as in the template, or copy the rows into the template from"
        " `smartflow worksheet template`.",
    )

    def __init__(self, name: str, sheet: str, columns: tuple[Text, ...]) -> None:
        super().__init__(name=name, sheet=sheet, lacking=_quoted(columns))


def _quoted(titles: tuple[Text, ...]) -> Text:
    return Text.join(Text(id=f"'{title.id}'", en=f"'{title.en}'") for title in titles)
