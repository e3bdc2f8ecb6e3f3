"""A SPARQL 1.1 server as the other home of a graph: its addresses, what it is asked and answers, how it is loaded."""
