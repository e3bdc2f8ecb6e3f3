"""From facts to a graph, from a graph to answers."""
