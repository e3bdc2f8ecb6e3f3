"""Pages of the web and of mail archives: what is shown of them, their tables, their running text."""
