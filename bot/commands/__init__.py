"""The subcommands of ``firstline``, one a file: ``add_parser`` says what it takes, and its function does it.

They are for a person at a desk, and with ``--json`` for a program. Labels of their output may stand here; what a
customer reads may not.
"""
