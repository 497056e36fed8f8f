"""The commands ``plugin``, ``rule`` and ``demo``.

In this folder:

``block``: ``smartflow plugin block`` and ``unblock``: going without a plugin knowingly, and back.
``check``: try a plugin on all sides before it judges a city.
``check_data``: The report of ``plugin check`` as data: JSON (``smartflow/conformance/1``), or one
    table.
``check_junit``: The report of ``plugin check`` as JUnit XML, which CI systems show as test results.
``check_text``: The report of ``plugin check`` as text: what was found, what is good, how long rules
    take.
``demo``: play a plugin's example through, command by command, in this process.
``info``: one plugin, where it is from, its state, and all that it brings.
``list``: what is installed and what each brings.
``new``: begin a plugin of a region.
``plugin``: the group; each of its commands has a file of its own.
``rule``: which rules there are, and what one of them asks. Needs no workspace.
``trust``: ``smartflow plugin trust`` and ``untrust``: letting a loose Python file run on this
    computer.
``views``: What the commands of ``smartflow plugin`` share: the words for states, kinds and marks.
"""
