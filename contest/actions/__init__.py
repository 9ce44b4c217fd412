"""One verb, one function: loads, asks the rules, saves, and tells what happened. Never commits, never emits."""
