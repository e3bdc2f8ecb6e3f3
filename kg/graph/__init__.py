"""From facts to a graph: names for things, quads, the store, networks."""
