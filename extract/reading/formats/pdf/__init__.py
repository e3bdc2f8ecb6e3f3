"""PDF with text: the tables of its pages, joined where they go on, and the lines between them."""
