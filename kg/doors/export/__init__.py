"""The graph in the files of other tools: RDF, tables, networks, property graphs."""
