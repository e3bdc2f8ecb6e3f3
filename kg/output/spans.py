"""The basis cells of a graph with their spans, for training models with spaCy: a DocBin to train on and one to try.

One cell in five is to try, chosen by its text alone, so that a cell that many rows print is in one of the two.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from kg.graph import terms as t
from kg.graph.store import MERGE, Askable

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONE_IN: Final = 5
_COLUMNS: Final = ("basis", "penalty")


def span_files(store: Askable) -> dict[str, bytes]:
    """``train.spacy`` and ``dev.spacy``: texts with ``doc.spans`` and ``doc.ents``."""
    from extract.pipeline import doc_bin  # noqa: PLC0415 - spaCy takes its time

    texts = sorted(set(_texts(store)))
    dev = {text for text in texts if hashlib.sha256(text.encode()).digest()[0] % _ONE_IN == 0}
    return {
        "train.spacy": doc_bin(text for text in texts if text not in dev),
        "dev.spacy": doc_bin(text for text in texts if text in dev),
    }


def _texts(store: Askable) -> Iterator[str]:
    for column in _COLUMNS:
        for cell in store.quads_for_pattern(None, t.COLUMN, t.concept("column", column), MERGE):
            for quad in store.quads_for_pattern(cell.subject, t.TEXT, None, MERGE):
                if isinstance(quad.object, Literal):
                    yield quad.object.value
