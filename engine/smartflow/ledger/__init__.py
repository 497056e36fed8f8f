"""The store's own log: its register of cities, its keys, who vouches for it; and scans of it.

A kit of floor 4, below :mod:`smartflow.casework`: it knows no act and no capability.
"""
