"""Where people come in: the command line, builds, files, pages, the endpoint."""
