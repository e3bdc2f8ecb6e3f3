"""The same build on an engine (Apache Spark): partitions of files in, sorted partitions of the graph out.

`sources` says which files there are, `tasks` what a worker does with one, `across` what rules see that look at several
lists, `session` how the engine is started, `datasets` what it writes, `build` how these hang together.
"""
