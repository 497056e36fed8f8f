"""Floor 2: the plugin contract: hooks, the objects they yield, the loader and the guard.

``hookspecs`` and ``objects`` are what a plugin sees (through the face ``smartflow``); ``discovery``
finds, ``loader`` imports, ``collection`` checks, ``registry`` holds, ``guard`` runs. Nothing here
knows a workflow, a store or a command.

In this folder:

``alarm``: The alarm: ends a rule that runs for longer than it may, where the operating system has
    one.
``cel``: CEL, the expression language of rule files: typed, without side effects, with a budget.
``contract``: What the contract asks of a registered object beyond the types of its fields.
``discovery``: Finding plugins: what the installed distributions announce, judged before anything is
    imported.
``faults``: How a plugin's failure is put into one line: what was raised, in which file, on which
    line.
``hookspecs``: The hooks through which a plugin registers what it brings.
``loading``: From what is installed or lies in a workspace to a registry: found, admitted, imported,
    asked.
``objects``: The typed, frozen objects that a plugin registers.
``registry``: The registry: everything that the loaded plugins brought, and who brought it.
``rule_file``: Rule files: rules that a region writes without Python, as ``rules/*.toml`` of a
    workspace.
``running``: Running what plugins registered: guarded, one by one, and no more kept than can be
    read.
``scaffold``: What a new plugin looks like: the files that ``plugin new`` writes, filled in for a
    region.
``soundness``: Whether an object is, in all its parts, what its type says: nobody checks a plugin's
    types.
``surroundings``: What belongs to the whole process and any plugin's code could change: noted, and
    put back.
"""
