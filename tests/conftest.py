"""Settings of the whole suite."""

import os

from hypothesis import settings

from tests.databases import drop_spare

# No test is about time. In CI the same examples every time: a run that fails there fails anywhere.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_sessionfinish() -> None:
    drop_spare()
