"""``audit drill``: a copy of the store attacked, to see what is caught.

In this folder:

``attacks``: The attacks of ``audit drill``: what somebody could do to a store, from a typing error
    to malice.
``cli``: The command ``audit drill``.
``drill``: attack a copy of the store in every known way, and see what is caught.
``store``: A copy of a store in an attacker's hands: the database by SQL, and the log file by lines.
"""
