"""Which things bear some words: the search index, how it is written, and how words are levelled for it."""
