"""The wire: commands in, topics out. It does not know pages or documents."""
