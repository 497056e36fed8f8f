"""The commands of the gate, and a verdict as text, as JSON and in words.

In this folder:

``advance``: move a city to its next stage, if the gate is met.
``advice``: What to do about a finding: the rule's advice as a sentence, and one whole command to
    paste.
``check``: would the gate open now, and if not, why.
``city_status``: How one city stands, as text, as JSON, or as a table for any other format.
``outside``: How old the newest checkpoint is that somebody outside holds, in a line of ``status``.
``record``: a document exists.
``remind``: the list of those who are late, as a message that can be sent.
``send_back``: return a city to an earlier stage.
``setting``: what plugins let a workflow or a city decide.
``silence``: Who is silent and what is about to lapse, one line each: what an official reads in the
    morning.
``status``: where all cities stand, or one.
``verdict``: What ``check`` and ``advance`` share: printing the verdict in the format that was asked
    for.
``verdict_json``: A verdict as JSON: the schema ``smartflow/verdict/1``, rendered by the engine
    itself.
``verdict_text``: A verdict as text: one conclusion, every reason, who mends it and how, and the
    conclusion again.
``verdict_waivers``: The waivers of a verdict in words: what covers a finding, and those that cover
    none.
``verdict_words``: The words of a verdict: its conclusion, whom a finding concerns, where it is, who
    mends it.
"""
