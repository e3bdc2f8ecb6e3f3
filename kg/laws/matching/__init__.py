"""Quotes of lists against the articles of the library."""
