"""``smartflow plugin trust`` and ``untrust``: letting a loose Python file run on this computer.

What the file is stands on the screen before it is trusted; nothing of it is run for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text, day_words
from smartflow.terminal.command import argument, command
from smartflow.terminal.words.wording import FILE
from smartflow.workshop.plugins.cli.views import glance_facts

if TYPE_CHECKING:
    from smartflow.terminal.call import Call
    from smartflow.workshop.plugins.trust import Seen

__all__ = ["trust", "untrust"]

LOOSE = Text(
    id="Berkas rules/*.py di ruang kerja, atau nama pluginnya.",
    en="A file rules/*.py of the workspace, or its plugin's name.",
)


@command(
    "trust",
    Text(
        id="Memercayai satu berkas Python lepas (rules/*.py) di komputer ini.\n\nBaca isinya"
        " dahulu: kodenya akan berjalan dengan hak Anda. Yang dipercaya adalah isinya sekarang;"
        " setelah diubah, berkas itu perlu dipercayai lagi.",
        en="Trust one loose Python file (rules/*.py) on this computer.\n\nRead it first: its code"
        " will run with your rights. What is trusted is its present content; after a change it"
        " must be trusted again.",
    ),
    aliases=("percaya", "percayai"),
)
@argument("file", label=FILE, text=LOOSE)
def trust(call: Call, file: str) -> None:
    """Show what a loose file is, and trust it."""
    from smartflow.casework.workspace import find_workspace
    from smartflow.ledger.trusted_files import trust_file
    from smartflow.workshop.plugins.trust import look_at
    from smartflow.workshop.plugins.trust import trust as act

    root, folder = find_workspace(call.folder), call.config_folder
    seen = look_at(root, folder, file)
    for label, words in _facts(seen):
        call.write(f"{call.words(label)}: {call.words(words)}")
    if seen.trusted is not None:
        call.done(
            Text(
                id=f"Isi ini sudah dipercaya sejak {day_words(seen.trusted, 'id')}.",
                en=f"This content has been trusted since {day_words(seen.trusted, 'en')}.",
            )
        )
        return
    act(root, folder, seen, call.clock.now().astimezone().date())
    call.done(
        Text(
            id=f"Dipercaya dengan isi ini, di {trust_file(folder)}. Berikutnya: smartflow plugin"
            " list   (menariknya kembali: smartflow plugin untrust"
            f" {seen.name})",
            en=f"Trusted with this content, in {trust_file(folder)}. Next: smartflow plugin list"
            f"   (to take it back: smartflow plugin untrust {seen.name})",
        )
    )


def _facts(seen: Seen) -> list[tuple[Text, Text]]:
    """Return what is told of a file; what is not there is left out."""
    facts = [
        (Text(id="Berkas", en="File"), Text.same(str(seen.path))),
        (
            Text(id="Ukuran", en="Size"),
            Text(id=f"{seen.size} bita", en=f"{seen.size} bytes"),
        ),
        (Text(id="Sidik (sha256)", en="Fingerprint (sha256)"), Text.same(seen.sha256)),
        *glance_facts(seen.glance),
    ]
    if seen.trusted_once is not None:
        words = Text(
            id=f"dipercaya pada {day_words(seen.trusted_once, 'id')}; sejak itu isinya berubah",
            en=f"trusted on {day_words(seen.trusted_once, 'en')}; it has changed since",
        )
        facts.append((Text(id="Sebelumnya", en="Before"), words))
    return [fact for fact in facts if fact[1].id]


@command(
    "untrust",
    Text(
        id="Menarik kembali kepercayaan pada berkas Python lepas.",
        en="Take the trust in a loose Python file back.",
    ),
    aliases=("jangan-percaya",),
)
@argument("file", label=FILE, text=LOOSE)
def untrust(call: Call, file: str) -> None:
    """Take a file off the list of trusted ones."""
    from smartflow.casework.workspace import find_workspace
    from smartflow.workshop.plugins.trust import untrust as act

    gone = act(find_workspace(call.folder), call.config_folder, file)
    listing = ", ".join(dict.fromkeys(one.path for one in gone))
    call.done(
        Text(
            id=f"Tidak lagi dipercaya di komputer ini: {listing}.",
            en=f"No longer trusted on this computer: {listing}.",
        )
    )
