"""The paper's page on digests: how anybody computes one, on the computer that an office has."""

from __future__ import annotations

from smartflow.language import Text
from smartflow.report import Chapter, Code, Listing, Paragraph, Table

__all__ = ["howto"]

_WHAT = Text(
    id="Sidik (SHA-256) ialah 64 angka dan huruf yang dihitung dari isi sebuah berkas. Satu huruf"
    " saja berubah, sidiknya lain sama sekali. Bila sidik yang Anda hitung sama dengan yang"
    " tercetak di sini, berkas itu sama persis dengan yang dicatat.",
    en="A digest (SHA-256) is 64 digits and letters computed from the content of a file. If one"
    " letter changes, the digest is another altogether. If the one that you compute is the one"
    " printed here, the file is exactly the one that was recorded.",
)
_STEPS = (
    (
        Text(
            id="Salin berkasnya (misalnya hasil pindai berita acara) ke komputer Anda sendiri,"
            " misalnya ke folder Unduhan. Jangan membukanya dengan Word atau Excel lalu"
            " menyimpannya: itu mengubah isinya.",
            en="Copy the file (such as the scan of the minutes) to your own computer, for instance"
            " to Downloads. Do not open it in Word or Excel and save it: that changes it.",
        ),
    ),
    (
        Text(
            id="Klik kanan tombol Start (logo Windows), pilih Terminal atau Windows PowerShell.",
            en="Right-click the Start button, choose Terminal or Windows PowerShell.",
        ),
    ),
    (
        Text(id="Ketik ", en="Type "),
        Code("Get-FileHash -Algorithm SHA256 -LiteralPath"),
        Text(
            id=" lalu satu spasi. Seret berkasnya dari folder ke jendela itu; alamatnya tertulis"
            " sendiri. Tekan Enter.",
            en=" and one blank. Drag the file from its folder into that window; its address is"
            " written for you. Press Enter.",
        ),
    ),
    (
        Text(
            id="Di bawah kata Hash muncul 64 angka dan huruf. Bandingkan dengan sidik pada kertas"
            " ini, kelompok demi kelompok (delapan-delapan). Huruf besar atau kecil tidak"
            " berpengaruh.",
            en="Below the word Hash there are 64 digits and letters. Compare them with the digest"
            " on this paper, group by group of eight. Capitals or not makes no difference.",
        ),
    ),
)
_OTHER = (
    (
        Text(id="Windows, Command Prompt", en="Windows, Command Prompt"),
        "certutil -hashfile {} SHA256",
    ),
    (Text(id="Windows, PowerShell", en="Windows, PowerShell"), "Get-FileHash -LiteralPath {}"),
    (Text.same("Linux"), "sha256sum {}"),
    (Text.same("macOS"), "shasum -a 256 {}"),
)
_SALTED = (
    (
        Text(id="Minta bundel hasil ", en="Ask for the bundle that "),
        Code("smartflow audit export"),
        Text(
            id=" kepada pengelola. Di foldernya yang bernama blobs, nama setiap berkas ialah"
            " sidiknya: hitung sidiknya seperti di atas; hasilnya harus sama dengan namanya.",
            en=" writes. In its folder blobs the name of each file is its digest: compute it as"
            " above; it must be its name.",
        ),
    ),
    (
        Text(
            id="Di foldernya yang bernama files ada salinan tanpa garam, bernomor entrinya dan"
            " dapat dibuka. Sidiknya harus sama dengan sidik berkas yang dipegang instansi.",
            en="In its folder files there is a copy without the salt, with the number of its entry,"
            " which can be opened. The digest of that copy must be that of the agency's file.",
        ),
    ),
    (
        Text(
            id="Untuk menguji bahwa salinan itu memang isi berkas di blobs, buang 16 byte pertama"
            " berkas di blobs sendiri, lalu bandingkan sidiknya. PowerShell: ",
            en="To test that the copy is what the file in blobs holds, drop the first 16 bytes of"
            " that file yourself, and compare the digests. PowerShell: ",
        ),
        Code(
            "$b = [IO.File]::ReadAllBytes((Resolve-Path SIDIK)); [IO.File]::WriteAllBytes("
            '"$PWD\\ASAL", $b[16..($b.Length - 1)])'
        ),
        Text(id="; Linux dan macOS: ", en="; Linux and macOS: "),
        Code("tail -c +17 SIDIK > ASAL"),
    ),
)


def howto() -> Chapter:
    """Return the chapter."""
    name = Text(id="BERKAS", en="FILE")
    return Chapter(
        "sidik",
        Text(id="Cara menghitung sidik sebuah berkas", en="How to compute the digest of a file"),
        (
            Paragraph((_WHAT,)),
            Listing(_STEPS, "steps"),
            Table(
                Text(id="Perintah yang sama di tempat lain", en="The same in other places"),
                ("where", "command"),
                (Text(id="Di mana", en="Where"), Text(id="Perintah", en="Command")),
                tuple(
                    (
                        where,
                        Text(id=command.format(name.id), en=command.format(name.en)),
                    )
                    for where, command in _OTHER
                ),
            ),
        ),
        (
            Chapter(
                "garam",
                Text(id="Berkas bergaram", en="Salted files"),
                (Listing(_SALTED, "steps"),),
            ),
        ),
        "new",
    )
