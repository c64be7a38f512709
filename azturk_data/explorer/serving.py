"""Running the explorer: a port of this machine, a browser, and a quiet end."""

from __future__ import annotations

import errno
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from threading import Thread, current_thread, main_thread
from typing import Any

from azturk_data.explorer.defaults import LOOPBACK
from azturk_data.explorer.errors import ExplorerError


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; `port` 0 is any that is free.

    Raises `ExplorerError` if the port is in use or may not be used, or the host is no address of this machine.
    """
    try:
        family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise ExplorerError(f"--host {host!r} is no address ({error.strerror}); leave it out for {LOOPBACK}") from error
    held = socket.socket(family, kind)
    try:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(place)
        held.listen(128)
    except OSError as error:
        held.close()
        if error.errno == errno.EADDRINUSE:
            raise ExplorerError(
                f"port {port} is in use; choose another with --port, or 0 for any that is free"
            ) from error
        if error.errno == errno.EACCES:
            raise ExplorerError(f"port {port} may not be used ({error.strerror}); choose one above 1023") from error
        raise ExplorerError(f"{host} cannot be listened on ({error.strerror}); leave out --host") from error
    return held


def address(held: socket.socket) -> str:
    """Return the address at which a browser on this machine finds the explorer."""
    host, port = held.getsockname()[:2]
    shown = LOOPBACK if host in ("0.0.0.0", "::") else host
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def server_of(database: Path) -> Any:
    """Return the server of a prepared database, a `uvicorn.Server` to run on a socket."""
    from azturk_data.explorer.application import application

    uvicorn: Any = import_module("uvicorn")
    served = application(database).app()
    return uvicorn.Server(uvicorn.Config(served, log_level="warning", access_log=False, timeout_graceful_shutdown=1))


def leave_out_others() -> None:
    """Leave out plugins that are installed for other uses of Datasette, which could change what our pages show."""
    plugins: Any = import_module("datasette.plugins").pm
    for plugin, _ in plugins.list_plugin_distinfo():
        plugins.unregister(plugin)


def _end_in_order() -> None:
    """Have the end of a terminal, or of the system, be one at which Python still puts things away."""
    if current_thread() is not main_thread():
        return  # where Python takes no handlers
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        # The server stops, and then raises the signal once more for whoever listened before it: us.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))


def serve(database: Path, held: socket.socket, *, browser: bool, tell: Callable[[str], None]) -> None:
    """Serve a prepared database on a socket until Ctrl-C, or a signal to end.

    `tell` is given the address when the pages can be had.

    Raises `MissingExtraError` if Datasette is not installed.
    """
    _end_in_order()
    leave_out_others()
    server = server_of(database)
    tell(address(held))
    if browser:
        # The socket listens already: what the browser asks for waits until the server answers.
        Thread(target=webbrowser.open, args=[address(held)], daemon=True).start()
    try:
        server.run(sockets=[held])
    except KeyboardInterrupt:
        pass  # which is how it is meant to end
    finally:
        held.close()
