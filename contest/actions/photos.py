"""Photos taken, taken away, and chosen. The files were made before (web/photos.py) and go after (contest/photos.py)."""

from __future__ import annotations

from contest.actions.act import Do, Done, check_base
from contest.rules.facts import Fact
from contest.rules.photos import GALLERY, MOST_OF_ENTRY
from contest.rules.refusals import Refused
from contest.rules.steward_facts import GallerySet, PhotoChosen, PhotoRemoved, PhotoTaken
from contest.store import photos, read
from contest.store.database import db
from contest.store.photo_tables import PhotoRow


def take_photo(
    do: Do, photo: str, entry: int, width: int, height: int, round: int | None = None, stage: int | None = None
) -> Done:
    """A photo whose files are there; an entry's first one stands for it. The same picture again is the same photo.

    `round`, `stage`: whose finish it shows, where it belongs to one.
    """
    read.entry_row(do.row.id, entry)
    if round is not None and stage is not None:
        read.stage_row(do.row.id, round, stage)
    all_rows = photos.rows(do.row.id)
    if any(row.photo == photo for row in all_rows):
        return Done((), {"photo": photo})
    mine = [row for row in all_rows if row.entry == entry]
    if len(mine) >= MOST_OF_ENTRY:
        raise Refused("too_many_photos", most=MOST_OF_ENTRY)
    db.session.add(PhotoRow(
        contest_id=do.row.id, photo=photo, entry=entry, round=round, stage=stage, seat=do.actor.seat, width=width,
        height=height, main=not mine, revision=0 if mine else 1, at=do.now,
    ))
    db.session.flush()
    return Done([PhotoTaken(photo, entry, round, stage)], {"photo": photo})


def remove_photo(do: Do, photo: str) -> Done:
    """Take a photo away; the entry's next one stands for it then."""
    row = photos.row(do.row.id, photo)
    facts: list[Fact] = [PhotoRemoved(photo, row.entry)]
    left = [one for one in photos.rows(do.row.id) if one.entry == row.entry and one is not row]
    db.session.delete(row)
    if row.main and left:
        left[0].main, left[0].revision = True, row.revision + 1
        facts.append(PhotoChosen(left[0].photo, row.entry))
    db.session.flush()
    return Done(facts)


def choose_photo(do: Do, photo: str, base: int) -> Done:
    """Let a photo stand for its entry. `base`: the revision of the one that does as the actor saw it; raises Refused('stale')
    when another was chosen meanwhile."""
    row = photos.row(do.row.id, photo)
    if row.main:
        return Done()
    before = next(one for one in photos.rows(do.row.id) if one.entry == row.entry and one.main)
    check_base(base, before.revision)
    before.main = False
    row.main, row.revision = True, before.revision + 1
    return Done([PhotoChosen(photo, row.entry)])


def set_gallery(do: Do, gallery: str) -> Done:
    """When the public sees photos."""
    if gallery not in GALLERY:
        raise Refused("bad_request")
    if do.row.gallery == gallery:
        return Done()
    do.row.gallery = gallery
    return Done([GallerySet(gallery)])
