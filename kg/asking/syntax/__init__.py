"""SPARQL as text: its tokens, what a wrong query most likely means, whether it would leave the store."""
