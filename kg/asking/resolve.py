"""Which thing is meant: what people type, as the things of a graph, best first. Every door asks here.

An identifier (whole, with a prefix, or percent-encoded), a code, a number, a title, an article (劳动法39, 劳动合同法
八十四条), initials in pinyin (jycjf40) and plain words all lead to one list in one order.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from kg.asking import parameters
from kg.asking.lookup import search as searching
from kg.asking.lookup.levelling import level, typed, without_article
from kg.asking.lookup.search import EXACT, Hit, Wanted
from kg.errors import Problem
from kg.graph import iris, kinds
from kg.graph.network import describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from kg.asking.lookup.search import Index
    from kg.asking.questions import Question
    from kg.graph.store import Askable

MOST_PARTS: Final = 8
NAMED: Final = 5
ENCODED: Final = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
SCHEME: Final = re.compile(r"(?:https?|urn):[^\s<>\"{}|^`\\]+$")


def resolve(
    index: Index,
    words: str,
    prefixes: Mapping[str, str],
    *,
    kind: str = "",
    limit: int = 20,
    store: Askable | None = None,
) -> list[Hit]:
    """The things that the words mean, best first: what is named so, then what prints them.

    Where no article of a document bears the number given, the document is meant. ``kind`` is a word for a kind (see
    `kg.graph.kinds.named`), empty for any; ``store`` knows the identifiers of things that no index holds (a sanction,
    a span). Raises Problem: there is no such kind.
    """
    codes = _codes(kind)
    candidates = identifiers(words, prefixes)
    if candidates:
        hits = [hit for iri in candidates if (hit := searching.by_iri(index, iri) or _stored(store, iri))]
        return [hit for hit in hits[:1] if not codes or hit.kind in codes][: max(0, limit)]
    needles = tuple(form for form in typed(words) if form)
    parts = tuple(filter(None, map(level, words.split())))[:MOST_PARTS]
    if not parts:
        return []
    hits = searching.scan(index, Wanted(needles, parts, codes), limit)
    if not hits and (whole := without_article(needles[0])):
        hits = searching.scan(index, Wanted((whole,), (whole,), codes), limit)
    return hits


def identifiers(words: str, prefixes: Mapping[str, str]) -> tuple[str, ...]:
    """The IRIs that words may be, where they are one: whole, with a prefix, or percent-encoded; the likeliest first.

    >>> identifiers("law:%E5%8A%B3%E5%8A%A8%E6%B3%95", {"law": "https://w3id.org/quanze/id/law/"})[-1]
    'https://w3id.org/quanze/id/law/劳动法'
    """
    text = words.strip().removeprefix("<").removesuffix(">")
    prefix, colon, local = text.partition(":")
    iri = prefixes[prefix] + local if colon and prefix in prefixes and not local.startswith("//") else text
    if not SCHEME.match(iri):
        return ()
    base = prefixes.get("law", "").removesuffix("id/law/")
    try:
        minted = iris.mint(iris.parse(iri, base), base)
    except ValueError:
        minted = iri
    return tuple(dict.fromkeys((iri, minted, ENCODED.sub(lambda signs: unquote(signs[0]), iri))))


def meant(hits: Sequence[Hit], words: str) -> Hit:
    """The one thing that is meant: the only one that is called so, else the only one found; a whole before its parts.

    Raises Problem: there is none, or there are several; it names the best.
    """
    if not hits:
        raise Problem(
            words,
            "图谱中没有此名称、编码或者标识；请用 quanze search 查找",
            "no such name, code or identifier; try quanze search",
        )
    fitting = [hit for hit in hits if hit.fit == EXACT] or list(hits)
    first = fitting[0]
    several = [first, *(hit for hit in fitting[1:] if not hit.iri.startswith(f"{first.iri}/"))]
    if len(several) == 1:
        return first
    names = "；".join(hit.name for hit in several[:NAMED]) + ("……" if len(several) > NAMED else "")
    raise Problem(
        words,
        f"{len(several)}项符合，请写全称、编码或标识：{names}",
        f"{len(several)} things fit: give the whole name, the code or the identifier",
        "\n".join(f"  {hit.name}  {hit.iri}" for hit in several[: 2 * NAMED]),
    )


@contextmanager
def index_of(folder: Path, store: Askable, prefixes: Mapping[str, str], *, keep: bool = False) -> Iterator[Index]:
    """The index of a build; of a store without one, an index made for the occasion, kept in the folder if it may be."""
    file = folder / searching.FILE
    if file.is_file():
        with searching.opened(file) as index:
            yield index
        return
    from kg.asking.lookup.search_index import index as made  # noqa: PLC0415 - only where no file holds it

    content = made(store, prefixes)
    if keep:
        _keep(file, content)
    yield content


def _keep(file: Path, content: bytes) -> None:
    """Write a file whole or not at all; where nothing can be written, what it holds is made again next time."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f"{file.name}.{os.getpid()}")
        beside.write_bytes(content)
        beside.replace(file)


