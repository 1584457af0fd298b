"""Checks of a whole site as visitors and machines get it: ``make checks``.

The real server serves the made-up group; its pages are found by following links. What is checked
is written down elsewhere, by others: each module says where.
"""
