"""Photos over HTTP: sent by a helper's phone or the desk, shown to whoever may see them, all of them for the organizer."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, jsonify, request, send_file

from contest import access, limited, runtime
from contest.actions.photos import take_photo
from contest.pictures import unpacked
from contest.rules.photos import SIZES, check_kind
from contest.rules.refusals import Refused
from contest.store import photos as rows
from contest.store import read
from contest.store.database import db
from contest.web import forms
from contest.web.base import current_actor, door, parts, seated_actor
from contest.web.limits import limit

bp = Blueprint("photos", __name__)
WORK = "contest.pictures:sized"
WIDE = ",".join(str(size) for size in SIZES)
KEPT_FOR_EVER = "max-age=31536000, immutable"


@bp.post("/c/<slug>/<seat>/photos")
def take(slug: str, seat: str) -> Response:
    """The picture is the body; `entry`, `op_id`, and `round` with `stage` where it belongs to a finish, stand in the address.
    The same picture may be sent again and again: it is one photo."""
    actor = current_actor(slug, seat)
    access.check_act(actor, "take_photo", read.contest_row(slug).phase)
    limit("photos", 120)
    fields, op_id = _fields(), forms.op_id(request.args)
    read.entry_row(read.contest_row(slug).id, fields["entry"])
    content = request.get_data(cache=False)
    check_kind(content)
    photo = parts().photos.name(slug, fields["entry"], content)
    try:
        width, height = _kept(slug, photo, content)
        told = {**fields, "photo": photo, "width": width, "height": height}
        return jsonify(door().perform(take_photo, actor, slug, told, op_id))
    finally:
        if not rows.is_named(photo):  # it was refused after all
            parts().photos.forget(photo)


@bp.get("/c/<slug>/photos/<photo>/<int:size>")
def picture(slug: str, photo: str, size: int) -> Response:
    """A photo in one of its sizes; one that the asker may not see is not there."""
    contest = read.contest_row(slug)
    row = rows.row(contest.id, photo)
    shown = parts().latest.message(slug, "gallery", "public")["body"]["photos"]
    is_open = any(one["id"] == photo for one in shown)
    path = parts().photos.path(row.photo, size)
    if size not in SIZES or not (is_open or seated_actor(slug)) or not path.exists():
        raise Refused("not_found", what="photo")
    response = send_file(path, mimetype="image/jpeg", etag=False, conditional=False)
    response.headers["Cache-Control"] = f"{'public' if is_open else 'private'}, {KEPT_FOR_EVER}"
    response.headers.pop("Last-Modified", None)  # when it was taken
    return response


@bp.get("/c/<slug>/photos.zip")
def all_photos(slug: str) -> Response:
    """Every photo of the contest, largest size, named by number: what the archive leaves out."""
    found = [(row.entry, parts().photos.path(row.photo, SIZES[0])) for row in rows.rows(read.contest_row(slug).id)]
    file = runtime.offload(_zipped, [(entry, path) for entry, path in found if path.exists()])
    response = send_file(file, mimetype="application/zip", as_attachment=True, download_name=f"{slug}-photos.zip", etag=False)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _fields() -> dict[str, Any]:
    """Which entry's, and at the end of which stage. Raises Refused('bad_number')."""
    asked = request.args
    of_stage = {name: forms.whole_or_none(asked.get(name, "")) for name in ("round", "stage")}
    return {"entry": forms.whole(asked.get("entry", "")), **of_stage}


def _kept(slug: str, photo: str, content: bytes) -> tuple[int, int]:
    """The picture's files are there from now on; answers the largest one's size. Raises Refused('photo_broken') and what the
    child refuses."""
    known = next((row for row in rows.rows(read.contest_row(slug).id) if row.photo == photo), None)
    if known is not None and parts().photos.is_kept(photo):
        return known.width, known.height
    db.session.rollback()  # hold no transaction while the child works
    try:
        pictures = unpacked(limited.run(WORK, content, WIDE))
    except limited.Failed as failed:
        raise Refused("photo_broken") from failed
    parts().photos.keep(photo, pictures)
    return pictures[0].width, pictures[0].height


def _zipped(found: list[tuple[int, Path]]) -> Any:
    """A file that is gone once it is closed."""
    file, seen = tempfile.TemporaryFile(), dict.fromkeys((entry for entry, _path in found), 0)  # noqa: SIM115
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
        for entry, path in found:
            seen[entry] += 1
            packed.write(path, f"{entry:03}-{seen[entry]}.jpg")
    file.seek(0)
    return file
