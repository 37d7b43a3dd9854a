"""`onrecord serve`: the ledger as pages in a browser, with a JSON twin for each."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Annotated

import typer

import onrecord
from onrecord.cli import options as o
from onrecord.cli.output import console
from onrecord.settings import Settings


def serve(
    ledger: o.Ledger = o.DEFAULT_LEDGER,
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 lets other machines in.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8765,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="A further name that browsers may reach the server by; may be repeated.")
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Make the ledger, empty, where there is none.")] = False,
    pipeline: o.Pipeline = o.DEFAULT_PIPELINE,
) -> None:
    """Show the ledger in a browser: the brief, claims, series, plans, sites, stories, review and paste."""
    from onrecord.web.server import run  # the web framework takes longer to load than most commands take to run

    is_new = "://" not in ledger and not Path(ledger).exists()
    settings = Settings(pipeline=pipeline)
    with listening(host, port) as listener, onrecord.open(ledger, settings, create=new and is_new) as record:
        bound = listener.getsockname()[1]
        names = (host, *(allow_host or ()))
        name = record.location if "://" in ledger else Path(ledger).name
        run(record, name, listener, names, lambda token: announce(host, bound, token, record.location, is_new=is_new))


def listening(host: str, port: int) -> socket.socket:
    """The open socket; a usage error says why there is none."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        why = error.strerror or str(error)
        raise typer.BadParameter(
            f"cannot listen on {host} port {port} ({why}): choose another --port, or 0 for any", param_hint="--port"
        ) from None
    return listener


def announce(host: str, port: int, token: str, ledger: str, *, is_new: bool) -> None:
    """Print where the pages are, with the token that lets this person write, and whether the ledger was made now."""
    shown = f"[{host}]" if ":" in host else host
    out = console()
    out.print(f"{ledger}: http://{shown}:{port}/?token={token}", soft_wrap=True)
    if is_new:
        out.print(f"{ledger} was not there: it is made now and empty.", markup=False, soft_wrap=True)
    out.print("[dim]Whoever has this address can write. Stop with Ctrl-C.[/dim]")
