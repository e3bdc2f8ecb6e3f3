"""LB: the text of the legal basis."""
