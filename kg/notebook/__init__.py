"""The door of notebooks: the opened graph, pictures round a thing, magics, fonts."""
