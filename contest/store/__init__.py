"""What is kept: tables, one writer, readers into rules objects, and the hash-chained audit log."""
