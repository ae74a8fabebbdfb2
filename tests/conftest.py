"""Settings of the whole suite."""

import os

import pytest
from hypothesis import settings

# So that what differs is shown, as in a test.
pytest.register_assert_rewrite("tests.checks")

# No test is about time. In CI the same examples every time: a run that fails there fails anywhere.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")
