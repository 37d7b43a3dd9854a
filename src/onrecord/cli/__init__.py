"""The command line: thin commands over the API."""

from __future__ import annotations

import sys


def main() -> None:
    """Run a command. Ctrl-C ends it with one line on standard error and exit code 130, whatever it was doing."""
    try:
        from onrecord.cli.app import run  # takes half a second, in which a person may already want to stop

        run()
    except KeyboardInterrupt:
        sys.stderr.write("onrecord: stopped\n")
        sys.exit(130)
