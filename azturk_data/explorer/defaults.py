"""Where the explorer is found unless the reader says otherwise; apart, so that the help need not load the server."""

LOOPBACK = "127.0.0.1"
"""The address that only this machine can reach."""
PORT = 8001
