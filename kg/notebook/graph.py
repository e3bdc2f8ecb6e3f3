"""A graph opened for reading, of a folder or of a server: the door of notebooks."""

from __future__ import annotations

import atexit
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Self, TypeAlias

from kg import resources
from kg.asking import query as asking
from kg.asking import questions
from kg.asking.built_folder import STORE, base_of
from kg.asking.lookup.search import CELL
from kg.asking.opened import Opened, open_endpoint, open_folder
from kg.asking.selection import Selection
from kg.asking.shapes import violations
from kg.audit import findings_file
from kg.audit.registry import chosen
from kg.errors import Problem
from kg.graph.network import network
from kg.graph.store import MERGE, read_only
from kg.laws.difference import phrase
from kg.laws.matching.annotated import annotated
from kg.laws.matching.beside_graph import SHOWN_CHANGES, current_words, stored
from kg.notebook import summary
from kg.notebook.ego.neighbours import ego
from kg.notebook.ego.picture import NetworkView
from kg.output import frames
from kg.output.rdf import to_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import networkx as nx
    from rdflib import Dataset

    from kg.asking.shapes import Violation
    from kg.audit.finding import Finding
    from kg.output.frames import DataFrame


Names: TypeAlias = "str | Iterable[str]"


@dataclass(frozen=True, slots=True)
class Graph(Opened):
    """A graph to ask in a notebook: besides rows, data frames, networks and pictures."""

    def _repr_html_(self) -> str:
        """What a notebook shows of the graph: its lists and how much it holds."""
        return summary.html(self)

    def df(self, sparql: str, library: str = "pandas", /, **params: object) -> DataFrame:
        """The same as a DataFrame of pandas or, with ``"polars"`` as second argument, of polars; columns are typed.

        Raises Problem where the query is none or the library is not installed.
        """
        return frames.frame(self.ask(sparql, **params), library)

    def where(
        self,
        *,
        list: Names = (),  # noqa: A002 - the words people use
        place: Names = (),
        body: Names = (),
        type: Names = (),  # noqa: A002
        merge_variants: bool = False,
    ) -> Self:
        """The part of the graph that lists, places, bodies or types of power choose: a graph to ask as this one is.

        A list is named by its title or file, a body by name or credit code, a type as 行政处罚; several of a kind mean
        any of them. ``merge_variants`` makes one of the offices whose proposals reviewers accepted. Raises Problem: a
        name fits nothing.

        >>> graph.where(list="江南市权责清单", type="行政处罚").items  # doctest: +SKIP
        """
        return self.part(Selection(*map(_several, (list, place, body, type))), merge=merge_variants)

    def network(
        self,
        kind: str = "all",
        *,
        list: Names = (),  # noqa: A002
        place: Names = (),
        body: Names = (),
        type: Names = (),  # noqa: A002
        merge_variants: bool = False,
    ) -> nx.Graph[str]:
        """The graph, or the part chosen as by ``where``, as a networkx graph that has ``to_pyvis`` and ``to_igraph``.

        ``kg.graph.network.KINDS_OF_NETWORK`` names the kinds. Nodes and edges bear what is known of them (label, kind,
        list, place, amounts, dates, text); what has no tie is there without one. Raises Problem: there is no such kind,
        or a name fits nothing.
        """
        from kg.notebook.networks import with_exports  # noqa: PLC0415 - a tenth of a second that only networks need

        part = self.where(list=list, place=place, body=body, type=type, merge_variants=merge_variants)
        return with_exports(network(part.store, kind))

    def to_rdflib(self) -> Dataset:
        """The graph for rdflib: a Dataset with the named graph of each list; its default graph is the merge of all.

        Raises Problem: rdflib cannot hold it.
        """
        return to_rdflib(self.store, self.prefixes)

    def shacl(self) -> tuple[Violation, ...]:
        """What breaks the shapes of the vocabulary, as pySHACL finds it; empty where the graph conforms.

        Raises Problem: pySHACL is not installed.
        """
        return violations(quad for quad in self.store.quads_for_pattern(None, None, None, MERGE))

    @property
    def items(self) -> DataFrame:
        """The power items: one row each, with type, code, body, sub-unit and basis documents."""
        return self.table("items")

    @property
    def citations(self) -> DataFrame:
        """The citations: document, provisions, number, dates, position and words."""
        return self.table("citations")

    @property
    def provisions(self) -> DataFrame:
        """The provisions cited, with how many entries rest on each.

        With a statute library (``kg.open(folder, library=…)``, or a build ``--with-statutes``) also the words of each
        in the version in force (条文), that version (版本) and its status (效力); empty where no text is held.
        """
        frame, words = self.table("provisions"), current_words(self.store, self._base)
        for place, column in enumerate(("条文", "版本", "效力")) if words else ():
            frame[column] = [words[iri][place] if iri in words else None for iri in frame["标识"]]
        return frame

    @property
    def quotes(self) -> DataFrame:
        """The citations beside their articles: class, quote, article, differences; empty without a statute library."""
        besides = stored(self.store, self._base)
        return frames.of_records(
            {
                "文件": node.document,
                "路径": node.provision,
                "比对结果": node.named,
                "相似度": node.similarity if node.best else None,
                "引文": node.quote,
                "条文": node.wording.text if node.wording else None,
                "不同之处": phrase(node.changes, SHOWN_CHANGES),
                "版本": node.version,
                "效力": node.status,
                "标识": node.node,
            }
            for node in besides
        )

    @property
    def _base(self) -> str:
        """Where the identifiers of the graph begin."""
        return self.prefixes["law"].removesuffix("id/law/")

    @property
    def documents(self) -> DataFrame:
        """The documents named, with rank, numbers, dates and how often."""
        return self.table("documents")

    @property
    def sanctions(self) -> DataFrame:
        """The sanctions: kind, range, unit, providing provision, position and words."""
        return self.table("sanctions")

    @property
    def stages(self) -> DataFrame:
        """The duty stages, one row for each item and stage."""
        return self.table("stages")

    @property
    def grounds(self) -> DataFrame:
        """The grounds of accountability, one row for each item and ground."""
        return self.table("grounds")

    @property
    def responsibilities(self) -> DataFrame:
        """What responsibility lists hold: tasks, shares, services, sections of regimes, with offices and telephones."""
        return self.table("responsibilities")

    @property
    def indicators(self) -> DataFrame:
        """The measurable targets that supervision regimes set."""
        return self.table("indicators")

    @property
    def findings(self) -> DataFrame:
        """What the audit found when the graph was built: a row each, with code, severity, place, words, remedy."""
        return frames.of_records(finding.record() for finding in self.check())

    def check(self, *codes: str) -> tuple[Finding, ...]:
        """The findings of the audit of the lists, those whose code begins with one of ``codes`` (all without any).

        Raises Problem: the folder holds none, or no rule's code begins so.
        """
        wanted = {rule.code for rule in chosen(codes)}
        if self.address:
            zh = "端点没有检查发现；请打开 quanze build 写入的文件夹"
            raise Problem(self.address, zh, "an endpoint has no findings: open the folder of the build")
        return tuple(finding for finding in findings_file.read(self.folder) if finding.code in wanted)

    def table(self, name: str, library: str = "pandas", *, english: bool = False) -> DataFrame:
        """A table of the build (``kg/asking/tables``) as a DataFrame; ``english`` gives its columns English names.

        ``kg.columns()`` says what each column holds. Raises Problem: there is no such table, or pandas (polars) is not
        installed.
        """
        path = resources.tables() / f"{name}.rq"
        if not path.is_file():
            names = ", ".join(sorted(path.stem for path in resources.tables().glob("*.rq")))
            raise Problem(name, f"没有这一表格；可选 {names}", f"no such table; choose {names}")
        question = questions.read(path)
        answer = asking.run(self.store, question.text, self.prefixes, question.types)
        return frames.frame(answer, library, english=english)

    @property
    def cells(self) -> DataFrame:
        """The printed cells: a row each, with its column and its whole text."""
        return self.table("cells")

    def view(self, focus: str, most: int = 40) -> NetworkView:
        """A picture of a thing and what it is tied to, for notebooks.

        ``focus`` is what `search` takes: a name, a code, an identifier, an article (劳动法39), initials (jycjf); the
        best hit is drawn. At most ``most`` neighbours are drawn, each kind in turn. Raises Problem: there is none.
        """
        hits = [hit for hit in self.search(focus) if hit.kind != CELL]
        if not hits:
            raise Problem(
                focus,
                "图谱中没有此名称、编码或者标识，请用 quanze search 查找",
                "no such name, code or identifier in the graph",
            )
        return NetworkView(ego(self.store, self.prefixes, hits[0].iri, most))


def _several(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def open_graph(where: Path | str, library: Path | None = None, as_of: str = "") -> Graph:
    """Open what a build wrote to a folder, or the graph of the SPARQL server whose address is given as text.

    With a statute ``library`` the articles cited stand in the graph of a folder, as of a day (YYYY-MM-DD) or today.
    Raises Problem: there is no store, or it does not open; the server does not answer as one; there is no library.
    """
    if library is None:
        opened = open_endpoint(where) if isinstance(where, str) else open_folder(where)
        return Graph(opened.store, opened.prefixes, opened.folder, opened.address)
    if isinstance(where, str):
        raise Problem("library", "只能用于 quanze build 写入的文件夹", "is for a folder that quanze build wrote")
    opened, kept = open_folder(where), ExitStack()  # the copy lives as long as the notebook
    atexit.register(kept.close)
    day = as_of or date.today().isoformat()  # noqa: DTZ011 - the day where the machine stands
    copy = kept.enter_context(annotated(where / STORE, library, day, base_of(where)))
    return Graph(read_only(copy), opened.prefixes, opened.folder)
