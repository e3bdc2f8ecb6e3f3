"""What a page about one thing says: its labels, its facts, the words they were read from."""
