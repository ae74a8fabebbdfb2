"""Errors that the user can correct."""


class UserError(Exception):
    """A problem with the user's input or environment.

    Its text is one line for the user; the command line exits with code 2.
    """
