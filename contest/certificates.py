"""`--https` without an authority: a certificate authority of this installation's own, and a leaf for its addresses now.

The authority may vouch for local names and private addresses only (name constraints), lives 60 days, and its key is its
owner's alone. It stays while it lasts, so that a device trusts it once; leaves come and go with the hall's network.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from contest import runtime

LIFE = timedelta(days=60)
RENEW_BEFORE = timedelta(days=7)  # at a start
TO_THE_END = timedelta(0)  # while serving: an authority that devices trust is not replaced in the middle of an event
NAME = "Contest, this hall only"
LOCAL_NAMES = ("local", "localhost")  # each with everything under it
LOCAL_NETWORKS = tuple(map(ip_network, (
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8", "fc00::/7", "fe80::/10", "::1/128",
)))


_making = threading.Lock()  # a page and the server's own look may come at the same moment


@dataclass(frozen=True)
class Certificates:
    """What is served: the leaf's file (with the authority's) and its key's; the authority; who the leaf names."""

    leaf: Path
    key: Path
    authority: Path
    hosts: frozenset[str]

    def fingerprint(self) -> str:
        """The authority's SHA-256, in pairs of hex digits, as devices show it."""
        digest = x509.load_pem_x509_certificate(self.authority.read_bytes()).fingerprint(hashes.SHA256())
        return digest.hex(":").upper()

    def authority_der(self) -> bytes:
        """The authority as devices take it in."""
        return x509.load_pem_x509_certificate(self.authority.read_bytes()).public_bytes(serialization.Encoding.DER)


def is_local(host: str) -> bool:
    """Whether the authority may vouch for this name or address."""
    try:
        address = ip_address(host)
    except ValueError:
        return any(host == name or host.endswith(f".{name}") for name in LOCAL_NAMES)
    return any(address in network for network in LOCAL_NETWORKS)


def ready(
    data: Path, hosts: Iterable[str], now: datetime | None = None, spare: timedelta = RENEW_BEFORE
) -> Certificates:
    """The leaf for those of these hosts that the authority may vouch for; made anew when they changed or when what is there
    lasts no longer than `spare`."""
    folder = data / "https"
    folder.mkdir(mode=0o700, exist_ok=True)
    moment = now or datetime.now(UTC)
    names = sorted(filter(is_local, set(hosts)))
    found = Certificates(folder / "leaf.pem", folder / "leaf.key", folder / "authority.pem", frozenset(names))
    with _making:
        is_new = not _lasts(found.authority, folder / "authority.key", moment + spare)
        if is_new:
            _make_authority(folder, moment)
        if is_new or not _serves(found, names, moment + spare):
            _make_leaf(folder, found, names, moment)
    return found


def _lasts(certificate: Path, key: Path, until: datetime) -> bool:
    if not (certificate.exists() and key.exists()):
        return False
    authority = x509.load_pem_x509_certificate(certificate.read_bytes())
    return authority.not_valid_after_utc > until and _within(authority) == _local_subtrees()


def _within(authority: x509.Certificate) -> list[x509.GeneralName]:
    try:
        return list(authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or [])
    except x509.ExtensionNotFound:
        return []


def _serves(found: Certificates, names: list[str], until: datetime) -> bool:
    """Whether the leaf there is names all these hosts and lasts until then."""
    if not (found.leaf.exists() and found.key.exists()):
        return False
    leaf = x509.load_pem_x509_certificate(found.leaf.read_bytes())
    told = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    known = {*told.get_values_for_type(x509.DNSName), *map(str, told.get_values_for_type(x509.IPAddress))}
    return known.issuperset(names) and leaf.not_valid_after_utc > until


def _make_authority(folder: Path, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    usage = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        _begun(key, now, now + LIFE, subject=NAME, issuer=subject)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.NameConstraints(_local_subtrees(), None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _write(folder / "authority.key", _private(key))
    _write(folder / "authority.pem", _pem(certificate))


def _make_leaf(folder: Path, found: Certificates, names: list[str], now: datetime) -> None:
    authority = x509.load_pem_x509_certificate(found.authority.read_bytes())
    authority_key = serialization.load_pem_private_key((folder / "authority.key").read_bytes(), None)
    assert isinstance(authority_key, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    leaf = (
        _begun(key, now, min(now + LIFE, authority.not_valid_after_utc), subject=names[0], issuer=authority.subject)
        .add_extension(x509.SubjectAlternativeName([_name(one) for one in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    _write(found.key, _private(key))
    _write(found.leaf, _pem(leaf) + _pem(authority))


def _begun(
    key: ec.EllipticCurvePrivateKey, now: datetime, until: datetime, subject: str, issuer: x509.Name
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(until)
    )


def _name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _local_subtrees() -> list[x509.GeneralName]:
    return [*(x509.DNSName(one) for one in LOCAL_NAMES), *(x509.IPAddress(one) for one in LOCAL_NETWORKS)]


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, readable by its owner only from the first byte on."""
    beside = path.with_suffix(path.suffix + ".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    runtime.sync_file(beside)
    beside.replace(path)
