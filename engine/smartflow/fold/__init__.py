"""Floor 3: a city's entries, folded into what is true now.

State is never stored, only folded, so there is nothing to rebuild and nothing that can disagree
with the history. ``state`` needs no plugin: it is what ``status`` and ``history`` read.
``dossier`` adds the registered worksheets and settings: it is what rules see.
"""
