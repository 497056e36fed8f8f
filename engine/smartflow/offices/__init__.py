"""Offices and their stores: begun, copied, examined, exchanged, and many cities at once.

In this folder:

``bundle``: A city's whole case as one signed file, from office to office.
``doctor``: this computer and this workspace examined.
``portfolio``: Portfolio: many cities at once; the same acts as for one, over any executor.
``storage``: The store: begun by ``init``, copied, granted, described.
"""
