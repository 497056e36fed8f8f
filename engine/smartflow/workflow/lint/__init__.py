"""Lint: what is wrong with a workflow, all at once.

In this folder:

``books``: The checks of books: what is named for them exists, and something is printed in each.
``finding``: One remark of lint, and the list of all codes with what each is about.
``names``: The checks against the registry: does everything that a workflow names exist, and fit?
``plugin_remarks``: What loaded plugins name and nobody has: worksheets and stages that are probably
    misspelt.
``run``: Lint: everything that is wrong with a workflow, at once, each remark with its own code.
``shape``: The checks of shape: stages, the ways between them, roles and quorums; no registry is
    asked.
"""
