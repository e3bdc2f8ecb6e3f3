"""The process that workers are forked from which can answer clients themselves (`kg.serve.workers.fork_server`)."""

import sys

from kg.serve.direct.answering import answer
from kg.serve.workers import fork_server

if __name__ == "__main__":
    fork_server.main(sys.argv[1:], answer)
