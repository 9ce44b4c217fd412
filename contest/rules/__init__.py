"""The rules of a judged contest: pure functions and frozen values; standard library only, no clock, no I/O, no float."""
