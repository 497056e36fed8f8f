"""Floor 4: one file per act, named like the command and the entry of the history.

An action reads the city, decides what the entry says, and has it written; it prints nothing and
asks nothing. ``workspace`` is where it works, ``casework`` how it reads and writes.
"""
