"""The words of a bundle: what it is, how it is verified, what it cannot show; in two languages.

The commands are complete: keys and file names of this very bundle stand in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartflow.audit.handout.material import Material

__all__ = ["readme", "verify_command"]


def readme(material: Material) -> dict[str, str]:
    """Return the two texts by the names of their files."""
    words = {
        "command": verify_command(material),
        "cities": ", ".join(f"{log.city.name}" for log in material.cities if log.city) or "-",
        "erased": str(len(material.erased)),
    }
    sealed = () if material.keys else (_UNSIGNED,)
    parts = (_HEAD, _PERSONAL if material.personal else _WITHOUT, _BODY, *sealed)
    return {
        name: "\n".join(_filled(part[place], words) for part in parts)
        for place, name in enumerate(("BACA-SAYA.md", "README.md"))
    }


def _filled(text: str, words: dict[str, str]) -> str:
    for key, word in words.items():
        text = text.replace(f"{{{key}}}", word)
    return text


def verify_command(material: Material) -> str:
    """Return the command that verifies the bundle, on one line; it runs in the bundle's folder."""
    keys = "".join(f" --key {key.encode()}" for key in material.keys)
    files = (log.notes_file for log in material.logs if log.notes)
    notes = "".join(f" --checkpoint checkpoints/{name}" for name in files)
    return f"verify.py history.jsonl{keys}{notes}"


_HEAD = (
    """# Bundel jejak audit

Kabupaten/kota: {cities}. Dibuat dengan `smartflow audit export`. Isinya sama persis setiap kali
diekspor dari riwayat yang sama.
""",
    """# A bundle of history

Cities: {cities}. Made with `smartflow audit export`. Exporting the same history again gives the
same bytes.
""",
)

_PERSONAL = (
    """**Bundel ini memuat data pribadi**: isi dan berkas kiriman serta daftar hadir. Simpan di
tempat terkunci, jangan diteruskan tanpa dasar, dan hapus bila pemeriksaan selesai. Yang kemudian
dihapus di kantor tidak ikut terhapus di sini.
""",
    """**This bundle holds personal data**: rows and files of submissions, and attendance lists.
Keep it locked away, pass it on to nobody without a basis, and delete it when the audit is done.
What the office erases later is not erased here.
""",
)

_WITHOUT = (
    """Bundel ini dibuat tanpa berkas dan tanpa isi kiriman (`--without-files`). Nama orang,
jabatan, dan kutipan dalam hasil pemeriksaan tetap ada di dalamnya.
""",
    """This bundle was made without files and without rows of submissions (`--without-files`). Names
of people, their posts, and what verdicts quote are still in it.
""",
)

