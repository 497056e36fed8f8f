"""Portfolio: many cities at once; the same acts as for one, over any executor.

In this folder:

``blocking``: What holds cities up, and which rules do: told from recorded verdicts or from judging
    now.
``board``: The board of many cities, and the page that shows it.
``cli``: The command ``portfolio``.
``comparison``: Two cities side by side: where they stand, how long each stage took, what they have
    and lack.
``importing``: a list of cities read, planned and registered.
``running``: Runs over many cities: checked or advanced by workers, with a journal.
``selection``: Which cities are meant: by province, stage, intake year or name, or all of them.
``standing``: Where every city stands: folded from the histories alone, so that no plugin is loaded.
``titles``: What stages and roles are called, for results that hold only their keys.
``worker_faults``: What can go wrong with workers, each situation with its sentence and the next
    step.
"""
