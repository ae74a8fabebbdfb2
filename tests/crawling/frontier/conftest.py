"""A site, and a project that crawls it."""

from __future__ import annotations

import pytest

from tests.crawling.frontier.project import Project, Site


@pytest.fixture
def site():
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def project(tmp_path, site):
    return Project(tmp_path, site)
