"""The page that helps a device to trust this hall's own certificate authority; reachable without that trust, over plain http."""

from __future__ import annotations

from flask import Blueprint, Response, request

from contest import certificates
from contest.certificates import Certificates
from contest.rules.refusals import Refused
from contest.web.base import parts, show

bp = Blueprint("trust", __name__)


@bp.get("/trust")
def trust() -> Response:
    """What to do on each kind of device, and whether this one trusts us already."""
    made = _made()
    secure = secure_url()
    return show(
        "trust.html", fingerprint=made.fingerprint() if made else None, secure=secure, host=_host(),
        page={"urls": {"probe": f"{secure}/healthz" if secure else None}},
    )


@bp.get("/trust/contest-authority.crt")
def authority() -> Response:
    """The authority's certificate, for the device to take in. Its key never leaves this machine."""
    made = _made()
    if made is None:
        raise Refused("not_found", what="authority")
    headers = {"Cache-Control": "no-store"}
    return Response(made.authority_der(), mimetype="application/x-x509-ca-cert", headers=headers)


def secure_url() -> str | None:
    """Our address over TLS by the name that the asker used; None where there is none."""
    return parts().addresses.secure(_host())


def _host() -> str:
    return (request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host).strip("[]")


def _made() -> Certificates | None:
    if parts().settings.https_port is None:
        return None
    return certificates.ready(parts().settings.data, parts().addresses.hosts(), spare=certificates.TO_THE_END)
