"""`contest` under strace, which notes every sync call in the file named first. Its own id stays the server's."""

import os
import sys

if __name__ == "__main__":
    notes, *told = sys.argv[1:]
    calls = ["strace", "-D", "-f", "-q", "-o", notes, "-e", "trace=fsync,fdatasync"]
    os.execvp("strace", [*calls, sys.executable, "-m", "tests.faults.committing", *told])
