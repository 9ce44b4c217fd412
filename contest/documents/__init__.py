"""Papers of a contest: the archive, the result sheet and its arithmetic in words, the CSV, the audit log in words."""
