"""The application: every command, and what becomes of their errors."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version as package_version
from typing import Annotated

import typer

from onrecord.cli.annotate import annotate
from onrecord.cli.claims import claims
from onrecord.cli.demo import demo
from onrecord.cli.errors import FAILED, STOPPED, Stopped, fail
from onrecord.cli.lens import lens
from onrecord.cli.plans import plans
from onrecord.cli.problems import problems
from onrecord.cli.read import read
from onrecord.cli.review import review
from onrecord.cli.series import series
from onrecord.cli.serve import serve
from onrecord.cli.site import site
from onrecord.cli.story import story
from onrecord.cli.today import today
from onrecord.ledger import LedgerError
from onrecord.reading.parse import PipelineError
from onrecord.sources import SourceError

COMMANDS = (read, annotate, today, claims, series, lens, plans, site, story, review, problems, serve, demo)


def make_app() -> typer.Typer:
    """The application with all its commands."""
    app = typer.Typer(
        name="onrecord",
        help="Reads news-wire stories and keeps the record: who said what, when, about when and where, and how many.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(common)
    for command in COMMANDS:
        app.command()(command)
    return app


def show_version(asked: bool) -> None:
    """Print the version and stop, where it was asked for."""
    if asked:
        typer.echo(f"onrecord {package_version('onrecord')}")
        raise typer.Exit


def common(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options of the application itself; the callback of --version does all its work."""
    del version


def run() -> None:
    """Run a command; what cannot be done is one line on standard error and exit code 3."""
    try:
        make_app()()
    except (LedgerError, SourceError, PipelineError) as error:
        fail(str(error))
        sys.exit(FAILED)
    except Stopped as stopped:
        fail(str(stopped))
        sys.exit(STOPPED)
    except SystemExit as end:
        if end.code == STOPPED:  # Typer makes this of Ctrl-C, without a word
            fail("stopped")
        raise
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        fail(f"{error.filename or 'the system'}: {error.strerror or error}")
        sys.exit(FAILED)