def to_settle(question: Question, given: Mapping[str, str]) -> bool:
    """Whether a value given names a document or an article, so that an index must tell which."""
    types = {param.name: param.type for param in question.params}
    return any(types.get(name) in {parameters.DOCUMENT, parameters.ARTICLE} and given[name].strip() for name in given)


def settled(index: Index, question: Question, given: Mapping[str, str], prefixes: Mapping[str, str]) -> dict[str, str]:
    """The values given for a question, its documents by titles and its articles by paths that the graph holds.

    An article that names its document (劳动合同法84) says which document, where that is not given. Raises Problem: the
    graph holds no such thing, or several fit; it names them.
    """
    types = {param.name: param.type for param in question.params}
    values = dict(given)
    for name, value in given.items():
        if types.get(name) == parameters.DOCUMENT and value.strip():
            values[name] = document(index, value, prefixes)
        elif types.get(name) == parameters.ARTICLE and not _is_path(value):
            title, values[name] = article(index, value, prefixes)
            unsaid = (
                other
                for other, kind in types.items()
                if kind == parameters.DOCUMENT and not given.get(other, "").strip()
            )
            values |= dict.fromkeys(unsaid, title)
    return values


def document(index: Index, words: str, prefixes: Mapping[str, str]) -> str:
    """The title of the one document meant; of a provision, that of its document. Raises Problem: none, or several."""
    if (title := parameters.canonical(words)) and searching.by_iri(
        index, iris.mint(iris.Name("law", (title,)), _base(prefixes))
    ):
        return title
    hits = resolve(index, words, prefixes, kind="document", limit=1000)
    if not hits:
        hits = resolve(index, words, prefixes, kind="provision", limit=1)
    return iris.parse(meant(hits, words).iri, _base(prefixes)).keys[0]


def article(index: Index, words: str, prefixes: Mapping[str, str]) -> tuple[str, str]:
    """Title of the document and path of the one provision meant. Raises Problem: none, or several."""
    hit = meant(resolve(index, words, prefixes, kind="provision", limit=1000), words)
    title, path = iris.parse(hit.iri, _base(prefixes)).keys
    return title, path


def _is_path(words: str) -> bool:
    try:
        parameters.path(words)
    except ValueError:
        return False
    return True


def _base(prefixes: Mapping[str, str]) -> str:
    return prefixes["law"].removesuffix("id/law/")


def _codes(word: str) -> AbstractSet[str]:
    if not word:
        return frozenset()
    codes = frozenset(kind.code for kind in kinds.named(word))
    if not codes:
        known = [*kinds.searched(), kinds.kind(searching.CELL)]
        raise Problem(
            f"--kind {word}",
            f"没有这一类别；可选{'、'.join(kind.name for kind in known)}",
            f"choose from {', '.join(kind.code for kind in known)}",
        )
    return codes


def _stored(store: Askable | None, iri: str) -> Hit | None:
    """What the store itself says of an identifier."""
    from pyoxigraph import NamedNode  # noqa: PLC0415 - only where an identifier is in no index

    try:
        known = store is not None and next(iter(store.quads_for_pattern(NamedNode(iri), None, None)), None)
    except ValueError:
        return None
    if not store or not known:
        return None
    node = describe(store, [iri])[iri]
    return Hit(node["kind"], iri, node["label"], 0, "")
