"""A SPARQL endpoint over an Oxigraph store: protocol, linked data, query page; no query can take it down."""
