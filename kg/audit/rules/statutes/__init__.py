"""LW: the quote beside the article, with a statute library."""
