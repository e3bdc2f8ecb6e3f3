"""GR: what the shapes of the vocabulary report."""
