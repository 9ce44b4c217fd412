"""`contest` that notes each commit of a writer in the file named first, before it is made."""

from contest import runtime

runtime.patch()

import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from contest import cli

if __name__ == "__main__":
    committed = Path(sys.argv.pop(1))
    committed.touch()

    @event.listens_for(Engine, "commit")
    def note(connection: Any) -> None:
        if connection.get_execution_options().get("writes"):
            with committed.open("a") as notes:
                notes.write("commit\n")

    cli.main()
