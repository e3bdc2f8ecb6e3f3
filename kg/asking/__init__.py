"""From a graph to answers: questions in SPARQL, counts, search, shapes."""
