"""A process that has imported the dashboard, and becomes one whenever a line asks for it: to start
Python and import the program takes two thirds of what a start takes.

Each line is a JSON list: the arguments of ``streamlit``, the environment, the file to print to. The
answer is a line with the number of the process, which is one of its own in all that matters: no
thread runs and no store is open when it is made.
"""

import json
import os
import pkgutil
import signal
import sys
from contextlib import suppress
from importlib import import_module

import progress

# The script of the pages, which draws them when it is imported, and the command.
SCRIPTS = ("progress.ui.frame.dashboard", "progress.__main__")


def main() -> None:
    for found in pkgutil.walk_packages(progress.__path__, "progress."):
        if found.name not in SCRIPTS:
            import_module(found.name)
    run = import_module("streamlit.web.cli").main
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody has to wait for those that end
    children = []
    for line in sys.stdin:
        arguments, environment, log = json.loads(line)
        if child := os.fork():
            print(child, flush=True)
            children.append(child)
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.environ.clear()
        os.environ.update(environment)
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((nothing, 0), (out, 1), (out, 2)):
            os.dup2(source, target)
        sys.argv = ["streamlit", *arguments]
        run()  # ends with SystemExit
    for child in children:  # where the tests were killed, nothing of them stays behind
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)


if __name__ == "__main__":
    main()
