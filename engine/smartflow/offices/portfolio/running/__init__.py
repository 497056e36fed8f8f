"""Runs over many cities: checked or advanced by workers, with a journal.

In this folder:

``advance``: One city of many advanced, once: also if the worker dies behind the commit and it is
    tried again.
``check``: Judging many cities at once, without writing anything: the same gate as ``smartflow
    check``.
``dask``: The executor of many machines: Dask's ``Client.get_executor()``, from the extra ``dask``.
``executing``: Many cities under one order, by any ``concurrent.futures.Executor``, whatever dies on
    the way.
``journal``: The journal of a run: each city's result, written as soon as it is there, so that a run
    goes on.
``order``: The order under which cities are checked or advanced: all that a worker is told.
``processes``: The executors of this machine: this process, a pool of processes, or one that is
    lent.
``results``: What came of one city when many were checked or advanced: the line that travels and is
    kept.
``running``: A run over many cities from its beginning, or from where it was stopped, to its last
    result.
``worker``: What runs in a worker: it opens the workspace once, loads the plugins once, and judges
    cities.
"""
