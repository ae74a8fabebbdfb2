"""The trained weights, and how they are read from their file."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from newsscraper.pages.generic.trees import Trees
from newsscraper.pages.generic.vocabulary import Vocabulary

DEFAULT = Path(__file__).with_name("weights.npz")
"""The file with the weights that are part of the package; ``python -m training`` writes it."""


KINDS = ("collection", "documentation", "forum", "listing", "product", "service")
"""The kinds of pages that are not articles, as in the Web Content Extraction Benchmark."""


@dataclass(frozen=True, slots=True)
class Model:
    """All that training learned."""

    vocabulary: Vocabulary
    """Weights of words in class names and in short lines."""
    first: Trees
    """Whether a block belongs to the text, by its own features."""
    second: Trees
    """The same, knowing what the first trees say of the blocks around."""
    anything: Trees
    """The same as `second`, for pages that need not be articles."""
    kind: Trees
    """Whether a page is an article."""
    kinds: dict[str, Trees]
    """Whether a page that is not an article is of some other kind."""
    article_threshold: float
    """The probability from which on a page is an article."""
    domains: frozenset[str]
    """Hashes of the registered domains whose pages it was trained on: :func:`domain_hash`."""


_VOCABULARIES = ("names", "pages")
"""Those whose words are stored as text."""

_chosen: list[Path] = [DEFAULT]


def use(path: Path) -> None:
    """Make this process use other weights. For the training script and benchmarks.

    Args:
        path: A file written by :func:`save`.

    """
    _chosen[0] = path


def current() -> Model:
    """The weights in use. They are read from their file once."""
    return load(_chosen[0])


@cache
def load(path: Path) -> Model:
    """The weights of a file.

    Args:
        path: A file written by :func:`save`.

    Raises:
        OSError: the file cannot be read.

    """
    with np.load(path, allow_pickle=False) as data:
        return Model(
            Vocabulary(
                _words(data, "names"),
                dict(zip(data["words"].tolist(), data["words_weights"].tolist(), strict=True)),
                _words(data, "pages"),
            ),
            _trees(data, "first"),
            _trees(data, "second"),
            _trees(data, "anything"),
            _trees(data, "kind"),
            {kind: _trees(data, f"kind_{kind}") for kind in KINDS},
            float(data["article_threshold"]),
            frozenset(f"{number:08x}" for number in data["domains"].tolist()),
        )


def save(path: Path, model: Model) -> None:
    """Write weights to a file. The same weights always give the same bytes.

    Args:
        path: The file; its name ends in ``.npz``.
        model: The weights.

    """
    vocabulary = model.vocabulary
    arrays: dict[str, Any] = {
        "article_threshold": np.float64(model.article_threshold),
        "domains": np.array(sorted(int(name, 16) for name in model.domains), dtype=np.uint32),
    }
    for name in _VOCABULARIES:
        weights = getattr(vocabulary, name)
        keys = sorted(weights)
        arrays[name] = np.frombuffer("\n".join(keys).encode(), dtype=np.uint8)
        arrays[f"{name}_weights"] = np.array([weights[key] for key in keys], dtype=np.float16)
    words = sorted(vocabulary.words)
    arrays["words"] = np.array(words, dtype=np.uint32)
    arrays["words_weights"] = np.array([vocabulary.words[key] for key in words], dtype=np.float16)
    forests = {
        "first": model.first,
        "second": model.second,
        "anything": model.anything,
        "kind": model.kind,
        **{f"kind_{kind}": model.kinds[kind] for kind in KINDS},
    }
    for name, trees in forests.items():
        arrays[f"{name}_names"] = np.frombuffer("\n".join(trees.names).encode(), dtype=np.uint8)
        arrays[f"{name}_features"] = trees.features.astype(np.int16)
        arrays[f"{name}_borders"] = trees.borders.astype(np.float32)
        arrays[f"{name}_leaves"] = trees.leaves.astype(np.float32)
        arrays[f"{name}_bias"] = np.float64(trees.bias)
    np.savez_compressed(path, **arrays)


def domain_hash(domain: str) -> str:
    """The CRC-32 of a registered domain, eight hexadecimal digits."""
    return f"{zlib.crc32(domain.encode()):08x}"


def training_domains(path: Path) -> frozenset[str]:
    """The hashes of the domains that the weights of a file were trained on."""
    return load(path).domains


def _words(data: Any, name: str) -> dict[str, float]:
    keys = bytes(data[name]).decode().split("\n")
    return dict(zip(keys, data[f"{name}_weights"].tolist(), strict=True)) if keys != [""] else {}


def _trees(data: Any, name: str) -> Trees:
    return Trees(
        tuple(bytes(data[f"{name}_names"]).decode().split("\n")),
        data[f"{name}_features"].astype(np.intp),
        data[f"{name}_borders"],
        data[f"{name}_leaves"],
        float(data[f"{name}_bias"]),
    )
