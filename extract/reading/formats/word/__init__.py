"""Word documents: their paragraphs, tables, numbering and revisions."""
