"""Trains the model of the generic reading: ``python -m training --eval ../shared/eval``.

It needs the extra ``train``. What is trained on are pages with gold texts; the package contains
only the weights.
"""

from training.fit import fit

__all__ = ["fit"]
