"""A Dask cluster of this computer: ``python local_cluster.py WORKERS``.

Run in the environment of the installed command, so that the workers hold the same plugins. Prints
the scheduler's address, and ends with its standard input.
"""

from __future__ import annotations

import sys

from distributed import LocalCluster


def main(workers: int) -> None:
    """Start a scheduler and its workers on loopback, and wait."""
    with LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=50,
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]))
