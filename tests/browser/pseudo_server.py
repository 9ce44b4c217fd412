"""A server for test_pages.py that puts every message between two marks: what stands bare was never given to translate."""

from collections.abc import Mapping
from functools import cache

from contest import cli, words  # cli first: it patches before anything else is loaded
from tests.browser.marks import BEGIN, END

true_catalog = words.catalog


@cache
def catalog(code: str) -> Mapping[str, str]:
    return {source: f"{BEGIN}{said}{END}" for source, said in true_catalog(code).items()}


words.catalog = catalog

if __name__ == "__main__":
    cli.main()
