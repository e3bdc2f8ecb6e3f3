"""Rules about the words of a list, whatever they say in law."""
