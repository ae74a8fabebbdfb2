"""What the benchmark uses of newsscraper's models: each name is here and nowhere else."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.news.sets import Page

FIELDS = "newsscraper.pages.fields.page_fields"
GENERIC = "newsscraper.pages.generic"
MODEL = "newsscraper.pages.generic.model"
TRAINING = "training"


def _module(name: str) -> ModuleType | None:
    """A module, or None if there is no such module; an error inside it is raised."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name and (name == missing.name or name.startswith(missing.name + ".")):
            return None
        raise


def can_train() -> str | None:
    """Why models cannot be trained here; None if they can."""
    try:
        missing = _module(TRAINING) is None or _module(MODEL) is None
    except ImportError as reason:
        return str(reason)
    return f"there is no {TRAINING} or {MODEL}" if missing else None


def train(pages: Sequence[Page], file: Path) -> None:
    """Trains on pages and writes the weights to a file."""
    training: Any = _module(TRAINING)
    training.fit(pages, file)


def is_ready() -> bool:
    """Whether the package can read pages as it is: it has its weights, or needs none."""
    model: Any = _module(MODEL)
    return model is None or Path(model.DEFAULT).exists()


def use_weights(file: str | None) -> None:
    """Makes this process read pages with the weights of a file; without one, the shipped ones."""
    model: Any = _module(MODEL)
    if model is not None:
        model.use(Path(file) if file else model.DEFAULT)
        model.current()  # so that reading the file is not part of reading a page


def weights_suffix() -> str:
    """The suffix of files with weights."""
    model: Any = _module(MODEL)
    return Path(model.DEFAULT).suffix if model is not None else ""


def domain_hash(domain: str) -> str:
    """How a file with weights names a domain that it was trained on."""
    model: Any = _module(MODEL)
    named: str | None = getattr(model, "domain_hash", lambda _: None)(domain)
    return named or hashlib.sha256(domain.encode()).hexdigest()[:16]


def trained_domains() -> frozenset[str]:
    """The hashes of the domains that the shipped weights were trained on; empty without weights."""
    model: Any = _module(MODEL)
    if model is None or not is_ready():
        return frozenset()
    found: frozenset[str] = model.training_domains(model.DEFAULT)
    return found


def article_score(html: str, url: str) -> float | None:
    """How likely a page is an article, from 0 to 1; None if the extractor cannot say."""
    score: Any = getattr(_module(GENERIC), "is_article_score", None)
    return float(score(html, url)) if score is not None else None


def date_in_tree(root: Any, url: str | None) -> str | None:
    """The date of publication, ISO 8601, read from a parsed page."""
    fields: Any = _module(FIELDS)
    day: date | None = fields.find_published(root, url).day
    return day.isoformat() if day else None
