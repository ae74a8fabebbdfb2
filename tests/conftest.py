"""Settings of the whole suite."""

import os

from hypothesis import settings

# In CI the same examples every time: a run that fails there fails anywhere.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")
