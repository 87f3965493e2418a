"""The rules of ``kiosk check``, each in a small file. A rule is a function that yields faults: what, where, why, what
to do. ``kiosk.staff.check`` calls them all; the running kiosk loads none of them.
"""
