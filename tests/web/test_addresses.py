"""Which Host and which Origin are ours: this machine's addresses now, its .local name, the public URL, and nobody else's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from contest import config, runtime
from contest.addresses import Addresses, local_name

LAN = "192.0.2.40"


@pytest.fixture
def addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Addresses:
    monkeypatch.setattr(runtime, "interface_addresses", lambda: ["127.0.0.1", LAN, "2001:db8::7", "fe80::1"])
    return Addresses(config.load(tmp_path, port=8000, public_url="https://hoi-thi.example"))


@pytest.mark.parametrize("host", [
    "127.0.0.1:8000", "localhost:8000", "[::1]:8000", f"{LAN}:8000", f"{LAN}", "[2001:db8::7]:8000",
    f"{local_name()}:8000", local_name().upper(), "hoi-thi.example",
])
def test_our_own_hosts_are_allowed(addresses: Addresses, host: str) -> None:
    assert addresses.allowed_host(host)


@pytest.mark.parametrize("host", [
    "evil.example", "127.0.0.1.evil.example:8000", f"{LAN}.evil.example", "", None, "[::1", "a:b:c", "192.0.2.41:8000",
])
def test_other_hosts_are_not(addresses: Addresses, host: str | None) -> None:
    assert not addresses.allowed_host(host)


@pytest.mark.parametrize(("origin", "host"), [
    (f"http://{LAN}:8000", f"{LAN}:8000"),
    ("http://localhost:8000", "localhost:8000"),
    (f"http://{LAN}", f"{LAN}:80"),
    (f"https://{LAN}", LAN),
    ("https://hoi-thi.example", "127.0.0.1:8000"),
])
def test_a_page_of_ours_may_open_a_socket(addresses: Addresses, origin: str, host: str) -> None:
    assert addresses.allowed_origin(origin, {"HTTP_HOST": host})


@pytest.mark.parametrize(("origin", "host"), [
    ("http://evil.example", f"{LAN}:8000"),
    ("http://evil.example:8000", "evil.example:8000"),
    (f"http://{LAN}:9000", f"{LAN}:8000"),
    ("http://127.0.0.1:8000", f"{LAN}:8000"),
    ("http://hoi-thi.example", "127.0.0.1:8000"),
    (f"ftp://{LAN}:8000", f"{LAN}:8000"),
    (f"http://{LAN}:nine", f"{LAN}:8000"),
    ("null", f"{LAN}:8000"),
    ("", f"{LAN}:8000"),
])
def test_another_page_may_not(addresses: Addresses, origin: str, host: str) -> None:
    assert not addresses.allowed_origin(origin, {"HTTP_HOST": host})


def test_a_client_that_is_no_browser_sends_no_origin_and_may(addresses: Addresses) -> None:
    assert addresses.allowed_origin(None, {"HTTP_HOST": f"{LAN}:8000"})


def test_links_carry_the_public_url_else_the_networks_address_else_this_machines_own(
    addresses: Addresses, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert addresses.best() == "https://hoi-thi.example"
    monkeypatch.setattr("contest.addresses._way_out", lambda: LAN)
    in_the_hall = replace(addresses.settings, public_url=None)
    assert Addresses(in_the_hall).best() == f"http://{LAN}:8000"
    secure = replace(in_the_hall, https_port=8443)
    assert Addresses(secure).best() == f"http://{LAN}:8000"  # nobody can vouch for it
    monkeypatch.setattr("contest.addresses._way_out", lambda: "192.168.1.40")
    assert Addresses(secure).best() == "https://192.168.1.40:8443"
    assert Addresses(replace(in_the_hall, host="127.0.0.1")).best() == "http://127.0.0.1:8000"


def test_a_new_network_is_noticed_within_seconds(addresses: Addresses, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 100.0
    monkeypatch.setattr("contest.addresses.time.monotonic", lambda: moment)
    assert not addresses.allowed_host("198.51.100.9")
    monkeypatch.setattr(runtime, "interface_addresses", lambda: ["198.51.100.9"])
    assert not addresses.allowed_host("198.51.100.9")
    moment = 105.0
    assert addresses.allowed_host("198.51.100.9")
