"""The paper's chapter of stages: what was decided in each, on which basis, by whom.

In this folder:

``answers``: The signatures of a stage: who answered, in which post, bound to what, and whether it
    counted.
``chapter``: The paper's chapter of stages: in each, what was decided, on which basis, by whom.
``decisions``: One decision of the paper: an ``advance`` that moved or was refused, or a send-back.
``exceptions``: What a decision of the paper was taken without, or beside the common rules.
``meetings``: The documents, meetings and presentations of a stage, and what no other part tells.
``submissions``: The worksheets of a stage by agency: copies, what was typed for somebody,
    confirmations, nils.
"""
