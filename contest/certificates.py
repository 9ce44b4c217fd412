"""`--https` without an authority: a certificate authority of this installation's own, and a leaf for its addresses now.

The authority may vouch for those addresses only (name constraints), lives 60 days, and its key is its owner's alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFE = timedelta(days=60)
RENEW_BEFORE = timedelta(days=7)
NAME = "Contest, this hall only"


def ready(data: Path, hosts: Iterable[str], now: datetime | None = None) -> tuple[Path, Path]:
    """The leaf's certificate (with the authority's) and key, made anew when addresses changed or time runs out."""
    folder = data / "https"
    folder.mkdir(mode=0o700, exist_ok=True)
    moment = now or datetime.now(UTC)
    names = sorted(set(hosts))
    certificate, key = folder / "leaf.pem", folder / "leaf.key"
    if not _serves(certificate, names, moment):
        _make(folder, certificate, key, names, moment)
    return certificate, key


def _serves(path: Path, names: list[str], now: datetime) -> bool:
    """Whether the leaf there is names all these hosts and will last."""
    if not path.exists():
        return False
    leaf = x509.load_pem_x509_certificate(path.read_bytes())
    told = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    known = {*told.get_values_for_type(x509.DNSName), *map(str, told.get_values_for_type(x509.IPAddress))}
    return known.issuperset(names) and leaf.not_valid_after_utc - now > RENEW_BEFORE


def _make(folder: Path, certificate: Path, key: Path, names: list[str], now: datetime) -> None:
    authority_key, authority = _authority(names, now)
    leaf_key = ec.generate_private_key(ec.SECP256R1())
    leaf = (
        _begun(leaf_key, now, subject=names[0], issuer=authority.subject)
        .add_extension(x509.SubjectAlternativeName([_name(one) for one in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    (folder / "authority.pem").write_bytes(_pem(authority))
    _write_key(folder / "authority.key", authority_key)
    _write_key(key, leaf_key)
    certificate.write_bytes(_pem(leaf) + _pem(authority))


def _authority(names: list[str], now: datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    usage = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        _begun(key, now, subject=NAME, issuer=subject)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.NameConstraints([_within(one) for one in names], None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def _begun(
    key: ec.EllipticCurvePrivateKey, now: datetime, subject: str, issuer: x509.Name
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + LIFE)
    )


def _name(host: str) -> x509.GeneralName:
    return x509.IPAddress(ip_address(host)) if _is_address(host) else x509.DNSName(host)


def _within(host: str) -> x509.GeneralName:
    return x509.IPAddress(ip_network(host)) if _is_address(host) else x509.DNSName(host)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    """Readable by its owner only, from the first byte on."""
    path.unlink(missing_ok=True)
    content = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
