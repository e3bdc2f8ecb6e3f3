"""The graph for assistants: read-only tools of the Model Context Protocol, answered by the workers of the endpoint."""
