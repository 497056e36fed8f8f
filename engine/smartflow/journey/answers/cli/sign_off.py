"""``smartflow sign-off``: a person approves, or says why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.journey.answers.cli.decide import answer_of
from smartflow.language import Text
from smartflow.terminal.arguments import city_argument, day_option, reason_option, to_option
from smartflow.terminal.command import command, option
from smartflow.terminal.values import EXISTING, FOLDER
from smartflow.terminal.words.history import ANSWERS
from smartflow.terminal.words.wording import FILE, KEY, ROLE

if TYPE_CHECKING:
    from smartflow.journey.answers.answering import Answer
    from smartflow.journey.answers.signed_statement import Pen
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]


@command(
    "sign-off",
    Text(
        id="Memberi persetujuan (Tim, Dewan Smart City), paraf koordinasi (Sekda) atau pengesahan"
        " (kepala daerah).\n\nJawaban terikat pada isi yang ada sekarang; bila isinya berubah,"
        " jawaban perlu diberikan lagi. Sebutkan orangnya dengan --as.\n\nDengan tanda tangan SSH:"
        " tulis pernyataannya (--statement), tanda tangani dengan ssh-keygen -Y sign, lalu catat"
        " (--signature); atau sekaligus dengan --sign-with.",
        en="Approve, or say why not.\n\nThe answer is bound to what is there now; if that changes,"
        " it is asked for again. Name the person with --as.\n\nWith an SSH signature: write the"
        " statement (--statement), sign it with ssh-keygen -Y sign, then record it (--signature);"
        " or all at once with --sign-with.",
    ),
)
@city_argument
@option(
    "--role",
    text=Text(id="Peran orang itu: team, head, ...", en="The person's role: team, head, ..."),
    metavar_text=ROLE,
    required=True,
)
@option("--decline", text=Text(id="Menolak.", en="Decline."), is_flag=True)
@option(
    "--request-changes",
    text=Text(id="Meminta perubahan.", en="Ask for changes."),
    is_flag=True,
)
@reason_option(
    Text(id="Alasan; wajib bila tidak menyetujui.", en="Why; required unless it is an approval.")
)
@day_option(
    "--signed-on",
    text=Text(
        id="Tanggal tanda tangan, bila bukan hari ini", en="The day it was signed, if not today"
    ),
)
@option(
    "--file",
    text=Text(id="Kertas yang ditandatangani.", en="The signed paper."),
    metavar_text=FILE,
    type=EXISTING,
)
@option(
    "--statement",
    text=Text(
        id="Tulis pernyataan yang ditandatangani ke berkas ini, tanpa mencatat apa pun.",
        en="Write the statement to be signed to this file, and record nothing.",
    ),
    metavar_text=FILE,
    type=FOLDER,
)
@option(
    "--signature",
    text=Text(
        id="Tanda tangan atas pernyataan itu, dari ssh-keygen -Y sign.",
        en="The signature over that statement, from ssh-keygen -Y sign.",
    ),
    metavar_text=FILE,
    type=EXISTING,
)
@option(
    "--sign-with",
    text=Text(id="Tanda tangani sekarang dengan kunci SSH ini.", en="Sign now with this SSH key."),
    metavar_text=KEY,
    type=EXISTING,
)
@to_option
def sign_off(  # noqa: PLR0913  the options of the command
    call: Call,
    city: str,
    role: str,
    reason: str,
    signed_on: date | None,
    file: Path | None,
    statement: Path | None,
    signature: Path | None,
    sign_with: Path | None,
    to: str,
    *,
    decline: bool,
    request_changes: bool,
) -> None:
    """Record an answer, or write what is to be signed."""
    from smartflow.history.acts import SignOffAnswer, read_as
    from smartflow.journey.answers.answering import Answer
    from smartflow.journey.answers.sign_off import sign_off as act
    from smartflow.terminal.words.naming import titles_in

    outcome = answer_of(decline=decline, request_changes=request_changes)
    given = Answer(outcome=outcome, reason=reason, to=to, day=signed_on)
    _require_one_way(statement, signature, sign_with)
    if statement is not None:
        _write_statement(call, city, role, given, statement)
        return
    pen = _pen(signature, sign_with)
    entry = act(call.workspace(), city, role, given, file=file, pen=pen)
    answered = read_as(entry, SignOffAnswer)
    who, answer = answered.person, ANSWERS[outcome]
    post = titles_in(call, city).role(answered.role)
    signed = Text(id="", en="")
    if pen is not None:
        signed = Text(id=", dengan tanda tangan SSH", en=", with an SSH signature")
    call.done(
        Text(
            id=f"{who} {answer.id} sebagai {post.id}{signed.id} (entri {entry.seq}).",
            en=f"{who} {answer.en} as {post.en}{signed.en} (entry {entry.seq}).",
        )
    )


def _require_one_way(*ways: Path | None) -> None:
    """Refuse to write a statement and to record its signature in one call."""
    if sum(way is not None for way in ways) > 1:
        from smartflow.terminal.usage import UsageFault

        raise UsageFault(
            Text(
                id="Pilih salah satu: --statement, --signature atau --sign-with.",
                en="Choose one: --statement, --signature or --sign-with.",
            )
        )


def _pen(signature: Path | None, key: Path | None) -> Pen | None:
    """Return what signs: a signature that was made, or a key that makes one."""
    if key is not None:
        from smartflow.journey.answers.key_signing import key_signer
        from smartflow.journey.answers.signed_statement import Pen

        return Pen(key_signer(key))
    if signature is None:
        return None
    from smartflow.journey.answers.signed_statement import read_pen

    return read_pen(signature)


def _write_statement(call: Call, city: str, role: str, answer: Answer, path: Path) -> None:
    from smartflow.casework.printing.files import keep_off
    from smartflow.history.ssh.signature import NAMESPACE
    from smartflow.journey.answers.sign_off_statement import sign_off_statement
    from smartflow.ledger.whole_file import write_whole
    from smartflow.terminal.cells import as_word

    keep_off(call.workspace(), path)
    made = sign_off_statement(call.workspace(), city, role, answer)
    write_whole(path, made.content.decode())
    file, given = as_word(path), made.given
    flags = {"decline": " --decline", "request_changes": " --request-changes"}
    again = (
        f'smartflow sign-off {made.city} --role {given.role.key} --as "{given.person.name}"'
        f"{flags.get(given.outcome, '')}"
        + (f" --reason {as_word(given.reason)}" if given.reason else "")
        + (f" --to {given.asked.transition.to}" if answer.to else "")
        + f" --signed-on {given.day} --signature {as_word(f'{path}.sig')}"
    )
    signing = f"ssh-keygen -Y sign -n {NAMESPACE} -f"
    call.done(
        Text(
            id=f"{path}: pernyataan {given.person.name}; belum ada yang dicatat.",
            en=f"{path}: the statement of {given.person.name}; nothing is recorded yet.",
        )
    )
    there = Text(id="Catat", en="Record it")
    if made.office:
        there = Text(
            id=f"Kirim {path.name} dan {path.name}.sig ke kantor yang mencatat kota ini"
            f" ({made.office}); di sana dicatat dengan",
            en=f"Mail {path.name} and {path.name}.sig to the office that records this city"
            f" ({made.office}); it is recorded there with",
        )
    call.say(
        Text(
            id=f"1. Tanda tangani dengan kunci {made.fingerprint}: {signing} KUNCI {file}\n"
            f"2. {there.id}: {again}",
            en=f"1. Sign it with the key {made.fingerprint}: {signing} KEY {file}\n"
            f"2. {there.en}: {again}",
        )
    )


COMMAND = sign_off
