"""``python -m kg.cli``: the command line where no script was installed."""

from kg.cli.main import main

main()
