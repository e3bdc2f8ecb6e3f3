"""From one list to its quads: one module a kind of thing; the door is ``triples``."""
