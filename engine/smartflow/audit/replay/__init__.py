"""Past decisions made again: ``audit replay``, and ``plugin impact`` with today's plugins.

In this folder:

``causes``: Why a decision made again comes out otherwise, as far as that can be known.
``cli``: The commands ``audit replay`` and ``plugin impact``.
``decision_faults``: What can be wrong with a decision of the past, before a rule has been asked
    anything.
``decision_record``: A decision in the shape of a SLSA verification summary, for tools that read no
    SmartFlow.
``erased_inputs``: Whether what a past decision needs was erased on purpose: personal data may be,
    lawfully.
``impact``: what today's plugins would have decided at each city's last decision.
``outcome``: What came out of past decisions made again: one, those of a city, all, and their exit
    codes.
``past_binding``: What an answer or a presentation of the past was bound to, worked out again.
``past_decision``: A decision of the past, made again: the same entries, the same day, the plugins
    of today.
``replay``: past decisions made again on their stored inputs, and what comes out.
``verdict_changes``: What differs between two verdicts of one move, as values: rules, findings,
    scores, standings.
``verdict_comparison``: Two verdicts of one move compared: what each rule said then and says now,
    and every score.
"""
