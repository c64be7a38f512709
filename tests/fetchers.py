"""Fetchers for tests to try on those servers, over a network in which only 127.0.0.1 is ever connected to."""

import socket
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

import pytest
from servers import Time

from azturk_data.hydration.addresses import Address
from azturk_data.hydration.errors import FetchError
from azturk_data.hydration.fetching import Fetcher
from azturk_data.hydration.pace import Pace
from azturk_data.hydration.transport import Limits, Response

PUBLIC = "93.184.215.14"
SMALL = Limits(size=100_000)
IMPATIENT = Limits(size=100_000, seconds=0.3)


class Wire:
    """What stands in for the network: which address is really a server here, and which were connected to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stands_for: dict[str, int] = {}
        self.dialled: list[str] = []
        self.timeouts: list[float] = []
        self._connect = socket.create_connection
        monkeypatch.setattr(socket, "create_connection", self._dial)

    def _dial(self, address: tuple[str, int], timeout: float) -> socket.socket:
        self.dialled.append(address[0])
        self.timeouts.append(timeout)
        if address[0] in self.stands_for:
            address = ("127.0.0.1", self.stands_for[address[0]])
        assert address[0] == "127.0.0.1", f"{address} was connected to"
        return self._connect(address, timeout)


def allowed(time: Time) -> Fetcher:
    """A fetcher that may fetch from this machine."""
    return Fetcher(SMALL, allow_private=True, pace=Pace(time, time.sleep))


def careful(time: Time, names: dict[str, str | list[str]], **options: Any) -> Fetcher:
    """A fetcher that may not, for which names have these addresses; a list is used up, one for each request."""

    def resolve(host: str, _: int) -> list[Address]:
        found = names.get(host, host)
        return [ip_address(found.pop(0) if isinstance(found, list) else found)]

    return Fetcher(SMALL, pace=Pace(time, time.sleep), resolve=resolve, **options)


def why(fetch: Callable[[], Response], kind: type[FetchError] = FetchError) -> str:
    """The reason why a page was not fetched."""
    with pytest.raises(FetchError) as caught:
        fetch()
    assert type(caught.value) is kind
    return str(caught.value)
