"""The presenter's script, written before the ceremony."""

from __future__ import annotations

from contest.actions.act import Do, Done, check_base
from contest.rules.refusals import Refused
from contest.rules.script import is_line
from contest.rules.script_facts import ScriptWritten
from contest.store import read, scripts
from contest.store.database import db
from contest.store.script_tables import ScriptRow


def write_script(do: Do, line: str, vi: str, en: str, base: int) -> Done:
    """Write one line in both languages; an empty text leaves the proposal. Raises Refused('not_found', 'stale')."""
    if not is_line(read.contest(do.row), line):
        raise Refused("not_found", what=f"line {line}")
    row = scripts.script_row(do.row.id, line)
    check_base(base, row.revision if row else 0)
    vi, en = vi.strip(), en.strip()
    if (vi, en) == ((row.vi, row.en) if row else ("", "")):
        return Done((), {"line": line, "revision_of_line": row.revision if row else 0})
    if row is None:
        row = ScriptRow(contest_id=do.row.id, line=line, revision=0)
        db.session.add(row)
    row.vi, row.en = vi, en
    row.revision += 1
    return Done([ScriptWritten(line, vi, en, row.revision)], {"line": line, "revision_of_line": row.revision})
