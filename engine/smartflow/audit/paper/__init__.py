"""``audit report``: a history as an auditor's working paper.

In this folder:

``answer_findings``: What an auditor should not overlook about signatures, minutes and
    presentations.
``checks``: The page that an auditor checks by hand: numbered questions, each with what to hold
    beside what.
``cli``: The command ``audit report``.
``files``: Every file that a history names: what it is, its digest, and whether the store still
    holds it.
``findings``: What in a history an auditor should not overlook, each with the entries that show it.
``front``: The paper's front: its head, purpose, sources and steps; and its conclusion, left blank.
``howto``: The paper's page on digests: how anybody computes one, on the computer that an office
    has.
``material``: What an auditor's working paper is made of: a city's history, read once, at one
    moment.
``paper``: a city's history as an auditor's working paper (kertas kerja pemeriksaan).
``people``: The paper's chapter of officials: who held which post, with which status, by which
    decree.
``questions``: The questions of the page that is checked by hand: one for each paper that an entry
    tells of.
``register``: The paper's last lists: every entry of the history, and every file that it names.
``remark``: One thing in a history that an auditor should not overlook, with the entries that show
    it.
``results``: The paper's results: whether the history is whole, its stages, and what not to
    overlook.
``seal``: The paper's last page: the head of the history, its newest checkpoint, and who outside saw
    it.
``stages``: The paper's chapter of stages: what was decided in each, on which basis, by whom.
``wholeness``: Whether the history is whole, as ``audit verify`` computes it when the paper is
    printed.
``witnesses``: What the paper's last page tells, read from the store: root, note, code, and who
    outside signed.
``words``: The words that the parts of an auditor's working paper share: moments, posts, days,
    accounts.
"""
