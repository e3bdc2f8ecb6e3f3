"""From the text of a list to facts: reading files, understanding legal language; never RDF.

Floors, lowest first (a module imports only from floors below its own; tests/test_architecture.py holds it):

1. ``model``, ``numerals`` - plain values
2. ``provision``, ``clean``, ``rules`` - paths of provisions, levelled text, patterns as data
3. ``reading`` and ``understanding`` - two wings that do not know each other
4. ``assemble`` - a row in, its facts out; ``record`` - the facts as JSON
5. ``pipeline``, ``score`` - spaCy components over the same functions; precision and recall
"""
