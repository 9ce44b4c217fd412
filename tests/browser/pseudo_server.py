"""A server for test_words.py that says every message as «message»: what stands bare on a page was never given to translate."""

from collections.abc import Mapping
from functools import cache

from contest import cli, words  # cli first: it patches before anything else is loaded

true_catalog = words.catalog


@cache
def catalog(code: str) -> Mapping[str, str]:
    return {source: f"«{said}»" for source, said in true_catalog(code).items()}


words.catalog = catalog

if __name__ == "__main__":
    cli.main()
