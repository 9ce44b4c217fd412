"""What pseudo_server.py puts around every message: characters that take no room and allow no line break."""

BEGIN, END = "\u2063", "\u2064"  # invisible separator, invisible plus