_BODY = (
    """## Isi

| berkas | isinya |
|---|---|
| `history.jsonl` | setiap catatan, satu baris, dengan sidik daunnya |
| `checkpoints/` | segel riwayat yang ditandatangani kantor, dan tanda tangan saksi bila ada |
| `keys.txt` | kunci publik kantor, yang tertua dahulu, lalu kunci saksi |
| `blobs/` | yang disebut catatan, dengan nama sidik sha256-nya; yang memuat data pribadi didahului 16 byte acak |
| `files/` | salinan yang dapat dibaca, tanpa 16 byte itu: kode wilayah, nomor catatan, nama |
| `verify.py` | pemeriksa; hanya memerlukan Python 3.11 dan paket `cryptography` |
| `history.db`, `datasette-metadata.json` | riwayat yang sama sebagai tabel, untuk mencari |
| `allowed_signers` | kunci SSH para pejabat, untuk `ssh-keygen -Y verify` |
| `SHA256SUMS` | sidik semua berkas lain |

## Memeriksa

Jalankan di folder ini. Kunci di perintah ini berasal dari kantor: **cocokkan dahulu** dengan kunci
yang Anda peroleh dari sumber lain (saksi, telepon, kunjungan sebelumnya).

Linux dan macOS:

```sh
sha256sum --check --quiet SHA256SUMS
python3 -m pip install cryptography
python3 {command} --lang id
```

Windows PowerShell:

```powershell
Get-Content SHA256SUMS | ForEach-Object {
  $digest, $name = $_ -split '  ', 2
  if ((Get-FileHash -LiteralPath $name).Hash -ne $digest) { "BERUBAH: $name" }
}
py -m pip install cryptography
py {command} --lang id
```

Kode keluar 0: utuh. 4: tidak utuh. 2: salah pakai. Bila Anda menyimpan segel dari kunjungan lalu atau
dari saksi, tambahkan `--against BERKAS`: hanya itu yang menunjukkan riwayat yang ditulis ulang.

Sidik sebuah berkas kiriman dihitung dari berkas di `blobs/`, bukan yang di `files/`:
`sha256sum blobs/*` harus sama dengan namanya. Yang dihapus dengan sengaja (data pribadi, {erased} di
bundel ini) tidak ada di `blobs/`; catatan `erase` menyebut siapa, kapan, dan mengapa.

Mencari di tabel: `python3 -m pip install datasette`, lalu
`datasette history.db --metadata datasette-metadata.json`. Tabel itu tidak membuktikan apa-apa.

## Arti catatan

| catatan | artinya |
|---|---|
| isinya telah diubah | satu catatan tidak lagi seperti saat ditulis |
| hilang, disisipkan, urutannya ditukar | deretan catatan diubah |
| riwayat terpotong | catatan terakhir dibuang |
| dikembalikan ke keadaan lama | berkas lama dipasang kembali |
| dua riwayat yang berbeda ditandatangani | kantor menunjukkan riwayat yang lain kepada orang lain |
| tidak ada titik periksa | tidak ada segel yang menjaminnya |
| ditandatangani kunci lain | segelnya bukan dari kunci yang Anda percayai |
| titik periksa ini telah diubah, bukan titik periksa | berkas segel rusak atau diubah |

## Yang tidak dapat ditunjukkan

Pemalsuan akan kelihatan, tetapi tidak mustahil: siapa yang memegang kunci dan penyimpanan dapat
menulis ulang semua yang belum dilihat orang luar. Bundel ini juga tidak menunjukkan apakah yang
dicatat itu benar, lengkap, atau sungguh dilakukan oleh orang yang disebut; lihat `basis`.
""",  # noqa: E501  rows of a table
    """## What is in it

| file | holds |
|---|---|
| `history.jsonl` | every entry, one line each, with its leaf hash |
| `checkpoints/` | the checkpoints that the office signed, with those of witnesses if there are any |
| `keys.txt` | the office's public keys, the oldest first, then those of witnesses |
| `blobs/` | what entries name, under its sha256; 16 random bytes stand before personal data |
| `files/` | copies to read, without those 16 bytes: region code, number of the entry, name |
| `verify.py` | the verifier; needs Python 3.11 and the package `cryptography` alone |
| `history.db`, `datasette-metadata.json` | the same history as tables, to search in |
| `allowed_signers` | SSH keys of the officials, for `ssh-keygen -Y verify` |
| `SHA256SUMS` | the digests of all other files |

## Verify it

Run this in this folder. The key in the command comes from the office: **compare it first** with the
one that you have from elsewhere (a witness, the telephone, an earlier visit).

Linux and macOS:

```sh
sha256sum --check --quiet SHA256SUMS
python3 -m pip install cryptography
python3 {command} --lang en
```

Windows PowerShell:

```powershell
Get-Content SHA256SUMS | ForEach-Object {
  $digest, $name = $_ -split '  ', 2
  if ((Get-FileHash -LiteralPath $name).Hash -ne $digest) { "CHANGED: $name" }
}
py -m pip install cryptography
py {command} --lang en
```

Exit code 0: whole. 4: not whole. 2: usage. If you have kept a checkpoint from an earlier visit, or
have one of a witness, add `--against FILE`: nothing else shows a history that was written anew.

The digest of a submitted file is that of the file in `blobs/`, not of the copy in `files/`:
`sha256sum blobs/*` must agree with the names. What was erased on purpose (personal data, {erased} in
this bundle) is not in `blobs/`; the entry `erase` says who did it, when and why.

To search in the tables: `python3 -m pip install datasette`, then
`datasette history.db --metadata datasette-metadata.json`. The tables prove nothing.

## What a finding means

| finding | means |
|---|---|
| edited | an entry is no longer as it was written |
| removed, inserted, moved | the row of entries was changed |
| cut | the newest entries were taken away |
| put back to an old state | an old file was put in its place |
| two histories that differ were signed | the office showed somebody else another history |
| no checkpoint vouches for it | nothing was signed over it |
| signed with another key | the checkpoint is not from a key that you trust |
| changed, or no checkpoint | the file of checkpoints is damaged or was changed |

## What it cannot show

It is tamper-evident, which is all it is: whoever holds the key and the store can rewrite all that
nobody outside has seen. Nor does it show that what was recorded is true, complete, or was really done
by the person named; see `basis`.
""",  # noqa: E501  rows of a table
)

_UNSIGNED = (
    """## Riwayat ini belum bersegel

Penyimpanan ini tidak punya kunci, jadi tidak ada segel. `verify.py` tidak dapat menjaminnya; yang
dapat diperiksa hanya SHA256SUMS dan rantai `prev`.
""",
    """## This history is not sealed

The store has no key, so there are no checkpoints. `verify.py` cannot vouch for it; only SHA256SUMS
and the chain of `prev` can be checked.
""",
)
