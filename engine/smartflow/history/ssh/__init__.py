"""SSH keys and signatures, by which people sign.

In this folder:

``faults``: The refusals of SSH signatures, and the namespace that they are made for.
``key``: Public SSH keys as OpenSSH writes them, by which people sign: read, named and held against
    rules.
``signature``: Signatures by SSH keys: what ``ssh-keygen -Y sign`` writes and ``ssh-keygen -Y
    verify`` takes.
"""
