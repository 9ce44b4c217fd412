"""`python -m tests.faults kill9 --long --mode threading`: one fault, one line of JSON, exit status 1 when something is amiss."""

from __future__ import annotations

import os

os.environ["CONTEST_ASYNC_MODE"] = "threading"  # this process is never patched; started servers are told theirs

import argparse
import sys
from dataclasses import replace

from tests.faults.catalog import CATALOG, MODES


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description="Break a started server and count what is lost.")
    parser.add_argument("name", choices=sorted(CATALOG))
    parser.add_argument("--mode", choices=MODES, default=MODES[0])
    parser.add_argument("--long", action="store_true", help="as much as a long night plays")
    for name in ("judges", "entries", "cycles"):
        parser.add_argument(f"--{name}", type=int)
    parser.add_argument("--seconds", type=float)
    told = vars(parser.parse_args())
    fault = CATALOG[told.pop("name")]
    mode, extent = told.pop("mode"), fault.long if told.pop("long") else fault.short
    report = fault.run(replace(extent, **{name: value for name, value in told.items() if value is not None}), mode)
    print(report.line())
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
