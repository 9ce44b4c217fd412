"""The tests. `tests.builders` has the people and contests that all of them share."""
