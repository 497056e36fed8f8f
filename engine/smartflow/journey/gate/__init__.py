"""The gate: judged by ``check`` and ``advance``; where a city stands, and what it still lacks.

In this folder:

``advance``: move a city to its next stage, if the gate is met; record it either way.
``check``: what the gate would say now. It only looks; ``advance`` uses the same code.
``cli``: The commands of the gate, and a verdict as text, as JSON and in words.
``record``: a document exists: a decree, an MoU, a book, the regulation.
``remind``: who has not answered yet, so that a message can be sent. Writes nothing.
``send_back``: return a city to an earlier stage, with a reason.
``setting``: a city decides a setting of a plugin for itself, with a reason.
``silence``: From whom nothing has come in the present stage, and which waivers are about to lapse.
``standing``: How a city stands: its stage, what has come in, who is late, who has signed.
"""
