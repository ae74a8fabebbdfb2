"""All targets, by name."""

from __future__ import annotations

from tests.fuzz import address_targets, archive_targets, page_targets, store_targets, text_targets
from tests.fuzz.target import Target

TARGETS: dict[str, Target] = {
    target.name: target
    for module in (page_targets, text_targets, address_targets, archive_targets, store_targets)
    for target in module.TARGETS
}
