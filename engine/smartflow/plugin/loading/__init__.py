"""From what is installed or lies in a workspace to a registry: found, admitted, imported, asked.

In this folder:

``admission``: Whether a discovered plugin may be imported: judged from its name, its metadata and
    its trust.
``collection``: Collecting what plugins register: each object checked, each name owned by one
    plugin.
``compatibility``: Whether a plugin was made for this engine: judged from what it says, before it is
    imported.
``containment``: What a plugin does to the whole program while it is imported is undone, and told.
``hook_check``: Whether a plugin's hooks are hooks: their names, their marks and what they are
    called with.
``loader``: The loader: admits each discovered plugin, imports it by itself and merges what it
    registers.
``loose_file``: A loose Python file of a workspace: read as text by anybody, run only when it is
    trusted.
``registering``: Asking one plugin what it registers: its hooks are looked over and each is called
    once.
``rule_files``: What a rule file registers: compiled against the worksheets and columns that are
    known by then.
``workspace_files``: The plugins that lie in a workspace as files: ``rules/*.py`` and
    ``rules/*.toml``.
"""
