"""The process we run in: the only file that says eventlet, and the only one that uses what POSIX alone has.

`patch()` must come before Flask is imported. In threading mode (tests, `flask run`) everything here is plain Python.
"""

from __future__ import annotations

import os
import signal
import socket
import ssl
import struct
import sys
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

try:
    import fcntl
    import resource
except ImportError:  # Windows
    fcntl = resource = None  # type: ignore[assignment]
try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

Answer = TypeVar("Answer")

SIOCGIFADDR = {"linux": 0x8915, "darwin": 0xC0206921}  # asks an interface for its IPv4 address
AT_WORK = 2000  # connections kept free of phones: tablets, desk, screens, pages
BACKLOG = 4096
OWN_FILES = 100  # database, logs, listeners
IDLE_SECONDS = 60
DATABASE_SECONDS = 10  # without a word from the database server


def mode() -> str:
    """`eventlet` or `threading`; `flask run` can only do the second."""
    if os.environ.get("FLASK_RUN_FROM_CLI") == "true":
        return "threading"
    return os.environ.get("CONTEST_ASYNC_MODE", "eventlet")


def patch() -> None:
    """Make the standard library green, once, before anything else is imported."""
    if mode() != "eventlet":
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import eventlet

        eventlet.monkey_patch()
    with suppress(ImportError):  # no PostgreSQL here
        from psycopg2.extensions import set_wait_callback

        set_wait_callback(_wait_for_database)


def _wait_for_database(connection: Any) -> None:
    """Let others go on while a database server thinks; give a silent one up."""
    from eventlet.hubs import trampoline
    from psycopg2 import OperationalError
    from psycopg2.extensions import POLL_OK, POLL_READ

    while (state := connection.poll()) != POLL_OK:
        silent = OperationalError("the database server does not answer")
        trampoline(
            connection.fileno(), read=state == POLL_READ, write=state != POLL_READ, timeout=DATABASE_SECONDS, timeout_exc=silent
        )


def offload(work: Callable[..., Answer], *args: Any) -> Answer:
    """Run slow, pure work (hashing, documents, copies) where it does not hold up the loop."""
    if mode() != "eventlet":
        return work(*args)
    from eventlet import tpool

    answer: Answer = tpool.execute(work, *args)
    return answer


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises OSError when the port is taken or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # accepted sockets inherit it
    return listener


def is_free(port: int) -> bool:
    """Whether nobody on this machine listens there."""
    try:
        with socket.create_server(("127.0.0.1", port)):
            return True
    except OSError:
        return False


def room_for(connections: int) -> int:
    """How many of these connections the system lets this process hold, once we have asked it for as many as it may give."""
    if resource is None:
        return connections
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + OWN_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return connections if soft == resource.RLIM_INFINITY else max(0, min(connections, soft - OWN_FILES))


def serve(app: Any, listener: socket.socket, most: int, context: ssl.SSLContext | None = None) -> None:
    """Answer what comes in, up to `most` connections at a time, for as long as the process lives; with a context over TLS, with
    what it holds at each handshake."""
    if mode() != "eventlet":
        from werkzeug.serving import make_server

        host, port = listener.getsockname()[:2]
        server = make_server(host, port, app, threaded=True, ssl_context=context, fd=listener.fileno())
        if isinstance(server.socket, ssl.SSLSocket):
            # Each peer's handshake in its own thread: one that stays silent holds up nobody.
            server.socket.do_handshake_on_connect = False  # type: ignore[attr-defined]
        server.serve_forever()
        return
    import eventlet
    import eventlet.wsgi

    class Protocol(eventlet.wsgi.HttpProtocol):  # type: ignore[misc]
        """A peer that turns our certificate down, or speaks no TLS, ends its own connection and nothing else."""

        def handle_one_request(self) -> None:
            try:
                super().handle_one_request()
            except ssl.SSLError:
                self.close_connection = 1

    if context is not None:
        listener = context.wrap_socket(listener, server_side=True)
    eventlet.wsgi.server(
        listener, app, max_size=most, log_output=False, keepalive=IDLE_SECONDS, socket_timeout=IDLE_SECONDS, debug=False,
        protocol=Protocol,
    )


class StopSignal:
    """A system's or a person's wish (Ctrl-C) that this process ends, noted from now on. Main thread only."""

    def __init__(self) -> None:
        self._told, self._telling = socket.socketpair()
        self._telling.setblocking(False)
        signal.set_wakeup_fd(self._telling.fileno())
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: None)  # the byte written for it wakes us, whoever runs now

    def wait(self) -> None:
        """Sleep until it comes; at once when it has."""
        self._told.recv(1)


def boot() -> str:
    """What tells this start of the machine from every other one; empty where the system does not say."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


def uptime_ms() -> int:
    """Milliseconds that only go forward; on Linux a laptop's sleep counts."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime_ns(clock) // 1_000_000 if clock is not None else time.monotonic_ns() // 1_000_000


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder survive a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


class FolderLock:
    """One writing process per data folder, or several that share it. `take()` answers whether it is ours; the system frees it
    when we die."""

    def __init__(self, folder: Path, shared: bool = False) -> None:
        self.path = folder / "server.lock"
        self._shared = shared
        self.is_joined = False  # whether others had it before us
        self._file: Any = None

    def take(self) -> bool:
        self._file = self.path.open("a+")
        if fcntl is None:
            return True
        is_alone = self._flock(fcntl.LOCK_EX)
        self.is_joined = self._shared and not is_alone
        if not (self._flock(fcntl.LOCK_SH) if self._shared else is_alone):
            self._file.close()
            return False
        return True

    def _flock(self, kind: int) -> bool:
        try:
            fcntl.flock(self._file, kind | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def start_thread(work: Callable[[], None]) -> threading.Thread:
    """Background work, green when patched; ends with the process."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def limit_process(seconds: int, megabytes: int) -> None:
    """Hold this process itself to so much computing and memory, and let it write no file; where the system can."""
    if resource is None:
        return
    most = megabytes * 1024 * 1024
    limits = ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, most), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0))
    for what, limit in limits:
        with suppress(ValueError, OSError):  # macOS does not know every one of them
            resource.setrlimit(what, (limit, limit))
    os.nice(5)


def is_linux() -> bool:
    return sys.platform.startswith("linux")


def interface_addresses() -> list[str]:
    """The addresses of this machine's interfaces now, as far as the system tells; on Windows none."""
    request = SIOCGIFADDR.get(sys.platform)
    if fcntl is None or request is None:
        return []
    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _index, name in socket.if_nameindex():
            try:
                told = fcntl.ioctl(probe.fileno(), request, struct.pack("256s", name.encode()[:15]))
            except OSError:  # an interface without an IPv4 address
                continue
            found.append(socket.inet_ntoa(told[20:24]))
    return found + _interface_addresses_v6()


def _interface_addresses_v6() -> list[str]:
    """Linux lists them in a file; elsewhere a hall's links go over IPv4."""
    listed = Path("/proc/net/if_inet6")
    if not listed.exists():
        return []
    return [
        socket.inet_ntop(socket.AF_INET6, bytes.fromhex(line.split()[0])) for line in listed.read_text().splitlines()
    ]
