"""What the user can mend."""


class UserError(Exception):
    """A problem with what was asked for or with the environment: its text is one clear line, the
    exit code is 2."""
