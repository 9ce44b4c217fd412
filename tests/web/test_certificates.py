"""`--https`: an authority that can vouch for this hall's addresses only, a leaf for them, keys that are their owner's alone."""

from __future__ import annotations

import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509

from contest import certificates

HOSTS = {"127.0.0.1", "::1", "localhost", "hoi-thi.local", "192.0.2.40"}
NOW = datetime(2026, 3, 7, 8, 0, tzinfo=UTC)


def test_the_leaf_names_every_address_and_the_authority_may_vouch_for_no_other(tmp_path: Path) -> None:
    leaf_file, _key = certificates.ready(tmp_path, HOSTS, NOW)
    leaf, authority = x509.load_pem_x509_certificates(leaf_file.read_bytes())
    told = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    names = {*told.get_values_for_type(x509.DNSName), *map(str, told.get_values_for_type(x509.IPAddress))}
    assert names == HOSTS
    leaf.verify_directly_issued_by(authority)
    within = authority.extensions.get_extension_for_class(x509.NameConstraints)
    assert within.critical
    assert len(within.value.permitted_subtrees or []) == len(HOSTS)
    assert authority.not_valid_after_utc - NOW == certificates.LIFE


def test_a_server_can_load_them(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificates.ready(tmp_path, HOSTS))


def test_keys_are_their_owners_alone(tmp_path: Path) -> None:
    certificates.ready(tmp_path, HOSTS, NOW)
    for name in ("leaf.key", "authority.key"):
        assert stat.S_IMODE((tmp_path / "https" / name).stat().st_mode) == 0o600


def test_they_stay_while_they_serve_and_are_made_anew_for_a_new_address_or_when_time_runs_out(tmp_path: Path) -> None:
    def made(hosts: set[str], now: datetime) -> bytes:
        return certificates.ready(tmp_path, hosts, now)[0].read_bytes()

    first = made(HOSTS, NOW)
    assert made(HOSTS, NOW + timedelta(days=1)) == first
    assert made(HOSTS - {"192.0.2.40"}, NOW + timedelta(days=1)) == first
    elsewhere = made({*HOSTS, "198.51.100.9"}, NOW + timedelta(days=2))
    assert elsewhere != first
    assert made(HOSTS, NOW + timedelta(days=58)) != elsewhere
