"""Short queries answered without a way through the server: a worker reads them from the connection and answers there.

What a query costs beyond its evaluation is mostly the way between two processes. So while all is quiet, connections are
given to one of the workers, which reads requests, evaluates them and writes the answers itself. The server keeps a
duplicate of each connection. Whatever is no query of the usual form goes back to it with the octets read; and where the
worker is at something for longer than `answering.ALARM`, a signal tells the server, which takes back all connections
at once and looks after the query like after any other: it may be killed, wait for a place, run out of time.
"""
