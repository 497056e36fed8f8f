"""Who agreed: sign-offs and decisions, the statements they sign, and whether they count.

In this folder:

``answering``: What a sign-off or a body's decision is given for: the move, and the digests that it
    binds.
``cli``: The commands ``sign-off`` and ``decide``.
``decide``: a body has met and decided; its signed minutes are recorded.
``given_answer``: What a person answers, before it is recorded: who, in which role, to which move,
    on which day.
``key_signing``: Signing a statement with a key file of the person at the keyboard.
``registration_words``: The command that registers somebody anew with an SSH key, with all that is
    known of them.
``sign_off``: a person answers in a role, bound to exactly what was there to be signed.
``sign_off_statement``: The statement to be signed, written before the answer is recorded. Records
    nothing.
``signed_answers``: Signed answers looked at again: whether each signature is good, from what is
    stored alone.
``signed_statement``: Proving an answer by an SSH signature over its statement, before it is
    recorded.
"""
