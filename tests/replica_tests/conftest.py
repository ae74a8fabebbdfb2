"""Replicas to ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.replica.server import Replica


@pytest.fixture(scope="module")
def served() -> Iterator[Replica]:
    with Replica(fast=True) as replica:
        yield replica


@pytest.fixture
def replica(served: Replica) -> Iterator[Replica]:
    served.reset()
    yield served
    served.restore()


@pytest.fixture
def alone() -> Iterator[Replica]:
    """A replica of its own, so that no other test's connection changes its count of requests."""
    with Replica(fast=True) as replica:
        yield replica
