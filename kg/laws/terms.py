"""Terms of ELI that only the library uses: expressions, their realisation, whether they are in force.

ELI as published at http://data.europa.eu/eli/ontology. The words of an expression are its ``rdf:value``, as Web
Annotation has them for a textual body.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from kg.graph.terms import ELI, RDF

LEGAL_EXPRESSION: Final = NamedNode(ELI + "LegalExpression")
TITLE: Final = NamedNode(ELI + "title")
REALIZES: Final = NamedNode(ELI + "realizes")
IS_REALIZED_BY: Final = NamedNode(ELI + "is_realized_by")
VERSION_DATE: Final = NamedNode(ELI + "version_date")
IN_FORCE: Final = NamedNode(ELI + "in_force")
NO_LONGER_IN_FORCE: Final = NamedNode(ELI + "date_no_longer_in_force")
FORCE_YES: Final = NamedNode(ELI + "InForce-inForce")
FORCE_NO: Final = NamedNode(ELI + "InForce-notInForce")
VALUE: Final = NamedNode(RDF + "value")
UNDATED: Final = "undated"
