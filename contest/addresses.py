"""Where the hall reaches us: this machine's addresses now, and whether a Host or an Origin is one of them.

Looked up afresh every few seconds: a hall's network is not last night's.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from contest import certificates, runtime
from contest.config import Settings

FRESH_SECONDS = 3.0
LOOPBACK = ("127.0.0.1", "::1")
EVERYWHERE = ("0.0.0.0", "::")
SOMEWHERE_ELSE = ("192.0.2.1", 9)  # never sent to: it only makes the system choose the interface that leads out
_DEFAULT_PORTS = {"http": 80, "https": 443}


class Addresses:
    """This installation's addresses. Asked at every handshake, so it answers from a cache of a few seconds."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._hosts: frozenset[str] = frozenset()
        self._looked_up = float("-inf")

    def current(self) -> list[str]:
        """The addresses other machines may reach us at, the one that leads out first; none when we serve loopback only."""
        if self.settings.host not in EVERYWHERE:
            return [] if self.settings.host in (*LOOPBACK, "localhost") else [self.settings.host]
        found = [_way_out(), *runtime.interface_addresses()]
        return list(dict.fromkeys(one for one in found if one and _is_reachable(one)))

    def hosts(self) -> frozenset[str]:
        """Every name and address that means us."""
        now = time.monotonic()
        if now - self._looked_up > FRESH_SECONDS:
            self._hosts = frozenset(self._names())
            self._looked_up = now
        return self._hosts

    def allowed_host(self, host: str | None) -> bool:
        """Whether a request's Host header (with or without a port) names us."""
        return _split(host or "")[0] in self.hosts()

    def allowed_origin(self, origin: str | None, environ: Mapping[str, Any]) -> bool:
        """Whether a page of ours made the request. Browsers always send an origin; other clients need none."""
        if origin is None:
            return True
        try:
            told = urlsplit(origin)
        except ValueError:
            return False
        if self._is_public_url(origin):
            return True
        if told.scheme not in _DEFAULT_PORTS or told.hostname not in self.hosts():
            return False
        default = _DEFAULT_PORTS[told.scheme]
        name, port = _split(environ.get("HTTP_HOST", ""))
        return (told.hostname, _port(origin) or default) == (name, port or default)

    def best(self) -> str:
        """The address that links carry: the public URL, else the one on the network, else this machine's own."""
        return self.settings.public_url.rstrip("/") if self.settings.public_url else self.urls()[0]

    def urls(self) -> list[str]:
        """Addresses a person can type, the best first, this machine's own last."""
        found = [one for one in self.current() if ":" not in one]
        return [self._url(host) for host in (*found, "127.0.0.1")]

    def secure(self, host: str) -> str | None:
        """Where the same pages are served over TLS, for a host that our authority may vouch for; None where they are not."""
        port = self.settings.https_port
        if port is None or not certificates.is_local(host):
            return None
        return f"https://[{host}]:{port}" if ":" in host else f"https://{host}:{port}"

    def _url(self, host: str) -> str:
        return self.secure(host) or f"http://{host}:{self.settings.port}"

    def _names(self) -> list[str]:
        public = urlsplit(self.settings.public_url or "").hostname
        names = [*self.current(), *LOOPBACK, "localhost", local_name(), *self.settings.extra_hosts]
        return [name.lower() for name in (*names, public) if name]

    def _is_public_url(self, origin: str) -> bool:
        return bool(self.settings.public_url) and _origin_of(origin) == _origin_of(self.settings.public_url or "")


def local_name() -> str:
    """The name this machine answers to on networks with multicast DNS."""
    return f"{socket.gethostname().split('.')[0].lower()}.local"


def _way_out() -> str | None:
    """The address of the interface that leads to other networks; None without one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(SOMEWHERE_ELSE)
        except OSError:
            return None
        return str(probe.getsockname()[0])


def _is_reachable(address: str) -> bool:
    """Not loopback, and not an IPv6 address that only counts together with an interface's name."""
    return not address.startswith(("127.", "fe80:")) and address not in (*LOOPBACK, *EVERYWHERE)


def _split(host: str) -> tuple[str, int | None]:
    """A Host header's name and port; ("", None) when it is none."""
    try:
        told = urlsplit(f"//{host}")
        return (told.hostname or ""), told.port
    except ValueError:
        return "", None


def _port(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError:
        return -1


def _origin_of(url: str) -> tuple[str, str | None, int | None]:
    told = urlsplit(url)
    return told.scheme, told.hostname, _port(url) or _DEFAULT_PORTS.get(told.scheme)
