"""Floor 3: a city's entries, folded into what is true now.

State is never stored, only folded, so there is nothing to rebuild and nothing that can disagree
with the history. ``state`` needs no plugin: it is what ``status`` and ``history`` read.
``dossier`` adds the registered worksheets and settings: it is what rules see.

In this folder:

``city_state``: A city as its history tells it: its stage, its people, what was filled in, answered,
    recorded.
``dossier``: From a city's state to the dossier that rules see: worksheets typed, settings resolved.
``state``: What a city's entries add up to, without any plugin.
``statement``: The statement: what an official signs with an SSH key, as a short text that can be
    read.
``subject``: What a sign-off, a decision and a stored verdict are bound to.
"""
