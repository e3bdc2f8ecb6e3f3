"""One module a form: the bytes of a file to the raw parts of texts, without any reading of their words."""
