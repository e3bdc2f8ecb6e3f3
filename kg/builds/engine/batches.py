"""Records and quads as columns of Apache Arrow, in which the engine takes them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import pyarrow as pa
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.builds.engine.tasks import EngineRecord

SIZE: Final = 5_000
"""Records of a batch."""
_RECORDS: Final = pa.schema([("kind", pa.int8()), ("key", pa.string()), ("value", pa.binary())])
_QUADS: Final = pa.schema(
    [(name, pa.string()) for name in ("subject", "predicate", "object", "datatype", "language", "graph")]
)


def batched(records: Iterable[EngineRecord]) -> Iterator[pa.RecordBatch]:
    """The records in batches."""
    rest = iter(records)
    while some := list(islice(rest, SIZE)):
        columns = [list(column) for column in zip(*some, strict=True)]
        yield pa.RecordBatch.from_arrays(
            [pa.array(column, kind.type) for column, kind in zip(columns, _RECORDS, strict=True)], schema=_RECORDS
        )


def quad_columns(lines: Sequence[str]) -> pa.RecordBatch:
    """N-Quads as columns: terms without signs, datatype and language of literals, IRIs without a datatype."""
    quads = parse("\n".join(lines), RdfFormat.N_QUADS)
    rows = []
    for quad in quads:
        value = quad.object
        datatype = value.datatype.value if isinstance(value, Literal) else None
        language = value.language if isinstance(value, Literal) else None
        graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        subject, target = (term.value for term in (quad.subject, value))
        rows.append((subject, quad.predicate.value, target, datatype, language, graph))
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in _QUADS]
    return pa.RecordBatch.from_arrays([pa.array(column, pa.string()) for column in columns], schema=_QUADS)
