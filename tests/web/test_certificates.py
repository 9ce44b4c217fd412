"""`--https`: an authority that can vouch for local names and private addresses only, leaves for them, keys of their owner's."""

from __future__ import annotations

import ssl
import stat
import threading
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from cryptography import x509

from contest import certificates

HOSTS = {"127.0.0.1", "::1", "localhost", "hoi-thi.local", "192.168.1.40"}
NOW = datetime(2026, 3, 7, 8, 0, tzinfo=UTC)


def names(leaf: x509.Certificate) -> set[str]:
    told = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {*told.get_values_for_type(x509.DNSName), *map(str, told.get_values_for_type(x509.IPAddress))}


def both(made: certificates.Certificates) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(made.leaf.read_bytes())


def test_the_authority_vouches_for_local_names_and_private_addresses_only(tmp_path: Path) -> None:
    leaf, authority = both(certificates.ready(tmp_path, {*HOSTS, "203.0.113.7", "hoithi.example"}, NOW))
    assert names(leaf) == HOSTS
    leaf.verify_directly_issued_by(authority)
    within = authority.extensions.get_extension_for_class(x509.NameConstraints)
    permitted = {one.value for one in within.value.permitted_subtrees or []}
    assert within.critical
    assert {"local", ip_network("10.0.0.0/8"), ip_network("192.168.0.0/16"), ip_network("fc00::/7")} <= permitted
    assert not any(one.version == 4 and one.prefixlen < 8 for one in permitted if not isinstance(one, str))
    assert authority.not_valid_after_utc - NOW == certificates.LIFE == timedelta(days=60)


@pytest.mark.parametrize(
    ("host", "local"),
    [("10.1.2.3", True), ("172.31.0.9", True), ("172.32.0.9", False), ("192.0.2.40", False), ("fd00::5", True),
     ("2001:db8::5", False), ("may.local", True), ("local.example", False), ("notlocal", False)],
)
def test_who_is_local(host: str, local: bool) -> None:
    assert certificates.is_local(host) is local


def test_a_server_can_load_them(tmp_path: Path) -> None:
    made = certificates.ready(tmp_path, HOSTS)
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(made.leaf, made.key)


def test_keys_are_their_owners_alone(tmp_path: Path) -> None:
    certificates.ready(tmp_path, HOSTS, NOW)
    for name in ("leaf.key", "authority.key"):
        assert stat.S_IMODE((tmp_path / "https" / name).stat().st_mode) == 0o600


def test_who_asks_at_the_same_moment_gets_the_same_whole_pair(tmp_path: Path) -> None:
    served: list[bytes] = []
    barrier = threading.Barrier(6)

    def ask() -> None:
        barrier.wait()
        made = certificates.ready(tmp_path, HOSTS, NOW)
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(made.leaf, made.key)
        served.append(made.leaf.read_bytes())

    asking = [threading.Thread(target=ask) for _ in range(6)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert (len(served), len(set(served))) == (6, 1)


def test_a_new_address_gets_a_new_leaf_of_the_same_authority(tmp_path: Path) -> None:
    first, authority = both(certificates.ready(tmp_path, HOSTS, NOW))
    assert both(certificates.ready(tmp_path, HOSTS - {"192.168.1.40"}, NOW + timedelta(days=1)))[0] == first
    elsewhere, same = both(certificates.ready(tmp_path, {*HOSTS, "10.0.0.9"}, NOW + timedelta(days=2)))
    assert (names(elsewhere), same) == ({*HOSTS, "10.0.0.9"}, authority)
    assert elsewhere.not_valid_after_utc == authority.not_valid_after_utc


def test_both_are_made_anew_when_time_runs_out(tmp_path: Path) -> None:
    first = both(certificates.ready(tmp_path, HOSTS, NOW))
    later = both(certificates.ready(tmp_path, HOSTS, NOW + timedelta(days=54)))
    assert not set(first) & set(later)
    later[0].verify_directly_issued_by(later[1])


def test_while_serving_an_authority_that_devices_trust_stays_to_its_end(tmp_path: Path) -> None:
    first = both(certificates.ready(tmp_path, HOSTS, NOW))
    running = {"spare": certificates.TO_THE_END}
    assert both(certificates.ready(tmp_path, HOSTS, NOW + timedelta(days=59), **running)) == first
    leaf, authority = both(certificates.ready(tmp_path, {*HOSTS, "10.0.0.9"}, NOW + timedelta(days=59), **running))
    assert (names(leaf), authority) == ({*HOSTS, "10.0.0.9"}, first[1])
    assert both(certificates.ready(tmp_path, HOSTS, NOW + timedelta(days=61), **running))[1] != authority


def test_the_fingerprint_is_written_as_devices_show_it(tmp_path: Path) -> None:
    made = certificates.ready(tmp_path, HOSTS, NOW)
    pairs = made.fingerprint().split(":")
    assert (len(pairs), {len(one) for one in pairs}) == (32, {2})
    assert x509.load_der_x509_certificate(made.authority_der()) == both(made)[1]
