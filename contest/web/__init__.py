"""Pages and form posts, and the read-only API. It does not know the wire."""
