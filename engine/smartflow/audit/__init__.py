"""The auditor's questions: is the history whole, who saw it, would it be decided so again.

In this folder:

``cli``: the group; each of its commands has a file of its own.
``drill``: a copy of the store attacked, to see what is caught.
``erase``: personal data removed for good.
``handout``: a folder that an auditor takes along.
``history``: what happened, narrowed, compared, or as a journey.
``keys``: the keys by which a store signs.
``paper``: a history as an auditor's working paper.
``replay``: Past decisions made again: ``audit replay``, and ``plugin impact`` with today's plugins.
``verify``: the history recomputed from its bytes.
``witness``: Checkpoints: mailed, cosigned by a witness outside, and attached.
"""
