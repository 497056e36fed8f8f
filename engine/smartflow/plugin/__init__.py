"""Floor 2: the plugin contract: hooks, the objects they yield, the loader and the guard.

``hookspecs`` and ``objects`` are what a plugin sees (through the face ``smartflow``); ``discovery``
finds, ``loader`` imports, ``collection`` checks, ``registry`` holds, ``guard`` runs. Nothing here
knows a workflow, a store or a command.
"""
